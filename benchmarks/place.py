"""Which lesson is graded in the measurements, and where it is."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LESSON = "01-l2-regularization"
NOTEBOOK = "l2-regularization.ipynb"
