"""What surrounds every released lesson: first screen, files, summary, README."""

import copy
import hashlib
import sys
from types import SimpleNamespace

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.cli import publish
from grader.cli.common import CommandError
from grader.lesson.frame import (
    archive,
    archive_name,
    digest_in,
    digest_of,
    frame,
    needed_libraries,
    put_around,
)
from grader.lesson.release import needed_packages, released_code
from grader.lesson.translation import translated_release
from grader.submission.repair import repair
from tests.support import LESSON, one_lesson

PACKAGES = ["lesson_checker", "lesson_utils"]
DRAWS = archive({"x.npy": b"1"})
FILES = {
    "lesson_checker/__init__.py": b"value = 1\n",
    "lesson_checker/diagnosis/words.py": b"",
    "lesson_utils/__init__.py": b"",
    "lesson_utils/draws.npz": DRAWS,
    "requirements.txt": b"numpy\n",
}
FILES["lesson_checker/data/files.txt"] = "\n".join(sorted(FILES)).encode()


def around(notebook, *more):
    put_around(notebook, frame("07-a-lesson", PACKAGES, *more))
    return notebook


def lesson_notebook():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            new_code_cell("import numpy", id="imports"),
            new_markdown_cell("## Quiz", id="quiz"),
            new_code_cell("quiz()", id="questions"),
            new_markdown_cell("## Try it yourself", id="try-it-yourself"),
        ]
    )


def test_the_first_screen_says_what_to_do_and_the_last_cell_what_is_done():
    """How it works stands below the title, the summary above "Try it yourself"."""
    notebook = around(lesson_notebook())
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    first, last = ids[:4], ids[-3:]
    assert first == ["title", "how-this-works", "files", "imports"]
    assert last == ["questions", "summary", "try-it-yourself"]
    how = notebook.cells[1].source
    for told in ("Run All Cells", "`None`", "✗ not yet", "✓ *correct*", "Hint 1"):
        assert told in how
    assert len(how.split()) < 130  # ten seconds for what is in bold and numbered
    assert notebook.cells[2].metadata["jupyter"] == {"source_hidden": True}


def test_an_author_may_place_the_summary_and_use_the_same_ids():
    """It is not there twice, and no id is."""
    notebook = lesson_notebook()
    notebook.cells[2].id = "files"
    notebook.cells.insert(2, new_code_cell("check.summary()", id="summary"))
    around(notebook)
    nbformat.validate(notebook)
    assert sum("check.summary()" in c.source for c in notebook.cells) == 1
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Return a function: run the cell that looks for files, alone in a folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path[:])
    for name in PACKAGES:
        monkeypatch.delitem(sys.modules, name, raising=False)

    def run(*more):
        capsys.readouterr()
        cell = frame("07-a-lesson", PACKAGES, *more)[1]
        assert max(map(len, cell.source.split("\n"))) < 100
        done = InteractiveShell().run_cell(cell.source)
        for name in PACKAGES:
            sys.modules.pop(name, None)
        return done.success, capsys.readouterr().out.strip()

    return run


@pytest.fixture
def address(tmp_path_factory):
    """Where an archive of the files can be fetched."""
    path = tmp_path_factory.mktemp("web") / archive_name("07-a-lesson")
    path.write_bytes(archive(FILES))
    return path.as_uri()


def test_a_notebook_alone_says_what_to_do_in_one_sentence(run):
    """No traceback of imports; Run All stops there."""
    success, told = run()
    assert not success and "\n" not in told
    assert "needs the folders lesson_checker, lesson_utils beside it" in told
    assert "Download the whole folder of the lesson" in told


def test_where_all_is_there_the_cell_says_nothing(run, tmp_path):
    """With an address or without, nothing is fetched."""
    lay(tmp_path)
    assert run() == (True, "")
    assert run("https://nowhere.invalid/x.zip", "0" * 64) == (True, "")


def lay(folder):
    """Put the files into a folder that is imported from."""
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sys.path.insert(0, str(folder))


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"requirements.txt"}))
def test_a_single_file_that_is_not_there_is_named(run, tmp_path, name):
    """A module, an archive, the list itself: no traceback when it would be needed."""
    lay(tmp_path)
    (tmp_path / name).unlink()
    success, told = run()
    assert not success and "\n" not in told
    assert f"Not there, or damaged: {name}." in told


@pytest.mark.parametrize(
    "content", [b"", DRAWS[:40], b"version https://git-lfs.github.com/spec/v1\n"]
)
def test_an_archive_that_is_none_is_named(run, tmp_path, content):
    """Cut off by a full disk, or a pointer that Git did not follow."""
    lay(tmp_path)
    (tmp_path / "lesson_utils" / "draws.npz").write_bytes(content)
    success, told = run()
    assert not success
    assert "Not there, or damaged: lesson_utils/draws.npz." in told


def test_a_module_that_shadows_a_folder_is_none_of_ours(run, tmp_path):
    """A learner's own file of that name is found first."""
    lay(tmp_path)
    own = tmp_path / "own"
    own.mkdir()
    (own / "lesson_utils.py").touch()
    sys.path.insert(0, str(own))
    success, told = run()
    assert not success
    assert "Not there, or damaged: lesson_utils." in told


def test_what_is_lost_is_fetched(run, address, tmp_path):
    """Where there is an address, a damaged folder is no reason to stop."""
    lay(tmp_path)
    (tmp_path / "lesson_utils" / "draws.npz").unlink()
    success, told = run(address, digest_of(FILES))
    assert success and told.startswith("Fetched")


def test_the_files_are_fetched_checked_and_kept(run, address, tmp_path):
    """What lies there already is left as it was; the next kernel fetches nothing."""
    mine = tmp_path / "lesson_utils" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    success, told = run(address, digest_of(FILES))
    assert success and told == f"Fetched the lesson's files from {address}"
    folder = tmp_path / "07-a-lesson-files"
    for name, content in FILES.items():
        assert (folder / name).read_bytes() == content
    assert sorted(tmp_path.iterdir()) == [folder, mine.parent]
    assert [*mine.parent.iterdir()] == [mine]
    sys.path.remove(str(folder))
    assert run("https://nowhere.invalid/x.zip", digest_of(FILES)) == (True, "")


@pytest.mark.parametrize(
    ("where", "digest", "why"),
    [
        ("", "0" * 64, "it holds another version"),
        (".not-there", None, "They were not taken from"),
        (None, None, "unknown url type"),
    ],
)
def test_what_cannot_be_fetched_is_one_sentence(
    run, address, tmp_path, where, digest, why
):
    """Another version, nothing there, no address: nothing is written or imported."""
    place = "nonsense" if where is None else address + where
    success, told = run(place, digest or digest_of(FILES))
    assert not success and "\n" not in told
    assert why in told and "Download the whole folder" in told
    assert not [*tmp_path.iterdir()]


def test_an_archive_is_the_same_everywhere():
    """Order, clock and compression library do not matter."""
    assert archive(FILES) == archive(dict(reversed(FILES.items())))
    expected = hashlib.sha256(archive(FILES)).hexdigest()
    assert digest_of(FILES) == expected
    assert digest_of({**FILES, "more": b""}) != expected


def test_a_browser_is_told_what_the_packages_import():
    """JupyterLite loads what a cell names; nowhere else is it imported there."""
    files = {"a/b.py": b"import numpy\nfrom sklearn.svm import SVC", "c.txt": b"x"}
    modules = needed_libraries(files)
    assert modules == ["numpy", "sklearn"]
    source = frame("07-a-lesson", PACKAGES, "", "", modules)[1].source
    assert 'if sys.platform == "emscripten"' in source
    assert "    import numpy, sklearn\n" in source
    assert "emscripten" not in frame("07-a-lesson", PACKAGES)[1].source


def test_a_korean_notebook_fetches_the_files_of_its_language():
    """Its archive lies in ko/, and its SHA-256 is of the Korean files."""
    lesson = one_lesson(LESSON)
    english = released_code(lesson)
    notebook = copy.deepcopy(lesson.notebook)
    where = f"https://x/{archive_name(LESSON)}"
    put_around(notebook, frame(LESSON, PACKAGES, where, digest_of(english)))
    name = lesson.notebook_path.name
    files = {**english, name: nbformat.writes(notebook).encode()}
    korean = translated_release(files, lesson, "ko")
    written = korean.pop(name)
    assert digest_in(written) == digest_of(korean) != digest_of(english)
    assert f"https://x/ko/{archive_name(LESSON)}".encode() in written
    public = {f"ko/{LESSON}": {**korean, name: written}}
    assert publish._fetched([lesson], public) == {
        f"ko/{archive_name(LESSON)}": archive(korean)
    }


def test_publish_writes_the_archives_that_notebooks_expect():
    """And refuses if the notebook is of another release than what lies beside it."""
    lesson = SimpleNamespace(name="07-a-lesson", notebook_names=["a.ipynb"])
    notebook = around(lesson_notebook(), "https://x/a.zip", digest_of(FILES))
    written = nbformat.writes(notebook).encode()
    assert digest_in(written) == digest_of(FILES)
    public = {lesson.name: {**FILES, "a.ipynb": written}}
    made = publish._fetched([lesson], public)
    assert made == {"07-a-lesson-files.zip": archive(FILES)}
    public[lesson.name]["requirements.txt"] = b"scipy\n"
    with pytest.raises(CommandError, match="grader release 07-a-lesson"):
        publish._fetched([lesson], public)
    plain = nbformat.writes(around(lesson_notebook())).encode()
    public = {lesson.name: {**FILES, "a.ipynb": plain}}
    assert publish._fetched([lesson], public) == {}


def test_each_release_has_a_readme():
    """Its two lines make the environment and open this very notebook."""
    lesson = one_lesson(LESSON)
    text = released_code(lesson)["README.md"].decode()
    assert text.startswith("# A network that cannot rely on any one neuron\n")
    assert "pip install -r requirements.txt && jupyter lab" in text
    assert lesson.notebook_path.name in text
    for folder in needed_packages(lesson):
        assert f"`{folder}/`" in text
    assert needed_packages(lesson) == ["checker", "utils", "dropout"]


def test_a_grader_runs_nothing_of_the_frame():
    """Its cells come back as experiments, and its words are not the student's."""
    lesson = one_lesson(LESSON)
    notebook = copy.deepcopy(lesson.notebook)
    cells = frame(lesson.name, needed_packages(lesson))
    put_around(notebook, cells)
    mended, notes = repair(notebook, lesson)
    tagged = {c.id for c in mended.cells if c.metadata.get("tags")}
    assert {"files", "summary"} <= tagged
    assert notes == []
    assert " ".join(cells[0].source.split()) in lesson.texts
