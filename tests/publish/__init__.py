"""Tests of what a course publishes."""
