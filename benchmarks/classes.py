"""A class of right and wrong submissions of one lesson, and the courses they are in.

The answers are those of source/LESSON/_author/answers; which student gives which is
drawn once, with a fixed seed.
"""

import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat

from benchmarks.place import LESSON, NOTEBOOK, ROOT
from demo.build import cell_of, make_course
from grader.lesson.lesson import EXPERIMENT, Course

SEED = 20


@dataclass(frozen=True)
class Student:
    """A student's answers: {function: text of the cell}."""

    name: str  # ends with -right if all answers are, otherwise with -wrong
    answers: dict

    @property
    def right(self):
        return self.name.endswith("-right")


def environment():
    """Return what a command gets on top: this Python's programs, one thread."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {"PATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def lesson():
    """Return the lesson that the class hands in."""
    return Course(ROOT).lesson(LESSON)


def functions():
    """Return the names of the lesson's graded functions."""
    return list(lesson().exercises)


def students(size):
    """Return the first `size` students of an endless class, always the same.

    Each answer is right with probability 0.7, so that about half are wholly right.
    """
    draw, found = random.Random(SEED), []
    exercises = lesson().exercises
    ways = {name: _texts(loaded.answers) for name, loaded in exercises.items()}
    for number in range(size):
        answers, all_right = {}, True
        for name, (right, wrong) in ways.items():
            good = draw.random() < 0.7
            answers[name] = draw.choice(right if good else wrong)
            all_right = all_right and good
        kind = "right" if all_right else "wrong"
        found.append(Student(f"s{number:03}-{kind}", answers))
    return found


def _texts(answers):
    """Return (texts of the right answers, texts of the wrong ones)."""
    right = [answer.text for answer in answers if answer.right]
    wrong = [answer.text for answer in answers if not answer.right]
    return right, wrong


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


def without_trainings(notebook):
    """Take away the cells that this course's grader does not run."""
    notebook.cells = [
        cell
        for cell in notebook.cells
        if EXPERIMENT not in cell.metadata.get("tags", ())
    ]


def make_ours(root, those):
    """Make a course of this repository with a release and `those` submissions."""
    make_course(root, cell_seconds=30)
    run([sys.executable, "-m", "grader", "release", LESSON, "--course", root], ROOT)
    hand_in(root, those)


def run(command, folder):
    """Run a command that only prepares something; RuntimeError with what it said."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **environment()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}")


def scores(root, those):
    """Return {(student, function): score} from the course's gradebook.

    Raises LookupError for a student without a score.
    """
    from nbgrader.api import Gradebook

    found, names = {}, functions()
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        for student in those:
            submission = gradebook.find_submission(LESSON, student.name)
            grades = {g.name: g for n in submission.notebooks for g in n.grades}
            for name in names:
                score = grades[f"{name}-test"].auto_score
                if score is None:
                    raise LookupError(f"{root}: {student.name} has no score for {name}")
                found[student.name, name] = score
    return found
