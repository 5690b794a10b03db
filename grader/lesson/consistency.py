"""Do the parts of a lesson fit together? What does not is told to its author."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from checker.inputs import Factory, is_generator, is_untouched
from grader.lesson.answers import Answer
from grader.lesson.exercise import Exercise
from grader.lesson.reference import AuthorError, definition


def check_exercise(
    exercise: Exercise, text: str, noted: Sequence[str], base: Mapping[str, Any]
) -> None:
    """Raise AuthorError for an exercise whose parts contradict each other.

    text: the solution cell. noted: the outputs that its reference gives. base: {output:
    value}, what it gave for one visible case.
    """
    missing = [output for output in noted if output not in base]
    if missing:
        raise AuthorError(
            f"returns names {', '.join(missing)}, which the solution neither sets nor "
            f"returns; it gives {', '.join(base) or 'nothing'}"
        )
    owned = [output for blank in exercise.blanks for output in blank.outputs]
    if sorted(owned) != sorted(noted):
        raise AuthorError(
            f"the blanks answer for {', '.join(owned) or 'nothing'}; expected each of "
            f"{', '.join(noted)} in exactly one Blank"
        )
    arguments = _arguments(text, exercise.name)
    if arguments:
        _check_arguments(exercise, arguments)


def _check_arguments(exercise, arguments):
    takes = f"the function takes {', '.join(arguments)}"
    for case in (*exercise.visible, *exercise.hidden):
        if len(case.inputs) > len(arguments):
            raise AuthorError(
                f"the case {case.name!r} has the inputs {', '.join(case.inputs)}; "
                f"{takes}"
            )
        for name, argument in zip(case.inputs, arguments):
            if name != argument:
                raise AuthorError(
                    f"the case {case.name!r} has {name!r} where the function takes "
                    f"{argument!r}"
                )
    named = [(f"the quantity {q.name!r}", q.of) for q in exercise.quantities]
    named += [(f"neutral {name!r}", name) for name in exercise.neutral]
    for what, argument in named:
        if argument not in arguments:
            raise AuthorError(f"{what} is of the argument {argument!r}; {takes}")


def check_cases(exercise: Exercise) -> None:
    """Raise AuthorError if cases are missing, alike in name, or alike in seed.

    In seed: a generator among the inputs draws what the global one would draw.
    """
    names = [case.name for case in (*exercise.visible, *exercise.hidden)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise AuthorError(f"two cases are called {twice[0]!r}: give each its own name")
    if all(case.wants is not None for case in exercise.visible):
        raise AuthorError(
            "no visible case judges all outputs; expected one without wants"
        )
    for case in (*exercise.visible, *exercise.hidden):
        for name, value in case.inputs.items():
            if isinstance(value, Factory) and _as_global(value, case.seed):
                raise AuthorError(
                    f"the case {case.name!r} has the seed {case.seed}, and so has its "
                    f"{name}: give them different ones, or nobody sees whether {name} "
                    "is used"
                )


def _as_global(factory, seed):
    """True if a factory makes what NumPy's global generator is with that seed."""
    made = factory.make()
    return is_generator(made) and is_untouched(made, np.random.RandomState(seed))


def check_answers(exercise: Exercise, answers: Iterable[Answer]) -> None:
    """Raise AuthorError if an answer keeps a blank that there is not."""
    blanks = [blank.name for blank in exercise.blanks]
    for answer in answers:
        unknown = [name for name in answer.keeps if name not in blanks]
        if unknown:
            raise AuthorError(
                f"the answer {answer.id!r} keeps {unknown[0]!r}; the blanks are "
                f"{', '.join(blanks)}"
            )


def _arguments(text, name):
    """Return the names that the solution's function takes; none for *arguments."""
    given = definition(ast.parse(text), name).args
    if given.vararg or given.kwarg:
        return []
    return [one.arg for one in (*given.posonlyargs, *given.args)]
