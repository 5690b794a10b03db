"""Right and wrong answers to a graded function, as people write them.

`_author/answers/FUNCTION.py` holds them in percent cells:

    # %% right: with np.mean
    error = np.mean((A - Y) ** 2)

    # %% wrong: not-averaged
    # says: the sum is not divided by the number of examples.
    error = np.sum((A - Y) ** 2)

A cell holds what stands in the blank. Where a function has several, `### dW2 ###`
heads what stands in the one that sets dW2 first, and `### given dZ2 ###` what stands
in place of the given statement that sets dZ2 (`### given return ###`: of the return).
`### / m => / 2 ###` changes the text `/ m` wherever it stands in the reference. What is
not named is the reference's. Or a cell holds a whole `def`, with imports.

Fields stand below the title: `says`, what the learner reads (this makes an answer a
known mistake); `keeps`, the blanks that stay right; `part`, the part of the solution
that the answer leaves out. A field may go on in lines that begin with `#  `.
"""

import ast
import functools
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from grader.lesson.reference import (
    AuthorError,
    assigned,
    blank_regions,
    definitions,
)
from grader.lesson.source_text import statements

_TITLE = re.compile(r"^# %% (right|wrong): (.+)$")
_FIELDS = ("says", "keeps", "part")
_FIELD = re.compile(r"^# ([a-z]+): (.+)$")
_MORE = re.compile(r"^#  +(\S.*)$")
_GIVEN = "given "
_EDIT = re.compile(r"^### (\S.*?) => (.*?) ?###$")
_HEAD = re.compile(r"^### (\S.*\S) ###$")


@dataclass(frozen=True)
class Answer:
    """One answer to a graded function; `text` is the whole cell of a student."""

    id: str
    right: bool
    text: str
    says: str = ""
    keeps: tuple[str, ...] = ()
    part: str = ""

    @property
    def known_mistake(self) -> bool:
        return bool(self.says)


class _Line(str):
    """A line of an answers file that knows its place in it: "FILE, line 7"."""

    place: str


def read_answers(path: Path, name: str, solution: str) -> tuple[Answer, ...]:
    """Return the `Answer`s in a file; none if there is no such file.

    solution: the text of the solution cell of the function `name`. Raises AuthorError
    with file and line for what is no answer.
    """
    if not path.is_file():
        return ()
    found = {}
    for title, lines in _cells(path):
        answer = _answer(title, lines, name, solution)
        if answer.id in found:
            raise AuthorError(
                f"{title.place}: there is another answer called {answer.id!r}; give "
                "each a name of its own"
            )
        found[answer.id] = answer
    return tuple(found.values())


def _cells(path):
    """Return [(title, lines below)] of a file."""
    cells = []
    expected = "expected `# %% right: NAME` or `# %% wrong: NAME`"
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = _Line(text)
        line.place = f"{path}, line {number}"
        if _TITLE.match(line):
            cells.append((line, []))
        elif re.match(r"#\s*%%", line):
            raise AuthorError(f"{line.place}: found {text!r}, {expected}")
        elif cells:
            cells[-1][1].append(line)
        elif line.strip() and not line.startswith("#"):
            raise AuthorError(
                f"{line.place}: found {text!r} above the first answer, {expected}"
            )
    return cells


def _answer(title, lines, name, solution):
    kind, called = _TITLE.match(title).groups()
    fields, last = {}, None
    while lines:
        field, more = _FIELD.match(lines[0]), _MORE.match(lines[0])
        if field:
            last = field[1]
            if last not in _FIELDS:
                raise AuthorError(
                    f"{lines[0].place}: found the field {last!r}, expected one of "
                    f"{', '.join(_FIELDS)} (begin a remark with a capital)"
                )
            if kind == "right":
                raise AuthorError(f"{lines[0].place}: a right answer has no {last}")
            fields[last] = field[2]
        elif more and last:
            fields[last] += f" {more[1]}"
        else:
            break
        lines = lines[1:]
    keeps = fields.get("keeps", "")
    return Answer(
        called.strip(),
        kind == "right",
        _whole(_trimmed(lines), name, solution, title),
        fields.get("says", ""),
        tuple(part.strip() for part in keeps.split(",") if part.strip()),
        fields.get("part", ""),
    )


def _trimmed(lines):
    """Return lines without the empty ones above and below."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _whole(lines, name, solution, title):
    """Return the text of the student's cell."""
    body = "\n".join(lines)
    try:
        tree = ast.parse(body)
    except SyntaxError as error:
        place = lines[min(error.lineno or 1, len(lines)) - 1].place
        raise AuthorError(f"{place}: {error.msg}") from None
    if definitions(tree, name):
        return body + "\n"
    edits = [line for line in lines if _EDIT.match(line)]
    lines = [line for line in lines if line not in edits]
    solution = _edited(solution, edits)
    if edits and not any(map(str.strip, lines)):
        return solution
    places = _places(solution)
    blanks = [key for key in places if not key.startswith(_GIVEN)]
    headed = any(map(_HEAD.match, lines))
    parts, key = {}, None if headed or edits or len(blanks) > 1 else blanks[0]
    for line in lines:
        head = _HEAD.match(line)
        if head:
            key = head[1]
            if key not in places or key in parts:
                raise AuthorError(
                    f"{line.place}: found {str(line)!r}, expected one of "
                    f"{', '.join(places)}, each once"
                )
            parts[key] = []
        elif key is not None:
            parts.setdefault(key, []).append(line)
        elif line.strip() and not line.startswith("#"):
            raise AuthorError(
                f"{line.place}: which place is {line.strip()!r} for? Begin each with a "
                f"line like `### {blanks[0]} ###` (there are {', '.join(places)})"
            )
    by_place = {places[key]: _trimmed(lines) for key, lines in parts.items()}
    return _put_in(solution, by_place, title)


def _edited(solution, edits):
    """Return the solution with each text that an edit names changed everywhere."""
    for edit in edits:
        old, new = _EDIT.match(edit).groups()
        if old not in solution:
            raise AuthorError(
                f"{edit.place}: found {str(edit)!r}, but {old!r} is not in the solution"
            )
        solution = solution.replace(old, new)
    if edits:
        _compile(solution, [edits[-1]] * len(solution.split("\n")))
    return solution


@functools.cache  # asked for each answer
def _places(solution):
    """Return {key: (begin, end)}, the lines of each blank and each given statement.

    A key that two places would have stands for none of them.
    """
    lines = solution.split("\n")
    ordered = sorted(statements(ast.parse(solution)), key=lambda node: node.lineno)
    regions = [(begin + 1, end) for begin, end in blank_regions(lines)]
    found = []
    for begin, end in regions:
        inside = [n for n in ordered if begin < n.lineno <= end]
        name = next((name for n in inside for name in assigned(n)), None)
        if name is None:
            raise AuthorError(f"the blank in line {begin} of the solution sets no name")
        found.append((name, (begin, end)))
    for node in ordered:
        begin, end = node.lineno - 1, node.end_lineno
        if any(begin < last and first < end for first, last in regions):
            continue  # it is in a blank, or holds one
        names = ["return"] if isinstance(node, ast.Return) else assigned(node)
        found += [(_GIVEN + names[0], (begin, end))] if names else []
    keys = [key for key, _ in found]
    return {key: place for key, place in found if keys.count(key) == 1}


def _put_in(solution, parts, title):
    """Return a solution cell with other lines in some of its places.

    parts: {(begin, end): lines}, indented as if they stood alone.
    """
    lines, filled, origins, position = solution.split("\n"), [], [], 0
    for (begin, end), new in sorted(parts.items()):
        margin = re.match(r" *", lines[begin])[0]
        text = textwrap.indent(textwrap.dedent("\n".join(new)), margin)
        filled += lines[position:begin] + (text.split("\n") if new else [])
        origins += [title] * (begin - position) + new
        position = end
    filled += lines[position:]
    text = "\n".join(filled)
    _compile(text, origins + [title] * (len(filled) - len(origins)))
    return text


def _compile(text, origins):
    """Raise AuthorError if a text is no Python once it is put together.

    origins: for each of its lines, the one in the author's file that it comes from.
    """
    try:
        compile(text, "an answer", "exec")
    except SyntaxError as error:
        place = origins[min(error.lineno, len(origins)) - 1].place
        raise AuthorError(f"{place}: {error.msg}, put into the function") from None
