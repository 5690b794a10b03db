"""An author's folder in source/ as data: what a lesson's exercises.py is made of."""

from checker.records import Blank, Case, Quantity, Threshold
from grader.lesson.exercise import Contest, Equivalent, Exercise

__all__ = [
    "Blank",
    "Case",
    "Contest",
    "Equivalent",
    "Exercise",
    "Quantity",
    "Threshold",
]
