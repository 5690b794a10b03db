"""Where nbgrader stumbles, the course's configuration holds it."""

import subprocess
import sys
import types

import pytest
from jinja2 import Environment, FileSystemLoader
from nbgrader.api import Gradebook
from nbgrader.server_extensions.formgrader import handlers
from nbgrader.utils import find_all_files, is_ignored
from sqlalchemy import text

from grader.nbgrader_bridge.course import load_config
from tests.support import ROOT, environment


@pytest.mark.parametrize("name", ["k [1] ö", "a*b", "x?", "[!a]", "[", "**"])
def test_what_is_ignored_is_so_in_every_folder(tmp_path, name):
    """Characters of patterns in a course's path are parts of its name."""
    load_config(ROOT)
    folder = tmp_path / name
    folder.mkdir()
    (tmp_path / "k 1 ö").mkdir()  # what the first name would match as a pattern
    for file in ("a.pyc", "a.py", "key[1].txt"):
        (folder / file).write_text("")
    (folder / "_author").mkdir()
    assert is_ignored(str(folder / "a.pyc"), ["*.pyc"])
    assert is_ignored(str(folder / "_author"), ["_author"])
    assert not is_ignored(str(folder / "a.py"), ["*.pyc", "_author"])
    found = find_all_files(str(folder), ["*.pyc", "key*"])
    assert found == [str(folder / "a.py")]


@pytest.fixture
def first_page():
    """Return a function: the first page of formgrader, with an exchange or without."""
    load_config(ROOT)

    def render(exchange, **traits):
        loader = FileSystemLoader([handlers.template_path])
        formgrader = types.SimpleNamespace(config=load_config(ROOT))
        formgrader.config.Exchange.update(traits)
        page = object.__new__(handlers.ManageAssignmentsHandler)
        page.application = types.SimpleNamespace(
            settings={
                "nbgrader_formgrader": formgrader,
                "nbgrader_jinja2_env": Environment(loader=loader),
            }
        )
        return page.render(
            "manage_assignments.tpl",
            exchange=str(exchange),
            exchange_missing=True,
            course_id="a course",
            windows=False,
        )

    return render


def test_formgrader_warns_of_an_exchange_only_where_one_is_set(first_page, tmp_path):
    """No yellow box for a course without; one for a folder that cannot be used."""
    assert "warning-exchange" not in first_page(tmp_path / "none")
    assert "warning-exchange" in first_page(tmp_path)
    assert "warning-exchange" in first_page(tmp_path / "none", root="elsewhere")


@pytest.mark.slow
def test_a_new_gradebook_has_the_version_that_nbgrader_would_give_it(tmp_path):
    """Its own program agrees, and has nothing to upgrade."""
    address = f"sqlite:///{tmp_path}/gradebook.db"
    with Gradebook(address) as book:
        (version,) = book.db.execute(text("SELECT * FROM alembic_version")).one()
    command = [sys.executable, "-m", "nbgrader.dbutil", "heads"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert done.stdout.split()[0] == version
