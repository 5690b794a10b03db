"""What a student gets in place of a solution."""

import pytest

from grader.lesson.blanks import clear_blanks
from grader.lesson.reference import AuthorError

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


@pytest.mark.parametrize(
    "inside", ["print(a)", "for i in a:\n        b = i", "a[0] = 1", "a, b = 1, 2"]
)
def test_what_cannot_become_a_blank_is_told_to_the_author(inside):
    """A region that holds more than assignments to names is an author's error."""
    text = CELL.replace("second = first / 2", inside)
    with pytest.raises(AuthorError, match="assignments to names"):
        clear_blanks(text)


def test_a_marker_without_its_partner_is_told_to_the_author():
    """START without END is an error, not a blank to the end of the cell."""
    with pytest.raises(AuthorError, match="END CODE HERE"):
        clear_blanks(CELL.replace("    ### END CODE HERE ###\n", ""))
