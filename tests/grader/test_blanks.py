"""What a student gets in place of a solution."""

import pytest

from grader.lesson.blanks import clear_blanks
from grader.lesson.reference import AuthorError, blank_names

CELL = '''def f(a, m):
    """Docstring."""
    ### START CODE HERE ### (≈ 2 lines)
    # think first
    first = (
        a +
        m
    )  # Schritt: größer
    second = first / 2
    ### END CODE HERE ###
    return second'''


def test_blank_keeps_markers_names_and_comments():
    """Each assignment becomes one `name = None` with its comment; the rest stays."""
    assert (
        clear_blanks(CELL)
        == '''def f(a, m):
    """Docstring."""
    ### START CODE HERE ### (≈ 2 lines)
    # think first
    first = None  # Schritt: größer
    second = None
    ### END CODE HERE ###
    return second'''
    )


OPEN = """def f(a, m):
    ### START CODE HERE ###
    total = 0  # your own code
    # all rows
    for row in a:
        part = row / m  # a share
        total += part
    count = len(a)
    mean = (total
            / count)  # its mean
    ### END CODE HERE ###
    return total, mean"""


def test_a_blank_with_loops_keeps_the_assignments_that_have_a_comment():
    """What an author needs on the way is not given away."""
    assert (
        clear_blanks(OPEN)
        == """def f(a, m):
    ### START CODE HERE ###
    total = None  # your own code
    mean = None  # its mean
    ### END CODE HERE ###
    return total, mean"""
    )
    assert blank_names(OPEN) == ["total", "mean"]


@pytest.mark.parametrize(
    "inside", ["print(a)", "for i in a:\n        b = i  # inner", "a[0] = 1  # first"]
)
def test_what_cannot_become_a_blank_is_told_to_the_author(inside):
    """A blank with other statements and no assignment to give is an author's error."""
    text = CELL.replace("  # Schritt: größer", "")
    text = text.replace("second = first / 2", inside)
    with pytest.raises(AuthorError, match="a comment behind each assignment"):
        clear_blanks(text)


def test_a_marker_without_its_partner_is_told_to_the_author():
    """START without END is an error, not a blank to the end of the cell."""
    with pytest.raises(AuthorError, match="END CODE HERE"):
        clear_blanks(CELL.replace("    ### END CODE HERE ###\n", ""))
