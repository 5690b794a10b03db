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
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from grader.lesson.reference import AuthorError, assigned, blank_regions

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
    keeps: tuple = ()
    part: str = ""

    @property
    def known_mistake(self):
        return bool(self.says)


def read_answers(path, name, solution):
    """Return the `Answer`s in a file; none if there is no such file.

    solution: the text of the solution cell of the function `name`. Raises AuthorError
    with file and line for what is no answer.
    """
    path = Path(path)
    if not path.is_file():
        return ()
    found, ids = [], set()
    for number, title, lines in _cells(path):
        where = f"{path}, line {number}"
        answer = _answer(title, lines, name, solution, where)
        if answer.id in ids:
            raise AuthorError(
                f"{where}: there is another answer called {answer.id!r}; give each a "
                "name of its own"
            )
        ids.add(answer.id)
        found.append(answer)
    return tuple(found)


def _cells(path):
    """Return [(number of its line, match of its title, lines below)] of a file."""
    cells = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        title = _TITLE.match(line)
        if title:
            cells.append((number, title, []))
        elif re.match(r"#\s*%%", line):
            raise AuthorError(
                f"{path}, line {number}: found {line!r}, expected `# %% right: NAME` "
                "or `# %% wrong: NAME`"
            )
        elif cells:
            cells[-1][2].append(line)
        elif line.strip() and not line.startswith("#"):
            raise AuthorError(
                f"{path}, line {number}: found {line!r} above the first answer, "
                "expected `# %% right: NAME` or `# %% wrong: NAME`"
            )
    return cells


def _answer(title, lines, name, solution, where):
    fields, last = {}, None
    while lines:
        field, more = _FIELD.match(lines[0]), _MORE.match(lines[0])
        if field and field[1] not in _FIELDS:
            raise AuthorError(
                f"{where}: found the field {field[1]!r}, expected one of "
                f"{', '.join(_FIELDS)} (begin a remark with a capital)"
            )
        if field:
            last = field[1]
            fields[last] = field[2]
        elif more and last:
            fields[last] += f" {more[1]}"
        else:
            break
        lines = lines[1:]
    right = title[1] == "right"
    if right and fields:
        raise AuthorError(f"{where}: a right answer has no {', '.join(fields)}")
    keeps = fields.get("keeps", "")
    return Answer(
        title[2].strip(),
        right,
        _whole(lines, name, solution, where),
        fields.get("says", ""),
        tuple(part.strip() for part in keeps.split(",") if part.strip()),
        fields.get("part", ""),
    )


def _whole(lines, name, solution, where):
    """Return the text of the student's cell."""
    body = "\n".join(lines).strip("\n")
    try:
        tree = ast.parse(body)
    except SyntaxError as error:
        raise AuthorError(
            f"{where}: {error.msg} in line {error.lineno} of the answer"
        ) from None
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if any(node.name == name for node in functions):
        return body + "\n"
    lines, edits = [], []
    for line in body.split("\n"):
        edit = _EDIT.match(line)
        (edits if edit else lines).append(edit or line)
    solution = _edited(solution, edits, where)
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
                    f"{where}: found {line!r}, expected one of {', '.join(places)}, "
                    "each once"
                )
            parts[key] = []
        elif key is not None:
            parts.setdefault(key, []).append(line)
        elif line.strip() and not line.startswith("#"):
            raise AuthorError(
                f"{where}: which place is {line.strip()!r} for? Begin each with a line "
                f"like `### {blanks[0]} ###` (there are {', '.join(places)})"
            )
    by_place = {places[key]: lines for key, lines in parts.items()}
    return _put_in(solution, by_place, where)


def _edited(solution, edits, where):
    """Return the solution with each text that an edit names changed everywhere."""
    for edit in edits:
        old, new = edit.groups()
        if old not in solution:
            raise AuthorError(
                f"{where}: found {edit[0]!r}, but {old!r} is not in the solution"
            )
        solution = solution.replace(old, new)
    _compiled(solution, where)
    return solution


def _places(solution):
    """Return {key: (begin, end)}, the lines of each blank and each given statement.

    A key that two places would have stands for none of them.
    """
    lines = solution.split("\n")
    tree = ast.parse(solution)
    statements = sorted(
        (n for n in ast.walk(tree) if isinstance(n, ast.stmt)), key=lambda n: n.lineno
    )
    regions = [(begin + 1, end) for begin, end in blank_regions(lines)]
    found = []
    for begin, end in regions:
        inside = [n for n in statements if begin < n.lineno <= end]
        name = next((name for n in inside for name in assigned(n)), None)
        if name is None:
            raise AuthorError(f"the blank in line {begin} of the solution sets no name")
        found.append((name, (begin, end)))
    for node in statements:
        begin, end = node.lineno - 1, node.end_lineno
        if any(begin < last and first < end for first, last in regions):
            continue  # it is in a blank, or holds one
        names = ["return"] if isinstance(node, ast.Return) else assigned(node)
        found += [(_GIVEN + names[0], (begin, end))] if names else []
    keys = [key for key, _ in found]
    return {key: place for key, place in found if keys.count(key) == 1}


def _put_in(solution, parts, where):
    """Return a solution cell with other lines in some of its places.

    parts: {(begin, end): lines}, indented as if they stood alone.
    """
    lines, filled, position = solution.split("\n"), [], 0
    for (begin, end), new in sorted(parts.items()):
        text = textwrap.dedent("\n".join(new)).strip("\n")
        margin = re.match(r" *", lines[begin])[0]
        filled += lines[position:begin]
        filled += textwrap.indent(text, margin).split("\n") if text else []
        position = end
    text = "\n".join(filled + lines[position:])
    _compiled(text, where)
    return text


def _compiled(text, where):
    """Raise AuthorError if a text is no Python once it is put together."""
    try:
        compile(text, where, "exec")
    except SyntaxError as error:
        raise AuthorError(f"{where}: {error.msg}, put into the function") from None
