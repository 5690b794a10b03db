"""Which function of a lesson `check` was asked about.

Whatever else stands between its parentheses is answered with one sentence that says
what to write instead.
"""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from checker.messages import Message, say, text


class NotAsked(ValueError):
    """What `check` was given is no function of the lesson; `why` says what to do."""

    def __init__(self, why: Message):
        super().__init__(text(why))
        self.why = why


def name_of(
    given: Any, arguments: Mapping[str, Sequence[str]], cells: Mapping[str, Any]
) -> str:
    """Return the name of the lesson's function that was given.

    arguments: {function of the lesson: the names of its arguments}. cells: what the
    notebook's cells have defined. Raises NotAsked.
    """
    names = tuple(arguments)
    name = getattr(given, "__name__", "")
    if isinstance(given, str):
        raise NotAsked(_quoted(given, names))
    if inspect.isclass(given):
        raise NotAsked(_class(name, name if name in names else names[0]))
    if not callable(given):
        raise NotAsked(
            say(
                "What stands in the parentheses is {type}, expected the function "
                "itself, without parentheses behind its name: check({name}).",
                type=_kind(given),
                name=names[0],
            )
        )
    if name in names:
        return name
    for candidate in names:  # a learner may have wrapped the function
        if cells.get(candidate) is given:
            return candidate
    raise NotAsked(_unknown(given, name, arguments))


def no_function(name: str, found: Any) -> Message | None:
    """Say so if what the notebook knows by a function's name is something else."""
    if inspect.isclass(found):
        return _class(name, name)
    waits = inspect.iscoroutinefunction(found) or inspect.isasyncgenfunction(found)
    if callable(found) and not waits:
        return None
    return say(
        "{name} is {type}, expected a function: begin it with def {name}(…).",
        name=name,
        type="`async def`" if waits else _kind(found),
    )


def nothing(names: Sequence[str]) -> NotAsked:
    """Return what `check()` is told."""
    return NotAsked(
        say(
            "Write the function that is to be checked in the parentheses: "
            "check({name}). This lesson has {names}.",
            name=names[0],
            names=tuple(names),
        )
    )


def _class(found, name):
    return say(
        "{found} is a class, expected a function: begin it with def {name}(…).",
        found=found,
        name=name,
    )


def _quoted(given, names):
    if given in names:
        return say(
            "Leave out the quotes: check({name}) takes the function itself.", name=given
        )
    return say(
        "check takes a function itself, without quotes; this lesson has {names}.",
        names=names,
    )


def _kind(value):
    if value is None:
        return "None"
    return say("a value of type {type}", type=type(value).__name__)


def _unknown(given, name, arguments):
    try:
        found = tuple(inspect.signature(given).parameters)
    except (TypeError, ValueError):
        found = ()
    alike = [one for one, names in arguments.items() if tuple(names) == found]
    if name == "<lambda>" or not name:
        return say(
            "This function has no name of its own: begin it with def {name}(…), then "
            "run check({name}).",
            name=alike[0] if alike else next(iter(arguments)),
        )
    if alike:
        return say(
            "{found} is none of this lesson's functions. Is it {name}, renamed? Give "
            "it back that name.",
            found=name,
            name=alike[0],
        )
    return say(
        "{found} is none of this lesson's functions, which are {names}.",
        found=name,
        names=tuple(arguments),
    )
