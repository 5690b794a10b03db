"""Helpers of the course: the given network, the data, the training loop, the plots."""
