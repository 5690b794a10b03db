"""Turn a solution cell into the cell a student gets."""

import ast

from nbformat import NotebookNode

from grader.lesson.reference import AuthorError, blank_regions

# What a student finds in the cell of a written answer; the source's own text there
# is the author's answer, and is not released.
WRITE_HERE = "*Write your answer here, in place of this line.*"


def stub(cell: NotebookNode) -> str:
    """Return what a student is given in an answer cell of the source."""
    return clear_blanks(cell.source) if cell.cell_type == "code" else WRITE_HERE


def clear_blanks(source: str) -> str:
    """Return a solution cell with its blanks emptied; the markers stay.

    Between the markers `dW3 = …  # comment` becomes `dW3 = None  # comment`, one
    line for each statement; comment lines of their own stay as they are.
    Raises AuthorError for a region that holds anything but assignments to names.
    """
    lines = source.split("\n")
    statements = {
        node.lineno - 1: node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt)
    }
    cleared, position = [], 0
    for begin, end in blank_regions(lines):
        cleared += lines[position : begin + 1]
        number = begin + 1
        while number < end:
            node = statements.get(number)
            if node is None:
                if lines[number].strip() and not lines[number].lstrip().startswith("#"):
                    raise AuthorError(f"cannot clear the line {lines[number]!r}")
                cleared.append(lines[number])
                number += 1
                continue
            cleared.append(_emptied(node, lines))
            number = node.end_lineno
        position = end
    return "\n".join(cleared + lines[position:])


def _emptied(node, lines):
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    assigns = isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign))
    if not assigns or not all(isinstance(target, ast.Name) for target in targets):
        raise AuthorError(
            "a blank may hold only assignments to names, found: "
            f"{lines[node.lineno - 1].strip()!r}"
        )
    indent = " " * node.col_offset
    names = " = ".join(target.id for target in targets)
    comment = lines[node.end_lineno - 1].encode()[node.end_col_offset :].decode()
    return f"{indent}{names} = None{comment}"
