"""Sentences as data: an English template, and the values that go into it.

What is wrong travels as `Message`s. Only where somebody reads it, on a card, a page
or a terminal, do they become text.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from checker.language import translated
from checker.particles import choose_particles

MAX_CHARS = 300  # of a text that still says something new
AT_LEAST = 2  # problems are told, however long
_ONE_OR_MANY = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


class Message(NamedTuple):
    """A sentence: a template with {places}, and (name, value) for each place.

    A value is a text, a number, a `Factor`, a tuple of names, or a message that stands
    behind a colon.
    """

    template: str
    values: tuple[tuple[str, Any], ...] = ()


def say(template: str, **values: Any) -> Message:
    """Return a message; a list becomes a tuple."""
    return Message(
        template,
        tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in values.items()),
    )


def agree(template: str, many: bool) -> str:
    """Return a template with the first or, of many, the second of each {is|are}."""
    return _ONE_OR_MANY.sub(lambda found: found[1 + many], template)


def not_attempted(empty: Iterable[str], right: Sequence[str] = ()) -> Message:
    """Return the calm sentence for blanks that are empty, where others are right."""
    if not right:
        template = "Not attempted yet: {empty} still to be filled in."
        return say(template, empty=tuple(empty))
    template = agree("{right} {is|are} right. Still empty: {empty}.", len(right) > 1)
    return say(template, right=tuple(right), empty=tuple(empty))


class Clause(NamedTuple):
    """What is wrong with an output, without its name.

    template: with a place {outputs}; of {is|are} the second is said of several.
    values: (name, value) of its other places. asks: more sentences. explains: False
    for "it is wrong", and no more.
    """

    template: str
    values: tuple[tuple[str, Any], ...] = ()
    asks: tuple[Message, ...] = ()
    explains: bool = True

    def about(self, outputs: Sequence[str]) -> tuple[Message, ...]:
        """Return the sentences about these outputs."""
        values = (*self.values, ("outputs", tuple(outputs)))
        return (Message(agree(self.template, len(outputs) > 1), values), *self.asks)


def clause(
    template: str, *asks: str | Message, explains: bool = True, **values: Any
) -> Clause:
    """Return a clause; a question without places may be given as its text."""
    messages = tuple(say(one) if isinstance(one, str) else one for one in asks)
    return Clause(template, tuple(values.items()), messages, explains)


def text(message: Message) -> str:
    """Return the sentence in the language of its reader.

    Its first letter is a capital if the template's is.
    """
    values = {n: _shown(v) for n, v in message.values}
    return choose_particles(translated(message.template).format(**values))


def _shown(value: Any) -> Any:
    if isinstance(value, Message):
        return text(value)
    if isinstance(value, tuple):
        return listed(map(_shown, value))
    return translated(value) if isinstance(value, str) else value


def quote(words: str) -> Message:
    """Return a text of a lesson's author as a message."""
    return Message("{words}", (("words", words),))


def listed(names: Iterable[Any]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    names = list(map(str, names))
    if len(names) < 2:
        return "".join(names)
    most, last = ", ".join(names[:-1]), names[-1]
    return text(say("{most} and {last}", most=most, last=last))


def either(names: Sequence[str]) -> Message:
    """Return "a", "a or b" or "a, b or c"."""
    last = say("{name}", name=names[-1])
    if len(names) == 1:
        return last
    return say("{most} or {last}", most=", ".join(names[:-1]), last=last)


def joined(messages: Iterable[Message]) -> str:
    """Return several sentences as one text."""
    return " ".join(map(text, messages))


def sentences(
    found: Iterable[tuple[tuple[Message, ...], tuple[str, ...]]],
    remarks: Iterable[Message],
) -> str:
    """Return the first of what was found, then the remarks; the rest is counted.

    found: (messages, outputs that they are about), the most telling ones first.
    """
    ends = list(dict.fromkeys(map(text, remarks)))
    kept, left_out, length = [], [], sum(map(len, ends))
    said = set(ends)
    for messages, outputs in found:
        new = [text(one) for one in messages if text(one) not in said]
        said |= set(new)
        paragraph = " ".join(new)
        length += len(paragraph)
        if len(kept) + bool(ends) >= AT_LEAST and length > MAX_CHARS:
            left_out += outputs
        else:
            kept.append(paragraph)
    if left_out:
        count = len(left_out)
        more = agree(
            "{count} more {output is|outputs are} wrong: {outputs}.", count > 1
        )
        ends.append(text(say(more, count=count, outputs=left_out)))
    return " ".join([*kept, *ends])
