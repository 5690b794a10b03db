"""Backward passes, loss landscapes and figures for this lesson."""
