"""`grader.grade`: one notebook in, its result out, for any program.

The first call for an assignment starts a process that grades it (seconds); the next
ones use it. It ends with the program.
"""

import atexit
import os
import threading
from pathlib import Path

from grader import CannotGrade
from grader.sandbox.limits import MB, Limits
from grader.serving.bundle import lesson_files, state_of
from grader.serving.packet import TASK, pack
from grader.serving.service import Service, ServiceDied, opening
from grader.submission.engine import Task
from grader.submission.result import GradedSubmission

_KEPT = 4  # assignments that are kept ready
_TRIES = 2


def grade_here(notebook: bytes | Path, assignment: Path) -> GradedSubmission:
    """Grade a submitted notebook by an assignment: a folder of source/.

    notebook: the content of the file, or its path. What a student sent never raises:
    if nothing could be judged, the status of the result is "not graded", and `why`
    says it. CannotGrade is raised for a path or an assignment that is of no use.
    """
    folder = _folder(assignment)
    name, content, size = _handed_in(notebook, folder)
    task = {TASK: Task("", folder.name).to_bytes()}
    if content is None:
        request = pack({"sizes": {name: size}}, task)
    else:
        request = pack({}, {**task, name: content})
    for _ in range(_TRIES):
        try:
            found = _services.get(folder).submit(request).result()
        except ServiceDied:
            continue
        return GradedSubmission.from_bytes(found)
    raise CannotGrade(
        f"the process that grades {folder.name} ended {_TRIES} times. Look whether "
        "memory is short or the disk full, and try again."
    )


class _Services:
    """The processes of this program, one for each assignment; any thread may ask."""

    def __init__(self):
        self._lock, self._found = threading.Lock(), {}

    def get(self, folder: Path) -> Service:
        """Return the process that grades a folder as it is now."""
        with self._lock:
            state = state_of(folder)
            known, service = self._found.pop(folder, (None, None))
            if service is None or known != state or service.over:
                if service is not None:
                    _close_when_idle(service)
                files = lesson_files(folder)
                content = {name: path.read_bytes() for name, path in files.items()}
                service = Service(opening(folder.name, content))
            self._found[folder] = state, service  # the last one used is the last
            for old in list(self._found)[:-_KEPT]:
                if self._found[old][1].idle:
                    self._found.pop(old)[1].close()
            return service

    def close(self):
        for _, service in self._found.values():
            service.close()
        self._found.clear()


def _close_when_idle(service):
    """Close a process without taking a result from who waits for it."""
    threading.Thread(target=service.close_when_idle, daemon=True).start()


def _begin_anew():
    """In a forked process: those of its parent are not its own."""
    global _services
    _services = _Services()


_services = _Services()
os.register_at_fork(after_in_child=_begin_anew)
atexit.register(lambda: _services.close())


def _folder(assignment):
    try:
        folder = Path(assignment).resolve()
        there = folder.is_dir() and any(folder.glob("*.ipynb"))
    except (TypeError, ValueError, OSError):
        folder, there = assignment, False
    if not there:
        raise CannotGrade(
            f"{str(folder)!r} is no assignment: expected a folder with a notebook, as "
            "the folders of source/ are."
        )
    return folder


def _handed_in(notebook, folder):
    """Return (the name of the notebook, its content or None, its size)."""
    wanted = sorted(path.name for path in folder.glob("*.ipynb"))
    most = Limits().notebook_mb * MB
    if isinstance(notebook, (bytes, bytearray, memoryview)):
        if len(wanted) > 1:
            raise CannotGrade(
                f"{folder} has {len(wanted)} notebooks, and bytes have no name. Give "
                f"the path of a file called like one of them: {', '.join(wanted)}."
            )
        content = bytes(notebook)
        return wanted[0], content if len(content) <= most else None, len(content)
    if not isinstance(notebook, Path):
        raise CannotGrade(
            f"a notebook is given as bytes or as a Path, not as {type(notebook)}."
        )
    name = notebook.name if len(wanted) > 1 else wanted[0]
    if name not in wanted:
        raise CannotGrade(
            f"{notebook} is none of the notebooks of {folder}: {', '.join(wanted)}."
        )
    try:
        if not notebook.is_file():  # a pipe would never end
            raise OSError("it is no file")
        size = notebook.stat().st_size
        return name, notebook.read_bytes() if size <= most else None, size
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or error
        raise CannotGrade(f"{notebook} cannot be read: {told}.") from None
