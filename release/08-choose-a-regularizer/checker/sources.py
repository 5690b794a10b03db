"""What the text of a learner's function says, where it is to be had."""

import ast
import inspect
import textwrap
import types
from collections.abc import Callable, Collection, Iterator
from typing import Any

_FOUND = {}  # {(code, file, names): what was found}, of the function asked for last


def tree_of(function: Callable[..., Any], where: Collection[str] = ("",)) -> ast.AST:
    """Return the syntax tree of a function; an empty one where there is no text.

    where: it is empty, too, if none of these occurs in the text.
    """
    try:
        text = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
        if any(word in text for word in where):
            return ast.parse(text)
    except (OSError, TypeError, ValueError, SyntaxError, RecursionError, MemoryError):
        pass
    return ast.Module([], [])


def left_none(function: Callable[..., Any], names: Collection[str]) -> list[str]:
    """Return those variables that the text leaves None where something reads them.

    `x = None` counts if no line below sets x, and if it is not what an else says of
    an x that its if has set: those are a person's own.
    """
    # It is asked for each case, and takes longer than most functions do.
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType) or hasattr(function, "__wrapped__"):
        return _left_none(function, names)
    # Of two cells with the same code, the file names tell the texts apart.
    key = code, code.co_filename, tuple(names)
    if key not in _FOUND:
        _FOUND.clear()
        _FOUND[key] = _left_none(function, names)
    return [*_FOUND[key]]


def _left_none(function, names):
    tree, read, last, empty = tree_of(function, ("None", "...")), set(), {}, {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            place = (node.lineno, node.col_offset)
            if isinstance(node.ctx, ast.Load):
                read.add(node.id)
            else:
                last[node.id] = max(place, last.get(node.id, place))
    others = set(_in_other_branches(tree))
    for target in _set_to_none(tree):
        if target not in others:
            place = (target.lineno, target.col_offset)
            empty[target.id] = max(place, empty.get(target.id, place))
    return [n for n in names if n in read and n in empty and empty[n] == last[n]]


def _set_to_none(tree: ast.AST) -> Iterator[ast.Name]:
    """Yield each name on the left of `= None` or `= ...`."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            value = node.value
            if isinstance(value, ast.Constant) and value.value in (None, ...):
                sides = getattr(node, "targets", None) or [node.target]
                yield from (side for side in sides if isinstance(side, ast.Name))


def _in_other_branches(tree: ast.AST) -> Iterator[ast.Name]:
    """Yield each name set in an else or an except whose if or try sets it, too."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.If, ast.Try)):
            first = {name.id for name in _set_in(node.body)}
            others = [*node.orelse, *getattr(node, "handlers", ())]
            yield from (name for name in _set_in(others) if name.id in first)


def _set_in(statements: list[ast.AST]) -> Iterator[ast.Name]:
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node
