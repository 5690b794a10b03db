"""How each learning platform names what it lets teachers download.

A platform writes who sent a file into one part of its path: the name of a folder, or
the beginning of the file's own name. To teach the grader another one, add a line to
`FORMATS`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Format:
    """A platform's name, and the pattern of that part of the path.

    Groups of the pattern: `name` or `username` of the student, `lms_user_id`, `file`
    (what they called the file), `time` and `serial` (a later file has a larger one),
    `late`.
    """

    platform: str
    pattern: re.Pattern[str]


FORMATS = (
    Format(
        "Blackboard",  # gradebook_COURSE_Homework.zip: Homework_ada_attempt_….ipynb
        re.compile(
            r"(?P<username>.+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)"
        ),
    ),
    Format(
        "Moodle",  # as folders: Ada Lovelace_123_assignsubmission_file/l2.ipynb
        re.compile(
            r"(?P<name>[^_]+)_\d+_assignsubmission_(?:file|[a-z]+)_?(?P<file>.*)"
        ),
    ),
    Format(
        "Canvas",  # lovelaceada_LATE_41_7001_l2.ipynb: user 41, attachment 7001
        re.compile(
            r"(?P<name>.+?)_(?:(?P<late>(?i:late))_)?(?P<lms_user_id>\d+)_"
            r"(?:(?P<serial>\d+)_(?P<file>.+)|(?:text|link)\.html)"
        ),
    ),
    Format(
        "Google Classroom",  # the assignment's folder in Drive: Ada Lovelace - l2.ipynb
        re.compile(r"(?P<name>.+?) - (?P<file>.+)"),
    ),
)


@dataclass(frozen=True)
class Reading:
    """What one format makes of a path; `file` is what lies below the student's name."""

    platform: str
    file: PurePosixPath
    name: str = ""
    username: str = ""
    lms_user_id: str = ""
    serial: int = 0
    time: float = 0.0
    late: bool = False


def read_path(path: PurePosixPath) -> Iterator[Reading]:
    """Yield what each platform's format makes of a path; nothing if it fits none."""
    for format in FORMATS:
        for number, part in enumerate(path.parts):
            found = format.pattern.fullmatch(part)
            if found:
                groups = found.groupdict()
                below = path.parts[number + 1 :]
                rest = [p for p in (groups.get("file"), *below) if p]
                yield Reading(
                    format.platform,
                    PurePosixPath(*rest) if rest else PurePosixPath(part),
                    groups.get("name") or "",
                    groups.get("username") or "",
                    groups.get("lms_user_id") or "",
                    int((groups.get("serial") or "0")[:18]),
                    _time(groups.get("time")),
                    bool(groups.get("late")),
                )


def _time(text):
    try:
        return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S").timestamp() if text else 0.0
    except (ValueError, OverflowError):
        return 0.0
