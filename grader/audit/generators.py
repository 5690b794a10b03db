"""Mutants of a function that is given a generator, and draws from another one."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from checker.inputs import fresh, is_generator
from grader.audit.mutants import Mutant
from grader.lesson.reference import definition

_GLOBAL = b'__import__("numpy").random'


def without_generators(
    name: str, text: str, inputs: Mapping[str, Any]
) -> Iterator[Mutant]:
    """Yield a `Mutant` for each generator among the inputs: the global one is used.

    That changes what stands outside the blanks, but learners write whole functions,
    too, and in other courses such a function seeds the global generator.
    """
    given = {name for name, value in fresh(inputs).items() if is_generator(value)}
    tree = definition(ast.parse(text), name)
    for generator in sorted(given):
        lines = text.split("\n")
        used = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and node.id == generator
        ]
        for node in sorted(used, key=lambda node: -node.col_offset):
            line = lines[node.lineno - 1].encode()
            before, after = line[: node.col_offset], line[node.end_col_offset :]
            lines[node.lineno - 1] = (before + _GLOBAL + after).decode()
        if used:
            yield Mutant(generator, "np.random", "\n".join(lines))
