"""Read a submission where its course is, for it to be run and judged elsewhere."""

import functools
import os
import stat
from dataclasses import asdict
from pathlib import Path

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.sandbox.limits import Limits
from grader.serving.packet import TASK, pack
from grader.submission.beside import FileRules, copied_files, files_in
from grader.submission.engine import Prepare, Task
from grader.submission.grade import not_graded, read_submission
from grader.submission.ordinary import read_folder
from grader.submission.read import NotReadable
from grader.submission.spoken import speak_of


def packet_of(
    task: Task,
    lesson: Lesson | Assignment,
    limits: Limits,
    prepare: Prepare,
    rules: FileRules,
) -> bytes:
    """Return all that grading a submission needs, as a request for a `Service`.

    Raises `ReadAndDone` where the result is known by then: nothing could be read.
    """
    folder = Path(task.folder)
    prepare = functools.partial(prepare, task.student, lesson)
    try:
        if not isinstance(lesson, Assignment):
            notebook, notes = read_submission(folder, lesson, limits, prepare)
            made = Task(task.student, lesson.name, "", notebook, notes=tuple(notes))
            return pack({}, {TASK: made.to_bytes()})
        read, notes = read_folder(folder, lesson, limits, prepare)
    except NotReadable as error:
        with speak_of(folder):
            graded = not_graded(task.student, lesson, str(error))
        raise ReadAndDone(graded) from None
    fields = {name: asdict(one) for name, one in read.items()}
    made = Task(task.student, lesson.name, notes=tuple(notes), read=fields)
    head, files = _beside(lesson, folder, limits, rules)
    return pack(head, {TASK: made.to_bytes(), **files})


class ReadAndDone(Exception):
    """A submission whose result, `graded`, is known without running anything."""

    def __init__(self, graded):
        super().__init__(graded.why)
        self.graded = graded


def _beside(lesson, folder, limits, rules):
    """Return (sizes and odd names, contents) of the files beside the notebooks.

    Contents are those that will be copied; of the others it counts that they are there.
    """
    copied = copied_files(lesson, folder, limits, rules)
    sizes, odd, contents = {}, [], {}
    for name, path in files_in(folder):
        at = path.lstat()
        if name in copied:
            number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(number, "rb") as file:
                contents[name] = file.read(at.st_size)
        elif stat.S_ISREG(at.st_mode):
            sizes[name] = at.st_size
        else:
            odd.append(name)
    return {"sizes": sizes, "odd": odd}, contents
