"""What only a browser sees: notebooks in JupyterLab, formgrader, exported pages."""
