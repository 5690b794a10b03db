"""A JupyterLab of the test's own, and one of its notebooks, used as a person would."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import environment

_LOCALE = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE")
_WAIT = 240_000  # milliseconds; on a busy machine a cell may need them
_CELLS = ".jp-Notebook .jp-Cell"
_RAN = """() => [...document.querySelectorAll(
    '.jp-Notebook .jp-CodeCell .jp-InputPrompt')].every(
        one => !one.textContent || /\\d/.test(one.textContent))"""

_TOO_WIDE = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].flatMap(
    cell => [...cell.querySelectorAll(
        '.cm-scroller, .jp-RenderedMarkdown, .jp-OutputArea-output, pre')].filter(
            one => one.scrollWidth > one.clientWidth + 1).map(
                one => one.innerText.slice(0, 200)))"""


@contextmanager
def running_lab(folder: Path, home: Path, **variables: str) -> Iterator[str]:
    """Run JupyterLab in a folder, with a new home of its own; yield its address.

    variables: of its environment. The locale is what they say, or none.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = environment(HOME=str(home), IPYTHONDIR=str(home / "ipython"))
    for name in [*_LOCALE, "PYTHONPATH"]:
        env.pop(name, None)
    for name in ("CONFIG", "DATA", "RUNTIME"):
        env[f"JUPYTER_{name}_DIR"] = str(home / name.lower())
    # All cells are in the page, also those that are out of sight.
    settings = home / "config/lab/user-settings/@jupyterlab/notebook-extension"
    settings.mkdir(parents=True)
    chosen = json.dumps({"windowingMode": "none"})
    (settings / "tracker.jupyterlab-settings").write_text(chosen)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"]
    command += ["--LabApp.news_url=", "--LabApp.check_for_updates_class="]
    command[-1] += "jupyterlab.NeverCheckForUpdate"
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env={**env, **variables}, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(f"{address}/api", server, home / "log")
        yield address
    finally:
        server.terminate()  # it ends its kernels, too
        server.wait(60)


def _await(address, server, log):
    last = time.monotonic() + _WAIT / 1000
    while time.monotonic() < last:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(log.read_text())


class Notebook:
    """A notebook in JupyterLab; cells are named by their ids."""

    def __init__(self, tab, address: str, path: Path, root: Path):
        self.tab, self.path = tab, path
        tab.set_default_timeout(_WAIT)
        self._address = f"{address}/lab/tree/{path.relative_to(root).as_posix()}"
        self.open()

    def open(self) -> None:
        """Open it, or open it again; afterwards its kernel is ready."""
        self.tab.goto(f"{self._address}?reset")
        self.tab.locator(_CELLS).last.wait_for()
        idle = self.tab.locator("#jp-main-statusbar", has_text="| Idle")
        idle.wait_for(state="attached")

    def cell(self, name: str):
        """Return the cell with that id, scrolled into view."""
        cells = json.loads(self.path.read_text("utf-8"))["cells"]
        place = [one["id"] for one in cells].index(name)
        found = self.tab.locator(_CELLS).nth(place)
        found.scroll_into_view_if_needed()
        return found

    def replace(self, name: str, old: str, new: str) -> None:
        """Write something in the place of the first `old` of a cell: mark, then type.

        What stands behind it on its line is left alone where it is a comment.
        """
        line = self.cell(name).locator(".cm-line", has_text=old).first
        text = line.inner_text().strip()
        line.click()
        self.tab.keyboard.press("End")
        self.tab.keyboard.press("Shift+Home")  # up to the indentation
        self.tab.keyboard.type(text.replace(old, new, 1))

    def run(self, *names: str) -> None:
        """Run cells, one after another, with the keys that a person presses."""
        for name in names:
            cell = self.cell(name)
            prompt = cell.locator(".jp-InputPrompt")
            before = prompt.text_content()
            cell.locator(".jp-InputArea-editor").click()
            self.tab.keyboard.press("Shift+Enter")
            self.tab.wait_for_function(
                "([one, before]) => one.textContent != before"
                " && /\\d/.test(one.textContent)",
                arg=[prompt.element_handle(), before],
            )

    def run_all(self) -> None:
        """Run all cells of a notebook that has not run yet, by the menu."""
        self.tab.get_by_role("menuitem", name="Run", exact=True).click()
        self.tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.tab.wait_for_function(_RAN)

    def save(self) -> None:
        """Save with the keys for it, and wait until the file is written."""
        before = os.stat(self.path).st_mtime_ns
        self.tab.keyboard.press("Control+s")
        while os.stat(self.path).st_mtime_ns == before:
            self.tab.wait_for_timeout(100)

    def press(self, name: str, selector: str, key: str) -> None:
        """Give something in a cell's output the focus, and press a key there."""
        self.cell(name).locator(selector).first.focus()
        self.tab.keyboard.press(key)

    def shown(self, name: str) -> str:
        """Return what a cell shows, as text, also what is folded away."""
        return self.cell(name).locator(".jp-Cell-outputArea").text_content()

    def all_shown(self) -> list[str]:
        """Return what each code cell shows, as text."""
        return self.tab.locator(".jp-Cell-outputArea").all_text_contents()

    def faults(self) -> list[str]:
        """Return what no learner should see: errors, stderr, what has no model."""
        wrong = [
            f'.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.{kind}"]'
            for kind in ("error", "stderr", "widget-view+json")
        ]
        found = self.tab.locator(", ".join(wrong)).all_text_contents()
        words = "model not found|Traceback|Show more outputs"
        return found + re.findall(words, "\n".join(self.all_shown()))

    def too_wide(self, width: int) -> list[str]:
        """Return what has to be scrolled sideways in a window of that many pixels.

        Only the notebook is in it, as it is where somebody has to save room.
        """
        size = self.tab.viewport_size
        self.tab.set_viewport_size({**size, "width": width})
        self.tab.locator(".jp-mod-left .lm-TabBar-tab.lm-mod-current").click()
        self.tab.locator("#jp-left-stack").wait_for(state="hidden")
        self.tab.wait_for_timeout(500)  # until the editors have noticed
        found = self.tab.evaluate(_TOO_WIDE)
        self.tab.set_viewport_size(size)
        return found
