"""Turn a solution cell into the cell a student gets."""

from nbformat import NotebookNode

from checker.language import translated
from grader.lesson.reference import blank_regions, blank_statements, comment, targets

# What a student finds in the cell of a written answer; the source's own text there
# is the author's answer, and is not released.
WRITE_HERE = "*Write your answer here, in place of this line.*"  # translated


def stub(cell: NotebookNode) -> str:
    """Return what a student is given in an answer cell of the source.

    In the cell of a written answer it is in the language that is spoken now.
    """
    if cell.cell_type == "code":
        return clear_blanks(cell.source)
    return translated(WRITE_HERE)


def is_unwritten(text: str) -> bool:
    """Return whether a written answer is as it was given: English, or as spoken now."""
    return text in (WRITE_HERE, translated(WRITE_HERE))


def clear_blanks(source: str) -> str:
    """Return a solution cell with its blanks emptied; the markers stay.

    Between the markers `dW3 = …  # comment` becomes `dW3 = None  # comment`, one
    line for each assignment that a learner gets; see `blank_statements`. Comment lines
    of their own stay, but where a blank holds more than assignments.
    Raises AuthorError for a blank of which nothing would be left.
    """
    lines = source.split("\n")
    cleared, position = [], 0
    for (begin, end), kept in zip(blank_regions(lines), blank_statements(source)):
        cleared += lines[position : begin + 1]
        covered = {i for n in kept for i in range(n.lineno - 1, n.end_lineno)}
        others = [i for i in range(begin + 1, end) if i not in covered]
        starts = {node.lineno - 1: node for node in kept}
        plain = all(_is_comment(lines[i]) for i in others)
        for number in range(begin + 1, end):
            if number in starts:
                cleared.append(_emptied(starts[number], lines))
            elif plain and number in others:
                cleared.append(lines[number])
        position = end
    return "\n".join(cleared + lines[position:])


def _is_comment(line):
    return not line.strip() or line.lstrip().startswith("#")


def _emptied(node, lines):
    indent = " " * node.col_offset
    return f"{indent}{' = '.join(targets(node))} = None{comment(node, lines)}"
