"""A small class of submissions, right, wrong, blank and broken, and its grading."""
