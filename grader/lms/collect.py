"""Bring what a learning platform lets a teacher download into submitted/."""

import itertools
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from grader.lms.archives import File, Held, Unreadable, files_in
from grader.lms.notebooks import Expected, copy_number, differences, is_notebook
from grader.lms.place import Placed, Submitted
from grader.lms.roster import NotFound, Roster
from grader.lms.senders import Senders
from grader.nbgrader_bridge.students import composed
from grader.submission.folders import name_problem
from grader.submission.requests import REQUEST

_JUNK = ("__MACOSX", ".ipynb_checkpoints", "__pycache__", ".git", ".virtual_documents")
_STAMP = "timestamp.txt"


@dataclass(frozen=True)
class _Candidate:
    """A file of a known student that may be the notebook; `copy` is on our disk."""

    place: str
    student: str
    name: str
    file: PurePosixPath
    folders: tuple[str, ...]
    likeness: int
    late: bool
    order: tuple = ()
    time: float = 0.0
    copy: Path | None = None
    data_like: bool = False
    told_order: tuple = ()  # the platform's part of `order`
    beside: str = ""  # the folder that it lay in, of which archive


@dataclass
class Collected:
    """What came of it. placed: one a student; held: everything else, with the reason.

    needless: how many files were none of the lesson's business: parts of the release
    that students sent along, and what computers add to archives.
    """

    placed: list[Placed] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    needless: int = 0
    missing: list[str] = field(default_factory=list)


class Collector:
    """Looks through archives and folders for the notebooks of one lesson.

    released: the names of the files that a release of the lesson holds. most: bytes
    of the largest notebook.
    """

    def __init__(self, root, expected: Expected, roster: Roster, released, most):
        self._expected, self._roster = expected, roster
        self._released = {*released} - {*expected.names}
        self._most = most
        self._senders = Senders(roster, expected)
        self._submitted = Submitted(Path(root), expected)
        self._found = defaultdict(list)
        self._stamps = {}
        self._others = []  # candidates for nothing
        self._result = Collected()
        self._numbers = itertools.count()

    def collect(self, archives: Iterable[Path], write: bool = True) -> Collected:
        """Place each student's latest notebook in submitted/, or say what would be."""
        with tempfile.TemporaryDirectory() as folder:
            self._stash = Path(folder)
            for number, archive in enumerate(archives):
                for found in files_in(Path(archive)):
                    if isinstance(found, Held):
                        self._hold(found)
                    else:
                        self._take_in(found, Path(archive), number)
            chosen = {}
            for student, name in sorted(self._found):
                best = self._choose(self._found[student, name], write)
                chosen[student] = chosen.get(student) or best
            self._place_others(chosen, write)
        there = {composed(one.student) for one in self._result.placed}
        self._result.missing = [
            person.id
            for person in sorted(self._roster.people, key=lambda p: p.id)
            if composed(person.id) not in there and not self._submitted.holds(person.id)
        ]
        return self._result

    def _hold(self, held):
        if _is_junk(PurePosixPath(held.place)):
            self._result.needless += 1
        else:
            self._result.held.append(held)

    def _take_in(self, found: File, archive, number):
        """Find out whose file this is, and keep a copy if it may be the notebook."""
        if _is_junk(found.paths[0]):
            self._result.needless += 1
            return
        why = None
        for path in found.paths:
            try:
                sent = self._senders.of(path, archive)
                break
            except NotFound as error:
                why = why or error
        else:
            if found.paths[0].name in self._released:
                self._result.needless += 1
            else:
                self._hold(Held(found.place, str(why)))
            return
        student, file = sent.student, sent.file
        problem = name_problem(student)
        if problem:
            self._hold(Held(found.place, f"is of a student {student!r}: {problem}"))
            return
        if file.name == _STAMP and sent.plain:
            self._keep_stamp(found)
            return
        name, likeness = self._expected.match(file)
        one = _Candidate(
            found.place, student, name, file, sent.folders, likeness, sent.late
        )
        if not likeness and not self._is_wanted(file):
            self._others.append(one)
            return
        try:
            data = found.read(self._most)
        except Unreadable as error:
            self._hold(Held(found.place, str(error)))
            return
        copy = self._stash / str(next(self._numbers))
        copy.write_bytes(data)
        serial, time = sent.order
        time = time or found.time
        one = replace(
            one,
            order=(serial, time, copy_number(file.name), likeness, -len(sent.folders)),
            time=time,
            told_order=sent.order,
            copy=copy,
            data_like=file.suffix.lower() == ".ipynb" or is_notebook(data),
            beside=str(PurePosixPath(found.place).parent),
        )
        (self._found[student, name] if likeness else self._others).append(one)

    def _is_wanted(self, file):
        """Return whether a file that is no notebook is handed in with one."""
        if _is_request(file):
            return True
        other = self._expected.other_lesson(file) and ".ipynb" in file.name.lower()
        return self._expected.files and file.name not in self._released and not other

    def _keep_stamp(self, found):
        try:
            self._stamps[str(PurePosixPath(found.place).parent)] = found.read(200)
        except Unreadable as error:
            self._hold(Held(found.place, str(error)))

    def _choose(self, candidates, write):
        """Place the latest of what looks most like a notebook, and return it.

        The others are held, with the reason.
        """
        hold, student = self._result.held.append, candidates[0].student
        name = candidates[0].name
        fitting = [c for c in candidates if c.data_like]
        for one in candidates:
            if not one.data_like:
                why = f"of {student}, is no notebook, whatever its name says"
                hold(Held(one.place, why))
        named = [c for c in fitting if c.likeness > 1]
        if not named and len({c.copy.read_bytes() for c in fitting}) > 1:
            for one in fitting:
                why = f"of {student}, is one of several notebooks, none of them called "
                hold(Held(one.place, f"{why}{name}: rename the right one"))
            return None
        ranked = sorted(named or fitting, key=lambda c: c.order, reverse=True)
        if not ranked:
            return None
        best = ranked[0]
        notes = differences(best.file, name, best.folders)
        if not named:
            notes.append("is the only notebook there")
        if best.late:
            notes.append("is late, says the platform")
        stamp = self._stamps.get(best.beside)
        if not self._place(best, PurePosixPath(name), notes, write, stamp):
            return None
        for one in fitting:
            if one is not best:
                why, look = f"is not the latest: {best.place} is taken", False
                if named and one not in named:
                    look = one.told_order > best.told_order
                    when = ", but later" if look else ""
                    why = f"is not called {name}{when}: {best.place} is taken"
                hold(Held(one.place, f"of {student}, {why}", look))
        return best

    def _place(self, one, name, notes, write, stamp=None):
        """Put a file into submitted/; return whether it could be done."""
        what = one.copy, one.time, stamp
        placed = self._submitted.place(one.student, name, *what, write)
        if isinstance(placed, str):
            self._result.held.append(Held(one.place, f"of {one.student}, {placed}"))
            return False
        self._result.placed.append(placed.told(one.place, notes))
        return True

    def _place_others(self, chosen, write):
        """Place what belongs to a notebook, or say why it was left.

        chosen: {student: a notebook that was placed, or None}. Of files of the release
        nothing is said.
        """
        names = ", ".join(self._expected.names)
        for one in self._others:
            student, notebook = one.student, chosen.get(one.student)
            asked = _is_request(one.file) and one.copy
            if asked and (notebook or self._submitted.holds(one.student)):
                path = PurePosixPath(REQUEST)
                self._place(one, path, ["asks for another look"], write)
                continue
            if notebook and one.copy:
                depth = len(notebook.folders)
                same = one.folders[:depth] == notebook.folders
                below = one.folders[depth:] if same else ()
                path = PurePosixPath(*below, one.file.name)
                self._place(one, path, [f"beside {notebook.name}"], write)
                continue
            other = self._expected.other_lesson(one.file)
            named = other and ".ipynb" in one.file.name.lower()
            if not named and one.file.name in self._released:
                self._result.needless += 1
                continue
            why = f"of {student}, is no notebook: expected {names}"
            if named:
                why = f"of {student}, is called like the notebook of {other}"
            elif notebook:
                why = f"of {student}, is not read: only the notebook is graded"
            self._result.held.append(Held(one.place, why, look=not notebook))


def _is_request(file):
    """Return whether a student asks for another look with it; platforms add numbers."""
    name = file.name.lower()
    return name.startswith(REQUEST.removesuffix(".txt")) and name.endswith(".txt")


def _is_junk(path):
    name = path.name
    hidden = name.startswith("._") or name in (".DS_Store", "Thumbs.db", "desktop.ini")
    return hidden or bool({*path.parts} & {*_JUNK})
