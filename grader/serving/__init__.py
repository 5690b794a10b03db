"""Grading for other programs and on other machines: all that is needed as bytes."""
