"""Steps, draws and figures for this lesson, and ridge regression beside them."""
