"""Mutants of a reference: its text with one thing changed, inside the blanks only.

What stands outside the blanks is given to the learner, so nobody gets it wrong.
The operators are those of mutation testing (DeMillo, Lipton and Sayward, Hints on
Test Data Selection, 1978), with those of NumPy code added: axis, transpose,
keepdims, reductions, draws.
"""

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from checker.inputs import fresh
from grader.lesson.reference import blank_regions, definition

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_SWAPS = (  # functions that are taken for one another
    ("sum", "mean", "max", "prod"),
    ("square", "abs", "sqrt"),
    ("dot", "multiply", "outer"),
    ("rand", "randn"),
    ("maximum", "minimum"),
    ("zeros", "ones"),
    ("log", "exp"),
    ("var", "std"),
    ("argmax", "argmin"),
    ("relu", "sigmoid", "tanh"),
)
_ENTRYWISE = {"dot": ast.Mult(), "matmul": ast.Mult(), "multiply": ast.Mult()}


@dataclass(frozen=True)
class Mutant:
    """A changed reference.  was, now: the statement before and after."""

    was: str
    now: str
    text: str

    @property
    def change(self) -> str:
        return f"{self.was}  →  {self.now or '(left out)'}"


def mutants(
    name: str, text: str, namespace: Mapping[str, Any], inputs: Mapping[str, Any]
) -> list[Mutant]:
    """Return all `Mutant`s of a reference function, none of them twice.

    inputs: those of one case; the reference runs on them to see which names hold
    arrays and which hold numbers, so that like is exchanged for like.
    """
    kinds = _kinds(name, text, namespace, inputs)
    lines = text.split("\n")
    function = definition(ast.parse(text), name)
    seen, found = {ast.dump(ast.parse(text))}, []
    for statement in _statements(function, blank_regions(lines)):
        scope = _scope(function, statement, kinds)
        was = ast.unparse(statement)
        strings = _strings(function)
        for changed in _changes(statement, scope, strings):
            now = ast.unparse(changed) if changed else ""
            new = _with(lines, statement, now)
            try:
                key = ast.dump(ast.parse(new))
            except SyntaxError:
                continue
            if key not in seen:
                seen.add(key)
                found.append(Mutant(was, now, new))
    return found


def _statements(function, regions):
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign))
        and any(begin < node.lineno - 1 < end for begin, end in regions)
    ]


def _kinds(name, text, namespace, inputs):
    """Return {local name: "array", "number" or "other"} at the function's end."""
    tree = ast.parse(text)
    inner = {
        id(node)
        for helper in ast.walk(definition(tree, name))
        if isinstance(helper, ast.FunctionDef) and helper.name != name
        for node in ast.walk(helper)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and id(node) not in inner:
            node.value = ast.parse("dict(locals())", mode="eval").body
    scope = dict(namespace)
    exec(compile(ast.fix_missing_locations(tree), f"<names of {name}>", "exec"), scope)
    np.random.seed(1)
    return {
        local: _kind(value)
        for local, value in scope[name](*fresh(inputs).values()).items()
    }


def _kind(value):
    if np.isscalar(value) and not isinstance(value, str):
        return "number"
    return "array" if isinstance(value, np.ndarray) else "other"


def _scope(function, statement, kinds):
    """Return {name: kind} of what has a value when the statement begins."""
    names = {argument.arg for argument in function.args.args}
    names |= {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Store)
        and node.lineno < statement.lineno
    }
    return {name: kinds[name] for name in sorted(names) if name in kinds}


def _strings(function):
    """Return the strings that are used as keys in a function."""
    return sorted(
        {
            node.slice.value
            for node in ast.walk(function)
            if isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        }
    )


def _changes(statement, scope, strings):
    """Yield changed copies of a statement; None stands for leaving it out."""
    yield None
    empty = copy.deepcopy(statement)
    empty.value = ast.Constant(None)
    yield empty
    if isinstance(statement, ast.AugAssign):
        plain = ast.Assign([statement.target], statement.value)
        yield ast.copy_location(plain, statement)
        for operator in _others(statement.op, _ARITHMETIC):
            changed = copy.deepcopy(statement)
            changed.op = operator
            yield changed
    for part in ast.walk(statement.value):
        if isinstance(part, ast.expr) and not _is_function(part, statement.value):
            whole = copy.deepcopy(statement)
            whole.value = copy.deepcopy(part)
            yield whole
    working = copy.deepcopy(statement)
    for parent, field, index, node in _places(working):
        for new in _replacements(parent, field, node, scope, strings):
            _put(parent, field, index, new)
            yield working
        _put(parent, field, index, node)
    for call in [n for n in ast.walk(working.value) if isinstance(n, ast.Call)]:
        for arguments in (call.args, call.keywords):
            for index in range(len(arguments)):
                dropped = arguments.pop(index)
                yield working
                arguments.insert(index, dropped)


def _places(statement):
    """Return (parent, field, index, node) of each expression right of the `=`."""
    places = []
    for parent in ast.walk(statement):
        for field, value in ast.iter_fields(parent):
            if field in ("target", "targets", "annotation"):
                continue
            items = enumerate(value) if isinstance(value, list) else [(None, value)]
            places += [
                (parent, field, index, node)
                for index, node in items
                if isinstance(node, (ast.expr, ast.operator, ast.cmpop))
                and not (parent is statement and isinstance(node, ast.operator))
            ]
    inside = {id(n) for n in ast.walk(statement.value)}
    return [p for p in places if id(p[3]) in inside or isinstance(p[3], ast.operator)]


def _put(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _replacements(parent, field, node, scope, strings):
    """Yield what may stand in a node's place by mistake."""
    if isinstance(node, ast.operator):
        yield from _others(node, _ARITHMETIC)
    elif isinstance(node, ast.cmpop):
        yield from _others(node, _COMPARISONS)
    elif isinstance(node, ast.Constant):
        yield from _constants(parent, node, strings)
    elif isinstance(node, ast.Name) and node.id in scope:
        kind = scope[node.id]
        for other, other_kind in scope.items():
            if other != node.id and other_kind == kind:
                yield ast.Name(other, ast.Load())
        if field == "value" and isinstance(parent, ast.Attribute):
            return
        if kind == "array":
            yield ast.Attribute(node, "T", ast.Load())
        yield ast.UnaryOp(ast.USub(), node)
    elif isinstance(node, ast.Name):
        yield from (ast.Name(n, ast.Load()) for n in _taken_for(node.id))
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield node.value
        if field == "func":
            for other in _taken_for(node.attr):
                yield ast.Attribute(node.value, other, ast.Load())
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.BinOp):
        yield from (node.left, node.right, ast.UnaryOp(ast.USub(), node))
    elif isinstance(node, ast.Call):
        yield from node.args
        called = getattr(node.func, "attr", "")
        if called in _ENTRYWISE and len(node.args) == 2:
            yield ast.BinOp(node.args[0], _ENTRYWISE[called], node.args[1])
        if isinstance(node.func, ast.Attribute) and called == "astype":
            yield node.func.value


def _constants(parent, node, strings):
    value = node.value
    if isinstance(value, str):
        yield from (ast.Constant(other) for other in strings if other != value)
    elif isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        new = [0, 1, -1, value + 1, value - 1, 2 * value, -value]
        if isinstance(parent, ast.keyword) and parent.arg == "axis":
            new.append(None)
        for other in dict.fromkeys(new):
            if other != value:
                yield ast.Constant(other)


def _others(operator, kinds):
    return [kind() for kind in kinds if not isinstance(operator, kind)]


def _taken_for(name):
    return [
        other for group in _SWAPS if name in group for other in group if other != name
    ]


def _is_function(part, whole):
    """True for `np`, `np.sum` and the like: names of what is called."""
    called = [n.func for n in ast.walk(whole) if isinstance(n, ast.Call)]
    parts = {id(n) for func in called for n in ast.walk(func)}
    values = {
        id(n)
        for func in called
        if isinstance(func, ast.Attribute) and not _root_is_module(func)
        for n in ast.walk(func.value)
    }
    return id(part) in parts - values


def _root_is_module(func):
    while isinstance(func, ast.Attribute):
        func = func.value
    return isinstance(func, ast.Name) and func.id in ("np", "numpy")


def _with(lines, statement, now):
    """Return the text with a statement replaced."""
    indent = " " * statement.col_offset
    before = lines[: statement.lineno - 1]
    after = lines[statement.end_lineno :]
    # As many lines as before, so that those below keep their numbers.
    gap = [""] * (statement.end_lineno - statement.lineno)
    return "\n".join([*before, indent + (now or "pass"), *gap, *after])
