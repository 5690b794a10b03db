"""Python in the cells of a notebook: what of it is IPython's, what it imports."""

import ast
import re


def python_lines(source: str) -> str:
    """Return a cell as Python: a line of IPython's own becomes a comment.

    A cell that is no Python even then, such as one that begins with `%%`, is empty.
    """
    lines = source.split("\n")
    if lines[0].startswith("%%"):
        return ""
    mended = [re.sub(r"^(\s*)([%!?].*)$", r"\1pass  # \2", line) for line in lines]
    # First as it stands: in Python, too, a line may begin with the % of a remainder.
    for text in (source, "\n".join(mended)):
        try:
            ast.parse(text)
            return text
        except SyntaxError:
            pass
    return ""


def imported_modules(source: str) -> list[str]:
    """Return the modules that a text imports, in order, those inside packages too."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found
