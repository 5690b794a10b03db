"""The process that grades for another program: `python -m grader.serving.process FD`.

It has one thread, so it may fork workers, whatever the other program is made of. It
ends when the connection does. First comes what it is to grade, then submissions.
"""

import contextlib
import sys
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from grader.patches import skip_address_grammar

skip_address_grammar()

from grader.lesson.assignment import Assignment  # noqa: E402 (what is slow, after it)
from grader.lesson.lesson import Course  # noqa: E402
from grader.lesson.reference import AuthorError  # noqa: E402
from grader.sandbox.cleanup import sweep  # noqa: E402
from grader.sandbox.forkserver import NotSealed, WorkerDied  # noqa: E402
from grader.sandbox.home import Home  # noqa: E402
from grader.sandbox.limits import Limits  # noqa: E402
from grader.serving.bundle import code_digest  # noqa: E402
from grader.serving.packet import (  # noqa: E402
    TASK,
    key_and_data,
    keyed,
    pack,
    unpack,
    write_files,
)
from grader.submission.beside import FileRules  # noqa: E402
from grader.submission.engine import Engine, Task  # noqa: E402
from grader.submission.restore import given_by_source, restore  # noqa: E402


class _CannotOpen(ValueError):
    """A lesson that cannot be graded here; the text says why."""


def main(number: int) -> None:
    """Grade what comes through the connection `number`, until it is closed."""
    with Connection(number) as pipe, contextlib.ExitStack() as stack:
        try:
            try:
                engine, home = _open(pipe.recv_bytes(), stack)
            except (_CannotOpen, AuthorError, NotSealed, WorkerDied) as error:
                return pipe.send_bytes(pack({"error": str(error)}))
            pipe.send_bytes(pack({}))
            _serve(pipe, engine, home)
        except (EOFError, ConnectionError):
            return  # nobody waits for results any more


def _open(opening, stack):
    """Return (the engine for a lesson, a folder for what is handed in)."""
    head, files = unpack(opening)
    if head["code"] != code_digest():
        raise _CannotOpen(
            "the code of the grader is not the same here as where this was sent "
            "from. Install the same version on all machines."
        )
    home = stack.enter_context(Home()).path
    write_files(files, home / "course")
    course = Course(home / "course")
    lesson = course.lesson(head["lesson"])
    try:
        lesson.check()
    except AuthorError:
        raise
    except Exception as error:  # exercises.py is the author's code
        told = f"{type(error).__name__}: {str(error)[:300]}"
        raise _CannotOpen(f"{head['lesson']} cannot be loaded ({told}).") from None
    limits = Limits(**head["limits"])
    jobs = head["jobs"]
    engine = Engine(course.root, [lesson], jobs, limits, head["sealed"])
    engine.prepare = _prepare_for(lesson)
    engine.rules = {lesson.name: FileRules(*map(tuple, head["rules"]))}
    stack.enter_context(engine).open()
    return engine, home


def _prepare_for(lesson) -> Callable:
    if not isinstance(lesson, Assignment):
        return lambda student, lesson, notebook: notebook
    given = {name: given_by_source(lesson, name) for name in lesson.notebooks}
    return lambda student, lesson, notebook, name: restore(
        notebook, name, lesson, given[name]
    )


def _serve(pipe: Connection, engine: Engine, home: Path) -> None:
    while True:
        for key, graded in engine.turn([pipe]):
            sweep(home / "submitted" / str(key))
            pipe.send_bytes(keyed(key, graded))
        while pipe.poll():
            key, request = key_and_data(pipe.recv_bytes())
            engine.add(key, _task(request, home / "submitted" / str(key)))


def _task(request: bytes, folder: Path) -> bytes:
    """Return what a request asks for; the files of a submission go into `folder`."""
    head, files = unpack(request)
    task = files.pop(TASK)
    if not files and not head:
        return task
    folder.mkdir(parents=True)
    write_files(files, folder)
    for name, size in head.get("sizes", {}).items():  # of what need not be sent
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("wb") as file:
            file.truncate(size)
    for name in head.get("odd", ()):  # links, pipes: they are not read here either
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to("nothing")
    return replace(Task.from_bytes(task), folder=str(folder)).to_bytes()


if __name__ == "__main__":
    main(int(sys.argv[1]))
