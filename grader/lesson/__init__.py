"""An author's folder in source/ as data: what a lesson's exercises.py is made of."""

from grader.lesson.exercise import (  # noqa: F401
    Blank,
    Case,
    Contest,
    Equivalent,
    Exercise,
    Quantity,
    Threshold,
)

__all__ = [
    *("Blank", "Case", "Contest", "Equivalent", "Exercise", "Quantity", "Threshold"),
]
