"""Who sent a file, by its path: as a platform names it, or a plain folder."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.lms.formats import read_path
from grader.lms.notebooks import Expected
from grader.lms.roster import NotFound, Roster
from grader.lms.texts import key


@dataclass(frozen=True)
class Sent:
    """A file of a student, below folders that nobody asked for.

    order: the platform's (serial number, time), 0 for what it does not tell. plain:
    it lay in a plain folder.
    """

    student: str
    file: PurePosixPath
    folders: tuple[str, ...]
    order: tuple[int, float] = (0, 0.0)
    late: bool = False
    plain: bool = False


class Senders:
    """Finds out who sent a file, in a course with or without a roster."""

    def __init__(self, roster: Roster, expected: Expected):
        self._roster, self._expected = roster, expected

    def of(self, path: PurePosixPath, archive: Path) -> "Sent":
        """Return who sent the file at `path`, and what; NotFound if nobody can tell."""
        why = None
        for reading in read_path(path):
            try:
                student = self._roster.sender(reading).id
            except NotFound as error:
                if self._roster.known or not reading.username:
                    if reading.platform != "Google Classroom":  # any " - " fits that
                        why = why or error
                    continue
                assignment, _, student = reading.username.rpartition("_")
                if "_" in assignment:
                    why = NotFound(
                        f"may be from {student!r}, or from somebody with more of "
                        f"{reading.username!r} as a user name: name a roster with "
                        "--roster FILE.csv"
                    )
                    continue
            file = PurePosixPath(reading.file.name)
            folders = self._unasked(reading.file.parts[:-1])
            order = reading.serial, reading.time
            return Sent(student, file, folders, order, reading.late)
        if why and not self._roster.known:
            raise why
        try:
            student, folders = self._plain(path, archive)
        except NotFound as error:
            raise why or error from None
        return Sent(student, PurePosixPath(path.name), folders, plain=True)

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
        for stem in (name.removesuffix(".ipynb") for name in self._expected.names):
            before, found, after = name.partition(stem)
            if found:
                yield before.strip(" _-.")
                yield after.removesuffix(".ipynb").strip(" _-.")

    def _unasked(self, folders):
        """Return the folders below a student's that nobody asked for."""
        return tuple(name for name in folders if name != self._expected.lesson)
