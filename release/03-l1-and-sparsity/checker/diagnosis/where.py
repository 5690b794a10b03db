"""Where an output is wrong: with the lesson's idea switched on, or at some word."""

from collections.abc import Sequence

from checker.compare import same
from checker.diagnosis.observed import MistakenOutputs, Observed
from checker.diagnosis.parts import switched_part
from checker.diagnosis.products import values_of
from checker.diagnosis.relations import OTHER_VALUES
from checker.messages import Clause, clause, either, say
from checker.records import Finding, State


def where_right(
    found: Clause,
    here: Sequence[Finding],
    observed: Observed,
    mistaken: MistakenOutputs,
) -> Clause:
    """Add to a clause whether an output is right where the idea is switched off.

    Of values of which nothing is known, say at which word of an argument they are
    wrong. here: the findings on the output.
    """
    inputs = {case.name: case.inputs for case in observed.cases}
    right = {f.case for f in here if f.state == State.PASSED}
    for name, value in observed.spec.neutral.items():
        off = {f.case for f in here if inputs[f.case].get(name) == value}
        where = {"name": name, "value": value}
        if found == OTHER_VALUES and off and not off & right:
            part = _only_part(here, off, observed, mistaken)
            if part:
                return clause(
                    "{outputs} {has|have} other values than expected, also where "
                    "{name} = {value} and only the {part} part should be left.",
                    "Is it that part, or does another not vanish there?",
                    part=part,
                    **where,
                )
            return clause(
                "{outputs} {has|have} other values than expected, also where {name} = "
                "{value}.",
                "There is least to compute in that case: look at it first.",
                *_what_is_right(here, observed),
                explains=False,
                **where,
            )
        if found == OTHER_VALUES and off and right == off:
            part = _switched(here, off, observed, mistaken)
            if part:
                return clause(
                    "{outputs} {is|are} right but for the {part} part, which has other "
                    "values.",
                    "Which terms does it hold, and how far do its brackets, factors "
                    "and powers reach?",
                    part=part,
                )
            return clause(
                "{outputs} {has|have} other values than expected, but right ones where "
                "{name} = {value}.",
                say("How does {name} enter your code?", name=name),
                **where,
            )
        if off and right == off and not {"parts", "part"} & dict(found.values).keys():
            is_right = say("Right where {name} = {value}.", **where)
            return found._replace(asks=(is_right, *found.asks))
    if found != OTHER_VALUES:
        return found
    right = _what_is_right(here, observed)
    known = _at_a_word(here, inputs) or _at_a_count(here, observed)
    return known or found._replace(asks=right)


def _at_a_count(here, observed):
    """Return the one count of examples or features with which an output is right."""
    spec = observed.spec
    if not spec.neutral or spec.masks:  # a case may be an easy one for other reasons
        return None
    cases = {c.name: c.inputs for c in observed.cases if not spec.is_neutral(c)}
    found = {f.case: f.state == State.PASSED for f in here if f.case in cases}
    for quantity in spec.quantities:
        values = values_of([cases[name] for name in found], quantity)
        if quantity.axis is None or values is None:
            continue
        right = {v for v, passed in zip(values, found.values()) if passed}
        wrong = {v for v, passed in zip(values, found.values()) if not passed}
        if len(right) == 1 and wrong and not right & wrong:
            return clause(
                "{outputs} {is|are} right where {name} is {value}, and wrong "
                "elsewhere.",
                "Which line of your code fits only that number?",
                name=quantity.name,
                value=int(right.pop()),
            )
    return None


def _what_is_right(here, observed):
    """Say which output an output follows from, if all of those are right."""
    spec = observed.spec
    earlier = spec.depends.get(here[0].output, ())
    states = {f.state for f in observed.findings if f.output in earlier}
    if states != {State.PASSED}:
        return ()
    last = max(earlier, key=spec.outputs.index)
    return (
        say("{earlier} is right: look at the lines that come after it.", earlier=last),
    )


def _at_a_word(here, inputs):
    """Return the word, given as an argument, at which an output is wrong, or None."""
    given = {
        f.case: {n: v for n, v in inputs[f.case].items() if isinstance(v, str)}
        for f in here
    }
    wrong = {f.case for f in here if f.state == State.FAILED}
    if wrong == set(given):
        return None
    words = dict.fromkeys(item for words in given.values() for item in words.items())
    for name in dict.fromkeys(name for name, _ in words):
        right = {given[case].get(name) for case in given if case not in wrong}
        bad = [word for other, word in words if other == name and word not in right]
        if wrong == {case for case in given if given[case].get(name) in bad}:
            return clause(
                "{outputs} {has|have} other values than expected where {name} is "
                "{word}, and right ones elsewhere.",
                "What does your code do with that word?"
                if len(bad) == 1
                else "What becomes of these words in your code?",
                name=name,
                word=either([f"{word!r}" for word in bad]),
            )
    for word in dict.fromkeys(word for _, word in words):
        if wrong == {case for case in given if word in given[case].values()}:
            return clause(
                "{outputs} {has|have} other values than expected wherever {word} is "
                "given, and right ones elsewhere.",
                "What does your code do with that word?",
                word=f"{word!r}",
            )
    return None


def _only_part(here, off, observed, mistaken):
    """Return the one part that an output has where the idea is switched off."""
    known = [f for f in here if f.got is not None and f.want is not None]
    pairs = [observed.pair(f, mistaken) for f in known if f.case in off]
    if not pairs:
        return None
    parts = [
        part for part, base in pairs[0].without.items() if not same(base, pairs[0].want)
    ]
    return parts[0] if len(parts) == 1 else None


def _switched(here, off, observed, mistaken):
    """Return the part that an output has in those cases alone where it is wrong."""
    known = [f for f in here if f.got is not None and f.want is not None]
    pairs = [observed.pair(f, mistaken) for f in known if f.state == State.FAILED]
    neutral = [observed.pair(f, mistaken) for f in known if f.case in off]
    return switched_part(pairs, neutral) if pairs and neutral else None
