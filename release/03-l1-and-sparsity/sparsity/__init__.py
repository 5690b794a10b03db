"""Data, trainings and figures for this lesson."""
