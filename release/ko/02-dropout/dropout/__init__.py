"""Figures of masks and neurons, and a stored row of results, for this lesson."""
