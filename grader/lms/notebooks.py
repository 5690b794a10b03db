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
    """The notebook that is looked for, and those of the other lessons.

    others: {name of the notebook: lesson}.
    """

    lesson: str
    name: str
    others: dict[str, str]

    def other_lesson(self, file: PurePosixPath) -> str:
        """Return the lesson whose notebook this seems to be, "" if it may be ours."""
        found = {
            key(_stem(other)): lesson
            for other, lesson in self.others.items()
            if key(_stem(other)) in key(file.name)
        }
        longest = max(found, key=len, default="")
        ours = key(_stem(self.name))
        if ours in key(file.name) and len(ours) >= len(longest):
            return ""
        return found.get(longest, "")

    def likeness(self, file: PurePosixPath) -> int:
        """Return 3 for the very name, 2 for one that holds it, 1 for any notebook.

        0 is no notebook by its name.
        """
        if file.name == self.name:
            return 3
        some = ".ipynb" in file.name.lower()  # Drive calls a copy x.ipynb의 사본
        ending = some or file.suffix.lower() in _ENDINGS
        if not ending or self.other_lesson(file):
            return 0
        return 2 if key(_stem(self.name)) in key(file.name) else int(some)


def is_notebook(data: bytes) -> bool:
    """True for what may be a notebook, in UTF-8 or UTF-16."""
    return b"nbformat" in data.replace(b"\0", b"")


def copy_number(name: str) -> int:
    """Return which copy a browser or platform made of a file, 0 for the first."""
    found = [int(a or b) for a, b in _COPY.findall(name)]
    return found[-1] if found else 0


def differences(
    file: PurePosixPath, expected: Expected, folders: Iterable[str]
) -> list[str]:
    """Return what is unlike the way it was asked for; folders: those it lay in."""
    found = []
    if file.name != expected.name:
        found.append(f"was called {file.name}")
    folders = [name for name in folders if name]
    if folders:
        found.append(f"lay in the folder {'/'.join(folders)}")
    return found


def _stem(name):
    return name.removesuffix(".ipynb")
