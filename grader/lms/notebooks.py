"""Which of the files that a student sent is the notebook of a lesson."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.lms.texts import key

_ENDINGS = (".ipynb", ".json", ".txt", "")  # what browsers and mail programs append
_COPY = re.compile(r"\((\d{1,3})\)|[-_ ](\d{1,2})(?=\.|$)")


@dataclass(frozen=True)
class Expected:
    """The notebooks that are looked for, and those of the other lessons.

    others: {name of the notebook: lesson}. files: whether other files are wanted, too.
    """

    lesson: str
    names: tuple[str, ...]
    others: dict[str, str]
    files: bool = False

    def other_lesson(self, file: PurePosixPath) -> str:
        """Return the lesson whose notebook this seems to be, "" if it may be ours."""
        found = {
            key(_stem(other)): lesson
            for other, lesson in self.others.items()
            if key(_stem(other)) in key(file.name)
        }
        longest = max(found, key=len, default="")
        if len(key(_stem(self._held_in(file)))) >= len(longest):
            return ""
        return found[longest]

    def match(self, file: PurePosixPath) -> tuple[str, int]:
        """Return which notebook a file is, by its name, and how much it looks like it.

        3 for the very name, 2 for one that holds it, 1 for any notebook where one is
        looked for, 0 for what is none.
        """
        if file.name in self.names:
            return file.name, 3
        some = ".ipynb" in file.name.lower()  # Drive calls a copy x.ipynb의 사본
        ending = some or file.suffix.lower() in _ENDINGS
        if not ending or self.other_lesson(file):
            return "", 0
        held = self._held_in(file)
        if held:
            return held, 2
        return (self.names[0], 1) if some and len(self.names) == 1 else ("", 0)

    def _held_in(self, file):
        """Return the longest name of a notebook of ours that a file's name holds."""
        found = [name for name in self.names if key(_stem(name)) in key(file.name)]
        return max(found, key=len, default="")


def is_notebook(data: bytes) -> bool:
    """True for what may be a notebook, in UTF-8 or UTF-16."""
    return b"nbformat" in data.replace(b"\0", b"")


def copy_number(name: str) -> int:
    """Return which copy a browser or platform made of a file, 0 for the first."""
    found = [int(a or b) for a, b in _COPY.findall(name)]
    return found[-1] if found else 0


def differences(file: PurePosixPath, name: str, folders: Iterable[str]) -> list[str]:
    """Return what is unlike the way it was asked for; folders: those it lay in."""
    found = []
    if file.name != name:
        found.append(f"was called {file.name}")
    folders = [name for name in folders if name]
    if folders:
        found.append(f"lay in the folder {'/'.join(folders)}")
    return found


def _stem(name):
    return name.removesuffix(".ipynb")
