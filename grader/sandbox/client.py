"""nbclient with a limit on what one cell may send."""

from nbclient import NotebookClient
from nbformat.v4 import new_output

from checker.check import EVIDENCE

FLOOD = 10  # times the output that is kept: then the kernel is killed
CUT = "\n[the rest of this cell's output was cut off]\n"


class LimitedClient(NotebookClient):
    """nbclient that drops what a cell prints beyond a limit, while it prints."""

    def __init__(self, *args, output_bytes, **kwargs):
        super().__init__(*args, **kwargs)
        self._most = output_bytes
        self._cell, self._size = None, 0
        self.flooded = False  # so much that the kernel was killed

    def process_message(self, msg, cell, cell_index):
        # What an earlier cell showed stays: later code may know hidden inputs.
        for shown in self._display_id_map.values():
            for other in set(shown) - {cell_index}:
                del shown[other]
        return super().process_message(msg, cell, cell_index)

    def handle_comm_msg(self, outs, msg, cell_index):
        """Widgets cannot be shown in feedback, and could swallow outputs."""

    def output(self, outs, msg, display_id, cell_index):
        content = msg["content"]
        if cell_index != self._cell:
            self._cell, self._size, self.flooded = cell_index, 0, False
        before, self._size = self._size, self._size + _size(content)
        evidence = EVIDENCE in content.get("data", ())
        if self._size <= (FLOOD * self._most if evidence else self._most):
            return super().output(outs, msg, display_id, cell_index)
        if before <= self._most:
            outs.append(new_output("stream", name="stdout", text=CUT))
        if self._size > FLOOD * self._most and not self.flooded:
            self.flooded = True
            self.km.provisioner.process.kill()
        return None


def _size(part):
    """Return about how many characters a part of a message has."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, dict):
        part = [*part, *part.values()]
    return 20 + (sum(map(_size, part)) if isinstance(part, list) else 0)
