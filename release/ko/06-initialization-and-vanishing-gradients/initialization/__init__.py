"""Signals in deep networks and their figures, for this lesson."""
