"""The language of a submission: its lesson as it was released, its cards and pages.

The notebook's metadata name it ("lang"); unknown, or without a catalogue: English.
What an instructor reads speaks the language of their machine.
"""

import os
import re
import stat
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from checker.language import language, speaking
from grader.language.catalogue import LANGUAGES, BrokenCatalogue, known
from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.lesson.translation import (
    lesson_catalogue,
    translated_notebook,
    wing_texts_in,
)
from grader.submission.read import files_below

_LANG = re.compile(r'"lang"\s*:\s*"(\w+)"')
_END = 1 << 20  # bytes of each end of a file
_MUCH = 100  # Hangul syllables: more than a name or a comment
_MOST = 5  # notebooks


def as_released(lesson: Lesson, notebook: NotebookNode) -> Lesson:
    """Return a lesson with the cells that the student of a notebook was given.

    Its exercises, and so its scores, are those of every language.
    """
    language = _language(notebook)
    if not language:
        return lesson
    held = vars(lesson).setdefault("_spoken", {})
    if language not in held:
        held[language] = _translated(lesson, language)
    return held[language]


def speak(
    notebook: Mapping[str, Any], lesson: Lesson | None = None
) -> AbstractContextManager[None]:
    """Return a context in which cards and pages speak the language of a notebook.

    lesson: whose own texts are told, too.
    """
    return _speaking(_language(notebook), lesson)


def speak_of(folder: Path) -> AbstractContextManager[None]:
    """Return a context for what is told of notebooks that cannot be read.

    It speaks the language that one of them in the folder names or is written in; where
    nothing tells, that of this machine.
    """
    names = [name for name in files_below(folder) if name.endswith(".ipynb")]
    told = (_told_by(Path(folder, name)) for name in names[:_MOST])
    return _speaking(next(filter(None, told), "") or _known(language()), None)


def _told_by(path):
    """Return the language of a file, "" if it does not tell. No link, no pipe is read.

    The end of a notebook holds its metadata; where that is cut off, its letters tell.
    """
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(number, "rb") as file:
            there = os.fstat(number)
            if not stat.S_ISREG(there.st_mode):
                return ""
            raw = file.read(_END)
            file.seek(max(file.tell(), there.st_size - _END))
            raw += file.read(_END)
    except OSError:
        return ""
    text = raw.replace(b"\0", b"").decode("utf-8", "ignore")
    named = _known((_LANG.findall(text) or [""])[-1])
    return named or ("ko" if len(re.findall("[가-힣]", text)) >= _MUCH else "")


def metadata_now() -> dict[str, str]:
    """Return the metadata of a new notebook in the language that is spoken now."""
    found = _known(language())
    return {"lang": found} if found else {}


def speak_here(
    lesson: Lesson | Assignment | None = None,
) -> AbstractContextManager[None]:
    """Return a context that speaks the language of this machine: LC_ALL, … LANG.

    lesson: whose own texts are told, too.
    """
    return _speaking(_known(language()), lesson)


def _speaking(language, lesson):
    return speaking(language, _catalogue(language, lesson) if language else {})


def _language(notebook):
    """Return the language that a notebook names, "" for English."""
    return _known(notebook.get("metadata", {}).get("lang", ""))


def _known(language):
    return language if isinstance(language, str) and language in LANGUAGES else ""


def _translated(lesson, language):
    try:
        texts = known(lesson_catalogue(lesson, language), language)
        notebook = translated_notebook(lesson.notebook, texts, language)
    except BrokenCatalogue:
        return lesson
    found = Lesson(lesson.folder)
    own = {" ".join(cell.source.split()) for cell in notebook.cells}
    around = wing_texts_in("grader", language).found.items()
    given = {" ".join(text.split()) for (context, _), text in around if context}
    vars(found).update(
        _spoken={language: found},
        notebook=notebook,
        exercises=lesson.exercises,
        texts=lesson.texts | own | given,
    )
    return found


def _catalogue(language, lesson):
    try:
        told = wing_texts_in("checker", language).flat
        told |= wing_texts_in("grader", language).flat
        # A word that stands alone may be another in a lesson than on a page.
        return _own(lesson, language) | told if lesson else told
    except BrokenCatalogue:
        return {}


def _own(lesson, language):
    """Return {English: text} of a lesson, read once."""
    held = vars(lesson).setdefault("_told", {})
    if language not in held:
        held[language] = known(lesson_catalogue(lesson, language), language).flat
    return held[language]
