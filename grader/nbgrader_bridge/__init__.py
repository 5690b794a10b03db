"""The places where this course plugs into nbgrader."""
