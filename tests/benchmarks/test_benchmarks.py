"""The benchmarks measure what they say, on classes that all graders agree on."""

import sys

import nbformat
import pytest

from benchmarks import classes, grading, report, stock
from benchmarks.measure import Failed, Measured, measured
from benchmarks.place import LESSON, NOTEBOOK

ORPHAN = """
import os, time
if os.fork() == 0:
    if os.fork() == 0:
        while time.process_time() < 0.5:
            pass
        os._exit(0)
    time.sleep(60)
time.sleep(0.1)
import psutil
(child,) = psutil.Process().children()
child.kill()
child.wait()
"""


@pytest.fixture
def two():
    """One wholly right student and one with a mistake."""
    many = classes.students(20)
    right = next(student for student in many if student.right)
    return [right, next(student for student in many if not student.right)]


def test_the_class_is_always_the_same_and_mixed():
    """A larger class begins with the smaller one; about half are wholly right."""
    many = classes.students(60)
    assert classes.students(25) == many[:25]
    assert 15 < sum(student.right for student in many) < 45
    assert len({student.name for student in many}) == 60


@pytest.mark.slow
def test_three_ways_to_grade_give_the_same_scores(two, tmp_path):
    """This course's grader, stock nbgrader and the floor agree on a class of two."""
    taken = grading.measure_ours(tmp_path / "ours", two)
    assert taken.cpu > 0 and taken.peak > 0
    ours = classes.scores(tmp_path / "ours", two)
    assert [ours[two[0].name, name] for name in two[0].answers] == [10, 15, 10]
    assert sum(ours.values()) < 70
    cost = grading.measure_stock(tmp_path / "stock", two, ours)
    assert cost.submissions == 2
    assert cost.start_cpu > 0
    assert grading.measure_floor(tmp_path / "stock", ours) > 0


@pytest.mark.slow
@pytest.mark.parametrize("trainings", [False, True])
def test_a_stock_course_is_well_formed(trainings, two, tmp_path):
    """The stock course tests the same functions; its release hides the hidden tests."""
    stock.make_stock(tmp_path, two, trainings)
    source = nbformat.read(tmp_path / "source" / LESSON / NOTEBOOK, as_version=4)
    tests = [c for c in source.cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert len(tests) == len(two[0].answers)
    assert all("kernel_judge" in cell.source for cell in tests)
    tags = [tag for cell in source.cells for tag in cell.metadata.get("tags", ())]
    assert ("experiment" in tags) == trainings
    for student in two:
        path = tmp_path / "submitted" / student.name / LESSON / NOTEBOOK
        submission = nbformat.read(path, as_version=4)
        nbformat.validate(submission)
        sources = [cell.source for cell in submission.cells]
        assert not any("kernel_judge" in text for text in sources)
        assert all(text in sources for text in student.answers.values())


def test_a_grader_that_gives_another_score_stops_the_benchmark():
    """A difference is named with student, function and both scores."""
    ours = {("ada", "f"): 10.0, ("bo", "f"): 5.0}
    grading.agree("stock", {("ada", "f"): 10.0}, ours)
    with pytest.raises(grading.Disagreement, match="bo, f: stock 10, ours 5"):
        grading.agree("stock", {("bo", "f"): 10.0}, ours)


def test_the_time_of_an_orphan_is_counted(tmp_path):
    """The CPU time of a process whose parent was killed is part of the measurement."""
    taken = measured([sys.executable, "-c", ORPHAN], tmp_path, {})
    assert taken.cpu >= 0.5
    assert taken.left == 0


def test_a_command_that_fails_is_no_measurement(tmp_path):
    """A failing command raises, with what it said."""
    command = [sys.executable, "-c", "raise SystemExit('no such lesson')"]
    with pytest.raises(Failed, match="no such lesson"):
        measured(command, tmp_path, {})


def test_the_distance_from_a_straight_line():
    """A line is found exactly; one value off the line is seen."""
    start, slope, off = report.straight_line([1, 2, 3], [5, 7, 9])
    assert (start, slope, off) == pytest.approx((3, 2, 0))
    assert report.straight_line([1, 2, 3], [5, 7, 19])[2] > 0.1


def test_the_tables_replace_the_old_ones(tmp_path):
    """Only what stands between the marks is replaced; missing marks are an error."""
    found = report.Found(
        ours={10: Measured(cpu=4.0, wall=2.0, peak=9.0, left=0, output="")},
        students=10,
        right=5,
        stock={"the same cells": stock.Cost(2, 2.0, 3.0, 4.0, 5.0, 100.0)},
        floor=0.1,
        python="3",
        processors=2,
    )
    page = tmp_path / "README.md"
    page.write_text(f"above\n{report.BEGIN}\nold\n{report.END}\nbelow\n")
    report.write(report.text(found), page)
    text = page.read_text()
    assert text.startswith("above\n") and text.endswith("\nbelow\n")
    assert "old" not in text
    assert "| stock nbgrader, the same cells | 2 | 2.40 | 3.50 |" in text
    page.write_text("no marks")
    with pytest.raises(ValueError, match="marks"):
        report.write("new", page)
