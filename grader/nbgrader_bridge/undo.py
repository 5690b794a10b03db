"""The last change of a gradebook, kept so that it can be taken back.

`.undo/` in the course's folder holds the rows as they were before and after, and the
files that were replaced. Each command that changes something begins it anew.
"""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from grader.nbgrader_bridge.rows import Rows, from_json, put_back, those_of, to_json

_FOLDER, _JOURNAL = ".undo", "rows.jsonl"


class CannotUndo(RuntimeError):
    """A change that cannot be taken back; the text says why and what to do."""


class Undo:
    """Writes down what one command changes in the course in `root`."""

    def __init__(self, root: Path):
        self._root, self._folder = Path(root), Path(root, _FOLDER)
        self._begun = False
        self._kept = set()

    def _begin(self):
        if not self._begun:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            self._begun = True

    def note(self, lesson: str, student: str, before: Rows, after: Rows) -> None:
        """Note rows before they are committed; student: "" for the lesson's own."""
        self._begin()
        line = {"lesson": lesson, "student": student, "files": []}
        line = {**line, "before": to_json(before), "after": to_json(after)}
        self._write(line)

    def keep(self, lesson: str, student: str, path: Path) -> None:
        """Put a file out of the way that is about to be written, if it is there."""
        self._begin()
        place = os.path.relpath(path, self._root)
        if place in self._kept:
            path.unlink(missing_ok=True)
            return
        self._kept.add(place)
        copy = f"{len(self._kept)}-{path.name}" if path.is_file() else ""
        if copy:
            shutil.move(path, self._folder / copy)
        self._write({"lesson": lesson, "student": student, "files": [[place, copy]]})

    def _write(self, line):
        with (self._folder / _JOURNAL).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def undo(root: Path, db: Session) -> list[str]:
    """Take the last change back; return "LESSON, STUDENT" of what it had touched.

    Raises CannotUndo where there is none, or where somebody has changed its rows since.
    """
    folder = Path(root, _FOLDER)
    try:
        noted = _noted((folder / _JOURNAL).read_text("utf-8"))
    except (OSError, ValueError):
        raise CannotUndo(
            f"there is nothing to take back: {folder} holds no change. A change is "
            "kept until the next one, and can be taken back once."
        ) from None
    then, done, owner = {}, {}, {}
    for line in noted:
        before, after = (from_json(line.get(w, {})) for w in ("before", "after"))
        for table in before.keys() | after.keys():
            old, new = before.get(table, {}), after.get(table, {})
            for key in old.keys() | new.keys():
                then.setdefault((table, key), old.get(key))
                done[table, key] = new.get(key)
                owner[table, key] = line["student"] or f"the lesson {line['lesson']}"
    now = those_of(db.connection(), _by_table(done))
    changed = {
        owner[key]
        for key, row in done.items()
        if now[key[0]].get(key[1]) not in (row, then[key])  # or it never came so far
    }
    if changed:
        raise CannotUndo(
            "nothing was taken back, since these were graded or changed after it: "
            f"{', '.join(sorted(changed))}."
        )
    rows = {}
    for (table, key), row in then.items():
        if row is not None:
            rows.setdefault(table, {})[key] = row
    put_back(db.connection(), now, rows)
    db.commit()
    for line in noted:
        for place, copy in line["files"]:
            _put_file_back(Path(root, place), folder / copy if copy else None)
    shutil.rmtree(folder)
    touched = {f"{one['lesson']}, {one['student']}" for one in noted if one["student"]}
    return sorted(touched)


def _noted(text):
    """Return what was noted. Of a line that was cut off nothing was committed yet."""
    whole, _, _ = text.rpartition("\n")
    return [json.loads(line) for line in whole.split("\n")]


def _by_table(keys: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found = {}
    for table, key in keys:
        found.setdefault(table, []).append(key)
    return found


def _put_file_back(path, copy):
    path.unlink(missing_ok=True)
    if copy is not None and copy.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(copy, path)
