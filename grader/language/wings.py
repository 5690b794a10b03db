"""The texts of checker/, utils/ and grader/: what is told while a program runs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from grader.language.catalogue import Text
from grader.language.literals import literals

TOP = Path(__file__).resolve().parents[2]
WINGS = ("checker", "utils", "grader")
# Told while a program runs, through `translated`: an f-string could not be looked up.
AT_RUN_TIME = ("checker",)
# Of the grader, and in the templates of its pages, what is given to one of these.
# What commands ask for, and their errors, are English.
_LOOK_UP = ("say", "fill", "translated")
# Of the checker, between processes and for authors: no learner sees them.
_INTERNAL = ("wire.py", "travel.py", "inputs.py", "collect.py", "returned.py")
_MARK = re.compile(r"#.*\btranslated\b")


def wing_catalogue(wing: str, language: str) -> Path:
    """Return where the catalogue of a wing is."""
    return TOP / wing / "locale" / f"{language}.po"


def wing_texts(wing: str) -> list[Text]:
    """Return what a wing tells people, each text once, with the places it is at."""
    found: dict[str, list[str]] = {}
    read = {"checker": _at_run_time, "utils": _static, "grader": _looked_up}[wing]
    left_out = [TOP / "checker" / name for name in _INTERNAL]
    files = {*(TOP / wing).rglob("*.py")}.difference(left_out)
    for path in sorted([*files, *(TOP / wing).rglob("*.j2")]):
        source, name = path.read_text("utf-8"), path.relative_to(TOP).as_posix()
        for text in read(source) if path.suffix == ".py" else _in_template(source):
            found.setdefault(text, []).append(name)
    return [Text(text, "", tuple(dict.fromkeys(at))) for text, at in found.items()]


def _static(source):
    return [one.text for one in literals(source)]


def _looked_up(source: str) -> Iterator[str]:
    """Yield the texts that are given to what looks them up, or marked."""
    lines, given = source.split("\n"), set()
    for node in ast.walk(ast.parse(source)):
        is_call = isinstance(node, ast.Call) and node.args
        if is_call and getattr(node.func, "id", "") in _LOOK_UP:
            given.add(node.args[0])
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if node in given or _MARK.search(lines[node.lineno - 1]):
            yield node.value


def _in_template(source: str) -> Iterator[str]:
    """Yield the texts of a page's template that are given to `say`."""
    # Here, as those who grade need none of it.
    from jinja2 import Environment
    from jinja2.ext import extract_from_ast

    for _, _, found in extract_from_ast(Environment().parse(source), ("say",)):
        text = found[0] if isinstance(found, tuple) else found
        if text:  # otherwise it is known when the page is made
            yield text


def _at_run_time(source: str) -> Iterator[str]:
    """Yield the texts that are looked up; no keys, patterns, or texts of faults."""
    tree, lines = ast.parse(source), source.split("\n")
    left_out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare | ast.Subscript | ast.Assert):
            left_out |= {id(one) for one in ast.walk(node)}
        elif isinstance(node, ast.Dict):
            is_text = any(map(_is_function, node.values))
            left_out |= set() if is_text else {id(key) for key in node.keys if key}
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name.startswith("re.") or name.endswith((".startswith", "NoJudge")):
                left_out |= {id(a) for one in node.args for a in ast.walk(one)}
    here = {(one.begin, one.text) for one in literals(source) if not one.is_template}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        line = lines[node.lineno - 1]
        begin = node.lineno - 1, len(line.encode()[: node.col_offset].decode())
        marked = _MARK.search(line) and re.match(r"[^#]*[^\W\d_]", node.value)
        if marked or ((begin, node.value) in here and id(node) not in left_out):
            yield node.value


def _is_function(node):
    return isinstance(node, ast.Lambda)
