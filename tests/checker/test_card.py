"""A card, a quiz and a summary read the same for everybody, with no script."""

import re

import pytest

from checker.card import LOOKS, html_card, text_card
from checker.messages import say
from checker.quiz import _answer, _html, _text
from checker.records import State
from checker.summary import html_summary, line, text_summary
from grader.lesson.blanks import clear_blanks
from tests.support import lesson_benches

LESSON, COST = "01-l2-regularization", "compute_cost_with_regularization"
BACKWARD = "backward_propagation_with_regularization"


def verdict_on(function, change, lesson=LESSON):
    """Return (what a learner's check says of a changed solution, its checks)."""
    bench = lesson_benches(lesson)[function]
    return bench.visible(change(bench.loaded.text)), bench.stored


def luminance(colour):
    """Return the relative luminance of "#RRGGBB" (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear))


@pytest.mark.parametrize("background", ["#ffffff", "#f5f5f5", "#111111", "#1e1e1e"])
def test_the_border_is_seen_on_light_and_dark(background):
    """At least 3 to 1, what WCAG asks of what is no text; text keeps its colour."""
    for sign, colour, _ in LOOKS.values():
        values = sorted((luminance(colour), luminance(background)))
        assert (values[1] + 0.05) / (values[0] + 0.05) >= 3, (sign, colour)


def test_a_card_needs_no_script_and_has_a_label():
    """A group with a name, a status that is read out, one colour: the border's."""
    verdict, checks = verdict_on(COST, lambda text: text.replace("(2 * m)", "m"))
    page = html_card(verdict, hints=checks.spec.hints)
    assert f'role="group" aria-label="check: {COST}"' in page
    assert 'role="status"' in page
    assert not re.search("<script|onclick|[^-]color:", page)
    assert "✗ not yet" in page
    opened, closed = re.findall(r"<(\w+)", page), re.findall(r"</(\w+)", page)
    assert sorted(tag for tag in opened if tag != "br") == sorted(closed)


def test_hints_unfold_one_after_another():
    """The second hint is inside the first one, and none is asked for by code."""
    verdict, checks = verdict_on(COST, clear_blanks)
    page = html_card(verdict, hints=checks.spec.hints)
    count = len(checks.spec.hints)
    assert count >= 2 and page.count("<details><summary>Hint") == count
    end = "</details>" * count
    assert end in page
    places = [page.index(f"Hint {n} of {count}") for n in range(1, count + 1)]
    assert places == sorted(places) and max(places) < page.index(end)
    assert "check.hint(1)" in text_card(verdict, hints=checks.spec.hints)


def test_a_right_function_needs_no_hint():
    """Its card says what it does now, and no more."""
    verdict, checks = verdict_on(COST, str)
    page = html_card(verdict, checks.spec.does, hints=checks.spec.hints)
    assert "Hint" not in page and "✓ correct" in page


def only(*kept):
    """Return a change that empties all blanks but these."""

    def change(text):
        lines = zip(text.split("\n"), clear_blanks(text).split("\n"), strict=True)
        return "\n".join(
            full if any(full.strip().startswith(f"{k} =") for k in kept) else empty
            for full, empty in lines
        )

    return change


@pytest.mark.parametrize(
    ("lesson", "function", "kept", "right", "empty"),
    [
        (LESSON, BACKWARD, ["dW3"], "dW3 is right", "Still empty: dW2 and dW1."),
        (LESSON, BACKWARD, ["dW3", "dW2"], "dW3 and dW2 are right", "empty: dW1."),
        (
            *("02-dropout", "forward_propagation_with_dropout", ["D1", "A1"]),
            *("D1 and A1 are right", "Still empty: D2 and A2."),
        ),
    ],
)
def test_partly_filled_says_what_is_right_and_what_is_empty(
    lesson, function, kept, right, empty
):
    """Neither "not yet" nor "0 of 3 cases": what is there is right."""
    verdict, _ = verdict_on(function, only(*kept), lesson)
    shown = text_card(verdict)
    assert right in shown and empty in shown
    assert "begun" in shown
    assert "not yet" not in shown and "cases right" not in shown


def test_partly_filled_and_wrong_is_not_yet():
    """A wrong blank is told, and so is what is still empty."""
    wrong = lambda text: only("dW3")(text).replace("(lambd * W3) / m", "lambd * W3")  # noqa: E731
    verdict, _ = verdict_on(BACKWARD, wrong)
    text = text_card(verdict)
    assert "not yet" in text and "Not attempted yet: dW2 and dW1" in text


def test_an_ellipsis_is_an_empty_blank():
    """Python's own sign for "still to come" is no mistake."""
    for function in (COST, BACKWARD):
        verdict, _ = verdict_on(
            function, lambda text: clear_blanks(text).replace("None", "...")
        )
        assert verdict.state == State.NOT_ATTEMPTED, verdict.message


def test_right_values_with_a_fault_are_no_contradiction():
    """Not "not yet, 3 of 3 cases right"."""
    first = "m = Y.shape[1]"
    verdict, _ = verdict_on(COST, lambda text: text.replace(first, f"{first}; A3 += 0"))
    if verdict.state == State.PASSED:  # adding nothing changes nothing
        spoil = f"{first}; keep = A3.copy(); A3[:] = 0; A3 = keep"
        verdict, _ = verdict_on(COST, lambda text: text.replace(first, spoil))
    assert verdict.state == State.FAILED
    assert "all values right, but:" in text_card(verdict)
    assert "of 3 cases" not in text_card(verdict)


def test_code_in_a_sentence_is_marked_as_code():
    """What stands in backticks; and nothing of a learner's becomes HTML."""
    verdict, _ = verdict_on(COST, str)
    remark = say("{line}", line="`W < 1` <b>")
    from dataclasses import replace

    page = html_card(replace(verdict, remarks=(remark,)))
    assert "<code>W &lt; 1</code> &lt;b&gt;" in page


SEEDED = "02-dropout", "forward_propagation_with_dropout"


@pytest.mark.parametrize("seed", ["np.random.seed(1)", "np.random.seed(keep_prob > 2)"])
def test_a_seed_inside_keeps_its_points_and_the_card_says_what_follows(seed):
    """All is right in it, but what the lesson says of a right one would be false."""
    bench = lesson_benches(SEEDED[0])[SEEDED[1]]
    text = bench.loaded.text
    doc_end = text.index('"""', text.index('"""') + 3) + 4
    text = f"{text[:doc_end]}    {seed}\n{text[doc_end:]}"
    does = bench.loaded.spec.does
    for verdict in (bench.visible(text), bench.hidden(text)):
        assert verdict.state == State.PASSED
        assert verdict.share(bench.loaded.spec) == 1
        shown = text_card(verdict, does)
        assert "every call draws the same D1 and D2: is there a seed inside" in shown
        assert does not in shown
    right = bench.visible(bench.loaded.text)
    assert does in text_card(right, does) and "seed" not in text_card(right, "")


@pytest.mark.parametrize(
    "draw",
    [
        "(np.random.rand(*{of}.shape) < keep_prob)",
        "(np.random.rand(*{of}.shape) > 1 - keep_prob)",
        "np.random.binomial(1, keep_prob, {of}.shape)",
        "np.random.choice([0, 1], {of}.shape, p=[1 - keep_prob, keep_prob])",
        "(np.random.default_rng(SEED).random({of}.shape) < keep_prob)",
    ],
)
@pytest.mark.parametrize("frozen", [False, True])
def test_other_ways_to_draw_are_told_from_frozen_ones(draw, frozen):
    """Whichever way the masks are drawn, a seed inside is seen, and no other."""
    import numpy as np

    from checker.masks import frozen_masks
    from checker.records import Case

    cases, gots = [], []
    for seed, keep_prob in ((1, 0.8), (2, 0.3), (3, 1), (4, 0.9)):
        np.random.seed(0 if frozen else seed)
        code = draw.format(of="A").replace("SEED", "0" if frozen else str(seed))
        names = {"np": np, "A": np.zeros((60, 400)), "keep_prob": keep_prob}
        gots.append({"D": np.asarray(eval(code, names))})
        cases.append(Case("a case", {}, seed))
    assert frozen_masks(["D"], cases, gots) == (["D"] if frozen else [])


def test_the_summary_names_every_function_and_what_is_next():
    """State, points and the next step, as text and as a table with headers."""
    pairs = [
        verdict_on(COST, str),
        verdict_on(BACKWARD, only("dW3")),
        verdict_on("l2_penalty", clear_blanks),
    ]
    verdicts = [verdict for verdict, _ in pairs]
    checks = {verdict.name: one for verdict, one in pairs}
    text, page = text_summary(verdicts, checks), html_summary(verdicts, checks)
    for told in (
        f"{COST}: correct, 10 of 10 points.",
        f"{BACKWARD}: begun, 5 of 15 points. dW3 is right.",
        "l2_penalty: not attempted, 0 of 10 points. Not attempted yet: penalty",
        f"15 of 35 points in the cases that you see. Go on with `{BACKWARD}`.",
    ):
        assert told in text
    assert page.count('scope="col"') == 4 and "<caption>" in page
    assert f"<code>{BACKWARD}</code>" in page and "✓ correct" in page
    assert line(verdicts[0], checks[COST]) in text  # what Validate says
    done = [verdicts[0]]
    assert "ready to be handed in" in text_summary(done, {COST: checks[COST]})
    page = html_summary(done, {COST: checks[COST]})  # nothing is next
    assert page.count('scope="col"') == page.count("<td ") + 1 == 3
    assert page.count("</td>") == 3


QUESTION = {
    "question": "Is `a` < b?",
    "options": [
        {"text": "yes", "right": True, "why": "so it is"},
        {"text": "no", "right": False, "why": "it is not"},
    ],
}


def test_a_question_is_a_group_with_a_label():
    """A screen reader tells to which question an option belongs."""
    page = _html(2, QUESTION)
    assert '<div role="group" aria-label="Question 2: Is `a` &lt; b?">' in page


def test_in_a_terminal_the_answers_stand_apart():
    """Who reads a question there does not read its answer at once."""
    asked = _text(1, QUESTION)
    assert "a) yes" in asked and "so it is" not in asked and "Right" not in asked
    assert _answer(1, QUESTION) == "1a) Right. so it is\n1b) No. it is not"
