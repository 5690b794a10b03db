"""Tricks against the gradebook and the dates."""

import os

from .build import HALF, Submission, beside, with_cell

_SQL = (
    "import sqlite3\n"
    "def cheat():\n"
    "    with sqlite3.connect('@course@/gradebook.db') as book:\n"
    "        for what in ('auto_score', 'manual_score', 'extra_credit'):\n"
    "            book.execute(f'update grade set {what} = 1000')\n"
)
_TRY = "try:\n    cheat()\nexcept Exception as error:\n    print(error)\n"
_LATER = (
    "import os, time, threading\ndef later():\n"
    "    while True:\n        time.sleep(0.2)\n        try: cheat()\n"
    "        except Exception: pass\n"
    "threading.Thread(target=later).start()\n"
    "try:\n    if os.fork() == 0:\n        os.setsid()\n        later()\n"
    "except OSError as error:\n    print(error)\n"
)


def _stamp(content):
    def add(folder, place):
        (folder / "timestamp.txt").write_bytes(content)

    return add


def _odd(kind):
    def add(folder, place):
        path = folder / "timestamp.txt"
        if kind == "folder":
            path.mkdir()
        elif kind == "fifo":
            os.mkfifo(path)
        elif kind == "endless":
            path.symlink_to("/dev/zero")
        else:
            path.symlink_to(place.canary / "secret")

    return add


_STAMPS = {
    "back-dated": b"1999-01-01 00:00:00 UTC",
    "future": b"9999-12-31 23:59:59 UTC",
    "no-date": b"yesterday \xff\x00",
    "empty": b"",
    "year-zero": b"0000-00-00 99:99:99",
    "long": b"2" * 10_000_000,
    "zone": b"2020-01-01 00:00:00 +99:99",
}

SUBMISSIONS = (
    Submission(
        "record-sql",
        "The gradebook cannot be written from a cell.",
        with_cell(_SQL + _TRY),
        HALF,
    ),
    Submission(
        "record-later",
        "Nothing stays behind to write it later.",
        with_cell(_SQL + _LATER),
        HALF,
    ),
    *(
        Submission(
            f"record-{name}", "A date changes no points.", beside(_stamp(raw)), HALF
        )
        for name, raw in _STAMPS.items()
    ),
    *(
        Submission(
            f"record-{kind}-stamp",
            "What is no date is ignored.",
            beside(_odd(kind)),
            HALF,
        )
        for kind in ("folder", "fifo", "endless", "link")
    ),
)
