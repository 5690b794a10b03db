"""Do the parts of a lesson fit together? What does not is told to its author."""

import ast

from grader.lesson.reference import AuthorError


def check_exercise(loaded, base):
    """Raise AuthorError for an exercise whose parts contradict each other.

    base: {output: value}, what the reference gave for one visible case.
    """
    exercise, spec_outputs = loaded.exercise, loaded.reference.noted
    missing = [output for output in spec_outputs if output not in base]
    if missing:
        raise AuthorError(
            f"returns names {', '.join(missing)}, which the solution neither sets nor "
            f"returns; it gives {', '.join(base) or 'nothing'}"
        )
    owned = [output for blank in exercise.blanks for output in blank.outputs]
    if sorted(owned) != sorted(spec_outputs):
        raise AuthorError(
            f"the blanks answer for {', '.join(owned) or 'nothing'}; expected each of "
            f"{', '.join(spec_outputs)} in exactly one Blank"
        )
    arguments = _arguments(loaded)
    for case in loaded.cases:
        if arguments and len(case.inputs) > len(arguments):
            raise AuthorError(
                f"the case {case.name!r} has the inputs {', '.join(case.inputs)}; the "
                f"function takes {', '.join(arguments)}"
            )
        for name, argument in zip(case.inputs, arguments):
            if name != argument:
                raise AuthorError(
                    f"the case {case.name!r} has {name!r} where the function takes "
                    f"{argument!r}"
                )
    named = {
        **{f"the quantity {q.name!r}": q.of for q in exercise.quantities},
        **{f"neutral {name!r}": name for name in exercise.neutral},
    }
    for what, argument in named.items():
        if arguments and argument not in arguments:
            raise AuthorError(
                f"{what} is of the argument {argument!r}; the function takes "
                f"{', '.join(arguments)}"
            )


def check_cases(exercise):
    """Raise AuthorError if cases are missing, or two have one name."""
    names = [case.name for case in (*exercise.visible, *exercise.hidden)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise AuthorError(f"two cases are called {twice[0]!r}: give each its own name")
    if all(case.wants is not None for case in exercise.visible):
        raise AuthorError(
            "no visible case judges all outputs; expected one without wants"
        )


def check_answers(loaded):
    """Raise AuthorError if an answer keeps a blank that there is not."""
    blanks = [blank.name for blank in loaded.exercise.blanks]
    for answer in loaded.answers:
        unknown = [name for name in answer.keeps if name not in blanks]
        if unknown:
            raise AuthorError(
                f"the answer {answer.id!r} keeps {unknown[0]!r}; the blanks are "
                f"{', '.join(blanks)}"
            )


def _arguments(loaded):
    """Return the names that the solution's function takes; none for *arguments."""
    for node in ast.parse(loaded.text).body:
        if isinstance(node, ast.FunctionDef) and node.name == loaded.name:
            if node.args.vararg or node.args.kwarg:
                return []
            return [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
    return []
