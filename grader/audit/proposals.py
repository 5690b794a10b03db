"""Mistakes that people are likely to make, and that no answer of a lesson covers."""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Sequence

from grader.audit.bench import Bench
from grader.audit.mutants import Mutant

MOST = 3  # are proposed for a function


def proposals(bench: Bench, mutants: Sequence[Mutant]) -> tuple[str, ...]:
    """Return the likeliest statements of mutants that no card names a mistake yet.

    What is left out is likelier than what is exchanged, and that than a number or a
    sign that is put in. Of those that a learner could not tell apart, one is enough.
    """
    found = {}
    for mutant in sorted(mutants, key=_rank):
        if len(found) == MOST:
            break
        if not _is_empty(mutant.now):
            verdict = bench.visible(mutant.text)
            if not verdict.mistakes:
                found.setdefault(verdict.message, mutant.now)
    return tuple(found.values())


def _is_empty(statement):
    """True for a statement that is left out, or sets None: blanks that are empty."""
    body = ast.parse(statement).body
    value = getattr(body[0], "value", None) if body else None
    return not body or (isinstance(value, ast.Constant) and value.value is None)


def _rank(mutant):
    """Return what orders by likelihood: the kind of the change, then its size."""
    before, after = _tokens(mutant.was), _tokens(mutant.now)
    added, gone = after - before, before - after
    left_out, exchanged, put_in = range(3)
    kind = exchanged if added else left_out
    if any(text[0].isdigit() for text in added) or after["-"] > before["-"]:
        kind = put_in
    return kind, sum(gone.values())


def _tokens(statement):
    read = io.StringIO(ast.unparse(ast.parse(statement))).readline
    return Counter(t.string for t in tokenize.generate_tokens(read) if t.string.strip())
