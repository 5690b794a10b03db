"""Fixtures that several test files of the grader share."""

import pytest

from grader.__main__ import main
from tests.grader.downloads import LESSON, ROSTER


@pytest.fixture
def collect(course, capsys, tmp_path):
    """Run `collect` with a roster; return (exit code, what it printed)."""
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, "utf-8")

    def run(*archives, roster=roster, more=()):
        words = ["collect", LESSON, *map(str, archives), "--course", str(course)]
        if roster:
            words += ["--roster", str(roster)]
        code = main([*words, *more])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out + printed.err

    return run
