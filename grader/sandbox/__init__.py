"""Run code that is not trusted, sealed off from the machine."""
