"""Costs that scikit-learn is compared with, trainings and figures of this lesson."""
