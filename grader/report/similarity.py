"""Wrong answers that are unusually alike: pairs for a person to look at.

Only lines of a student's own count. What the released cell holds, what the solution
or a known mistake would read, is what anybody may write; it is taken out first.
Of the rest, a line weighs the more the fewer in the class wrote it.
"""

import ast
import bisect
import io
import itertools
import math
import re
import tokenize
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from checker.records import State
from grader.lesson.blanks import clear_blanks
from grader.lesson.lesson import LoadedContest, LoadedExercise
from grader.lesson.reference import assigned, definitions
from grader.report.collect import ClassResults

LEAST = 0.6  # a pair shares at least this much of what is unusual in either
TIMES = 2  # and so many times what other pairs of wrong answers share
BITS = 6  # and its lines in common are rarer than 6 fair coins that all show heads
_RUN = 3  # tokens
_NO_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)
_LONGEST = 20_000  # characters; nobody fills blanks with more
Lines = Mapping[str, str]  # {in one plain spelling: as it reads}


@dataclass(frozen=True)
class Pair:
    """Two wrong answers to one function. alike: 0 nothing in common, 1 all.

    typical: the median of the other pairs of wrong answers. common: lines of both, as
    (the first's, the second's, how many in the class wrote it). first_only and
    second_only: lines that only one of the two wrote.
    """

    name: str
    first: str
    second: str
    alike: float
    typical: float
    common: tuple[tuple[str, str, int], ...]
    first_only: tuple[str, ...]
    second_only: tuple[str, ...]


def alike_pairs(data: ClassResults) -> list[Pair]:
    """Return the `Pair`s of a class that are unusually alike, the most alike first."""
    pairs = []
    for name, loaded in data.lesson.exercises.items():
        known = known_lines(loaded)
        answers, wrong = {}, set()
        for row, part in data.of(name):
            text = row.answers.get(name, "")
            if part.state in (State.PASSED, State.FAILED) and 0 < len(text) <= _LONGEST:
                answers[row.student] = own_lines(text, name, known)
                if part.state == State.FAILED:
                    wrong.add(row.student)
        pairs += unusual_pairs(name, answers, wrong)
    return sorted(pairs, key=lambda pair: (-pair.alike, pair.first, pair.second))


def known_lines(loaded: LoadedExercise | LoadedContest) -> set[str]:
    """Return the lines that template, solution and known mistakes would give."""
    texts = [clear_blanks(loaded.text), loaded.text]
    texts += [mistake.text for mistake in loaded.known_mistakes]
    known = set()
    for text in texts:
        known.update(_lines(text, loaded.name))
    return known


def own_lines(text: str, name: str, known: Collection[str]) -> Lines:
    """Return {line in one plain spelling: as it reads} of the lines not in `known`.

    Comments and the docstring are gone. In the plain spelling, variables that occur
    in no known line are numbered, so that renaming one hides nothing.
    """
    usual = {token for line in known for token in line.split(" ")}
    chosen = _assigned(text) - usual
    numbers = {}
    own = {}
    for plain, line in _lines(text, name).items():
        if plain not in known:
            tokens = (
                numbers.setdefault(token, f"name{len(numbers) + 1}")
                if token in chosen
                else token
                for token in plain.split(" ")
            )
            own.setdefault(" ".join(tokens), line)
    return own


def _assigned(text):
    """Return the names that a text assigns; none if it is broken."""
    try:
        return set(assigned(ast.parse(text)))
    except _NO_PYTHON:
        return set()


def _lines(text, name):
    """Return {tokens of a line: the line in Python's own layout} of a function."""
    try:
        tree = ast.parse(text)
        found = definitions(tree, name)
        body = [statement for node in found for statement in node.body]
        lines = [ast.unparse(one) for one in body if not _is_text(one)]
        unparsed = "\n".join(lines)
    except _NO_PYTHON:
        unparsed = text  # compare what can be compared
    lines = {" ".join(_tokens(line)): line.strip() for line in unparsed.split("\n")}
    return {plain: line for plain, line in lines.items() if plain}


def _is_text(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _tokens(line):
    """Return the tokens of one line, without comments; broken code splits at blanks."""
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER)
    skipped += (tokenize.INDENT, tokenize.DEDENT)
    try:
        read = io.StringIO(line.strip()).readline
        found = [
            t.string for t in tokenize.generate_tokens(read) if t.type not in skipped
        ]
    except (tokenize.TokenError, SyntaxError):
        found = line.partition("#")[0].split()
    return [token for token in found if token.strip()]


def unusual_pairs(
    name: str, answers: Mapping[str, Lines], wrong: Iterable[str]
) -> list[Pair]:
    """Return the pairs of students in `wrong` whose own lines are unusually alike.

    answers: {student: own lines, from `own_lines`} of all who answered; their number
    says how rare a line is.
    """
    count = len(answers)
    wrote = Counter(line for lines in answers.values() for line in lines)
    kinds = Counter(
        kind for lines in answers.values() for kind in set(map(_kind, lines))
    )
    runs = {student: _runs(lines) for student, lines in answers.items()}
    had = Counter(run for found in runs.values() for run in found)
    weight = {run: math.log2(count / number) for run, number in had.items()}
    pairs = list(itertools.combinations(sorted(wrong), 2))
    alike = {
        pair: _shared(*(runs[student] for student in pair), weight) for pair in pairs
    }
    found, ordered = [], sorted(alike.values())
    for (first, second), value in alike.items():
        if value < LEAST:
            continue
        typical = _median_without(ordered, value)
        one, two = answers[first], answers[second]
        common = [plain for plain in one if plain in two]
        bits = sum(math.log2(count / kinds[kind]) for kind in set(map(_kind, common)))
        if value < TIMES * typical or bits < BITS:
            continue
        found.append(
            Pair(
                name,
                first,
                second,
                value,
                typical,
                tuple((one[plain], two[plain], wrote[plain]) for plain in common),
                tuple(line for plain, line in one.items() if plain not in two),
                tuple(line for plain, line in two.items() if plain not in one),
            )
        )
    return found


def _median_without(ordered, value):
    """Return the median of an ordered list less one such value; 0 if none is left."""
    left = bisect.bisect_left(ordered, value)
    count = len(ordered) - 1
    middle = {(count - 1) // 2, count // 2} if count else set()
    kept = [ordered[i + (i >= left)] for i in middle]
    return sum(kept) / len(kept) if kept else 0.0


def _kind(line):
    """Return a line without the numbers of the layers: one thought, written thrice."""
    return re.sub(r"\b([^\W\d]+)\d+\b", r"\1", line)


def _runs(lines):
    """Return the set of all runs of three tokens in the lines."""
    tokens = [line.split(" ") for line in lines]
    return {
        tuple(line[start : start + _RUN])
        for line in tokens
        for start in range(max(1, len(line) - _RUN + 1))
    }


def _shared(one, two, weight):
    """Return the part of the weight of both that they share; 0 if there is none."""
    total = sum(weight[run] for run in one | two)
    return sum(weight[run] for run in one & two) / total if total else 0.0
