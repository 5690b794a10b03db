"""The given code of the course: networks, data, training, figures."""
