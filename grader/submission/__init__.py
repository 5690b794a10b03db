"""A submission in, a graded submission out; no database, no shared folder."""
