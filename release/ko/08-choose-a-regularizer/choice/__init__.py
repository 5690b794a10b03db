"""Points, an account of looks, and figures for this lesson."""
