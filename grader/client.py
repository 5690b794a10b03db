"""nbclient with a limit on what one cell may send."""

from nbclient import NotebookClient
from nbformat.v4 import new_output

from utils.check import EVIDENCE

FLOOD = 10  # times the output that is kept: then the kernel is killed
CUT = "\n[the rest of this cell's output was cut off]\n"


class LimitedClient(NotebookClient):
    """nbclient that drops what a cell prints beyond a limit, while it prints."""

    def __init__(self, *args, output_bytes, **kwargs):
        super().__init__(*args, **kwargs)
        self._most = output_bytes
        self._cell, self._size = None, 0
        self.flooded = False  # so much that the kernel was killed

    def output(self, outs, msg, display_id, cell_index):
        content = msg["content"]
        if EVIDENCE in content.get("data", ()):
            return super().output(outs, msg, display_id, cell_index)
        if cell_index != self._cell:
            self._cell, self._size, self.flooded = cell_index, 0, False
        before, self._size = self._size, self._size + _size(content)
        if self._size <= self._most:
            return super().output(outs, msg, display_id, cell_index)
        if before <= self._most:
            outs.append(new_output("stream", name="stdout", text=CUT))
        if self._size > FLOOD * self._most and not self.flooded:
            self.flooded = True
            self.km.provisioner.process.kill()
        return None


def _size(content):
    """Return about how many characters an output has."""
    parts = [content.get("text"), *content.get("data", {}).values()]
    parts += content.get("traceback", [])
    return sum(len(part) if isinstance(part, str) else 100 for part in parts if part)
