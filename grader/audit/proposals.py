"""Mistakes that people are likely to make, and that no answer of a lesson covers."""

import ast
import io
import tokenize
from collections import Counter

MOST = 3  # are proposed for a function


def proposals(candidates):
    """Return the likeliest statements of [(mutant, verdict)] that are not named yet.

    What is left out is likelier than what is exchanged, and that than a number or a
    sign that is put in. Of those that a learner could not tell apart, one is enough.
    """
    ranked, seen = [], set()
    for mutant, verdict in candidates:
        told = verdict.message
        if verdict.mistakes or told in seen or _is_empty(mutant.now):
            continue
        seen.add(told)
        ranked.append(
            (not verdict.unexplained, _rank(mutant.was, mutant.now), mutant.now)
        )
    ranked.sort(key=lambda one: one[:2])
    return tuple(now for _, _, now in ranked[:MOST])


def _is_empty(statement):
    """True for a statement that is left out, or sets None: blanks that are empty."""
    body = ast.parse(statement).body
    value = getattr(body[0], "value", None) if body else None
    return not body or (isinstance(value, ast.Constant) and value.value is None)


def _rank(was, now):
    """Return what orders by likelihood: the kind of the change, then its size."""
    before, after = _tokens(was), _tokens(now)
    added, gone = after - before, before - after
    left_out, exchanged, put_in = range(3)
    kind = exchanged if added else left_out
    if any(text[0].isdigit() for text in added) or after["-"] > before["-"]:
        kind = put_in
    return kind, sum(gone.values())


def _tokens(statement):
    read = io.StringIO(ast.unparse(ast.parse(statement))).readline
    return Counter(t.string for t in tokenize.generate_tokens(read) if t.string.strip())
