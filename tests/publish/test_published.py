"""What is published holds nothing of the truth, whatever lies in release/."""

import io
import json
import shutil
import zipfile

import numpy as np
import pytest
import yaml
from bs4 import BeautifulSoup

from grader.lesson.cells import is_answer
from grader.lesson.contest import LoadedContest
from grader.lesson.doors import NEEDED, PAGE, WORKFLOW
from grader.lesson.leaks import leaks
from grader.lesson.lesson import Course
from tests.publish.conftest import LESSON, LESSONS, NOTEBOOK
from tests.support import ROOT, tree

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("lesson", Course(ROOT).lessons())
def test_the_committed_release_gives_nothing_away(lesson):
    """Each lesson as it is committed passes what is asked before it is published."""
    found = leaks(Course(ROOT).lesson(lesson), tree(ROOT / "release" / lesson))
    # That it is up to date, another test demands.
    older = ("is not as in the sources", "is in no release", "is missing")
    assert [told for told in found if not told.endswith(older)] == []


def test_what_is_published_is_the_release(released, published):
    """All lessons, in Korean, too, README and licence, byte by byte; and for Binder."""
    licence = {"LICENSE": (ROOT / "LICENSE").read_bytes()}
    binder = {name: data for name, data in published.items() if name[:8] == ".binder/"}
    assert published == tree(released / "release") | licence | binder
    assert f"ko/{LESSON}/{NOTEBOOK}" in published
    listed = binder.pop(".binder/requirements.txt").decode().split()
    own = (ROOT / "requirements.txt").read_text().splitlines()
    assert listed == sorted(line for line in own if not line.startswith("#"))
    assert binder == {".binder/runtime.txt": b"python-3.12\n"}


def test_no_author_file_gets_out(published):
    """No file of _author/ is there under any name, no path leads to one."""
    secret = {
        path.read_bytes()
        for name in LESSONS
        for path in (ROOT / "source" / name / "_author").rglob("*")
        if path.is_file() and path.stat().st_size > 20
    }
    assert len(secret) > 10
    assert not secret & set(published.values())
    for name in published:
        assert not {"_author", "source", "grader", "tests"} & set(name.split("/")[:-1])


def test_no_solution_gets_out(published):
    """No solution cell of the sources is there, in no notebook and no text."""
    texts = b"\n".join(published.values()).decode("utf-8", "replace")
    cells = 0
    for name in LESSONS:
        for cell in Course(ROOT).lesson(name).notebook.cells:
            if is_answer(cell):
                cells += 1
                assert cell.source not in texts
                assert json.dumps(cell.source, ensure_ascii=False)[1:-1] not in texts
    assert cells >= 4
    assert "END HIDDEN TESTS" not in texts


def test_no_label_gets_out(published):
    """No array of a published file holds the labels of a contest, flat or not."""
    contests = [
        loaded
        for name in LESSONS
        for loaded in Course(ROOT).lesson(name).exercises.values()
        if isinstance(loaded, LoadedContest)
    ]
    assert contests
    arrays = [
        array.ravel()
        for name, data in published.items()
        if name.endswith(".npz")
        for array in dict(np.load(io.BytesIO(data))).values()
    ]
    assert len(arrays) > 5
    for contest in contests:
        labels = contest.labels.ravel()
        for array in arrays:
            if array.size == labels.size and array.dtype.kind in "biuf":
                assert not np.array_equal(array, labels)


def test_what_no_release_holds_is_left_out(course, publish, tmp_path):
    """Notes, checkpoints and solutions beside the lesson stay, and are named."""
    folder = course / "release" / LESSON
    (folder / "solutions.md").write_text("secret")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / NOTEBOOK).write_text("secret")
    (course / "release" / "old").mkdir()
    (course / "release" / "old" / "x.ipynb").write_text("secret")
    code, said = publish()
    assert code == 0 and f"left out: {folder}/solutions.md" in said
    assert not any(data == b"secret" for data in tree(tmp_path / "public").values())


def test_lesson_by_lesson(publish, tmp_path):
    """The README names what is there; what else is in the folder is left alone."""
    public = tmp_path / "public"
    (public / ".git").mkdir(parents=True)
    (public / ".git" / "HEAD").write_text("ref")
    (public / "index.html").write_text("mine")
    assert publish("--lessons", LESSON)[0] == 0
    assert {path.name for path in public.iterdir()} == {
        *(".git", "index.html", "README.md", "LICENSE", ".binder", "ko", LESSON)
    }
    text = (public / "README.md").read_text()
    assert f"({LESSON}/" in text and f"({LESSONS[1]}/" not in text
    code, said = publish()
    assert code == 0, said
    assert f"({LESSONS[1]}/" in (public / "README.md").read_text()
    assert (public / "index.html").read_text() == "mine"


def test_a_file_of_an_older_release_is_named(publish, tmp_path):
    """Nothing that lies in a lesson's folder there is deleted or hidden."""
    stale = tmp_path / "public" / LESSON / "old.py"
    stale.parent.mkdir(parents=True)
    stale.write_text("x")
    code, said = publish()
    assert code == 2 and f"{LESSON}/old.py" in said
    assert sorted((tmp_path / "public").rglob("*.py")) == [stale]


def test_archives(course, publish, tmp_path):
    """Each lesson is an archive that unpacks to its folder, the same each time."""
    assert publish("--zip")[0] == 0
    archives = tree(tmp_path / "public")
    korean = [f"ko/{name}.zip" for name in LESSONS]
    assert sorted(archives) == [f"{name}.zip" for name in LESSONS] + korean
    with zipfile.ZipFile(io.BytesIO(archives[f"{LESSON}.zip"])) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert tree(tmp_path / "unpacked") == {
        f"{LESSON}/{name}": data
        for name, data in tree(course / "release" / LESSON).items()
    }
    assert publish("--zip")[0] == 0
    assert tree(tmp_path / "public") == archives
    assert publish("--zip", "--lessons", LESSON, folder=None)[0] == 0
    assert sorted(tree(course / "build")) == [
        f"public/{LESSON}.zip",
        f"public/ko/{LESSON}.zip",
    ]


def test_a_korean_release_that_is_older_is_not_published(course, publish, tmp_path):
    """One that the English release no longer gives is named; without one, none is."""
    stale = course / "release" / "ko" / LESSON / "README.md"
    stale.write_text("old")
    code, said = publish()
    assert code == 2 and "README.md is not as in the sources" in said
    assert f"grader release {LESSON}" in said
    assert not (tmp_path / "public").exists()
    shutil.rmtree(course / "release" / "ko")
    assert publish()[0] == 0
    assert not (tmp_path / "public" / "ko").exists()


def test_a_workflow_builds_the_site_where_it_is_asked_for(publish, tmp_path):
    """It can be read, builds what is published, and puts the page of links first."""
    assert publish("--pages", "--lessons", LESSON)[0] == 0
    public = tmp_path / "public"
    workflow = yaml.safe_load((public / WORKFLOW).read_text("utf-8"))
    assert workflow[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert workflow["permissions"] == {
        "contents": "read",
        "pages": "write",
        "id-token": "write",
    }
    steps = workflow["jobs"]["site"]["steps"]
    commands = "\n".join(step.get("run", "") for step in steps)
    for needed in NEEDED:
        assert f"'{needed}'" in commands
    assert "jupyter lite build --apps notebooks" in commands
    assert f"cp {PAGE} _site/index.html" in commands
    path = {"path": "_site"}
    assert any(step.get("with") == path for step in steps), "what was built is sent"
    page = BeautifulSoup((public / PAGE).read_text("utf-8"), "html.parser")
    links = [link["href"] for link in page.find_all("a")]
    assert links == [
        f"notebooks/index.html?path={LESSON}/{NOTEBOOK}",
        f"notebooks/index.html?path=ko/{LESSON}/{NOTEBOOK}",
    ]
    assert [section["lang"] for section in page.find_all("section")] == ["en", "ko"]
    assert "레슨을 고르십시오." in page.text
    assert page.find(id="jupyter-config-data")["data-jupyter-lite-root"] == "."
