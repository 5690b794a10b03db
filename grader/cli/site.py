"""`python -m grader site [FOLDER]`: build a website that runs the lessons in a browser.

A JupyterLite of what `publish` would publish, for any host of plain files. Python comes
from Pyodide's usual address, or from a folder that is put into the site.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from jupyter_core.paths import jupyter_path

from grader.cli.common import CommandError
from grader.cli.publish import released, released_lessons, require_public
from grader.lesson.doors import BUILD, NEEDED, index_page
from grader.lesson.lesson import Lesson
from grader.lesson.release import SOLUTIONS
from grader.lesson.release import solutions as lesson_solutions

_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_LOCK = "pyodide-lock.json"
_MODULES = ("jupyterlite_core", "jupyterlite_pyodide_kernel")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="default: build/site in the course",
    )
    parser.add_argument(
        "--lessons", nargs="+", metavar="LESSON", help="default: all in release/"
    )
    parser.add_argument(
        "--solutions",
        action="store_true",
        help="with the solutions, for check.solution(): for who learns alone",
    )
    parser.add_argument(
        "--pyodide",
        type=Path,
        metavar="FOLDER",
        help="a Pyodide distribution to put into the site, which then needs no other",
    )


def run(root: Path, options: Namespace) -> int:
    names = options.lessons or ()
    return site(root, options.folder, names, options.solutions, options.pyodide)


def site(
    root: Path,
    folder: Path | None = None,
    names: Iterable[str] = (),
    solutions: bool = False,
    pyodide: Path | None = None,
) -> int:
    """Build a site of the released lessons; print where it is.

    solutions: with those of the graded functions. pyodide: a folder that has
    pyodide-lock.json and all that it names which the lessons need.
    Raises CommandError, and changes nothing, if JupyterLite is not installed or fails,
    a release is missing or older than its source, or FOLDER holds something else.
    """
    folder = (folder or root / "build" / "site").resolve()
    require_public(root, folder)
    kernel = _installed_kernel()
    if folder.exists() and not _is_replaceable(folder):
        raise CommandError(
            f"{folder} holds something else than a site. Name an empty folder."
        )
    if pyodide and not (pyodide / _LOCK).is_file():
        raise CommandError(
            f"{pyodide} is no Pyodide distribution: expected {_LOCK} in it. Unpack one "
            "there, or leave --pyodide out."
        )
    lessons = released_lessons(root, names)
    public = released(root, lessons)
    for lesson in lessons if solutions else ():
        for place, files in public.items():
            if isinstance(lesson, Lesson) and place.split("/")[-1] == lesson.name:
                files[SOLUTIONS] = lesson_solutions(lesson)
    with tempfile.TemporaryDirectory(prefix="site-") as base:
        lite, built = Path(base, "lite"), Path(base, "site")
        try:
            _lay_out(lite, public, pyodide)
            _build(lite, built, kernel)
            (built / "index.html").write_bytes(index_page(public))
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(built, folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error}") from None
    print(folder)
    return 0


def _installed_kernel():
    """Return the folder of the kernel that runs in a browser, or say what to do."""
    found = [Path(path, _KERNEL) for path in jupyter_path("labextensions")]
    found = [path for path in found if (path / "package.json").is_file()]
    if not found or not all(map(importlib.util.find_spec, _MODULES)):
        words = " ".join(f"'{one}'" for one in NEEDED)
        raise CommandError(
            "A site is built with JupyterLite, which is not installed here. Run "
            f"`pip install {words}`, then this command again."
        )
    return found[0]


def _is_replaceable(folder):
    return folder.is_dir() and (
        (folder / "jupyter-lite.json").is_file() or not any(folder.iterdir())
    )


def _lay_out(lite, public, pyodide):
    """Write what JupyterLite builds a site from."""
    for place, files in public.items():
        for name, content in files.items():
            path = lite / "files" / place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    kernel = {}
    if pyodide:
        kernel["disablePyPIFallback"] = True
        shutil.copytree(pyodide, lite / "static" / "pyodide")
        lock = json.loads((pyodide / _LOCK).read_text("utf-8"))
        known = {package["file_name"] for package in lock["packages"].values()}
        (lite / "pypi").mkdir()
        for wheel in pyodide.glob("*.whl"):
            if wheel.name not in known:
                shutil.copy(wheel, lite / "pypi")
    settings = {"litePluginSettings": {f"{_KERNEL}:kernel": kernel}}
    text = {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}
    (lite / "jupyter-lite.json").write_text(json.dumps(text), "utf-8")


def _build(lite, built, kernel):
    """Have JupyterLite build; without the extensions of this environment."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jupyterlite_core", *BUILD),
            *("--lite-dir", str(lite), "--output-dir", str(built)),
            *(
                "--ignore-sys-prefix",
                f"--LiteBuildConfig.federated_extensions={kernel}",
            ),
        ],
        cwd=lite,
        capture_output=True,
        text=True,
    )
    if done.returncode or not (built / "jupyter-lite.json").is_file():
        said = [*(done.stdout + done.stderr).strip().splitlines(), "nothing"][-2]
        raise CommandError(f"JupyterLite could not build the site; it said: {said}")
