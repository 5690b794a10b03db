"""What travels between a worker and a student's process: frames on one socket.

A frame is a kind, a small JSON object and bytes. A frame that the student's process
sends may hold anything: whoever reads it looks at lengths first. Standard library
only, since both sides use this.
"""

import contextlib
import json
import struct
import threading

_LENGTHS = struct.Struct("<cII")  # the kind, bytes of the head, bytes of the body

# To the child
CELL, DELIVER, DEFINE, AGAIN = b"c", b"d", b"f", b"a"
# From the child
STREAM, DISPLAY, UPDATE, CLEAR, ERROR = b"S", b"D", b"U", b"C", b"X"
EVIDENCE, DONE = b"E", b"."


class Broken(ValueError):
    """Bytes that are no frame."""


def pack(kind: bytes, head: dict, body: bytes = b"") -> bytes:
    """Return a frame as bytes."""
    text = json.dumps(head).encode()
    return _LENGTHS.pack(kind, len(text), len(body)) + text + body


def head_of(text: bytes) -> dict:
    """Return the JSON object of a frame; Broken for anything else."""
    try:
        head = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Broken(f"not JSON: {type(error).__name__}") from None
    if not isinstance(head, dict):
        raise Broken("no JSON object")
    return head


class Frames:
    """Bytes as they come in, cut into frames of at most `most` bytes."""

    def __init__(self, most: int):
        self.most = most
        self._buffer = bytearray()

    def feed(self, data: bytes):
        """Yield (kind, head as bytes, body) of each frame that is whole now.

        Raises Broken for a frame that says it is larger than `most`.
        """
        self._buffer += data
        start, size = 0, len(self._buffer)
        try:
            while size - start >= _LENGTHS.size:
                kind, head, body = _LENGTHS.unpack_from(self._buffer, start)
                if head + body > self.most:
                    raise Broken(f"a frame of {head + body} bytes")
                begin = start + _LENGTHS.size
                if size - begin < head + body:
                    break
                start = begin + head + body
                middle = begin + head
                yield (
                    kind,
                    bytes(self._buffer[begin:middle]),
                    bytes(self._buffer[middle:start]),
                )
        finally:
            del self._buffer[:start]


class Channel:
    """The child's end: one frame at a time, from whichever thread.

    in_cell: a cell is at work, and may be interrupted.
    """

    def __init__(self, connection):
        self._connection = connection
        self._lock = threading.RLock()
        self._sending = self._asked = False  # by the main thread, and meanwhile
        self.in_cell = False

    def interrupt(self, *_) -> None:
        """End the cell, once its frame is sent: the handler of SIGINT.

        A blocked signal would go to another thread, and stop a frame half-way.
        """
        self._asked = self._sending
        if self.in_cell and not self._sending:
            self.in_cell = False
            raise KeyboardInterrupt

    def send(self, kind: bytes, head: dict, body: bytes = b"") -> None:
        """Send a frame as a whole, whatever interrupts."""
        data = pack(kind, head, body)
        with self._lock, self._as_a_whole():
            self._wait_for_the_other_end()
            self._connection.sendall(data)

    @contextlib.contextmanager
    def _as_a_whole(self):
        if threading.current_thread() is not threading.main_thread():
            yield  # interrupts are not for it
            return
        self._sending = True
        try:
            yield
        finally:
            self._sending = False
            if self._asked:
                self.interrupt()

    def receive(self) -> tuple[bytes, dict, bytes]:
        """Wait for a frame from the worker; EOFError when it hung up."""
        self._wait_for_the_other_end()
        kind, head, body = _LENGTHS.unpack(self._read(_LENGTHS.size))
        return kind, head_of(self._read(head)), self._read(body)

    def _wait_for_the_other_end(self):
        """A cell may have set the socket not to; half a frame would be lost then."""
        self._connection.setblocking(True)

    def _read(self, size):
        data = bytearray()
        while len(data) < size:
            part = self._connection.recv(min(size - len(data), 1 << 20))
            if not part:
                raise EOFError
            data += part
        return bytes(data)
