"""Whatever `check` is given and whatever is missing: one sentence says what to do."""

import os
import random
import sys

import pytest

from checker.stored import checks_bytes, load_checks
from checker.wire import WireError
from tests.support import lesson_benches, solution

LESSON, COST = "01-l2-regularization", "compute_cost_with_regularization"
BACKWARD = "backward_propagation_with_regularization"
RIGHT = solution(LESSON, COST)


OTHER = RIGHT.replace(COST, "my_cost")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("check()", f"in the parentheses: check({COST})"),
        (f"check('{COST}')", f"Leave out the quotes: check({COST})"),
        ("check('cost')", "without quotes; this lesson has"),
        ("check(None)", "is None, expected the function itself, without par"),
        ("check(np.ones(3))", "is a value of type ndarray, expected the function"),
        ("check({})", "is a value of type dict, expected"),
        ("check(lambda A3, Y, parameters, lambd: 1)", f"begin it with def {COST}(…)"),
        (f"class {COST}: pass\ncheck({COST})", "is a class, expected a function"),
        ("class Cost: pass\ncheck(Cost)", "Cost is a class, expected a function"),
        (f"{OTHER}\ncheck(my_cost)", f"Is it {COST}, renamed?"),
        ("check(np.sum)", "sum is none of this lesson's functions, which are"),
        ("def soft_threshold(w, t): pass\ncheck(soft_threshold)", "is none of this"),
        ("ready('x')", "takes a function itself, without quotes"),
        ("check.solution()", "in the parentheses"),
        ("check.hint(1)", "in the parentheses"),
        ("check.hint(np.sum)", "sum is none of this lesson's functions"),
    ],
)
def test_what_is_no_function_of_the_lesson_gets_a_sentence(new_kernel, cell, told):
    """No traceback: the card says what was found and what to write."""
    shown = new_kernel()(cell)
    assert "not checked" in shown
    assert told in shown
    assert "Traceback" not in shown and "Error" not in shown
    assert len(shown.strip().split("\n")) <= 3


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (f"{COST} = 3", f"{COST} is a value of type int, expected a function"),
        (f"class {COST}: pass", f"{COST} is a class, expected a function"),
    ],
)
def test_the_summary_says_what_is_no_function(new_kernel, cell, told):
    """No code of a learner's has stopped; the other functions are told as ever."""
    run = new_kernel()
    run(cell)
    shown = run("check.summary()")
    assert told in shown
    assert "TypeError" not in shown
    assert f"{BACKWARD}: not run" in shown


def test_a_function_that_has_to_be_awaited_is_not_called(new_kernel, recwarn):
    """Python would warn, on our lines, of what was never awaited."""
    run = new_kernel()
    run(f"async {RIGHT}")
    for cell in (f"check({COST})", "check.summary()"):
        assert f"{COST} is `async def`, expected a function: begin it" in run(cell)
    assert not [one for one in recwarn if "awaited" in str(one.message)]


def test_a_function_that_a_learner_has_wrapped_is_still_known(new_kernel):
    """It is the lesson's name in the notebook that counts."""
    run = new_kernel()
    run(RIGHT)
    wrapped = f"import functools\n{COST} = functools.partial({COST})\ncheck({COST})"
    assert "correct" in run(wrapped)


def test_a_hint_is_asked_for_by_number_or_by_function(new_kernel):
    """A function alone means its first hint; True is no number."""
    run = new_kernel()
    for cell in (f"check.hint({BACKWARD})", f"check.hint(1, {BACKWARD})"):
        assert "Hint 1 of" in run(cell) and BACKWARD in run(cell)
    for cell in (f"check.hint({BACKWARD}, 2)", f"check.hint(2, {BACKWARD})"):
        assert "Hint 2 of" in run(cell)
    for level in (True, 99, "'a'", 1.0):
        assert "has hints 1 to" in run(f"check.hint({level}, {BACKWARD})")


def test_several_functions_may_be_checked_at_once(new_kernel):
    """Each has a card of its own."""
    shown = new_kernel()(f"check({COST}, {BACKWARD})")
    assert shown.count("has not run since") == 2


def test_after_a_restart_the_card_says_which_cell_to_run(new_kernel):
    """A check, an experiment and a call say so where Python had a NameError."""
    run = new_kernel()
    for cell in (f"check({COST})", f"{COST}(1, 2, 3, 4)", f"ready({COST})"):
        shown = run(cell)
        assert "has not run since the kernel started: run it" in shown
        assert "NameError" not in shown
        assert "Fill in" not in shown
        assert len(shown.strip().split("\n")) <= 3
    assert "False" in run(f"print(ready({COST}))")


@pytest.mark.parametrize("cell", ["%reset -f", f"del {COST}"])
def test_a_function_that_was_deleted_is_told_as_after_a_restart(new_kernel, cell):
    """The card says which cell to run where Python had a NameError."""
    run = new_kernel()
    imports = "check, ready, np, compute_cost"
    run(f"get_ipython().kept = {imports}\n{RIGHT}")
    run(cell)
    run(f"{imports} = get_ipython().kept")
    for ask in (f"check({COST})", f"ready({COST})"):
        shown = run(ask)
        assert "was deleted after it ran" in shown
        assert "NameError" not in shown and "has not run" not in shown
    run(RIGHT)
    assert "correct" in run(f"check({COST})")
    if "reset" in cell:
        assert "has not run since" in run(f"check({BACKWARD})")


def test_an_interrupted_cell_does_not_leave_its_old_function_right(new_kernel):
    """The card says that the newest version never came to be."""
    run = new_kernel()
    run(RIGHT)
    run("raise KeyboardInterrupt\n" + RIGHT)
    shown = run(f"check({COST})")
    assert "was interrupted before it came to that" in shown
    assert "correct" not in shown


def test_a_check_that_is_interrupted_is_told_in_a_line(new_kernel):
    """A loop without end is stopped by hand: no traceback of ours."""
    run = new_kernel()
    run(f"def {COST}(*given):\n    raise KeyboardInterrupt")
    shown = run(f"check({COST})")
    assert "Does a loop in it never end?" in shown
    assert "checker" not in shown


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """Return a function that saves a notebook of these cells, where a kernel looks."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    path = tmp_path / "lesson.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    times = iter(range(10, 100))

    def save(*cells, **named):
        notebook = new_notebook(
            cells=[
                new_markdown_cell(cell[4:])
                if cell.startswith("<!--")
                else new_code_cell(cell)
                for cell in cells
            ]
        )
        for name, cell in named.items():
            notebook.cells.append(new_code_cell(cell, id=name))
        nbformat.write(notebook, path)
        os.utime(path, (next(times),) * 2)

    return save


def test_a_cell_that_was_edited_and_not_run_is_not_called_right(new_kernel, saved):
    """Once the notebook is saved with another text, the card asks to run it."""
    saved(RIGHT)
    run = new_kernel()
    run(RIGHT)
    assert "correct" in run(f"check({COST})")
    saved(RIGHT.replace("lambd", "lamb"), f"check({COST})")
    shown = run(f"check({COST})")
    assert "has changed since it ran" in shown
    assert "correct" not in shown
    assert "has changed since it ran" in run(f"ready({COST})")
    saved(RIGHT)  # and back again
    assert "correct" in run(f"check({COST})")


GONE = {
    "renamed": OTHER,
    "commented": "# " + RIGHT.replace("\n", "\n# "),
    "emptied": "# nothing",
    "never": "if False:\n    " + RIGHT.replace("\n", "\n    "),
    "timed": "%%timeit -n1 -r1\n" + RIGHT.replace("lambd", "lamb"),
}


@pytest.mark.parametrize("kind", GONE)
def test_a_cell_that_defines_nothing_any_more_is_not_called_right(new_kernel, kind):
    """It ran again without the function: the one of before is not judged."""
    run = new_kernel()
    run(RIGHT, COST)
    run(GONE[kind], COST)
    shown = run(f"check({COST})", f"{COST}-test")
    assert "no longer does: begin the function there" in shown
    assert "correct" not in shown
    run("%%capture\n" + RIGHT, COST)
    assert "correct" in run(f"check({COST})")
    run(f"check({COST})", "scratch")
    assert "correct" in run(f"check({COST})")


def test_a_function_that_is_imported_or_moved_is_judged_as_ever(new_kernel):
    """The cell for the answer may take it from elsewhere."""
    run = new_kernel()
    run(RIGHT, COST)
    run(f"import types\n{COST} = types.FunctionType({COST}.__code__, globals())", COST)
    assert "correct" in run(f"check({COST})")
    run(RIGHT, "moved")
    run("# it is above", COST)
    assert "correct" in run(f"check({COST})")


def test_a_file_without_the_function_does_not_call_it_right(new_kernel, saved):
    """The cell was deleted, made Markdown or renamed; not moved into another cell."""
    check, markdown = f"check({COST})", f"<!--{RIGHT}"
    for cell in (COST, None):
        saved(check, **{COST: RIGHT})
        run = new_kernel()
        run(RIGHT, cell)
        for cells in ((check,), (check, OTHER), (check, markdown)):
            saved(*cells)
            shown = run(check)
            assert "no longer does" in shown and "correct" not in shown
        saved(check, RIGHT)
        assert "correct" in run(check)
        saved("print()", "")  # of another notebook
        assert "correct" in run(check)


def test_the_cell_for_the_answer_is_read_and_no_copy_of_it(new_kernel, saved):
    """It was changed and saved, while a copy still shows what ran."""
    saved("")
    run = new_kernel()
    run(RIGHT, COST)
    saved(RIGHT, **{COST: RIGHT.replace("lambd", "lamb")})
    assert "has changed since it ran" in run(f"check({COST})")
    saved(RIGHT, **{COST: OTHER})
    assert "no longer does" in run(f"check({COST})")
    run(RIGHT, "scratch")
    assert "correct" in run(f"check({COST})")


def test_an_older_file_proves_nothing(new_kernel, saved):
    """What was run but not saved yet is judged; so is a copy in a scratch cell."""
    saved(RIGHT.replace("lambd", "lamb"))
    run = new_kernel()
    run(RIGHT)
    assert "correct" in run(f"check({COST})")
    saved(RIGHT.replace("lambd", "lamb"), RIGHT)
    assert "correct" in run(f"check({COST})")


def test_other_ends_of_lines_are_no_change(new_kernel, saved):
    """An editor may end lines as Windows does, and take blanks at their ends away."""
    saved("")
    run = new_kernel()
    run(RIGHT.replace("\n", "  \n"))
    saved(RIGHT.replace("\n", "\r\n"))
    assert "correct" in run(f"check({COST})")


@pytest.mark.parametrize("cell", ["assert {0} is None", "del {0}_, {0}", "print {0}"])
def test_a_cell_that_only_uses_a_function_does_not_define_it(new_kernel, cell):
    """If it stops, the function above is judged as before."""
    run = new_kernel()
    run(RIGHT)
    assert "Error" in run(cell.format(COST))
    assert "correct" in run(f"check({COST})")


@pytest.mark.parametrize("content", ["", "{", '{"cells": 3}', "[]"])
def test_a_file_that_is_no_notebook_is_left_alone(new_kernel, saved, tmp_path, content):
    """The check goes on by what ran."""
    saved(RIGHT)
    run = new_kernel()
    run(RIGHT)
    (tmp_path / "lesson.ipynb").write_text(content)
    assert "correct" in run(f"check({COST})")


def test_a_version_from_another_cell_is_named(new_kernel):
    """Only what stands in the cell for the answer is graded; the card says so."""
    run = new_kernel()
    run(RIGHT.replace("lambd", "lamb"), COST)
    run(RIGHT, "scratch")
    shown = run(f"check({COST})")
    assert "the cell for your answer ran as" in shown
    run(RIGHT, COST)
    assert "ran as" not in run(f"check({COST})")


@pytest.mark.parametrize("own", [None, RIGHT.replace("lambd", "lamb"), "1 / 0"])
def test_a_copy_does_not_hide_the_cell_for_the_answer(new_kernel, own):
    """It was never run, or is wrong: the card and the summary both say so."""
    run = new_kernel()
    if own:
        run(own, COST)
    run(RIGHT, "scratch")
    told = "ran as [2]" if own else "the cell for your answer has not run"
    for cell in (f"check({COST})", "check.summary()"):
        shown = run(cell, f"{COST}-test")
        assert told in shown and "Only what stands there is graded" in shown
    assert f"Go on with `{COST}`" in shown
    run(RIGHT, COST)
    run(RIGHT, "scratch")  # the same text
    assert "graded" not in run(f"check({COST})")


def test_where_cells_have_other_names_no_cell_is_the_wrong_one(new_kernel):
    """VS Code names them by a place of its own, and Colab by none."""
    for cell in (None, "vscode-notebook-cell:W0"):
        run = new_kernel()
        run(RIGHT, cell)
        assert "graded" not in run(f"check({COST})", cell and f"{cell}1")


def test_the_card_says_which_run_it_is_about(new_kernel):
    """The number is the one beside the cell."""
    run = new_kernel()
    run(RIGHT)
    number = run("print(len(In) - 2)").strip()
    assert f"(as run in [{number}])" in run(f"check({COST})")


@pytest.mark.parametrize("lesson", ["01-l2-regularization", "02-dropout"])
def test_a_damaged_file_of_checks_is_one_sentence(tmp_path, lesson):
    """Missing, truncated anywhere or with a changed byte: named, never a traceback."""
    path = tmp_path / "checks.npz"
    with pytest.raises(WireError, match="is missing: keep checker/ beside"):
        load_checks(path)
    stored = {name: b.stored for name, b in lesson_benches(lesson).items()}
    whole, rng = checks_bytes(stored), random.Random(1)
    for _ in range(12):
        broken = whole[: rng.randrange(len(whole))]
        path.write_bytes(broken)
        with pytest.raises(WireError, match=r"damaged\. Download the lesson's folder"):
            load_checks(path)
    seen = 0
    for _ in range(12):
        place = rng.randrange(len(whole))
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        path.write_bytes(bytes(broken))
        try:
            load_checks(path)
        except WireError as error:
            seen += 1
            assert "\n" not in str(error)
    assert seen > 6  # in an archive's own dates and names nothing is lost


def test_missing_checks_are_a_card_in_every_call(new_kernel, monkeypatch, tmp_path):
    """check, ready, hint, solution and summary say the same sentence."""
    monkeypatch.setattr(sys.modules["checker.check"], "DATA", tmp_path)
    run = new_kernel(sources=False)
    calls = ("check", "ready", "check.solution", "check.summary", "check.hint")
    for call in calls:
        shown = run(f"{call}()")
        assert "is missing: keep checker/ beside the notebook" in shown
        assert "Traceback" not in shown


def test_checks_are_read_once_and_again_when_the_file_has_changed(
    new_kernel, monkeypatch, tmp_path
):
    """Not at each check; a file that was mended or renewed counts at once."""
    monkeypatch.setattr(sys.modules["checker.check"], "DATA", tmp_path)
    read = []
    monkeypatch.setattr(
        "checker.stored.load_checks",
        lambda file: read.append(file) or load_checks(file),
    )
    stored = {name: bench.stored for name, bench in lesson_benches(LESSON).items()}
    path = tmp_path / "checks.npz"
    path.write_bytes(checks_bytes(stored))
    run = new_kernel(sources=False)
    run(RIGHT)
    for _ in range(3):
        assert "correct" in run(f"check({COST})")
    assert len(read) == 1
    path.write_bytes(b"broken")
    assert "it is damaged" in run(f"check({COST})")
    path.write_bytes(checks_bytes(stored))
    assert "correct" in run(f"check({COST})")
