"""`python -m grader publish [FOLDER]`: write what students get, and nothing else.

Copies release/ into FOLDER, for a public repository or a site: the lessons, their
README and the licence. First it looks whether anything of the truth would get out:
solutions, hidden tests, files of _author/; then nothing is written.
"""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.cli.common import CommandError, load_assignments
from grader.lesson.frame import archive, archive_name, digest_in, digest_of
from grader.lesson.leaks import leaks, released_names
from grader.submission.folders import printable

_OF_A_COURSE = ("source", "submitted", "autograded", "feedback", "nbgrader_config.py")
_MOST_SHOWN = 5


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="default: build/public in the course",
    )
    parser.add_argument(
        "--lessons", nargs="+", metavar="LESSON", help="default: all in release/"
    )
    parser.add_argument(
        "--zip", action="store_true", help="write one archive a lesson instead"
    )


def run(root: Path, options: Namespace) -> int:
    return publish(root, options.folder, options.lessons or (), options.zip)


def publish(
    root: Path,
    folder: Path | None = None,
    names: Iterable[str] = (),
    zipped: bool = False,
) -> int:
    """Write the released lessons into a folder, or as archives; print where.

    Raises CommandError, and writes nothing, if a release is missing, is not what the
    sources give, or would give something away, or if FOLDER holds something else.
    """
    folder = (folder or root / "build" / "public").resolve()
    _require_public(root, folder)
    there = [path.name for path in (root / "release").glob("*/")]
    lessons = load_assignments(root, [*names] or None)
    if not [*names]:
        lessons = [lesson for lesson in lessons if lesson.name in there]
    public = {lesson.name: _checked(root, lesson) for lesson in lessons}
    if not public:
        raise CommandError(
            f"{root / 'release'} holds no lesson. Run `python -m grader release`."
        )
    files = {
        f"{name}/{path}": content
        for name, found in public.items()
        for path, content in found.items()
    }
    fetched = _fetched(lessons, public)
    try:
        if zipped:
            folder.mkdir(parents=True, exist_ok=True)
            archives = {f"{n}.zip": _zipped(n, found) for n, found in public.items()}
            _write(folder, {**archives, **fetched})
            for name in (*archives, *fetched):
                print(folder / name)
            return 0
        _require_no_others(folder, public, files)
        _write(folder, {**files, **fetched, **_cover(root, there, public)})
    except OSError as error:
        raise CommandError(f"{folder} cannot be written: {error}") from None
    print(folder)
    return 0


def _require_public(root, folder):
    """Raise CommandError for a folder that is, or lies in, a course."""
    inside = folder == root or root in folder.parents
    if inside and root / "build" not in folder.parents:
        raise CommandError(
            f"{folder} lies in the course, which is private. Name a folder elsewhere, "
            "or below build/."
        )
    found = [name for name in _OF_A_COURSE if (folder / name).exists()]
    found += [str(path) for path in folder.glob("*/_author")]
    found += [path.name for path in folder.glob("gradebook.db*")]
    if found:
        raise CommandError(
            f"{folder} holds {', '.join(found)}: it is a course, or was one. Name an "
            "empty folder; what was once committed stays in a repository's history."
        )


def _checked(root, lesson):
    """Return {relative path: bytes} of a release; CommandError if it would tell."""
    folder = root / "release" / lesson.name
    known, files = released_names(lesson), {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise CommandError(f"{path} is a link. Remove it, and publish again.")
        if path.is_file() and name in known:
            files[name] = path.read_bytes()
        elif path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(
            path.parts
        ):
            print(printable(f"left out: {path}, which no release holds"))
    found = list(leaks(lesson, files))
    if found:
        more = f", and {len(found) - _MOST_SHOWN} more" if found[_MOST_SHOWN:] else ""
        raise CommandError(
            f"{folder} is not published: {'; '.join(found[:_MOST_SHOWN])}{more}. Run "
            f"`python -m grader release {lesson.name}`, and publish again."
        )
    return files


def _fetched(lessons, public):
    """Return {name: bytes} of the archives that the notebooks fetch when alone."""
    made = {}
    for lesson in lessons:
        beside = dict(public[lesson.name])
        notebooks = [beside.pop(name) for name in lesson.notebook_names]
        digest = digest_in(b"".join(notebooks))
        if not digest:
            continue
        if digest_of(beside) != digest:
            raise CommandError(
                f"The notebook of {lesson.name} expects other files beside it than lie "
                f"there. Run `python -m grader release {lesson.name}`, and publish "
                "again."
            )
        made[archive_name(lesson.name)] = archive(beside)
    return made


def _require_no_others(folder, public, files):
    """Raise CommandError if a lesson's folder there holds what is not published."""
    others = [
        path.relative_to(folder).as_posix()
        for name in public
        for path in sorted((folder / name).rglob("*"))
        if path.is_symlink()
        or (path.is_file() and path.relative_to(folder).as_posix() not in files)
    ]
    if others:
        raise CommandError(
            printable(
                f"{folder} holds {', '.join(others[:_MOST_SHOWN])}, which no release "
                "does (any more). Delete or move it, and publish again."
            )
        )


def _cover(root, there, public):
    """Return {name: bytes} of what stands beside the lessons, if the course has it."""
    found = {}
    for name, path in (("README.md", root / "release"), ("LICENSE", root)):
        if (path / name).is_file():
            found[name] = (path / name).read_bytes()
    if "README.md" in found:
        left = [re.escape(name) for name in there if name not in public]
        rows = rf"^\|.*\]\(({'|'.join(left)})/.*\n" if left else r"\Z\A"
        text = found["README.md"].decode("utf-8")
        found["README.md"] = re.sub(rows, "", text, flags=re.M).encode()
    return found


def _write(folder, files: Mapping[str, bytes]):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _zipped(lesson, files: Mapping[str, bytes]):
    """Return LESSON/… as an archive."""
    inside = {f"{lesson}/{name}": content for name, content in files.items()}
    return archive(inside, compressed=True)
