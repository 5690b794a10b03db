"""An author's folder in source/ as data: what a lesson's exercises.py is made of."""

from grader.lesson.exercise import (
    Blank,
    Case,
    Contest,
    Equivalent,
    Exercise,
    Threshold,
)

__all__ = ["Blank", "Case", "Contest", "Equivalent", "Exercise", "Threshold"]
