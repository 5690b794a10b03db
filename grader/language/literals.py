"""The texts in Python code: which literals are read by a person, and where they stand.

An f-string is a template: its {expressions} stay as they are in every language.
"""

import ast
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from rich.cells import cell_len

# A text of one word is read by a person where one of these shows it.
_SHOWS = {"print", "set_title", "set_xlabel", "set_ylabel", "suptitle", "annotate"}
_SHOWS |= {"text", "translated", "fill", "say", "clause", "slide"}
_LABELS = {"label", "xlabel", "ylabel", "title", "word"}
_WORDS = re.compile(
    r"[^\W\d_]{2,}\S*\s(?:.*\s)?\S*[^\W\d_]{2,}"  # two words
    r"|[^\W\d_]{2,}[^\w\s]*\s+\S*[^\W\d_]"
    r"|[^\W\d_]{3,} …|[^\W\d_]{2,}: ?$",  # a word and a place; a word and a colon
    re.DOTALL,
)
_NO_TEXT = re.compile(r"#.*\bno text\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PLACE = r"\{\{|\}\}|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"  # an expression; a brace
_WORD_OR_PLACE = re.compile(rf'\s*(?:{_PLACE}|"[^"\n]{{1,40}}"|\S)+|\s+$')
_COLUMNS = 78  # as wide as JupyterLab shows code on a narrow page


@dataclass(frozen=True)
class Literal:
    """A text in a file: its template, its lines and columns (in characters)."""

    text: str
    is_template: bool
    begin: tuple[int, int]
    end: tuple[int, int]
    is_docstring: bool = False


def literals(
    source: str, docstrings: bool = False, labels: Container[str] = ()
) -> Iterator[Literal]:
    """Yield the texts of a module that a person reads, in their order.

    docstrings: those of functions too. labels: what is a text wherever it stands.
    Raises SyntaxError where it is no Python.
    """
    tree, lines = ast.parse(source), source.split("\n")
    parents = {
        child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
    }
    found = []
    for node in ast.walk(tree):
        inside = isinstance(parents.get(node), (ast.JoinedStr, ast.FormattedValue))
        if inside or not _is_text(node) or _NO_TEXT.search(lines[node.end_lineno - 1]):
            continue
        is_docstring = isinstance(parents.get(node), ast.Expr)
        text = template_of(node)
        if is_docstring and not docstrings:
            continue
        if is_docstring or text in labels or _is_read(node, text, parents):
            begin = _place(lines, node.lineno, node.col_offset)
            end = _place(lines, node.end_lineno, node.end_col_offset)
            joined = isinstance(node, ast.JoinedStr)
            found.append(Literal(text, joined, begin, end, is_docstring))
    yield from sorted(found, key=lambda one: one.begin)


def with_texts(
    source: str,
    translate: Callable[[str], str],
    docstrings: bool = False,
    labels: Container[str] = (),
) -> str:
    """Return a module with the texts that `translate` gives for its own.

    A text is a literal on one line; where that gets long and the place allows it, on
    several lines.
    """
    lines = source.split("\n")
    for one in reversed(list(literals(source, docstrings, labels))):
        text = translate(one.text)
        if text == one.text:
            continue
        (first, begin), (last, end) = one.begin, one.end
        before, behind = lines[first][:begin], lines[last][end:]
        head, tail = lines[:first], lines[last + 1 :]
        lines = [*head, f"{before}{_written(text, one)}{behind}", *tail]
        if cell_len(lines[first]) > _COLUMNS and not one.is_docstring:
            for folded in (_below, _folded):
                found = folded(before, text, one, behind)
                # It stands between brackets, or this is no Python any more.
                if found and _is_python("\n".join([*head, *found, *tail])):
                    lines = [*head, *found, *tail]
                    break
    return "\n".join(lines)


def _below(before, text, one, behind):
    """Return two lines, the second with the whole text; None if it has no room there.

    So the few words of a label are not cut, whatever stands to the left of them.
    """
    start = before.rstrip()
    if start.endswith("(") and start[:-1].rstrip().endswith(("(", "[", ",")):
        start, text_before = start[:-1].rstrip(), "("  # a tuple in a list
    else:
        text_before = ""
    indent = " " * (len(before) - len(before.lstrip()) + 4)
    line = f"{indent}{text_before}{_written(text, one)}{behind}"
    if not start.endswith(("(", "[", "{", ",", ":")) or cell_len(line) > _COLUMNS:
        return None
    return [start, line]


def _folded(before, text, one, behind):
    """Return the lines of a long text: pieces below each other, cut between words."""
    pieces, indent = [""], " " * cell_len(before)
    for word in _WORD_OR_PLACE.findall(text):
        written = _written(pieces[-1] + word, one)
        if pieces[-1].strip() and cell_len(indent + written + behind) > _COLUMNS:
            pieces.append("")
        pieces[-1] += word
    if "".join(pieces) != text:
        return [f"{before}{_written(text, one)}{behind}"]
    written = [_written(part, one) for part in pieces]
    lines = [before + written[0], *(indent + part for part in written[1:])]
    return [*lines[:-1], lines[-1] + behind]


def _is_python(source):
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def template_of(node: ast.Constant | ast.JoinedStr) -> str:
    """Return the text of a literal; of an f-string with {its expressions}."""
    if isinstance(node, ast.Constant):
        return node.value
    parts = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value).replace("{", "{{").replace("}", "}}"))
        else:
            kind = f"!{chr(part.conversion)}" if part.conversion > 0 else ""
            form = f":{template_of(part.format_spec)}" if part.format_spec else ""
            parts.append("{" + ast.unparse(part.value) + kind + form + "}")
    return "".join(parts)


def _is_text(node):
    is_string = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_string or isinstance(node, ast.JoinedStr)


def _is_read(node, text, parents):
    """True for a sentence, and for a word that something shows; not for loc="…"."""
    parent = parents.get(node)
    if isinstance(parent, ast.keyword) and parent.arg == "loc":
        return False
    plain = (
        re.sub(r"\{[^{}]*\}", "…", text) if isinstance(node, ast.JoinedStr) else text
    )
    if re.match(
        r"\s*[<.#]|[\w./-]+$|.*\(\?P<|\S+\s?\S*;\w+[.=]", plain
    ) and not _is_shown(node, parents):
        return False
    return bool(_WORDS.search(plain)) or (
        bool(_WORD.search(plain)) and _is_shown(node, parents)
    )


def _is_shown(node, parents):
    parent = parents.get(node)
    if isinstance(parent, ast.keyword):
        return parent.arg in _LABELS
    if isinstance(parent, ast.Call):
        name = getattr(parent.func, "id", getattr(parent.func, "attr", ""))
        shows = name in _SHOWS or name.startswith(("plot_", "compare_"))
        return node in parent.args and shows
    return False


def _place(lines, number, offset):
    """Return (line, column) from 0, in characters: Python counts bytes."""
    return number - 1, len(lines[number - 1].encode()[:offset].decode())


def _written(text, one):
    """Return a text as a literal on one line; a docstring as it stands."""
    if one.is_docstring and '"""' not in text and "\\" not in text:
        return f'"""{text}"""'
    if not one.is_template:
        return repr(text)
    quote = "'" if '"' in "".join(re.findall(r"\{[^{}]*\}", text)) else '"'
    places = re.split(f"({_PLACE})", text)
    shown = [
        part if i % 2 else part.replace("\\", "\\\\").replace(quote, f"\\{quote}")
        for i, part in enumerate(places)
    ]
    return "f" + quote + "".join(shown).replace("\n", "\\n") + quote
