"""A student asks for another look: regrade-request.txt beside the notebook."""

import os
import stat
from pathlib import Path

from grader.submission.folders import printable
from grader.submission.read import NotReadable, decoded

REQUEST = "regrade-request.txt"
_MOST = 2000  # bytes


def request_in(folder: Path) -> str:
    """Return what is asked in submitted/STUDENT/LESSON in one line, "" if nothing is.

    A long text is cut. Neither a link nor a pipe is read.
    """
    path = Path(folder, REQUEST)
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(number, "rb") as file:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                return ""
            raw = file.read(_MOST + 1)
        text = printable(" ".join(decoded(path, raw[:_MOST])[0].split()))
    except (NotReadable, OSError):
        return ""
    return f"{text} …" if len(raw) > _MOST else text
