"""Fixtures that several test files share."""

import fcntl
import os
import shutil

import pytest

from grader.lesson.lesson import Course
from grader.nbgrader_bridge.course import release
from grader.submission.sandbox import one_sandbox
from tests.support import ROOT


@pytest.fixture
def browser():
    """A headless Chromium of this test's own."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        # A container's root has no sandbox; the pages are our own.
        one = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield one
        one.close()


@pytest.fixture
def axe():
    """Return a function that fails where axe-core finds something in a page.

    rules: those that are asked, all if there are none.
    """
    from axe_playwright_python.sync_playwright import Axe

    def nothing_found(tab, *rules):
        found = Axe().run(tab, options={"runOnly": rules} if rules else None)
        assert found.violations_count == 0, found.generate_report()

    return nothing_found


@pytest.fixture(scope="session")
def sandbox():
    """A proved sandbox for the first two lessons, with the usual limits."""
    names = ("01-l2-regularization", "02-dropout")
    with one_sandbox(map(Course(ROOT).lesson, names)) as one:
        yield one


def _new_course(root):
    root.mkdir()
    os.symlink(ROOT / "source", root / "source")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "release", root / "release")
    return root


@pytest.fixture(scope="session")
def first_gradebook(tmp_path_factory):
    """A gradebook in which lessons 01 and 02 are released: made once for all tests."""
    base = tmp_path_factory.getbasetemp()
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    shared = base.parent / f"released-{run}" if run else base / "released"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "course").exists():
            root = _new_course(shared / "course")
            for lesson in ("01-l2-regularization", "02-dropout"):
                release(root, lesson)
    return shared / "course" / "gradebook.db"


@pytest.fixture
def course(tmp_path, first_gradebook):
    """A course folder of its own: the sources are a link, nobody has handed in."""
    root = _new_course(tmp_path / "course")
    shutil.copy(first_gradebook, root)
    return root
