"""Says of a function that a learner has just written whether it is right, and why not.

from checker import check, ready
"""

from checker.check import check, ready

__all__ = ["check", "ready"]
