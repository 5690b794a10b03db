"""What a cell showed: frames of a student's process become outputs, with bounds.

As nbclient does it: text of one stream is joined, `clear_output` and updates by a
display's id work, the last only within the cell that showed it.
"""

import base64
import binascii
import contextlib

from nbformat import NotebookNode

from grader.sandbox import frames
from grader.sandbox.limits import MB

FLOOD = 10  # times the output that is kept: then the child is killed
MOST_FRAMES = 100_000
MOST_OUTPUTS = 2000  # of one cell
CUT = "\n[the rest of this cell's output was cut off]\n"
_TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex")
_IMAGES = ("image/png", "image/jpeg")
_SHOWING = (frames.DISPLAY, frames.UPDATE, frames.ERROR)
_SMALL = 1 << 16  # bytes of a result or an error that is kept when others are cut off


class Outputs:
    """The outputs of one cell, of at most so many megabytes."""

    def __init__(self, megabytes: int):
        self._most = megabytes * MB
        self._size = self._count = 0
        self._shown = {}  # {display id: outputs of this cell}
        self._clear_first = False
        self._more = 0  # frames that are kept though there was too much
        self._outputs: list[NotebookNode] = []  # the text of a stream still in parts

    @property
    def size(self) -> int:
        """Return how many bytes came, those that were cut off left out."""
        return min(self._size, self._most)

    def whole(self) -> list[NotebookNode]:
        """Return the outputs, when all have come."""
        for output in self._outputs:
            if output.output_type == "stream":
                output.text = "".join(output.text)
        return self._outputs

    def add(self, kind: bytes, head: bytes, body: bytes) -> bool:
        """Take a frame; return False if there have been far too many."""
        self._count += 1
        before, self._size = self._size, self._size + len(head) + len(body)
        if self._size > FLOOD * self._most or self._count > MOST_FRAMES:
            return False
        if self._size > self._most:
            if before <= self._most:
                self._text("stdout", CUT)
                self._more = 2
            small = len(head) + len(body) < _SMALL and self._more > 0
            if not small or not _decides(kind, head):
                return True
            self._more -= 1
        with contextlib.suppress(KeyError, TypeError, AttributeError, ValueError):
            self._take(kind, frames.head_of(head), body)  # if it is a frame of ours
        return True

    def _take(self, kind, head, body):
        if kind == frames.CLEAR:
            if head["wait"]:
                self._clear_first = True
            else:
                self._clear()
        elif kind == frames.STREAM:
            name = "stderr" if head["name"] == "stderr" else "stdout"
            self._text(name, body.decode("utf-8", "replace"))
        elif kind in _SHOWING:
            self._show(kind, head)

    def _show(self, kind, head):
        if kind == frames.ERROR:
            lines = [line for line in head["traceback"] if isinstance(line, str)]
            texts = {name: _clean(str(head[name])) for name in ("ename", "evalue")}
            return self._append("error", **texts, traceback=[*map(_clean, lines)])
        shown = {m: _clean(v) for m, v in head["data"].items() if _is_good(m, v)}
        data = NotebookNode(shown)
        name = head.get("id")
        if kind == frames.UPDATE:
            for output in self._shown.get(name, ()):
                output.data = data
            return None
        if head.get("result"):
            more = {"execution_count": None}
            return self._append("execute_result", data=data, metadata={}, **more)
        output = self._append("display_data", data=data, metadata={})
        if isinstance(name, str):
            self._shown.setdefault(name, []).append(output)
        return None

    def _text(self, name, text):
        shown = [] if self._clear_first else self._outputs
        last = shown[-1] if shown else None
        if last and last.output_type == "stream" and last.name == name:
            last.text.append(text)
        else:
            self._append("stream", name=name, text=[text])

    def _append(self, kind, **more):
        if self._clear_first:
            self._clear()
        output = NotebookNode(output_type=kind, **more)
        if "metadata" in output:
            output.metadata = NotebookNode()
        self._outputs.append(output)
        if len(self._outputs) == MOST_OUTPUTS:
            self._size = max(self._size, self._most + 1)  # what follows is cut
            self._text("stdout", CUT)
        return output

    def _clear(self):
        self._outputs.clear()
        self._shown.clear()
        self._clear_first = False


def _decides(kind, head):
    """True for what says whether a test passed: an error, or the value of a cell."""
    if kind == frames.DISPLAY:
        with contextlib.suppress(ValueError, AttributeError):
            return frames.head_of(head).get("result") is True
    return kind == frames.ERROR


def _clean(text):
    """Return a text without what UTF-8 cannot write: halves of a character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_good(mime, value):
    if mime in _TEXTS:
        return isinstance(value, str)
    if mime in _IMAGES and isinstance(value, str):
        try:
            base64.b64decode(value, validate=False)
        except binascii.Error:
            return False
        return True
    return False
