"""Data, fits, splits and figures for this lesson."""
