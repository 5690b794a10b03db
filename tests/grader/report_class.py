"""A graded class for the tests of the report, made without a kernel."""

import functools
import shutil

from nbformat.v4 import new_output
from nbgrader.api import Gradebook

from checker.records import State
from demo.build import make_course
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.gradebook import Recorder
from grader.submission.mark import Mark
from grader.submission.read import read_notebook
from grader.submission.repair import repair
from grader.submission.result import (
    GRADED,
    NOT_GRADED,
    ExerciseResult,
    GradedSubmission,
)
from tests.support import ROOT, submit

LESSON = "02-dropout"
SOURCE = Course(ROOT).lesson(LESSON)
FORWARD = "forward_propagation_with_dropout"
BACKWARD = "backward_propagation_with_dropout"
ANY_DEPTH = "forward_dropout"
HOSTILE = "<img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("x")'
COPIED = """def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    ### START CODE HERE ###
    {own} = np.random.uniform(0, 2, size=A1.shape)
    D1 = ({own} / 2 <= keep_prob * 0.9).astype(int)
    A1 = np.where(D1 == 1, A1 / keep_prob, 0.001)
    ### END CODE HERE ###
    return A1
"""


def exercise(name, score, state, mistakes=(), message="", **outputs):
    """Return what the grader says of one function; outputs not named are right."""
    blanks = SOURCE.exercises[name].exercise.blanks
    found = {output: State.PASSED for blank in blanks for output in blank.outputs}
    found.update(outputs)
    points = SOURCE.points(name)
    return ExerciseResult(name, state, score, points, found, [*mistakes], message)


def record(recorder, student, *results, answers=None, why="", details=True):
    """Put a graded submission into the course as the grader does, without a kernel.

    No results: it is not graded, because of `why`. A function without a result among
    others has no points.
    """
    path = submit(recorder.coursedir.root, student, LESSON, answers=answers)
    notebook, _ = repair(read_notebook(path)[0], SOURCE)
    scores = {f"{name}-test": 0 for name in SOURCE.exercises} if results else {}
    scores |= {f"{result.name}-test": result.score for result in results}
    for cell in notebook.cells:
        if grade_id(cell) in scores:
            text = {"text/plain": repr(scores[grade_id(cell)])}
            cell.outputs = [new_output("execute_result", text)]
    status = GRADED if results else NOT_GRADED
    told = [vars(result) for result in results] if details else ()
    Mark(status, why, told).add_to(notebook)
    score = sum(result.score for result in results)
    graded = GradedSubmission(
        student, LESSON, status, why, score, 30.0, results, notebook
    )
    recorder.record(graded, SOURCE)


def new_course(root):
    """Make a course folder with what is released in it; return its path."""
    make_course(root)
    shutil.copytree(ROOT / "release", root / "release")
    return root


def graded_class(root):
    """Make a class: right, wrong in the same way, copied, empty, broken, hostile."""
    root = new_course(root)
    passed, failed, empty = State.PASSED, State.FAILED, State.NOT_ATTEMPTED
    right = exercise(FORWARD, 20, passed), exercise(BACKWARD, 10, passed)
    told = "A2: the activations are not divided by keep_prob."
    scaling = exercise(FORWARD, 14, failed, ["scaling-forgotten"], told, A2=failed)
    odd = exercise(FORWARD, 0, failed, message=HOSTILE, D1=failed, A1=failed)
    left = exercise(BACKWARD, 0, empty, message="Not attempted yet.", dA2=empty)
    with Recorder(root) as recorder:
        put = functools.partial(record, recorder)
        for student in ("ada", "bo", "cy", FORMULA):
            put(student, *right)
        put("dee", scaling, right[1])
        put("eli", scaling, left)
        for student, own in (("fay", "tmp"), ("gus", "draws")):
            put(student, odd, right[1], answers={FORWARD: COPIED.format(own=own)})
        put(HOSTILE, odd, left, answers={FORWARD: f"print('{HOSTILE}'"})
        put("hal", why=f"it is broken {HOSTILE}")
        put("ivy", *right, details=False)
        put("lea", why="it was broken")
    submit(root, "jo", LESSON)
    with Gradebook(f"sqlite:///{root}/gradebook.db", "regularization") as gradebook:
        gradebook.add_student("kit")
        points = gradebook.find_grade(f"{BACKWARD}-test", "dropout", LESSON, "cy")
        points.manual_score = 4.0
        late = gradebook.find_submission(LESSON, "bo").notebooks[0]
        late.late_submission_penalty = 5.0
        for name, given in ((FORWARD, 8.0), (BACKWARD, 5.0), (ANY_DEPTH, 0.0)):
            points = gradebook.find_grade(f"{name}-test", "dropout", LESSON, "lea")
            points.manual_score, points.needs_manual_grade = given, False
        points = gradebook.find_grade(f"{FORWARD}-test", "dropout", LESSON, "ivy")
        points.needs_manual_grade = True
        gradebook.db.commit()
    return root
