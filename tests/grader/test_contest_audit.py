"""The audit of a contest: luck earns nothing, and no seed gives the points away."""

import pytest

from checker.records import State, Verdict
from grader.audit import audit, audit_lesson
from grader.lesson.reference import AuthorError
from tests.grader.contests import LABELS, toy


def test_the_audit_finds_a_contest_sharp(tmp_path, capsys):
    """Luck, constants and near misses earn what they deserve; the command says so."""
    lesson = toy(tmp_path, 'Threshold("some", 0.85, 1), Threshold("good", 0.875, 3)')
    assert audit([lesson]) == 0
    assert "0 earn what they do not deserve" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ('Threshold("a", 0.4), Threshold("b", 0.8)', "mostly the larger earns"),
        ('Threshold("a", 0.6), Threshold("b", 0.8)', "coins earns"),
        ('Threshold("a", 0.85), Threshold("b", 0.895)', "more than the last"),
    ],
)
def test_the_audit_finds_a_dull_contest(tmp_path, steps, said):
    """A step that luck reaches, or that the reference hardly reaches, is named."""
    (found,) = audit_lesson(toy(tmp_path, steps))
    assert any(said in problem for problem in found.problems)


def test_the_audit_notices_a_judge_that_is_off_by_one(tmp_path, monkeypatch):
    """Were `>=` a `>`, the audit would say so."""
    lesson = toy(tmp_path, 'Threshold("some", 0.85, 1), Threshold("good", 0.875, 3)')
    monkeypatch.setattr(
        "checker.predictions._scored",
        lambda spec, accuracy: Verdict(
            spec.name,
            State.FAILED,
            blanks={s.percent: accuracy > s.accuracy + 1e-9 for s in spec.thresholds},
        ),
    )
    (found,) = audit_lesson(lesson)
    assert any("34 of 40 right earns 0%" in problem for problem in found.problems)


MAKER = """
import random
def bits(): return BITS
def start(drawn):
    rng = random.Random(drawn)
    return [rng.randrange(100) for _ in range(20)]
def make(drawn): return {"X": START(drawn) + [0]}, LABELS
"""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"BITS": "0"}, ["a seed from 0 to 50 gives"]),
        ({"BITS": "50"}, ["a seed from 0 to 50 gives"]),
        ({"BITS": "51"}, []),
        ({"START(drawn) + [0]": "[1] * 20"}, ["start(bits()) gives other numbers"]),
        ({"LABELS": "1 - LABELS"}, ["make(bits()) gives other labels"]),
    ],
)
def test_the_audit_refuses_points_that_a_small_seed_gives(
    tmp_path, monkeypatch, changes, said
):
    """Whoever tries the seeds from 0 on would have the labels; 128 bits are safe."""
    monkeypatch.setattr("grader.audit.drawing.SEEDS", 50)
    lesson = toy(tmp_path, 'Threshold("some", 0.85, 1), Threshold("good", 0.875, 3)')
    text = MAKER
    for old, new in {**changes, "BITS": changes.get("BITS", str(2**127 + 5))}.items():
        text = text.replace(old, new)
    text = text.replace("START", "start")
    text = f"import numpy as np\nLABELS = np.array({LABELS.tolist()})\n{text}"
    (lesson.folder / "_author" / "make_data.py").write_text(text)
    (found,) = audit_lesson(lesson)
    assert len(found.problems) == len(said), found.problems
    assert all(one in problem for one, problem in zip(said, found.problems))


@pytest.mark.parametrize(("bits", "problems"), [(2**20, 1), (2**20 + 1, 0)])
def test_the_audit_looks_as_far_as_a_million_seeds(tmp_path, bits, problems):
    """The largest seed that it tries is 2**20."""
    lesson = toy(tmp_path, 'Threshold("some", 0.85, 1), Threshold("good", 0.875, 3)')
    text = f"""
import numpy as np
def bits(): return {bits}
def start(drawn): return [drawn] * 16
def make(drawn): return {{"X": [drawn] * 16}}, np.array({LABELS.tolist()})
"""
    (lesson.folder / "_author" / "make_data.py").write_text(text)
    (found,) = audit_lesson(lesson)
    assert len(found.problems) == problems, found.problems


def test_a_maker_without_a_seed_is_fine_and_half_a_maker_is_not(tmp_path):
    """What draws nothing has nothing to hide; a missing function is named."""
    lesson = toy(tmp_path, 'Threshold("some", 0.85, 1), Threshold("good", 0.875, 3)')
    file = lesson.folder / "_author" / "make_data.py"
    file.write_text("def make(): ...")
    (found,) = audit_lesson(lesson)
    assert found.problems == ()
    file.write_text("def make(bits): ...")
    with pytest.raises(AuthorError, match=r"make_data\.py: no function bits"):
        audit_lesson(lesson)
