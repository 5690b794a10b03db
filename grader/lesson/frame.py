"""What stands around every released lesson: how it works, its files, its summary.

Written once, here, and put into each notebook by a release; a README lies beside it.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.language.catalogue import Text
from grader.language.lesson_texts import cell_texts
from grader.lesson.source_text import imported_modules

SUMMARY = "check.summary()"
LISTING = "checker/data/files.txt"  # the names of what lies beside a notebook
README = "README.md"
HOW, LOOK = "how-this-works", "files"  # the ids of the first two cells
_TAGS = {"tags": ["experiment"]}  # grading runs none of it

_LIBRARIES = ("matplotlib", "numpy", "sklearn")  # that a browser has to load

_HOW = """\
**How this works**

1. *Run → Run All Cells*. What is still empty is told, and nothing breaks.
2. In a blank, put your code in place of each `None`; run that cell, then the one below.
3. Read the card there. It looks like this:

> `your_function` &ensp; **✗ not yet** &ensp; 1 of 3 cases right<br>
> Likely in cost: the factor 1/2 is missing. &ensp; ▸ Hint 1 of 3

○ *not attempted* and ✗ *not yet* are no marks; go on until it says ✓ *correct*. Stuck
after the hints? `check.solution()` in a cell of your own. After a restart of the
kernel: *Run → Run All Above Selected Cell*."""

_LOOK = """\
# Are the lesson's other files here? You need not read this.
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import is_zipfile
{imports}{load}

class Missing(Exception):
    def _render_traceback_(self):  # one sentence, no traceback
        return [str(self)]

def lost_files():
    places = {{}}
    for name in {packages}:
        spec = find_spec(name)
        if spec and spec.submodule_search_locations:
            places[name] = Path([*spec.submodule_search_locations][0])
    lost = [name for name in {packages} if name not in places]
    listed = places.get("{first}", Path("nowhere")) / "data" / "files.txt"
    if not listed.is_file():
        return lost or ["{first}/data/files.txt"]
    for name in listed.read_text("utf-8").splitlines():
        package, _, rest = name.partition("/")
        if package in places:
            path = places[package] / rest
            whole = is_zipfile if path.suffix == ".npz" else Path.is_file
            lost += [] if whole(path) else [name]
    return lost

{fetch}
lost = lost_files()
if lost:
    raise Missing(
        "This notebook needs the folders {{folders}} beside it. Not there, or"
        " damaged: {{files}}.{{why}} Download the whole folder of the lesson, and"
        " open the notebook in it: {{lesson}} is not all here.".format(
            folders="{listed}", files=", ".join(lost[:5]),
            why={why}, lesson="{name}"))"""

# JupyterLite loads what a cell's text imports, not what modules beside it do.
_LOAD = """\
if sys.platform == "emscripten":  # in a browser
    import {modules}
"""

_IMPORTS = """\
import hashlib, importlib, io, os, urllib.request, zipfile
"""

_FETCH = """\
ADDRESS = "{address}"
SHA256 = "{digest}"
why, folder = "", os.path.abspath("{name}-files")
if lost_files():
    try:
        if not os.path.isdir(folder):
            with urllib.request.urlopen(ADDRESS, timeout=60) as answer:
                data = answer.read(100_000_000)
            if hashlib.sha256(data).hexdigest() != SHA256:
                raise ValueError("it holds another version")
            zipfile.ZipFile(io.BytesIO(data)).extractall(folder + "-new")
            os.rename(folder + "-new", folder)
            print("Fetched the lesson's files from", ADDRESS)
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
    except Exception as error:
        why = f" They were not taken from {{ADDRESS}} ({{error}})."
"""

_READ = """\
# {title}

Open `{notebook}`. It needs Python 3.11 or newer and, once, in this folder:

    python -m venv .venv && . .venv/bin/activate
    pip install -r requirements.txt && jupyter lab "{notebook}"

On Windows, write `.venv\\Scripts\\activate` in place of `. .venv/bin/activate`. Keep
what lies beside the notebook: {folders} hold what it imports, and what `check` needs.

`python -m checker.page "{notebook}"` makes a page of the saved notebook that shows all
formulas without a network; a page of *File → Save and Export* fetches what draws them.
"""

SITE = "site"
_SITE = (
    "Choose a lesson. It runs in this browser; nothing has to be installed. The first "
    "start takes about half a minute. What you write stays in this browser: File, then "
    "Download, keeps a copy on your computer."
)


def frame(
    name: str,
    packages: list[str],
    address: str = "",
    digest: str = "",
    modules: Sequence[str] = (),
) -> list[NotebookNode]:
    """Return the three cells: how it works, the look for files, the summary.

    name: of the lesson. packages: what has to lie beside its notebook. address: where
    its files can be fetched from, as an archive with this SHA-256; "" for nowhere.
    modules: of libraries, which the packages import.
    """
    listed = ", ".join(packages)
    values = {"name": name, "packages": f"{packages}", "listed": listed}
    fetch = _FETCH.format(address=address, digest=digest, **values) if address else ""
    look = _LOOK.format(
        imports=_IMPORTS if address else "",
        load=_LOAD.format(modules=", ".join(modules)) if modules else "",
        fetch=fetch,
        why="why" if address else '""',
        first=packages[0],
        **values,
    )
    hidden = {**_TAGS, "jupyter": {"source_hidden": True}}
    return [
        new_markdown_cell(_HOW, id=HOW),
        new_code_cell(re.sub(r"\n{3,}", "\n\n", look), id=LOOK, metadata=hidden),
        new_code_cell(SUMMARY, id="summary", metadata=dict(_TAGS)),
    ]


def needed_libraries(files: Mapping[str, bytes]) -> list[str]:
    """Return which of the learners' libraries the modules of a release import."""
    found = {
        module.partition(".")[0]
        for path, content in files.items()
        if path.endswith(".py")
        for module in imported_modules(content.decode("utf-8"))
    }
    return sorted(found & set(_LIBRARIES))


def put_around(notebook: NotebookNode, cells: list[NotebookNode]) -> None:
    """Put the frame into a notebook: below its title, above its code, at its end.

    The summary stands below the last cell of code, unless the author has one.
    """
    how, look, summary = cells
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    if not any(SUMMARY in cell.source for cell in notebook.cells):
        notebook.cells.insert(code[-1] + 1, summary)
    notebook.cells.insert(code[0], look)
    notebook.cells.insert(min(1, code[0]), how)
    taken = [cell.id for cell in notebook.cells]
    for cell in cells:
        while taken.count(cell.id) > 1:
            taken.append(f"{cell.id}-cell")
            taken.remove(cell.id)
            cell.id = taken[-1]


def frame_texts() -> list[Text]:
    """Return what every release tells: its first two cells, a site, its README."""
    how, look, _ = frame("", [""], "address")
    return [*cell_texts([how, look]), Text(_SITE, SITE), Text(_READ, README)]


def site_text() -> str:
    """Return what stands above the lessons of a site."""
    return _SITE


def readme(title: str, notebook: str, folders: list[str], text: str = _READ) -> bytes:
    """Return the README of a released folder; text: its template in some language."""
    names = [f"`{name}/`" for name in folders]
    listed = _listed(names) if text == _READ else ", ".join(names)
    return text.format(title=title, notebook=notebook, folders=listed).encode()


def archive(files: Mapping[str, bytes], compressed: bool = False) -> bytes:
    """Return files as a zip archive, the same bytes each time.

    One that is not compressed does not depend on the library that would do that.
    """
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            made.writestr(info, content, method)
    return buffer.getvalue()


def archive_name(lesson: str) -> str:
    """Return the file name of the archive that a notebook fetches."""
    return f"{lesson}-files.zip"


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of their archive, in hexadecimal digits."""
    return sha256(archive(files)).hexdigest()


def digest_in(notebook: bytes) -> str:
    """Return the SHA-256 that a released notebook expects, or "" for none."""
    found = re.search(rb'SHA256 = \\"([0-9a-f]{64})\\"', notebook)
    return found[1].decode() if found else ""


def _listed(names):
    return ", ".join(names[:-1]) + f" and {names[-1]}" if names[1:] else names[0]
