"""Who sent a file, where a platform's names can be read in more than one way."""

import pytest

from tests.grader.downloads import NAME, ROSTER, handed_in, notebook, pack


@pytest.mark.parametrize(
    "form",
    [
        "L1_ada_attempt_2026-11-{}-10-00-00_{}",
        "lovelaceada_41_70{}_{}",
        "lovelaceada_late_41_70{}_{}",
    ],
)
@pytest.mark.parametrize("later", [True, False])
def test_a_later_notebook_of_another_name(collect, course, tmp_path, form, later):
    """It is not taken in place of the right name, and not overlooked if it is later."""
    own = form.format(20, NAME)
    other = form.format(21 if later else 19, "Untitled.ipynb")
    files = {own: notebook("own"), other: notebook("other")}
    code, said = collect(pack(tmp_path / "a.zip", files))
    assert (code, handed_in(course)) == (int(later), {"ada": "own"})
    assert f"{other}: of ada, is not called {NAME}" in said
    assert (", but later: " in said) == later


@pytest.mark.parametrize("late", ["LATE", "late", "Late"])
def test_canvas_names_late_work_in_any_case(collect, course, tmp_path, late):
    """Who sent it is found, with and without the number in the roster."""
    files = {
        f"lovelaceada_{late}_41_7001_{NAME}": notebook("ada"),
        f"étrangerbo_{late}_42_7002_{NAME}": notebook("bo"),
    }
    roster = tmp_path / "some.csv"
    roster.write_text(ROSTER.replace(",42", ","), "utf-8")
    code, said = collect(pack(tmp_path / "a.zip", files), roster=roster)
    assert (code, handed_in(course)) == (0, {"ada": "ada", "bo": "bo"})
    assert said.count("is late, says the platform") == 2


def test_what_is_typed_into_canvas_has_a_sender(collect, tmp_path):
    """A text or a link in place of a notebook is told with the student's name."""
    files = {"lovelaceada_41_text.html": b"<p>", "étrangerbo_late_42_link.html": b""}
    code, said = collect(pack(tmp_path / "a.zip", files))
    assert code == 1
    assert "_text.html: of ada, is no notebook" in said
    assert "_link.html: of bo, is no notebook" in said


@pytest.mark.parametrize("sent", ["L1_bo_lee", "L_1_bo_lee", "L1_kim_bo_lee"])
def test_a_user_name_that_is_the_end_of_another(collect, course, tmp_path, sent):
    """Blackboard writes ASSIGNMENT_USER: where two may be meant, nothing is guessed."""
    files = {f"{sent}_attempt_2026-11-20-10-00-00_{NAME}": notebook("x")}
    path = pack(tmp_path / "a.zip", files)
    roster = tmp_path / "two.csv"
    roster.write_text("id,first_name\nlee,Ann\nbo_lee,Bo\n")
    code, said = collect(path, roster=roster)
    assert (code, handed_in(course)) == (1, {})
    assert "may be from bo_lee or lee" in said
    put = pack(tmp_path / "b.zip", {f"bo_lee/{name}": files[name] for name in files})
    assert (collect(put)[0], handed_in(course)) == (0, {"bo_lee": "x"})


@pytest.mark.parametrize("sent", ["L1_bo_lee", "L_1_lee"])
def test_a_user_name_without_a_roster(collect, course, tmp_path, sent):
    """One underscore tells where it begins; with more nothing is guessed."""
    when = "attempt_2026-11-20-10-00-00"
    files = {
        f"{sent}_{when}_{NAME}": notebook("x"),
        f"L1_ada_{when}_{NAME}": notebook("y"),
    }
    code, said = collect(pack(tmp_path / "a.zip", files), roster=None)
    assert (code, handed_in(course)) == (1, {"ada": "y"})
    assert f"may be from 'lee', or from somebody with more of '{sent}'" in said
