"""Functions as people write them: their points, and what a teacher would say of them.

The rows stand in real/*.txt, in cells of this form:

    # %% what somebody wrote
    # of: FUNCTION
    # points: those that are due
    # says: a pattern that the learner's card must match
    # never: a pattern that neither card may match
    a whole `def`, or lines OLD => NEW, which change the solution

There may be several `says` and `never`.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checker.records import State
from grader.lesson.lesson import Course
from tests.support import ROOT, lesson_benches, one_lesson

LESSONS = {
    f: name for name in Course(ROOT).lessons() for f in one_lesson(name).exercises
}
_FIELD = re.compile(r"# (of|points|says|never): (.+)")


@dataclass
class Row:
    """One function that somebody wrote; `never` holds for both cards."""

    of: str
    points: float = 0
    says: list = field(default_factory=list)
    never: list = field(default_factory=list)
    text: str = ""

    @property
    def bench(self):
        return lesson_benches(LESSONS[self.of])[self.of]


def rows():
    """Return a parameter for each cell of real/*.txt."""
    found = []
    for path in sorted(Path(__file__).with_name("real").glob("*.txt")):
        for cell in re.split(r"^# %% ", path.read_text("utf-8"), flags=re.M)[1:]:
            title, *lines = cell.rstrip().split("\n")
            name = f"{path.stem}-{title}".replace(" ", "-")
            found.append(pytest.param(row(lines), id=name))
    return found


def row(lines):
    """Return the `Row` in the lines of a cell."""
    fields = {"says": [], "never": []}
    while match := _FIELD.fullmatch(lines[0]):
        name, value = match.groups()
        if name in ("says", "never"):
            fields[name].append(value)
        else:
            fields[name] = value
        lines = lines[1:]
    points = float(fields.pop("points"))
    text = "\n".join(lines).strip("\n") + "\n"
    if f"def {fields['of']}(" not in text:
        solution = one_lesson(LESSONS[fields["of"]]).exercises[fields["of"]].text
        for edit in text.strip().split("\n"):
            old, new = edit.split(" => ") if " => " in edit else (edit[:-3], "")
            assert old in solution, old
            solution = solution.replace(old, new)
        text = solution
    return Row(points=points, text=text, **fields)


@pytest.mark.parametrize("row", rows())
def test_a_real_answer_gets_its_points_and_the_right_words(row):
    """Both checks agree whether it is right, and the card says what is to be said."""
    visible, hidden = row.bench.visible(row.text), row.bench.hidden(row.text)
    total = one_lesson(LESSONS[row.of]).points(row.of)
    assert total * hidden.share(row.bench.spec) == pytest.approx(row.points)
    right = row.points == total
    assert (visible.state == State.PASSED) == (hidden.state == State.PASSED) == right
    for pattern in row.says:
        assert re.search(pattern, visible.message), visible.message
    for pattern in row.never:
        for verdict in (visible, hidden):
            assert not re.search(pattern, verdict.message), verdict.message


@pytest.mark.parametrize("row", rows())
def test_no_sentence_stands_twice_on_a_card(row):
    """What was said once is not said again of another output."""
    for verdict in (row.bench.visible(row.text), row.bench.hidden(row.text)):
        said = re.split(r"(?<=[.?])\s+", verdict.message)
        assert len(said) == len(set(said)), verdict.message
