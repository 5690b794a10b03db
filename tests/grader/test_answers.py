"""An answer in a percent cell becomes the whole cell of a student."""

import pytest

from grader.lesson.answers import read_answers
from grader.lesson.reference import AuthorError

ONE_BLANK = '''def half(a, m):
    """Return a / (2 m)."""
    ### START CODE HERE ### (≈ 1 line)
    c = a / (2 * m)  # half of it
    ### END CODE HERE ###
    return c
'''
TWO_BLANKS = '''def both(a, m):
    """Return a / m and its square."""
    b = a + 0
    ### START CODE HERE ###
    first = b / m
    ### END CODE HERE ###
    c = first * 1
    ### START CODE HERE ###
    second = c * c
    second = second / 1
    ### END CODE HERE ###
    return first, second
'''


@pytest.fixture
def read(tmp_path):
    """Return a function that reads answers from a text, by default to TWO_BLANKS."""

    def read(text, solution=TWO_BLANKS):
        name = "half" if solution == ONE_BLANK else "both"
        path = tmp_path / f"{name}.py"
        path.write_text(text, "utf-8")
        return read_answers(path, name, solution)

    return read


def call(answer, *given):
    """Return what the function in an answer's text returns."""
    scope = {}
    exec(answer.text, scope)
    return scope["both" if "def both" in answer.text else "half"](*given)


def test_a_function_without_a_file_has_no_answers(tmp_path):
    """A lesson may start without any, and an empty file holds none."""
    path = tmp_path / "half.py"
    assert read_answers(path, "half", ONE_BLANK) == ()
    path.write_text("# Answers to come.\n")
    assert read_answers(path, "half", ONE_BLANK) == ()


def test_lines_fill_the_only_blank(read):
    """They get the blank's indentation, keep their own, and the rest stays as it is."""
    (answer,) = read(
        "# %% wrong: in a loop\n\nc = 0\nfor _ in range(2):\n    c += a / m\n",
        ONE_BLANK,
    )
    head, foot = ONE_BLANK.split("    c = a / (2 * m)  # half of it\n")
    loop = "    c = 0\n    for _ in range(2):\n        c += a / m\n"
    assert answer.text == head + loop + foot
    assert (answer.id, answer.right) == ("in a loop", False)
    assert call(answer, 6, 4) == 3


def test_each_head_fills_its_own_blank_and_the_others_are_the_references(read):
    """`### NAME ###` is the blank that sets NAME first; `first` stays as it was."""
    one, two = read(
        "# %% wrong: cubed\n### second ###\nsecond = c**3\n"
        "# %% right: both\n### second ###\nsecond = c**2\n"
        "### first ###\nfirst = a / m\n"
    )
    assert call(one, 6, 2) == (3, 27)
    assert "second / 1" not in one.text
    assert "first = b / m" in one.text
    assert call(two, 6, 2) == (3, 9)
    assert "first = a / m" in two.text


def test_a_head_without_lines_leaves_its_blank_out(read):
    """What is forgotten altogether can be written down, too."""
    (answer,) = read("# %% wrong: nothing\n### first ###\n")
    assert answer.text == TWO_BLANKS.replace("    first = b / m\n", "")


def test_given_statements_can_be_changed(read):
    """`### given NAME ###` is a statement outside the blanks, the return as well."""
    given, returned = read(
        "# %% wrong: doubled\n### given c ###\nc = first * 2\n"
        "# %% wrong: turned\n### given return ###\nreturn second, first\n"
    )
    assert call(given, 6, 2) == (3, 36)
    assert call(returned, 6, 2) == (9, 3)


def test_a_text_can_be_changed_wherever_it_stands(read):
    """`### OLD => NEW ###` is read before the other lines; NEW may be nothing."""
    scaled, plain = read(
        "# %% wrong: scaled\n### c => d ###\n### given d ###\nd = first * 2\n"
        "# %% wrong: plain\n# Not divided.\n### / m => ###\n"
    )
    assert call(scaled, 6, 2) == (3, 36)
    assert call(plain, 6, 2) == (6, 36)


def test_a_whole_function_stands_for_the_cell(read):
    """With its imports and helpers, and nothing of the reference around it."""
    whole = (
        "import math\n\n\ndef both(a, m):\n    first = a / m\n"
        "    return first, math.pow(first, 2)\n"
    )
    (answer,) = read(f"# %% right: by math\n{whole}")
    assert answer.text == whole
    assert call(answer, 6, 2) == (3, 9)


def test_fields_say_what_an_answer_is_for(read):
    """A sentence may take two lines; it makes a wrong answer a known mistake."""
    plain, known = read(
        "# %% wrong: plain\n# no field: this is a comment\n### first ###\nfirst = a\n"
        "# %% wrong: known\n# says: m is forgotten.\n#   Who else divides?\n"
        "# keeps: second, other\n# part: division\n### first ###\nfirst = a\n"
    )
    assert (plain.says, plain.keeps, plain.part) == ("", (), "")
    assert not plain.known_mistake
    assert known.says == "m is forgotten. Who else divides?"
    assert known.keeps == ("second", "other")
    assert known.part == "division"
    assert known.known_mistake


@pytest.mark.parametrize(
    ("line", "said", "cell"),
    [
        (3, "found '# %% maybe: so', expected `# %%", "# %% maybe: so\nsecond = 1"),
        (3, "found '#%% wrong: so', exp", "#%% wrong: so\n### first ###\nfirst = 1"),
        (3, "another answer called 'one'", "# %% wrong: one\n### first ###\nfirst = 2"),
        (4, "'### third ###', expected", "# %% wrong: so\n### third ###\nfirst = 1"),
        (5, "each once", "# %% wrong: so\n### first ###\n### first ###"),
        (4, "is not in the solution", "# %% wrong: so\n### a / b => a ###"),
        (5, "put into the function", "# %% wrong: so\n\n### b / m => b / ###"),
        (4, "which place is 'first = 1' for?", "# %% wrong: so\nfirst = 1"),
        (5, "'(' was never closed", "# %% wrong: so\n### first ###\nfirst = ("),
        (7, "unexpected indent", "# %% wrong: so\n\n### first ###\nreturn\n  x"),
        (5, "put into the function", "# %% wrong: so\n### first ###\nbreak"),
        (6, "put into the function", "# %% wrong: so\n### given c ###\npass\ncontinue"),
        (5, "field 'say', expected", "# %% wrong: so\n# part: m\n# say: no."),
        (4, "right answer has no says", "# %% right: so\n# says: no.\n### first ###"),
        (4, "right answer has no keeps", "# %% right: so\n# keeps: first"),
    ],
)
def test_what_is_no_answer_is_named_with_file_and_line(read, line, said, cell):
    """The author's error says in which line of the file something is wrong, and what.

    A `break` may be Python, but not where no loop is.
    """
    with pytest.raises(AuthorError) as caught:
        read(f"# %% wrong: one\n### first ###\n{cell}\n")
    assert f"both.py, line {line}: " in str(caught.value)
    assert said in str(caught.value)
