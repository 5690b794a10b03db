# Nothing filled in.
