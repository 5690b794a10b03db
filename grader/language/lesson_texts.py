"""The texts of a lesson, by the id of the cell, question, hint or answer.

Markdown goes block by block, so that a changed paragraph asks for one new text.
"""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from nbformat import NotebookNode

from grader.language.catalogue import Text, Texts
from grader.language.literals import literals, with_texts

_FENCE = re.compile(r"^ *(```|\$\$)")
# What no language changes: formulas, code, addresses, tags.
_KEPT = re.compile(
    r"\$\$.+?\$\$|\$[^$]+\$|`[^`]+`|\]\([^)]*\)|https?://\S+|<[a-zA-Z/!][^>]*>",
    re.DOTALL,
)
_LABEL = " label"  # behind a cell's id: the context of its labels
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def blocks(markdown: str) -> list[str]:
    """Return the paragraphs of a text; a fence or a formula stays in one piece."""
    found, block, fence = [], [], ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and line.count(mark[1]) % 2:
            fence = "" if fence == mark[1] else fence or mark[1]
        if line.strip() or fence:
            block.append(line)
        elif block:
            found.append("\n".join(block))
            block = []
    return [*found, "\n".join(block)] if block else found


def kept(text: str) -> list[str]:
    """Return the formulas, code spans, addresses and tags of a text, sorted."""
    return sorted(" ".join(one.split()) for one in _KEPT.findall(text))


def numbers(text: str) -> list[str]:
    """Return the numbers of a text that stand outside of formulas and code, sorted."""
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", without_kept(text)))


def without_kept(text: str) -> str:
    """Return the words of a text: formulas, code, addresses and tags become blanks."""
    return _KEPT.sub(" ", text)


def is_prose(block: str) -> bool:
    """True if there is something to translate in a block."""
    return bool(_LETTERS.search(without_kept(block))) and not block.startswith("```")


def cell_texts(cells: list[NotebookNode]) -> Iterator[Text]:
    """Yield the texts of cells: blocks of Markdown, literals and docstrings of code."""
    for cell in cells:
        if cell.cell_type == "markdown":
            for block in blocks(cell.source):
                if is_prose(block):
                    yield Text(block, cell.id)
        elif cell.cell_type == "code":
            for one in _literals(cell.source):
                yield Text(one.text, cell.id)


def label_texts(labels: Mapping[str, Iterable[str]]) -> Iterator[Text]:
    """Yield the labels of one word in code: {cell id or file name: labels}."""
    for place, words in labels.items():
        for word in words:
            yield Text(word, place + _LABEL)


def put_into_cell(cell: NotebookNode, texts: Texts) -> None:
    """Put the texts of another language into a cell."""
    here, labels = _spoken_at(cell.id, texts)
    if cell.cell_type == "markdown":
        for block in blocks(cell.source):
            if is_prose(block):
                cell.source = cell.source.replace(block, here(block), 1)
    elif cell.cell_type == "code":
        with contextlib.suppress(SyntaxError):  # a line of IPython's own: no text
            cell.source = with_texts(cell.source, here, True, labels)


def put_into_module(source: str, texts: Texts, name: str) -> str:
    """Return a module of a lesson's package, called `name`, in another language."""
    here, labels = _spoken_at(name, texts)
    return with_texts(source, here, labels=labels)


def _spoken_at(place, texts):
    """Return (what gives the text for an English one of a cell or file, its labels)."""
    labels = {
        english: text
        for (context, english), text in texts.found.items()
        if context == place + _LABEL
    }
    return lambda text: labels.get(text) or texts.get(text, place), labels


def quiz_texts(quiz: bytes) -> Iterator[Text]:
    """Yield the texts of quiz.json, by "quiz 1" for the first question."""
    for number, one in enumerate(json.loads(quiz), 1):
        yield Text(one["question"], f"quiz {number}")
        for option in one["options"]:
            yield Text(option["text"], f"quiz {number}")
            yield Text(option["why"], f"quiz {number}")


def put_into_quiz(quiz: bytes, translate: Callable[[str, str], str]) -> bytes:
    """Return quiz.json with the texts of another language."""
    questions = json.loads(quiz)
    for number, one in enumerate(questions, 1):
        one["question"] = translate(one["question"], f"quiz {number}")
        for option in one["options"]:
            for key in ("text", "why"):
                option[key] = translate(option[key], f"quiz {number}")
    return (json.dumps(questions, ensure_ascii=False, indent=1) + "\n").encode()


def package_texts(folder: Path, packages: list[str]) -> Iterator[Text]:
    """Yield the texts of a lesson's packages, by the name of the file."""
    for package in packages:
        for path in sorted((folder / package).rglob("*.py")):
            name = path.relative_to(folder).as_posix()
            for one in literals(path.read_text("utf-8")):
                yield Text(one.text, name)


def _literals(source):
    try:
        yield from literals(source, docstrings=True)
    except SyntaxError:
        return
