"""Python in the cells of a notebook: what of it is IPython's, what it imports."""

import ast
import functools
import re
from collections.abc import Iterator


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


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield all statements, outer ones first; much quicker than `ast.walk`."""
    nodes = [tree]
    for node in nodes:  # grows on the way
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, field, ())
            nodes += inner
            yield from (one for one in inner if isinstance(one, ast.stmt))


@functools.cache  # one text is asked about for each of several lessons and purposes
def imported_modules(source: str, parts: bool = False) -> tuple[str, ...]:
    """Return the modules that a text imports, in order, those inside packages too.

    parts: of `from a import b` also a.b, which may be a module.
    """
    found, inner = [], []
    for node in statements(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
            inner += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(found + inner if parts else found)
