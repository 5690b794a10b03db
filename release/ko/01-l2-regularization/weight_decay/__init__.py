"""Figures of weights, for this lesson."""
