"""What a cell prints, on its way out of the process."""

import io
import time

from grader.sandbox.frames import STREAM


class Stream(io.TextIOBase):
    """stdout or stderr: lines are gathered, and sent as one frame."""

    _SIZE, _SECONDS = 8192, 0.2

    def __init__(self, name):
        self._name = name
        self._parts, self._held, self._sent = [], 0, 0.0
        self.channel = None

    @property
    def name(self):
        return f"<{self._name}>"

    encoding, errors = "utf-8", "replace"

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._parts.append(text)
        self._held += len(text)
        if self._held > self._SIZE or time.monotonic() - self._sent > self._SECONDS:
            self.flush()
        return len(text)

    def flush(self):
        parts, self._parts, self._held = self._parts, [], 0
        self._sent = time.monotonic()
        if parts and self.channel is not None:
            text = "".join(parts).encode("utf-8", "replace")
            self.channel.send(STREAM, {"name": self._name}, text)
