"""Says of a function that a learner has just written whether it is right, and why not.

from checker import check, ready
"""

from checker.check import check, ready
from checker.language import set_language

__all__ = ["check", "ready", "set_language"]
