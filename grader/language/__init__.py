"""The texts of the course in other languages: found, counted, and put in place."""
