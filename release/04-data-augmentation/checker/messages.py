"""Sentences as data: an English template, and the values that go into it.

What is wrong travels as `Message`s. Only where somebody reads it, on a card, a page
or a terminal, do they become text.
"""

from typing import Any, NamedTuple

MAX_CHARS = 300  # of a text that still says something new
AT_LEAST = 2  # problems are told, however long


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


def text(message: Message) -> str:
    """Return the sentence; its first letter is a capital if the template's is."""
    return message.template.format(**{n: _shown(v) for n, v in message.values})


def _shown(value):
    if isinstance(value, Message):
        return text(value)
    return listed(value) if isinstance(value, tuple) else value


def quote(words: str) -> Message:
    """Return a text of a lesson's author as a message."""
    return Message("{words}", (("words", words),))


def listed(names) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    names = list(map(str, names))
    if len(names) < 2:
        return "".join(names)
    return "{most} and {last}".format(most=", ".join(names[:-1]), last=names[-1])


def joined(messages) -> str:
    """Return several sentences as one text."""
    return " ".join(map(text, messages))


def sentences(found, remarks) -> str:
    """Return the first of what was found, then the remarks; the rest is counted.

    found: (messages, outputs that they are about), the most telling ones first.
    """
    remarks = [text(remark) for remark in remarks]
    kept, left_out, length = [], [], sum(map(len, remarks))
    for messages, outputs in found:
        told = joined(messages)
        length += len(told)
        if len(kept) + bool(remarks) >= AT_LEAST and length > MAX_CHARS:
            left_out += outputs
        else:
            kept.append(told)
    if len(left_out) == 1:
        remarks.append(
            text(say("1 more output is wrong: {outputs}.", outputs=left_out))
        )
    elif left_out:
        more = "{count} more outputs are wrong: {outputs}."
        remarks.append(text(say(more, count=len(left_out), outputs=left_out)))
    return " ".join([*kept, *remarks])
