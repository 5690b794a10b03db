"""Readings of a lake, the curves fitted to them, and figures, for this lesson."""
