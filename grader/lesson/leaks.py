"""What of a lesson's truth a released folder would give away."""

import io
import json
import re
from collections.abc import Iterator, Mapping

from checker.stored import load_checks
from checker.wire import WireError
from grader.lesson.assignment import Assignment
from grader.lesson.blanks import stub
from grader.lesson.cells import grade_id, is_answer, nbgrader_data
from grader.lesson.lesson import Lesson
from grader.lesson.release import CHECKS, released_code

# nbgrader's own markers; what stands between them is never released.
_REGION = re.compile(r"BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)(.*?)END \1", re.DOTALL)
_MARKER = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
_TELLING = 20  # characters of code; shorter lines are anybody's


def released_names(lesson: Lesson | Assignment) -> set[str]:
    """Return the relative paths of all that a release of this lesson may hold."""
    if isinstance(lesson, Assignment):
        return {*lesson.files(), *lesson.notebooks}
    return {*released_code(lesson), CHECKS, lesson.notebook_path.name}


def leaks(lesson: Lesson | Assignment, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what must not get out of a release, {relative path: bytes}, as sentences.

    An older release than the sources is one, too: what it holds nobody has looked at.
    """
    names = released_names(lesson)
    for name in sorted(set(files) - names):
        yield f"{name} is in no release"
    ordinary = isinstance(lesson, Assignment)
    # What nbgrader_config.py ignores is in no release of an ordinary assignment.
    for name in sorted({*(lesson.notebooks if ordinary else names)} - set(files)):
        yield f"{name} is missing"
    own = {} if ordinary else released_code(lesson)
    for name, content in own.items():
        if files.get(name, content) != content:
            yield f"{name} is not as in the sources"
    secrets = _secrets(lesson)
    for name, content in files.items():
        if name.endswith(".ipynb"):
            yield from _in_notebook(lesson, name, content, secrets)
        text = content.decode("utf-8", "replace")
        for secret in secrets:
            if secret in text or json.dumps(secret, ensure_ascii=False)[1:-1] in text:
                yield f"{name} holds a line of a solution or hidden test: {secret}"
    if isinstance(lesson, Lesson) and CHECKS in files:
        yield from _hidden_cases(lesson, files[CHECKS])


def _in_notebook(lesson, name, content, secrets):
    """Yield what a released notebook has of the source's, cell by cell."""
    try:
        cells = json.loads(content)["cells"]
        texts = {grade_id(cell): "".join(cell["source"]) for cell in cells}
    except (ValueError, KeyError, TypeError, AttributeError):
        yield f"{name} is no notebook"
        return
    if any(cell.get("outputs") for cell in cells):
        yield f"{name} has outputs"
    for cell in _cells(lesson):
        released = texts.get(grade_id(cell))
        if released is None or not grade_id(cell):
            continue
        place = f"{name}, cell {grade_id(cell)}"
        if _MARKER.search(released):
            yield f"{place} has a marker of a solution or hidden test"
        if is_answer(cell) and not _is_emptied(lesson, cell, released):
            yield f"{place} is not emptied as in the sources"


def _is_emptied(lesson, cell, released):
    """Return whether a released cell of an answer holds what a student is given."""
    if isinstance(lesson, Lesson):
        return released == stub(cell)
    given = re.search("YOUR (CODE|ANSWER) HERE", cell.source)
    return bool(given) or released != cell.source


def _cells(lesson):
    return [cell for notebook in lesson.notebooks.values() for cell in notebook.cells]


def _secrets(lesson):
    """Return the lines of the sources that no released file may hold."""
    found, public = set(), set()
    for cell in _cells(lesson):
        kept = _REGION.sub("", cell.source)
        hidden = cell.source
        if is_answer(cell) and isinstance(lesson, Lesson):
            kept = stub(cell)
        elif is_answer(cell) and kept == cell.source:
            kept = ""  # a solution without markers is one as a whole
        if nbgrader_data(cell):
            found |= _lines(hidden) - _lines(kept)
        public |= _lines(kept)
    return found - public


def _lines(source):
    lines = (re.sub(r"\s*#.*", "", line).strip() for line in source.split("\n"))
    return {line for line in lines if len(line) > _TELLING and not _MARKER.search(line)}


def _hidden_cases(lesson, content):
    """Yield the names of hidden cases that the stored checks hold."""
    try:
        stored = load_checks(io.BytesIO(content))
    except WireError as error:
        yield f"{CHECKS} cannot be read ({error})"
        return
    for name, loaded in lesson.exercises.items():
        hidden = {case.name for case in loaded.exercise.hidden}
        for case in stored[name].cases if name in stored else ():
            if case.name in hidden:
                yield f"{CHECKS} holds the hidden case {case.name!r} of {name}"
