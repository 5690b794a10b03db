"""The language that cards, checks and hints speak, and the catalogue it is read from.

`set_language("ko")` in a cell chooses; otherwise the notebook's metadata do ("lang"),
then the variables LC_ALL, LC_MESSAGES and LANG. Without a catalogue it is English.
"""

import gettext
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from checker.particles import choose_particles

ENGLISH = "en"
SETTING = "LESSON_LANGUAGE"  # of this process: each wing reads it by itself
_LOCALE = Path(__file__).resolve().parent / "locale"
_LARGEST = 50_000_000  # bytes of a notebook that is read
_given: ContextVar[tuple[str, Mapping[str, str]] | None] = ContextVar(
    "language", default=None
)


def set_language(language: str) -> None:
    """Let everything after this cell speak a language, such as "ko" or "en".

    Where this folder has no texts in it, a sentence says so.
    """
    os.environ[SETTING] = f"{language}"
    if language != ENGLISH and not (_LOCALE / f"{language}.mo").is_file():
        told = fill(
            "There are no {language} texts here: all is English. The lessons in other "
            "languages are in the course's folders release/LANGUAGE: open a notebook "
            "there.",
            language=language,
        )
        print(told)


def language() -> str:
    """Return the language that is spoken now, as two letters or more."""
    given = _given.get()
    if given:
        return given[0]
    found = os.environ.get(SETTING) or _of_notebook(os.getcwd())
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        found = found or os.environ.get(variable, "")
    return found.replace("-", "_").partition("_")[0].partition(".")[0].lower()


@contextmanager
def speaking(language: str, catalogue: Mapping[str, str]) -> Iterator[None]:
    """Speak a language for a while, with the texts of a catalogue: {English: text}."""
    token = _given.set((language, catalogue))
    try:
        yield
    finally:
        _given.reset(token)


def translated(template: str) -> str:
    """Return a text, or a template with {places}, in the language spoken now."""
    given = _given.get()
    if given:
        return given[1].get(template, template)
    return _catalogue(language()).gettext(template) if template else template


def fill(template: str, **values: object) -> str:
    """Return the translated template with its places filled, particles chosen."""
    return choose_particles(translated(template).format(**values))


@cache
def _catalogue(language):
    try:
        with (_LOCALE / f"{language}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, UnicodeError):
        return gettext.NullTranslations()


@cache
def _of_notebook(folder):
    """Return the language in the metadata of the notebooks in a folder, or ""."""
    found = set()
    for path in sorted(Path(folder).glob("*.ipynb")):
        try:
            if path.stat().st_size <= _LARGEST:
                metadata = json.loads(path.read_text("utf-8"))["metadata"]
                found.add(str(metadata.get("lang", "")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return found.pop() if len(found) == 1 else ""
