"""What a platform lets teachers download arrives in submitted/; nothing is lost."""

import unicodedata
import zipfile
from datetime import datetime

import pytest

from grader.__main__ import main
from grader.nbgrader_bridge.students import names_of_students
from tests.grader.downloads import LESSON, NAME, ROSTER, handed_in, notebook, pack

PLATFORMS = {
    "canvas": {
        f"lovelaceada_41_7001_{NAME}": "ada",
        f"étrangerbo_LATE_42_7002_{NAME}": "bo",
        f"김민준_43_7003_{NAME}": "minjun",
    },
    "moodle folders": {
        f"Ada Lovelace_101_assignsubmission_file_/{NAME}": "ada",
        f"Bo Etranger_102_assignsubmission_file/{NAME}": "bo",
        f"김민준_103_assignsubmission_file/{NAME}": "minjun",
    },
    "moodle flat": {
        f"Ada Lovelace_101_assignsubmission_file_{NAME}": "ada",
        f"Étranger Bo_102_assignsubmission_file_{NAME}": "bo",
        f"민준 김_103_assignsubmission_file_{NAME}": "minjun",
    },
    "blackboard": {
        f"Lesson_1_ada_attempt_2026-11-20-10-00-00_{NAME}": "ada",
        f"Lesson_1_bo_attempt_2026-11-20-10-00-00_{NAME}": "bo",
        f"Lesson_1_minjun_attempt_2026-11-20-10-00-00_{NAME}": "minjun",
    },
    "google classroom": {
        f"Lesson 1/Ada Lovelace - {NAME}": "ada",
        f"Lesson 1/Bo Étranger - Copy of {NAME}": "bo",
        f"Lesson 1/김민준 - {NAME}": "minjun",
    },
    "folders": {
        f"ada/{NAME}": "ada",
        f"class/bo@example.org/{LESSON}/{NAME}": "bo",
        f"김민준/{NAME}": "minjun",
    },
    "names of files": {
        f"ada_{NAME}": "ada",
        f"work/{NAME.replace('.', '-bo.')}": "bo",
        f"김민준 {NAME}": "minjun",
    },
}


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_each_platform_is_understood(collect, course, tmp_path, platform, form):
    """By number, user name, name in either order or e-mail, each finds their place."""
    files = {
        unicodedata.normalize(form, name): notebook(student)
        for name, student in PLATFORMS[platform].items()
    }
    code, said = collect(pack(tmp_path / "download.zip", files))
    assert (code, handed_in(course)) == (0, {n: n for n in ("ada", "bo", "minjun")})
    assert "3 taken" in said and "handed in nothing yet: s4, s5" in said
    assert ("is late, says the platform" in said) == (platform == "canvas")


def test_an_unpacked_download_is_a_folder(collect, course, tmp_path):
    """What was unpacked already is taken in by the same rules."""
    for name in PLATFORMS["canvas"]:
        path = tmp_path / "submissions" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(notebook("x"))
    assert collect(tmp_path / "submissions")[0] == 0
    assert set(handed_in(course)) == {"ada", "bo", "minjun"}


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "cp437"])
def test_names_in_old_encodings(collect, course, tmp_path, encoding):
    """Archives of Korean Windows, or without the mark of UTF-8, find their student."""
    sent = "Bo Étranger" if encoding == "cp437" else "김민준"
    raw = f"{sent}/{NAME}".encode(encoding)
    info = zipfile.ZipInfo("?" * len(raw), (2026, 11, 20, 10, 0, 0))
    path = pack(tmp_path / "old.zip", {info: notebook()})
    path.write_bytes(path.read_bytes().replace(b"?" * len(raw), raw))
    assert collect(path)[0] == 0
    assert set(handed_in(course)) == {"bo" if encoding == "cp437" else "minjun"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ada/l2-regularization (1).ipynb", "was called l2-regularization (1).ipynb"),
        ("ada/L2-Regularization.IPYNB", "was called L2-Regularization.IPYNB"),
        ("ada/l2_regularization.ipynb.txt", "was called"),
        ("ada/l2-regularization.json", "was called"),
        ("ada/homework/l2-regularization.ipynb", "lay in the folder homework"),
        ("ada/Untitled.ipynb", "is the only notebook there"),
        ("lovelaceada_41_7_l2-regularization-1.ipynb", "was called"),
        ("ada/l2-regularization.ipynb의 사본", "was called"),
    ],
)
def test_an_honest_near_miss_is_taken_and_named(collect, course, tmp_path, name, told):
    """Nobody renames thirty files: what is meant is taken, and said."""
    code, said = collect(pack(tmp_path / "a.zip", {name: notebook("ada")}))
    assert (code, handed_in(course)) == (0, {"ada": "ada"})
    assert told in said


@pytest.mark.parametrize(
    "name", ["l2-regularization (1).ipynb", "L2-Regularization.IPYNB", "Untitled.ipynb"]
)
def test_what_lies_in_submitted_under_another_name(collect, course, name):
    """The folder itself can be collected: nobody renames, and nothing is lost."""
    folder = course / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    (folder / name).write_bytes(notebook("ada"))
    for state in ("taken", "there already"):
        code, said = collect(course / "submitted", roster=None)
        assert (code, handed_in(course)) == (0, {"ada": "ada"})
        assert f"ada: {state}" in said
    assert (folder / name).is_file()


def test_the_latest_copy_counts(collect, course, tmp_path):
    """Of several copies the latest is taken, whatever its name; the rest is named."""
    old = zipfile.ZipInfo(f"ada/{NAME}", (2026, 11, 19, 10, 0, 0))
    new = zipfile.ZipInfo("ada/l2-regularization (1).ipynb", (2026, 11, 20, 10, 0, 0))
    path = pack(tmp_path / "a.zip", {new: notebook("new"), old: notebook("old")})
    code, said = collect(path)
    assert (code, handed_in(course)) == (0, {"ada": "new"})
    assert f"left: a.zip/ada/{NAME}: of ada, is not the latest" in said


def test_canvas_and_blackboard_say_themselves_what_is_later(collect, course, tmp_path):
    """Canvas numbers files, Blackboard writes the time: that counts, not the zip's."""
    files = {
        f"lovelaceada_41_7002_{NAME}": notebook("second"),
        f"lovelaceada_41_7001_{NAME}": notebook("first"),
        f"L1_bo_attempt_2026-11-21-10-00-00_{NAME}": notebook("second"),
        f"L1_bo_attempt_2026-11-20-10-00-00_{NAME}": notebook("first"),
    }
    assert collect(pack(tmp_path / "a.zip", files))[0] == 0
    assert handed_in(course) == {"ada": "second", "bo": "second"}


def test_collected_again(collect, course, tmp_path):
    """The same is left, a later one replaces it without loss, an older one waits."""
    target = course / "submitted" / "ada" / LESSON / NAME
    first = pack(tmp_path / "1.zip", {f"ada/{NAME}": notebook("1")})
    later = (2026, 11, 21, 10, 0, 0)
    second = pack(tmp_path / "2.zip", {f"ada/{NAME}": notebook("2")}, later)
    collect(first)
    (target.parent / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    assert "ada: there already" in collect(first)[1]
    code, said = collect(second)
    assert (code, handed_in(course)) == (0, {"ada": "2"})
    kept = sorted((target.parent / "earlier").iterdir())
    assert [path.suffix for path in kept] == [".ipynb", ".txt"]
    assert kept[0].read_bytes() == notebook("1") and kept[0].name in said
    assert not (target.parent / "timestamp.txt").exists()
    assert "is newer; to replace it, delete it first" in collect(first)[1]
    assert handed_in(course) == {"ada": "2"}


def test_a_dry_run_changes_nothing(collect, course, tmp_path):
    """It tells the same, and neither files nor roster are written."""
    path = pack(tmp_path / "a.zip", {f"ada/{NAME}": notebook()})
    code, said = collect(path, more=["--dry-run"])
    assert code == 0 and "ada: would be taken" in said
    assert not (course / "submitted").exists()
    assert len(names_of_students(course)) == 0


def test_folders_need_no_roster(collect, course, tmp_path):
    """STUDENT/NOTEBOOK and STUDENT/LESSON/NOTEBOOK name the student themselves."""
    files = {
        f"zoe/{NAME}": notebook("zoe"),
        f"submitted/max/{LESSON}/{NAME}": notebook("max"),
        f"outer/eve/{NAME}": notebook("eve"),
        f"lovelaceada_41_7_{NAME}": notebook("ada"),
    }
    code, said = collect(pack(tmp_path / "a.zip", files), roster=None)
    assert (code, handed_in(course)) == (1, {"zoe": "zoe", "max": "max"})
    assert "there is no roster to find the student in" in said
    assert f"a.zip/outer/eve/{NAME}: lies neither in STUDENT/" in said


def test_all_that_is_not_taken_is_named(collect, course, tmp_path):
    """Unknown senders, other lessons, other formats, unclear ones: each is told."""
    files = {
        f"zed_99_1_{NAME}": notebook(),
        f"lovelaceada_77_2_{NAME}": notebook(),
        f"민준/{NAME}": notebook(),
        f"Ada/{NAME}": notebook(),
        "bo/dropout.ipynb": notebook(),
        "minjun/l2-regularization.pdf": b"%PDF",
        "s4/one.ipynb": notebook("1"),
        "s4/two.ipynb": notebook("2"),
        "s5/l2-regularization.txt": b"my answers",
        "s5/l2.rar": b"Rar!",
        "ada/__MACOSX/._x": b"",
        "ada/utils/network.py": b"",
        "ada/notes.docx": b"",
    }
    code, said = collect(pack(tmp_path / "a.zip", files))
    assert (code, handed_in(course)) == (1, {"ada": "x"})
    for reason in (
        "'zed', who is not in the roster",
        "'lovelaceada' with the number 77, but ada has 41",
        f"NOT TAKEN: a.zip/민준/{NAME}: is from nobody whom the roster knows",
        "called like the notebook of 02-dropout",
        "a.zip/minjun/l2-regularization.pdf: of minjun, is no notebook",
        "one of several notebooks",
        "s5/l2-regularization.txt: of s5, is no notebook",
        "a.zip/s5/l2.rar: is an archive that is not opened here",
        "left: a.zip/ada/notes.docx: of ada, is not read",
        "2 files of the release or of a computer's own left out",
    ):
        assert reason in said, reason


def test_a_students_own_archive_is_opened(collect, course, tmp_path):
    """Who packs the whole folder is served, with the name of the archive said."""
    inner = {f"{LESSON}/{NAME}": notebook("ada"), f"{LESSON}/utils/network.py": b""}
    path = pack(tmp_path / "mine.zip", inner)
    name = "lovelaceada_41_7_homework.zip"
    code, said = collect(pack(tmp_path / "a.zip", {name: path.read_bytes()}))
    assert (code, handed_in(course)) == (0, {"ada": "ada"})
    assert f"from a.zip/{name}/{LESSON}/{NAME}" in said


def test_an_ordinary_assignment_brings_all_that_belongs_to_it(course, capsys, tmp_path):
    """Of several notebooks each is found; files beside them come along, inside."""
    (course / "source").unlink()
    for name in ("one", "one-more"):
        path = course / "source" / "ps1" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(notebook())
    files = {
        "ada/homework/one.ipynb": notebook("1"),
        "ada/homework/one-more (1).ipynb": notebook("2"),
        "ada/homework/data/x.csv": b"1",
        "ada/notes.txt": b"2",
        "bo/x.csv": b"3",
    }
    words = ["collect", "ps1", str(pack(tmp_path / "a.zip", files))]
    roster = tmp_path / "class.csv"
    roster.write_text(ROSTER, "utf-8")
    words += ["--roster", str(roster), "--course", str(course)]
    assert main(words) == 1
    folder = course / "submitted" / "ada" / "ps1"
    assert {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    } == {
        "one.ipynb": notebook("1"),
        "one-more.ipynb": notebook("2"),
        "data/x.csv": b"1",
        "notes.txt": b"2",
    }
    said = capsys.readouterr().out
    assert "NOT TAKEN: a.zip/bo/x.csv: of bo, is no notebook: expected one" in said


def test_what_is_in_the_way_is_named(collect, course, tmp_path):
    """A link in submitted/ is not followed, and costs one student."""
    (course / "submitted").mkdir()
    (course / "submitted" / "ada").symlink_to(tmp_path)
    files = {f"{name}/{NAME}": notebook(name) for name in ("ada", "bo")}
    code, said = collect(pack(tmp_path / "a.zip", files))
    assert (code, handed_in(course)) == (1, {"bo": "bo"})
    assert f"{course}/submitted/ada is in the way" in said


def test_a_time_of_submission_comes_along(collect, course, tmp_path):
    """From folders as nbgrader lays them, timestamp.txt is taken with its notebook."""
    folder = tmp_path / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(notebook())
    (folder / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    assert collect(tmp_path / "submitted")[0] == 0
    stamp = course / "submitted" / "ada" / LESSON / "timestamp.txt"
    assert stamp.read_text() == "2026-11-20 10:00:00 UTC"


def test_a_notebook_keeps_the_time_of_its_archive(collect, course, tmp_path):
    """So a later download is seen to be later."""
    collect(pack(tmp_path / "a.zip", {f"ada/{NAME}": notebook()}))
    path = course / "submitted" / "ada" / LESSON / NAME
    assert path.stat().st_mtime == datetime(2026, 11, 20, 10).timestamp()


def test_an_archive_that_is_not_there(collect, tmp_path):
    """It is named before anything is done."""
    code, said = collect(tmp_path / "nowhere.zip")
    assert code == 2 and "nowhere.zip: there is no such archive" in said
