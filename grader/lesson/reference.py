"""The reference solution of a source notebook, as functions that can be replayed.

Each output of a graded function is a variable of the reference.  Behind the last
statement that sets it, `Program` notes its value and may put the learner's value
in its place, so that what comes later is computed from what the learner had:
an error is counted once, and any right draw of a dropout mask is right.
"""

import ast
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from checker.inputs import fresh
from checker.returned import name_outputs
from grader.lesson.source_text import statements

START_MARK, END_MARK = "### START CODE HERE ###", "### END CODE HERE ###"
OWN_CODE = "your own code"  # behind the result of an open exercise
_BEGIN = re.compile(rf"^[ \t]*{START_MARK}.*$", re.MULTILINE)
_END = re.compile(rf"^[ \t]*{END_MARK}.*$", re.MULTILINE)
_NOTE = "_note_"
_ONE_AT_A_TIME = threading.Lock()  # NumPy's global generator is shared
Arrays = Mapping[str, np.ndarray]


class AuthorError(ValueError):
    """Something in a lesson's source that its author has to mend."""


class Program:
    """A function given as text, whose outputs are noted and may be replaced.

    outputs: the names to note. A name that is no variable of the function is looked
    up in what it returns, by its place in the tree `returns`, and is not replaced.
    """

    def __init__(
        self,
        name: str,
        text: str,
        namespace: Mapping[str, Any],
        outputs: Sequence[str],
        returns: Any = None,
    ):
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            raise AuthorError(f"{name}: {error}") from None
        body = definition(tree, name).body
        last = {}
        for position, statement in enumerate(body):
            for target in _changed(statement):
                last[target] = position
        self.noted = [name for name in last if name in outputs]
        for output in sorted(self.noted, key=lambda name: -last[name]):
            note = ast.parse(f"{output} = {_NOTE}({output!r}, {output})").body
            body[last[output] + 1 : last[output] + 1] = note
        # In the order in which the reference computes them.
        self.noted.sort(key=lambda name: last[name])
        self._returns = returns
        self._returned = [name for name in outputs if name not in last]
        # Those whose value another one may be computed from.
        self.goes_on = self.noted[: None if self._returned else -1]
        if returns is not None:
            self.noted += self._returned
        ast.fix_missing_locations(tree)
        self._name = name
        self._scope = dict(namespace)
        exec(compile(tree, f"<reference {name}>", "exec"), self._scope)

    @property
    def function(self) -> Callable:
        """The function itself, to be looked at and not to be called."""
        return self._scope[self._name]

    def __call__(
        self, inputs: Mapping[str, Any], carry: Arrays | None = None, seed: int = 1
    ) -> dict[str, np.ndarray]:
        """Return {output: value}, each as it was before a value of `carry`."""
        carry = carry or {}
        try:
            return self._run(inputs, carry, seed)
        except IndexError:  # values are carried as floats; a place has to be whole
            whole = {
                name: np.asarray(value, dtype=int)
                for name, value in carry.items()
                if np.array_equal(value, np.round(value))
            }
            return self._run(inputs, {**carry, **whole}, seed)

    def _run(self, inputs, carry, seed):
        noted = {}

        def note(name, value):
            noted[name] = np.array(value, dtype=float)
            return carry.get(name, value)

        with _ONE_AT_A_TIME, np.errstate(all="ignore"):
            self._scope[_NOTE] = note
            np.random.seed(seed)
            value = self._scope[self._name](*fresh(inputs).values())
        if self._returns is not None and self._returned:
            found = {}
            name_outputs(self._returns, value, found)
            for name in self._returned:
                if found.get(name) is not None:
                    noted[name] = np.array(found[name], dtype=float)
        return noted


def definitions(tree: ast.Module, name: str) -> list[ast.FunctionDef]:
    """Return each `def` of that name at the top of a parsed cell."""
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]


def definition(tree: ast.Module, name: str) -> ast.FunctionDef:
    """Return the one `def` of a graded function; AuthorError if there is no such."""
    found = definitions(tree, name)
    if len(found) != 1:
        raise AuthorError(f"{name}: expected one `def {name}` in its cell")
    return found[0]


def edited(text: str, edits: Iterable[tuple[str, str]]) -> str:
    """Return a text with each old part replaced; AuthorError if one is not in it.

    edits: ((old, new), …).
    """
    for old, new in edits:
        if old not in text:
            raise AuthorError(f"{old!r} is not in the reference")
        text = text.replace(old, new)
    return text


def blank_names(text: str) -> list[str]:
    """Return the names that the blanks in a solution cell assign, in order."""
    names = [
        name
        for region in blank_statements(text)
        for statement in region
        for name in targets(statement)
    ]
    return list(dict.fromkeys(names))


def blank_statements(text: str) -> list[list[ast.stmt]]:
    """Return, for each blank of a solution cell, the assignments that a learner gets.

    Where a blank holds nothing but assignments to names, those are all of them. Where
    it holds other statements, too, such as loops, or one assignment has the comment
    "your own code", those with a comment behind them.
    Raises AuthorError for a blank of which nothing would be left.
    """
    lines = text.split("\n")
    ordered = sorted(
        statements(ast.parse(text)), key=lambda node: (node.lineno, node.col_offset)
    )
    found = []
    for begin, end in blank_regions(lines):
        inside = [n for n in ordered if begin < n.lineno - 1 < end]
        kept = list(filter(_assigns_names, inside))
        own = any(OWN_CODE in comment(node, lines) for node in kept)
        if own or len(kept) < len(inside):
            outer = min(node.col_offset for node in inside)
            kept = [n for n in kept if n.col_offset == outer and comment(n, lines)]
        if inside and not kept:
            raise AuthorError(
                "a blank that holds more than assignments to names needs a comment "
                "behind each assignment that a learner gets, found: "
                f"{lines[inside[0].lineno - 1].strip()!r}"
            )
        found.append(kept)
    return found


def _assigns_names(node):
    assigns = isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign))
    sides = getattr(node, "targets", None) or [getattr(node, "target", None)]
    return assigns and all(isinstance(side, ast.Name) for side in sides)


def targets(node: ast.stmt) -> list[str]:
    """Return the names on the left of an assignment."""
    return [side.id for side in getattr(node, "targets", None) or [node.target]]


def comment(node: ast.stmt, lines: Sequence[str]) -> str:
    """Return what stands behind a statement on its last line, blanks included."""
    return lines[node.end_lineno - 1].encode()[node.end_col_offset :].decode()


def blank_regions(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return [(begin, end)], the line numbers of the markers around each blank."""
    begins = [i for i, line in enumerate(lines) if _BEGIN.match(line)]
    ends = [i for i, line in enumerate(lines) if _END.match(line)]
    pairs = list(zip(begins, ends, strict=False))
    marks = [mark for pair in pairs for mark in pair]
    if len(begins) != len(ends) or marks != sorted(marks):
        raise AuthorError(f"each {START_MARK} needs its {END_MARK} below it")
    return pairs


def assigned(statement: ast.AST) -> list[str]:
    """Return the names that a statement sets, nested blocks included."""
    return [
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]


def _changed(statement):
    """Return the names that a statement sets or writes into."""
    names = assigned(statement)
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            while isinstance(node, (ast.Subscript, ast.Attribute)):
                node = node.value
            names += [node.id] if isinstance(node, ast.Name) else []
        elif isinstance(node, ast.keyword) and node.arg == "out":
            names += [node.value.id] if isinstance(node.value, ast.Name) else []
    return names


def needed_namespace(cells: Iterable[str], texts: Iterable[str]) -> dict[str, Any]:
    """Run those imports of a notebook that `texts` use; return {name: value}.

    cells: the sources of all code cells; texts: the solution cells.
    """
    used = {
        node.id
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name)
    }
    namespace = {}
    for source in cells:
        for node in ast.parse(source).body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [a for a in node.names if (a.asname or a.name) in used]
                if names:
                    node.names = names
                    module = ast.Module(body=[node], type_ignores=[])
                    exec(compile(module, "<imports>", "exec"), namespace)
    return namespace


_ODD = 1000  # times larger or smaller than it should be: not gone on with


def usable(
    masks: Mapping[str, tuple[str, str]], got: Arrays, plain: Arrays
) -> dict[str, np.ndarray]:
    """Return those of the learner's outputs from which one can go on computing."""
    carry = {}
    for name, value in got.items():
        if name not in plain or name in masks or value.shape != plain[name].shape:
            continue
        size, usual = (np.max(np.abs(v), initial=0.0) for v in (value, plain[name]))
        # Behind a value that is blown up, a missing term would drown.
        odd = size and usual and not usual / _ODD <= size <= usual * _ODD
        if np.isfinite(value).all() and not odd:
            carry[name] = value.astype(float)
    for mask, (activation, _) in masks.items():
        shape = plain[mask].shape
        value = got.get(mask)
        of_one_layer = plain[activation].shape == shape
        if value is not None and np.isfinite(value).all():
            if _is_scaled(value):  # it drops the same
                value = value != 0
            # One row may stand for all those of a layer, but not of several layers.
            if of_one_layer or value.shape[:1] == shape[:1]:
                try:
                    carry[mask] = np.broadcast_to(value, shape).astype(float)
                    continue
                except ValueError:
                    pass
        dropped = got.get(activation)
        if dropped is not None and dropped.shape == shape:
            carry[mask] = (dropped != 0).astype(float)
    return carry


def _is_scaled(mask):
    """True if each row holds 0 and one other value, or one of them."""
    largest = np.max(mask, axis=-1, keepdims=True) if mask.size else mask
    return bool(np.any(mask == 0) and np.all((mask == 0) | (mask == largest)))
