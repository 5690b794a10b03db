"""A graded class for the tests of the report, made without a kernel."""

import shutil

from nbformat.v4 import new_output
from nbgrader.api import Gradebook

from demo.build import make_course
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.gradebook import Recorder
from grader.submission.grade import (
    GRADED,
    MARK,
    NOT_GRADED,
    ExerciseResult,
    GradedSubmission,
)
from grader.submission.read import read_notebook
from grader.submission.repair import repair
from tests.support import ROOT, submit

LESSON = "02-dropout"
FORWARD = "forward_propagation_with_dropout"
BACKWARD = "backward_propagation_with_dropout"
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
    lesson = Course(ROOT).lesson(LESSON)
    blanks = lesson.exercises[name].exercise.blanks
    found = {output: "passed" for blank in blanks for output in blank.outputs}
    found.update(outputs)
    points = lesson.points(name)
    return ExerciseResult(name, state, score, points, found, [*mistakes], message)


def record(root, student, *results, answers=None, why="", details=True):
    """Put a graded submission into the course as the grader does, without a kernel.

    No results: it is not graded, because of `why`.
    """
    path = submit(root, student, LESSON, answers=answers)
    lesson = Course(root).lesson(LESSON)
    notebook, _ = repair(read_notebook(path)[0], lesson)
    scores = {f"{result.name}-test": result.score for result in results}
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in scores:
            text = {"text/plain": repr(scores[grade_id])}
            cell.outputs = [new_output("execute_result", text)]
    status = GRADED if results else NOT_GRADED
    notebook.metadata[MARK] = {"status": status, "why": why}
    if details and results:
        told = [dict(vars(result)) for result in results]
        notebook.metadata[MARK]["exercises"] = told
    score = sum(result.score for result in results)
    graded = GradedSubmission(
        student, LESSON, status, why, score, 30.0, results, notebook
    )
    Recorder(root).record(graded, lesson.notebook_path.name)


def new_course(root):
    """Make a course folder with what is released in it; return its path."""
    make_course(root)
    shutil.copytree(ROOT / "release", root / "release")
    return root


def graded_class(root):
    """Make a class: right, wrong in the same way, copied, empty, broken, hostile."""
    root = new_course(root)
    right = exercise(FORWARD, 20, "passed"), exercise(BACKWARD, 10, "passed")
    scaling = exercise(
        FORWARD,
        14,
        "failed",
        ["scaling-forgotten"],
        "A2: the activations are not divided by keep_prob.",
        A2="failed",
    )
    odd = exercise(FORWARD, 0, "failed", message=HOSTILE, D1="failed", A1="failed")
    empty = exercise(
        BACKWARD, 0, "not attempted", message="Not attempted yet.", dA2="not attempted"
    )
    for student in ("ada", "bo", "cy", FORMULA):
        record(root, student, *right)
    record(root, "dee", scaling, right[1])
    record(root, "eli", scaling, empty)
    for student, own in (("fay", "tmp"), ("gus", "draws")):
        answers = {FORWARD: COPIED.format(own=own)}
        record(root, student, odd, right[1], answers=answers)
    record(root, HOSTILE, odd, empty, answers={FORWARD: f"print('{HOSTILE}'"})
    record(root, "hal", why=f"it is broken {HOSTILE}")
    record(root, "ivy", *right, details=False)
    record(root, "lea", why="it was broken")
    submit(root, "jo", LESSON)
    with Gradebook(f"sqlite:///{root}/gradebook.db", "regularization") as gradebook:
        gradebook.add_student("kit")
        points = gradebook.find_grade(f"{BACKWARD}-test", "dropout", LESSON, "cy")
        points.manual_score = 4.0
        late = gradebook.find_submission(LESSON, "bo").notebooks[0]
        late.late_submission_penalty = 5.0
        for name, given in ((FORWARD, 8.0), (BACKWARD, 5.0)):
            points = gradebook.find_grade(f"{name}-test", "dropout", LESSON, "lea")
            points.manual_score, points.needs_manual_grade = given, False
        points = gradebook.find_grade(f"{FORWARD}-test", "dropout", LESSON, "ivy")
        points.needs_manual_grade = True
        gradebook.db.commit()
    return root
