"""What instructors run: release, grade, record.  Never part of a release."""
