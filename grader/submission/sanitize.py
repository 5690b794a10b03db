"""Make what a student shows harmless in an instructor's browser.

Feedback pages and formgrader put HTML of outputs and text cells into a page as it
is. So scripts, styles, frames and odd data are taken out before a notebook is stored.
"""

import json
import math
import os
import re
from collections.abc import Container

from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode, from_dict

from grader.lesson.cells import grade_id
from grader.sandbox.bounded import within

# What a quiz or a table is made of; tags without attributes are only text.
_MORE_TAGS = ("p", "br", "pre", "details", "summary", "hr", "sub", "sup")
_MORE_TAGS += ("table", "thead", "tbody", "tr", "th", "td", "caption")
_IMAGES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
# MathJax macros that make links or set styles, or could draw over the page
_MACROS = re.compile(
    r"\\(href|url|style|class|cssId|require|unicode|mmlToken|bbox|rule|Rule|Space"
    r"|[rl]lap|smash|raise|lower|move(left|right)|[hm]?skip|[hm]space|m?kern|llap"
    r"|data|html\w*|texttip|csname|def|let|newcommand|renewcommand|newenvironment)"
    r"(?![A-Za-z])"
)
# In code, where &lt; would be seen as it stands, an invisible character behind < makes
# it text; either is harmless wherever a reader of Markdown takes code to begin.
_CODE = re.compile(r"(?<!`)(`++).+?(?<!`)\1(?!`)", re.DOTALL)
_JOINER = "\u2060"
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ATTACHED = re.compile(r"attachment\\?:([\w.-]*)", re.IGNORECASE)
# An image would be loaded from wherever it says, unless it came with the notebook.
_IMAGE = re.compile(r"!(?=\[)(?!\[[^\]\n]*\]\(attachment:[\w.-]+( [^)\n]*)?\))")
_LINK = re.compile(r"(javascript|vbscript|data(?=:\w+/))\\?:", re.IGNORECASE)
# Behind the mark of a block of code: a language that a page would be coloured for, and
# some take hours, or a diagram that a script would draw.
_LANGUAGE = re.compile(
    r"(`{3,}+|~{3,}+)(?!\s*(?:python|py|ipython)\s*$)[^\n`~]+$", re.MULTILINE
)
# To read Markdown takes up to the square of its length: a second for ten thousand
# characters. This is what all texts of a student's are given, as if they were one.
_LONGEST = 15_000


# To clean HTML takes up to the square of its length, if it opens what it never closes.
_HTML = 10_000  # characters of a cell's that are cleaned without a look at the time
_SECONDS = 10  # of CPU for all longer ones of a notebook; then their text is shown


def sanitize(
    notebook: NotebookNode, trusted_texts: Container[str], own_cells: Container[str]
) -> None:
    """Clean all text cells and outputs that are the student's, in place.

    trusted_texts: sources of text cells that the course wrote. own_cells: grade ids
    of cells whose outputs the grader wrote.
    """
    cleaner = SanitizeHTML(
        safe_output_keys={"text/plain", *_IMAGES}, sanitized_output_types={"text/html"}
    )
    cleaner.tags = [*cleaner.tags, *_MORE_TAGS]
    run, room, seconds = 0, _LONGEST**2, _SECONDS
    for cell in notebook.cells:
        if cell.cell_type == "code":
            # The kernel's own count could be anything, hidden inputs in digits too.
            counted = cell.get("execution_count") is not None
            run += counted
            cell.execution_count = run if counted else None
            if grade_id(cell) not in own_cells:
                cell.outputs = [_plain(output, run) for output in cell.outputs]
                if _length(cell.outputs) > _HTML:
                    seconds -= _clean_in_time(cleaner, cell, seconds)
                else:
                    cleaner.preprocess_cell(cell, {}, 0)
                _without_math(cell.outputs)
        elif cell.source not in trusted_texts:
            taken = len(cell.source) ** 2
            if taken > room:
                cell.source = _as_typed(cell.source)
                continue
            room -= taken
            cell.source = _text(cell.source, cell.get("attachments", {}))


def _length(outputs):
    """Return how many characters of HTML there are."""
    return sum(len(one.get("data", {}).get("text/html", "")) for one in outputs)


def _clean_in_time(cleaner, cell, seconds):
    """Clean the outputs of a cell, without their HTML if it takes too long.

    Returns the CPU seconds that it took, whole ones.
    """

    def cleaned():
        found, _ = cleaner.preprocess_cell(cell, {}, 0)
        return json.dumps(found.outputs).encode()

    before = os.times()
    found = within(seconds, cleaned) if seconds > 0 else None
    after = os.times()
    if found is None:
        for output in cell.outputs:
            output.get("data", {}).pop("text/html", None)
        cleaner.preprocess_cell(cell, {}, 0)
    else:
        cell.outputs = [from_dict(output) for output in json.loads(found)]
    return math.ceil(after.children_user - before.children_user)


def _without_math(outputs):
    """Keep MathJax off cleaned HTML: entities could hide macros in it."""
    for output in outputs:
        page = output.get("data", {}).get("text/html")
        if page is not None:
            output.data["text/html"] = f'<div class="tex2jax_ignore">{page}</div>'


def _as_typed(source):
    """Return Markdown that shows a text as it was typed: a block of code."""
    lines = source.replace("\t", " ").splitlines()
    return _TAG.sub(f"<{_JOINER}", "\n".join(f"    {line}" for line in lines))


def _text(source, attachments):
    """Return Markdown without HTML, and without what does, loads or lacks something."""

    def attached(match):
        return match[0] if match[1] in attachments else f"no attachment {match[1]}"

    source = _LANGUAGE.sub(r"\1", _ENTITY.sub("& ", source))
    source = _CODE.sub(lambda code: _TAG.sub(f"<{_JOINER}", code[0]), source)
    source = re.sub(rf"{_TAG.pattern}(?!{_JOINER})", "&lt;", source)
    source = _LINK.sub(r"\1 ", _ATTACHED.sub(attached, source))
    source = _IMAGE.sub(f"!{_JOINER}", source)  # a link now: it loads nothing
    return _MACROS.sub(r"\\text", source)


def _plain(output, run):
    """Return an output without metadata, and with texts where texts belong."""
    if output.output_type == "stream":
        output.name = "stderr" if output.name == "stderr" else "stdout"
        output.text = str(output.text)
    elif output.output_type == "error":
        output.ename, output.evalue = str(output.ename), str(output.evalue)
        output.traceback = [str(line) for line in output.traceback]
    else:
        output.metadata = {}
        if output.output_type == "execute_result":
            output.execution_count = run
        for kind in list(output.data):
            value = output.data[kind]
            image = kind in _IMAGES
            if not isinstance(value, str) or (image and not _BASE64.fullmatch(value)):
                del output.data[kind]
    return output
