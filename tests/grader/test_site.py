"""A site is what is published, and runs a lesson in a browser."""

import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import tomllib
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from grader.__main__ import main
from grader.cli import site as module
from grader.cli.release import release_translated
from grader.lesson.doors import NEEDED
from grader.lesson.release import SOLUTIONS
from grader.nbgrader_bridge.course import release
from tests.support import ROOT, solution, tree

LESSON, NOTEBOOK = "01-l2-regularization", "l2-regularization.ipynb"
COST = "compute_cost_with_regularization"
# It carries a Pyodide, and NumPy, Matplotlib and scikit-learn built for it.
CARRIER = "open-webui==0.12.4"
CARRIED = "open_webui/frontend/pyodide/"
# What the kernel needs on top, in the versions of that Pyodide's lock.
PURE = (
    *("asttokens", "decorator", "executing", "ipython", "jedi", "matplotlib-inline"),
    *("parso", "prompt-toolkit", "pure-eval", "pygments", "stack-data", "traitlets"),
    "wcwidth",
)
WAIT = 240_000  # milliseconds; a minute where nothing else runs


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of one lesson, released just now in both languages."""
    root = tmp_path_factory.mktemp("for-a-site") / "course"
    shutil.copytree(ROOT / "source" / LESSON, root / "source" / LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    release(root, LESSON)
    release_translated(root, [LESSON], "ko", True)
    return root


def test_what_a_site_needs_is_declared_the_same_everywhere():
    """In the extra, for contributors, and in the workflow that `publish` writes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["optional-dependencies"]["site"] == [*NEEDED]
    lines = (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines()
    assert {*NEEDED} <= {*lines}


def refused(capsys, *words):
    """Run `site`, which must fail; return what it says."""
    assert main(["site", *map(str, words)]) == 2
    return capsys.readouterr().err


@pytest.mark.slow
def test_a_site_holds_what_is_published_and_solutions_on_purpose(course, tmp_path):
    """Each lesson in each language lies in files/; Python has its usual address."""
    folder = tmp_path / "site"
    assert main(["site", str(folder), "--course", str(course)]) == 0
    published = tree(course / "release")
    assert tree(folder / "files") == published
    for app in ("notebooks", "lab"):
        assert (folder / app / "index.html").is_file()
    links = f'href="notebooks/index.html?path={LESSON}/{NOTEBOOK}"'
    assert links in (folder / "index.html").read_text("utf-8")
    settings = json.loads((folder / "jupyter-lite.json").read_text("utf-8"))
    (extension,) = settings["jupyter-config-data"]["federated_extensions"]
    assert extension["name"] == "@jupyterlite/pyodide-kernel-extension"
    assert "pyodideUrl" not in json.dumps(settings)
    words = ["site", str(folder), "--solutions", "--course", str(course)]
    assert main(words) == 0
    more = set(tree(folder / "files")) - set(published)
    assert more == {f"{LESSON}/{SOLUTIONS}", f"ko/{LESSON}/{SOLUTIONS}"}
    assert tree(course / "release") == published


@pytest.mark.slow
def test_what_a_site_cannot_be_built_from_is_said(
    course, tmp_path, capsys, monkeypatch
):
    """No JupyterLite, an older release, a folder of something else: one sentence."""
    words = ("--course", course)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("x")
    assert "holds something else than a site" in refused(capsys, mine, *words)
    assert [*mine.iterdir()] == [mine / "notes.txt"]
    assert "lies in the course" in refused(capsys, course / "release", *words)
    said = refused(capsys, tmp_path / "a", "--pyodide", mine, *words)
    assert "expected pyodide-lock.json in it" in said
    changed = course / "release" / LESSON / "utils" / "network.py"
    text = changed.read_text()
    changed.write_text(text + "# older\n")
    said = refused(capsys, tmp_path / "a", *words)
    changed.write_text(text)
    assert "is not as in the sources" in said
    assert f"python -m grader release {LESSON}" in said
    monkeypatch.setattr(module, "_MODULES", ("no_such_module",))
    said = refused(capsys, tmp_path / "a", *words)
    assert "JupyterLite, which is not installed here. Run `pip install" in said
    assert not (tmp_path / "a").exists()


def _download(folder, *packages, python="3.12"):
    """Fetch wheels for the browser's Python; skip the test where there are none."""
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                *("--only-binary=:all:", f"--python-version={python}"),
                *(f"--dest={folder}", *packages),
            ],
            env={**os.environ, "PIP_CONSTRAINT": os.devnull},
            capture_output=True,
            text=True,
            timeout=600,
        )
        failed = done.returncode and (done.stderr.strip() or "pip failed")
    except subprocess.TimeoutExpired:
        failed = "no answer in 10 minutes"
    if failed:
        last = failed.splitlines()[-1]
        pytest.skip(f"the package index does not give {packages[0]}: {last}")


@pytest.fixture(scope="module")
def pyodide(tmp_path_factory):
    """A Pyodide with all that lesson 01 needs, made of packages."""
    kept = ROOT / "build" / "pyodide"  # 100 MB that are fetched once
    if not (kept / "pyodide-lock.json").is_file():
        fetched = tmp_path_factory.mktemp("fetched")
        _download(fetched, CARRIER)
        (wheel,) = fetched.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            names = [n for n in archive.namelist() if n.startswith(CARRIED)]
            archive.extractall(fetched, names)
        made = fetched / CARRIED
        lock = json.loads((made / "pyodide-lock.json").read_text("utf-8"))
        versions = {n: lock["packages"][n]["version"] for n in PURE}
        _download(
            made,
            *(f"{n}=={v}" for n, v in versions.items()),
            "comm==0.2.3",
            python="3.14",
        )
        for package in lock["packages"].values():
            path = made / package["file_name"]
            if path.is_file():  # Pyodide has built some of them itself
                package["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        (made / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
        kept.parent.mkdir(exist_ok=True)
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(made, kept)
    return kept


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_):
        pass


@pytest.fixture
def address(course, pyodide, tmp_path):
    """Where a site with everything inside is served."""
    folder = tmp_path / "site"
    words = ["--solutions", "--pyodide", str(pyodide), "--course", str(course)]
    assert main(["site", str(folder), *words]) == 0
    path = folder / "jupyter-lite.json"
    settings = json.loads(path.read_text("utf-8"))
    # All cells are in the page, also those that are not in sight.
    settings["jupyter-config-data"]["settingsOverrides"] = {
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}
    }
    path.write_text(json.dumps(settings), "utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.site
def test_lesson_01_runs_checks_and_draws_in_a_browser(address):
    """Without a network: an answer is filled in, its card and a figure are read."""
    from playwright.sync_api import sync_playwright

    elsewhere = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        context.set_default_timeout(WAIT)
        context.on("request", lambda one: elsewhere.append(one.url))
        tab = context.new_page()
        tab.goto(address)
        assert tab.locator("section[lang=ko] a").count() == 1
        tab.goto(address + tab.locator("section[lang=en] a").get_attribute("href"))

        def cell(text):
            return tab.locator(".jp-CodeCell", has_text=text).first

        def run(one):
            one.locator(".cm-content").click()
            tab.keyboard.press("Shift+Enter")

        answer = cell(f"def {COST}")
        answer.locator(".cm-content").click()
        tab.keyboard.press("Control+a")
        tab.keyboard.insert_text(solution(LESSON, COST))
        checked = cell(f"check({COST})")
        tab.locator(".jp-MarkdownCell", has_text="How this works").first.click()
        for _ in range(3):  # this cell, the look for files, the imports
            tab.keyboard.press("Shift+Enter")
        for text in ("football_draw(0)", "plot_points(tr"):
            run(cell(text))
        run(answer)
        run(checked)
        output = checked.locator(".jp-OutputArea-output")
        output.get_by_text("correct", exact=False).first.wait_for()
        told = output.first.inner_text()
        figure = cell("plot_points(train_X").locator("img[alt^='Figure']")
        size = figure.evaluate("image => [image.naturalWidth, image.naturalHeight]")
        if folder := os.environ.get("SCREENSHOTS"):
            checked.scroll_into_view_if_needed()
            tab.screenshot(path=f"{folder}/site.png")
        browser.close()
    assert COST in told and "✓ correct" in told
    assert min(size) > 300
    own = (address, "data:", "blob:")
    assert [url for url in elsewhere if not url.startswith(own)] == []
