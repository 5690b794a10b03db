"""Catalogues: .po files that people edit, and what programs read of them."""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from checker.messages import agree

LANGUAGES = ("ko",)  # beside English


@dataclass(frozen=True)
class Text:
    """A text to translate: where it belongs, the English, and what a translator sees.

    context: the id of a cell, a question or an answer; "" for a text of a program.
    """

    english: str
    context: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Texts:
    """The texts of a wing or a lesson in another language, and what is not there yet.

    found: {(context, English): text}. missing, fuzzy: English texts without one, or
    with one that belongs to an earlier English.
    """

    found: Mapping[tuple[str, str], str] = field(default_factory=dict)
    missing: tuple[Text, ...] = ()
    fuzzy: tuple[Text, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.fuzzy

    def get(self, english: str, context: str = "") -> str:
        """Return the text for an English one; itself where there is none."""
        return self.found.get((context, english), english)

    @property
    def flat(self) -> dict[str, str]:
        """{English: text}, and both numbers of an English text with {is|are}."""
        return with_numbers({e: t for (_, e), t in self.found.items()})


class BrokenCatalogue(ValueError):
    """A .po file that cannot be read; the text names it and says what to do."""


def update(path: Path, texts: Iterable[Text], language: str) -> bytes:
    """Return a .po file brought up to date with the English texts.

    A text that is new is empty; one that is like an old text gets its translation,
    marked fuzzy; one that is gone is left out.
    """
    template = Catalog(charset="utf-8")
    for one in texts:
        places = [(place, None) for place in one.places]
        template.add(one.english, locations=places, context=one.context or None)
    catalogue = _read(path, language) if path.exists() else Catalog(language)
    catalogue.fuzzy = False
    if any(message.id for message in catalogue):
        catalogue.update(template, no_fuzzy_matching=False)
    else:
        for message in template:
            if message.id:
                catalogue[message.id] = message
    catalogue.header_comment = ""
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalogue,
        width=0,
        omit_header=False,
        ignore_obsolete=True,
        include_previous=True,
        sort_output=False,
    )
    return _without_dates(buffer.getvalue())


def load(path: Path, texts: Iterable[Text], language: str) -> Texts:
    """Return what a .po file has for the English texts that there are now."""
    catalogue = _read(path, language) if path.exists() else Catalog(language)
    found, missing, fuzzy = {}, [], []
    for one in texts:
        message = catalogue.get(one.english, one.context or None)
        if message is None or not message.string:
            missing.append(one)
        elif message.fuzzy:
            fuzzy.append(one)
        else:
            found[one.context, one.english] = message.string
    return Texts(found, tuple(missing), tuple(fuzzy))


def known(path: Path, language: str) -> Texts:
    """Return all that a .po file has, without looking what the English is now."""
    catalogue = _read(path, language) if path.exists() else Catalog(language)
    there = [one for one in catalogue if one.id and one.string and not one.fuzzy]
    return Texts({(one.context or "", one.id): one.string for one in there})


class _Undated(Catalog):
    """A catalogue without the time and the program that made it."""

    mime_headers = (("Content-Type", "text/plain; charset=utf-8"),)


def compiled(texts: Mapping[str, str], language: str) -> bytes:
    """Return {English: text} as a .mo file, which Python's gettext reads.

    The same texts give the same bytes each time.
    """
    catalogue = _Undated(language, charset="utf-8")
    for english, text in sorted(texts.items()):
        catalogue.add(english, text)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def with_numbers(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts with those of one and of many, which {is|are} stands for."""
    found = dict(texts)
    for english, text in texts.items():
        if "|" in english:
            for many in (False, True):
                found[agree(english, many)] = agree(text, many)
    return found


def _read(path, language):
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, ValueError, OSError) as error:
        raise BrokenCatalogue(
            f"{path} cannot be read ({error}). Expected a .po file in UTF-8: mend the "
            "line in a text editor."
        ) from None


def _without_dates(text):
    """Return a .po file without what changes each time it is written."""
    header = rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator'
    header += rb"|Language-Team|Project-Id-Version|Report-Msgid-Bugs-To): .*\n"
    return re.sub(header, b"", text, flags=re.MULTILINE)
