"""Steps, paths and figures for this lesson."""
