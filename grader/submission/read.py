"""Read what a student sent in, whatever an editor or a mail program did to it."""

import codecs
import json
import os
import re
import secrets
from pathlib import Path

import nbformat

from checker.messages import Message, say, text
from grader.language.catalogue import LANGUAGES
from grader.sandbox.limits import MB, Limits
from grader.submission.folders import path_of

# What was mended.
_UTF16 = "the file was UTF-16"  # translated
_CP949 = "the file was CP949"  # translated
_WESTERN = "the file was Windows-1252"  # translated
_BOM = "the file began with a byte order mark"  # translated
_OLD = "an old notebook format was converted"  # translated
_LEFT_OUT = "cells that were no notebook cells were left out"  # translated


_AGAIN = say("Save it again in Jupyter, and hand that in.")


class NotReadable(ValueError):
    """A submission that cannot be graded; it says why and what to do.

    Its text is in the language that is spoken where it is asked for.
    """

    def __init__(self, file: Path | str, found: Message, do: Message = _AGAIN):
        super().__init__(file, found, do)

    def __str__(self) -> str:
        file, found, do = self.args
        # It may quote names and texts of the student's, and is shown as Markdown.
        found = re.sub(r"[^\w\s.,:;()'+/-]", "?", text(found))[:300]
        return f"{Path(file).name}: {found} {text(do)}"


def find_notebook(folder, name):
    """Return the path of the submitted notebook; NotReadable if it is not there."""
    folder = Path(folder)
    path = path_of(folder, name)
    try:
        linked, there = path.is_symlink(), path.is_file()
    except OSError as error:
        raise NotReadable(path, _closed(error), say("Make it readable.")) from None
    if linked:
        raise NotReadable(path, say("is a link, expected a file of its own."))
    if there:
        return path
    put = say("Put the notebook there as {name}.", name=name)
    if path.exists():
        raise NotReadable(path, say("is no file."), put)
    others = files_below(folder)
    notebooks = [other for other in others if other.endswith(".ipynb")]
    if not others:
        raise NotReadable(path, say("is missing (found nothing)."), put)
    files = ", ".join((notebooks or others)[:5])
    found = say("is missing (found {files}).", files=files)
    if not notebooks:
        do = put
    elif len(notebooks) > 1:
        do = say("Rename the right one to {name}.", name=name)
    elif "/" in notebooks[0]:
        do = say("Move it to {name}.", name=name)
    else:
        do = say("Rename it to {name}.", name=name)
    raise NotReadable(path, found, do)


def _closed(error):
    return say("cannot be opened ({error}).", error=error.strerror)


def files_below(folder: Path, most: int = 1000) -> list[str]:
    """Return the paths of files in a folder, of the first ones if there are many."""
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        found += [os.path.relpath(Path(place, name), folder) for name in sorted(names)]
        if len(found) > most:
            break
    return found[:most]


def read_notebook(path, limits=None):
    """Return (notebook in format 4 without outputs, notes on what was mended).

    Raises NotReadable with the reason if the file is no notebook.
    """
    path, limits = Path(path), limits or Limits()
    try:
        size, most = path.stat().st_size, limits.notebook_mb * MB
        if size > most:
            found = say(
                "has {size} bytes, at most {most} are read.", size=size, most=most
            )
            raise NotReadable(path, found)
        raw = path.read_bytes()
    except OSError as error:
        raise NotReadable(path, _closed(error)) from None
    content, notes = decoded(path, raw)
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        found = say("is not a notebook: broken JSON ({error}).", error=str(error))
        raise NotReadable(path, found) from None
    if not isinstance(data, dict) or type(data.get("nbformat")) is not int:
        found = say("is JSON but not a notebook: it has no nbformat.")
        raise NotReadable(path, found)
    form = data["nbformat"]
    if form < 4:
        try:
            data = nbformat.convert(nbformat.from_dict(data), 4)
        except Exception as error:
            found = say(
                "has format {form} and cannot be converted: {error}.",
                form=form,
                error=str(error),
            )
            raise NotReadable(path, found) from None
        notes.append(_OLD)
    elif form > 4:
        found = say("has notebook format {form}, expected 4.", form=form)
        raise NotReadable(path, found)
    cells = data.get("cells")
    if not isinstance(cells, list):
        raise NotReadable(path, say("is not a notebook: it has no list of cells."))
    if len(cells) > limits.cells:
        many = len(cells)
        found = say("has {many} cells, at most {most}.", many=many, most=limits.cells)
        raise NotReadable(path, found)
    notebook = nbformat.v4.new_notebook(metadata=_kernel(data.get("metadata")))
    notebook.cells = [cell for cell in map(_cell, cells) if cell is not None]
    if len(notebook.cells) < len(cells):
        notes.append(_LEFT_OUT)
    return notebook, notes


def _kernel(metadata):
    """Return what a notebook's metadata say of kernel and language: short texts."""
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    lang = metadata.get("lang") if isinstance(metadata, dict) else None
    known = isinstance(lang, str) and lang in LANGUAGES
    more = {"lang": lang} if known else {}
    if not isinstance(spec, dict):
        return more
    kept = {k: v[:100] for k, v in spec.items() if isinstance(v, str)}
    kernel = {"kernelspec": kept} if kept.keys() >= {"name", "display_name"} else {}
    return kernel | more


def _is_korean(raw):
    """True if most bytes beyond ASCII are pairs that are Hangul in CP949."""
    syllables = re.findall(rb"[\xb0-\xc8][\xa1-\xfe]", raw)
    beyond = len(re.findall(rb"[\x80-\xff]", raw))
    return 2 * len(syllables) > 0.6 * beyond


def decoded(path, raw):
    """Return the file's text, from UTF-8, UTF-16 or Windows-1252."""
    if not raw.strip():
        raise NotReadable(path, say("is empty."))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16"), [_UTF16]
        except UnicodeDecodeError:
            found = say("starts as UTF-16 and is cut off.")
            raise NotReadable(path, found) from None
    if b"\x00" in raw[:100]:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if text.lstrip().startswith("{"):
                return text, [_UTF16]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _is_korean(raw):
            return raw.decode("cp949", errors="replace"), [_CP949]
        return raw.decode("cp1252", errors="replace"), [_WESTERN]
    return text, [_BOM] if raw.startswith(codecs.BOM_UTF8) else []


def _cell(data):
    """Return a clean cell: source, metadata and id; no outputs, no counts."""
    if not isinstance(data, dict):
        return None
    kind = data.get("cell_type")
    source = data.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = data.get("metadata")
    if kind not in ("code", "markdown", "raw") or not isinstance(source, str):
        return None
    # A lone surrogate cannot be written to any file again.
    source = source.encode("utf-8", "replace").decode("utf-8")
    kept = {}
    if isinstance(metadata, dict) and isinstance(metadata.get("nbgrader"), dict):
        kept["nbgrader"] = {
            key: value
            for key, value in metadata["nbgrader"].items()
            if isinstance(value, (str, bool, int, float))
        }
    name = data.get("id")
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
        name = secrets.token_hex(4)
    # Made by hand: nbformat's own functions validate, a third of all our work.
    cell = nbformat.from_dict(
        {"cell_type": kind, "id": name, "metadata": kept, "source": source}
    )
    if kind == "code":
        cell.update(execution_count=None, outputs=[])
    attachments = data.get("attachments")
    if kind != "code" and isinstance(attachments, dict):
        cell.attachments = nbformat.from_dict(_clean_attachments(attachments))
    return cell


def _clean_attachments(attachments):
    """Return those attachments that have the form {name: {MIME type: text}}."""
    return {
        name: bundle
        for name, bundle in attachments.items()
        if isinstance(bundle, dict)
        and all(isinstance(text, str) and text.isascii() for text in bundle.values())
        and set(bundle) <= {"image/png", "image/jpeg", "image/gif"}
        and re.fullmatch(r"[\w.-]{1,100}", name)
    }
