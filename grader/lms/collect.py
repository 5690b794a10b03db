"""Bring what a learning platform lets a teacher download into submitted/."""

import itertools
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from grader.lms.archives import File, Held, Unreadable, files_in
from grader.lms.formats import read_path
from grader.lms.notebooks import Expected, copy_number, differences, is_notebook
from grader.lms.place import Placed, Submitted
from grader.lms.roster import NotFound, Roster
from grader.lms.texts import key
from grader.nbgrader_bridge.students import composed
from grader.submission.folders import name_problem

_JUNK = ("__MACOSX", ".ipynb_checkpoints", "__pycache__", ".git", ".virtual_documents")
_STAMP = "timestamp.txt"


@dataclass(frozen=True)
class _Candidate:
    """A file of a known student that may be the notebook; `copy` is on our disk."""

    place: str
    file: PurePosixPath
    folders: tuple[str, ...]
    likeness: int
    order: tuple
    time: float
    copy: Path
    late: bool
    data_like: bool
    beside: str  # the folder that it lay in, of which archive


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
        self._released = {*released} - {expected.name}
        self._most = most
        self._submitted = Submitted(Path(root), expected)
        self._found = defaultdict(list)
        self._stamps = {}
        self._others = []  # (student, place) of what is no notebook
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
            for student in sorted(self._found):
                self._choose(student, self._found[student], write)
        self._tell_of_others()
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
                sent = self._sender(path, archive)
                break
            except NotFound as error:
                why = why or error
        else:
            if found.paths[0].name in self._released:
                self._result.needless += 1
            else:
                self._hold(Held(found.place, str(why)))
            return
        student, file, folders, order, late, plain = sent
        problem = name_problem(student)
        if problem:
            self._hold(Held(found.place, f"is of a student {student!r}: {problem}"))
            return
        if file.name == _STAMP and plain:
            self._keep_stamp(found)
            return
        likeness = self._expected.likeness(file)
        if not likeness:
            self._others.append((student, found.place, file))
            return
        try:
            data = found.read(self._most)
        except Unreadable as error:
            self._hold(Held(found.place, str(error)))
            return
        copy = self._stash / str(next(self._numbers))
        copy.write_bytes(data)
        serial, time = order
        time = time or found.time
        candidate = _Candidate(
            found.place,
            file,
            folders,
            likeness,
            (serial, time, copy_number(file.name), likeness, -len(folders)),
            time,
            copy,
            late,
            file.suffix.lower() == ".ipynb" or is_notebook(data),
            str(PurePosixPath(found.place).parent),
        )
        self._found[student].append(candidate)

    def _keep_stamp(self, found):
        try:
            self._stamps[str(PurePosixPath(found.place).parent)] = found.read(200)
        except Unreadable as error:
            self._hold(Held(found.place, str(error)))

    def _sender(self, path, archive):
        """Return (student, file, folders, (serial, time), late, is it a plain folder).

        Raises NotFound if it cannot be told who sent it.
        """
        why = None
        for reading in read_path(path):
            try:
                student = self._roster.sender(reading).id
            except NotFound as error:
                if self._roster.known or not reading.username:
                    if reading.platform != "Google Classroom":  # any " - " fits that
                        why = why or error
                    continue
                student = reading.username.rpartition("_")[2]
            file = PurePosixPath(reading.file.name)
            folders = self._unasked(reading.file.parts[:-1])
            order = reading.serial, reading.time
            return student, file, folders, order, reading.late, False
        if why and not self._roster.known:
            raise why
        try:
            student, folders = self._plain(path, archive)
        except NotFound as error:
            raise why or error from None
        return student, PurePosixPath(path.name), folders, (0, 0.0), False, True

    def _plain(self, path, archive):
        """Return (student, folders below) for a path of a plain folder."""
        folders = path.parts[:-1]
        if not self._roster.known:
            return self._student_folder(folders), ()
        for number, name in enumerate(folders):
            person = self._roster.called(name.removesuffix(".zip"))
            if person:
                return person.id, self._unasked(folders[number + 1 :])
        outer = archive.stem if archive.is_file() else archive.name
        for name in (outer, *self._parts_of(path.name)):
            person = self._roster.called(name)
            if person:
                return person.id, self._unasked(folders)
        where = f"folder {folders[0]!r}" if folders else "name"
        raise NotFound(
            f"is from nobody whom the roster knows, by its {where}: add the student, "
            "or rename it"
        )

    def _student_folder(self, folders):
        """Return who STUDENT/ or STUDENT/LESSON/ names, where there is no roster."""
        lesson = key(self._expected.lesson)
        if len(folders) > 1 and key(folders[-1]) == lesson:
            return folders[-2].removesuffix(".zip")
        if len(folders) == 1 and key(folders[0]) != lesson:
            return folders[0].removesuffix(".zip")
        raise NotFound(
            "lies neither in STUDENT/ nor in STUDENT/LESSON/: name a roster with "
            "--roster FILE.csv, or move it there"
        )

    def _parts_of(self, name):
        """Yield who may have sent STUDENT_NOTEBOOK.ipynb, from before and behind."""
        stem = self._expected.name.removesuffix(".ipynb")
        before, found, after = name.partition(stem)
        if found:
            yield from (
                before.strip(" _-."),
                after.removesuffix(".ipynb").strip(" _-."),
            )

    def _unasked(self, folders):
        """Return the folders below a student's that nobody asked for."""
        if folders and folders[0] == self._expected.lesson:
            folders = folders[1:]
        return tuple(folders)

    def _choose(self, student, candidates, write):
        """Place the latest of what looks most like the notebook; hold the others."""
        hold, expected = self._result.held.append, self._expected
        fitting = [c for c in candidates if c.data_like]
        for one in candidates:
            if not one.data_like:
                why = f"of {student}, is no notebook, whatever its name says"
                hold(Held(one.place, why))
        named = [c for c in fitting if c.likeness > 1]
        if not named and len({c.copy.read_bytes() for c in fitting}) > 1:
            for one in fitting:
                why = f"of {student}, is one of several notebooks, none of them called "
                hold(Held(one.place, f"{why}{expected.name}: rename the right one"))
            return
        ranked = sorted(named or fitting, key=lambda c: c.order, reverse=True)
        if not ranked:
            return
        best = ranked[0]
        notes = differences(best.file, expected, best.folders)
        if not named:
            notes.append("is the only notebook there")
        if best.late:
            notes.append("is late, says the platform")
        stamp = self._stamps.get(best.beside)
        placed = self._submitted.place(student, best.copy, best.time, stamp, write)
        if isinstance(placed, str):
            hold(Held(best.place, f"of {student}, {placed}"))
            return
        self._result.placed.append(placed.told(best.place, notes))
        for one in fitting:
            if one is not best:
                why = f"of {student}, is not the latest: {best.place} is taken"
                hold(Held(one.place, why, look=False))

    def _tell_of_others(self):
        """Say why what is no notebook was left, but for files of the release."""
        served = {one.student for one in self._result.placed}
        for student, place, file in self._others:
            other = self._expected.other_lesson(file)
            notebook = ".ipynb" in file.name.lower()
            if not (other and notebook) and file.name in self._released:
                self._result.needless += 1
                continue
            why = f"of {student}, is no notebook: expected {self._expected.name}"
            if other and notebook:
                why = f"of {student}, is called like the notebook of {other}"
            elif student in served:
                why = f"of {student}, is not read: only the notebook is graded"
            self._result.held.append(Held(place, why, look=student not in served))


def _is_junk(path):
    name = path.name
    hidden = name.startswith("._") or name in (".DS_Store", "Thumbs.db", "desktop.ini")
    return hidden or bool({*path.parts} & {*_JUNK})
