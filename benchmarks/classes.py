"""A class of right and wrong submissions of one lesson, and the courses they are in.

The answers are those of source/LESSON/_author/answers; which student gives which is
drawn once, with a fixed seed.
"""

import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat

from benchmarks.measure import measured
from benchmarks.place import LESSON, NOTEBOOK, ROOT
from demo.build import cell_of, make_course
from grader.lesson.lesson import Course

SEED = 20


@dataclass(frozen=True)
class Student:
    """A student's answers, {function: text of the cell}; whether all are right."""

    name: str
    answers: dict
    right: bool


def run(*command, folder=ROOT):
    """Run a Python program, `-m` and its arguments, with one thread; return `Measured`.

    Commands find the programs that stand beside this Python.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    env = {"PATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return measured([sys.executable, *command], folder, env)


def lesson():
    """Return the lesson that the class hands in."""
    return Course(ROOT).lesson(LESSON)


def students(size):
    """Return the first `size` students of an endless class, always the same.

    Each answer is right with probability 0.7, so that about half are wholly right.
    """
    draw, found = random.Random(SEED), []
    exercises = lesson().exercises.items()
    for number in range(size):
        given = {}
        for name, loaded in exercises:
            right = draw.random() < 0.7
            given[name] = draw.choice([a for a in loaded.answers if a.right == right])
        answers = {name: answer.text for name, answer in given.items()}
        right = all(answer.right for answer in given.values())
        found.append(Student(f"s{number:03}", answers, right))
    return found


def hand_in(root, those):
    """Write submitted/STUDENT/LESSON/NOTEBOOK for `those` students.

    The notebook is the one in root/release; each answer goes into its cell.
    """
    notebook = nbformat.read(root / "release" / LESSON / NOTEBOOK, as_version=4)
    for student in those:
        for name, text in student.answers.items():
            cell_of(notebook, name).source = text
        folder = root / "submitted" / student.name / LESSON
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / NOTEBOOK)


def make_ours(root, name=LESSON):
    """Make a course of this repository, with a release of the lesson `name`."""
    make_course(root, cell_seconds=30)
    run("-m", "grader", "release", name, "--course", root)


def grade_ours(root, name=LESSON):
    """Grade what was handed in there, sealed; return `Measured`."""
    return run("-m", "grader", "grade", name, "--course", root)


def scores(root, those):
    """Return {(student, function): score} from the course's gradebook.

    Raises LookupError for a student without a score.
    """
    from nbgrader.api import Gradebook

    found = {}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        for student in those:
            submission = gradebook.find_submission(LESSON, student.name)
            grades = {g.name: g for n in submission.notebooks for g in n.grades}
            for name in student.answers:
                score = grades[f"{name}-test"].auto_score
                if score is None:
                    raise LookupError(f"{root}: {student.name} has no score for {name}")
                found[student.name, name] = score
    return found
