"""Right ways are right however they are written; wrong ways lose what they should.

tests/right_ways/FUNCTION/*.py and tests/wrong_ways/FUNCTION/*.py are functions as
students write them.  A wrong one says on its first line, `# expect: POINTS`, how
many points it keeps: only the blank with the error loses its own.
"""

import io
import re
from functools import cache
from pathlib import Path

import pytest

from grader.exercise import Contest
from grader.lesson import Course
from grader.packing import plain_case, visible_checks
from utils._contest import READY
from utils._evidence import collect
from utils._tables import Tables, checks_bytes, load_checks
from utils._verdict import PASSED, judge

HERE = Path(__file__).resolve().parent
COURSE = Course(HERE.parent)
LESSONS = COURSE.lessons()
CORE = LESSONS[:2]  # the four functions that every textbook has
RIGHT = sorted((HERE / "right_ways").glob("*/*.py"))
WRONG = sorted((HERE / "wrong_ways").glob("*/*.py"))
DRAWS = re.compile(r"default_rng\(\)|random\.random\(\)")  # of the test's seed unaware
REPEATS = 20
CONTESTS = [
    name
    for lesson in LESSONS
    for name, loaded in COURSE.lesson(lesson).exercises.items()
    if isinstance(loaded.exercise, Contest)
]


@cache
def exercise(function):
    """Return the exercise, its points, its stored visible cases, all its cases."""
    for name in LESSONS:
        lesson = COURSE.lesson(name)
        if function in lesson.exercises:
            break
    loaded = lesson.exercises[function]
    # Through bytes, as a student's folder has them.
    checks = load_checks(io.BytesIO(checks_bytes(visible_checks(lesson.folder))))
    cases = [plain_case(case) for case in loaded.exercise.visible]
    cases += [plain_case(case, hidden=True) for case in loaded.exercise.hidden]
    return loaded, lesson.points(function), checks[function]["cases"], cases


def verdicts(path):
    """Return (visible verdict, hidden verdict, points) of the function in a file."""
    name = path.parent.name
    namespace = {}
    exec(compile(path.read_text("utf-8"), str(path), "exec"), namespace)
    loaded, points, stored, cases = exercise(name)
    found = []
    for judged, oracle in ((stored, Tables(loaded.spec, stored)), (cases, loaded)):
        results = [collect(namespace[name], loaded.spec, case) for case in judged]
        found.append(judge(loaded.spec, judged, results, oracle))
    return *found, points * found[1].share(loaded.spec)


def speaking(path):
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("path", RIGHT, ids=speaking)
def test_a_right_way_is_right(path):
    """A right way passes the visible check and the hidden one, whatever it draws."""
    unseeded = DRAWS.search(path.read_text("utf-8"))
    for _ in range(REPEATS if unseeded else 1):
        visible, hidden, _ = verdicts(path)
        assert visible.state == PASSED, visible.message
        assert hidden.state == PASSED, hidden.message


@pytest.mark.parametrize("path", WRONG, ids=speaking)
def test_a_wrong_way_loses_what_it_should(path):
    """A wrong way passes neither check, is told why, and keeps its other points."""
    expected = re.match(r"# expect: (\d+)\n", path.read_text("utf-8"))
    assert expected, f"the first line of {path.name} must be `# expect: POINTS`"
    visible, hidden, points = verdicts(path)
    if path.parent.name in CONTESTS:  # whose visible check sees the form alone
        assert visible.state != PASSED or visible.word == READY
    else:
        assert visible.state != PASSED, "the visible check calls it right"
    assert hidden.state != PASSED, "the hidden check calls it right"
    assert visible.message and hidden.message, "it is not told what is wrong"
    assert points == pytest.approx(int(expected[1]))


def test_there_are_many_ways():
    """Ten right and ten wrong ways of each core function, six of every other one."""
    for ways in (RIGHT, WRONG):
        functions = [path.parent.name for path in ways]
        known = {f: name for name in LESSONS for f in COURSE.lesson(name).exercises}
        assert set(functions) <= set(known)
        for function, lesson in known.items():
            least = 10 if lesson in CORE else 6
            assert functions.count(function) >= least, function
