"""`python -m grader publish [FOLDER]`: write what students get, and nothing else.

Copies release/ into FOLDER, for a public repository: the lessons in each language,
their README, the licence and what Binder needs. First it looks whether anything of
the truth would get out: solutions, hidden tests, files of _author/; then nothing is
written.
"""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.cli.common import CommandError, load_assignments
from grader.language.catalogue import LANGUAGES
from grader.lesson.assignment import Assignment
from grader.lesson.doors import surroundings
from grader.lesson.frame import archive, archive_name, digest_in, digest_of
from grader.lesson.leaks import leaks, released_names
from grader.lesson.lesson import Lesson
from grader.lesson.translation import translated_release
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
    parser.add_argument(
        "--pages",
        action="store_true",
        help="with a workflow that builds a site on GitHub Pages",
    )


def run(root: Path, options: Namespace) -> int:
    names = options.lessons or ()
    return publish(root, options.folder, names, options.zip, options.pages)


def publish(
    root: Path,
    folder: Path | None = None,
    names: Iterable[str] = (),
    zipped: bool = False,
    pages: bool = False,
) -> int:
    """Write the released lessons into a folder, or as archives; print where.

    Those that are released in another language, too, lie in a folder of its name.
    pages: with a workflow that builds a site of them.
    Raises CommandError, and writes nothing, if a release is missing, is not what the
    sources give, or would give something away, or if FOLDER holds something else.
    """
    folder = (folder or root / "build" / "public").resolve()
    require_public(root, folder)
    lessons = released_lessons(root, names)
    public = released(root, lessons)
    files = {
        f"{place}/{path}": content
        for place, found in public.items()
        for path, content in found.items()
    }
    fetched = _fetched(lessons, public)
    try:
        if zipped:
            archives = {f"{p}.zip": _zipped(p, found) for p, found in public.items()}
            _write(folder, {**archives, **fetched})
            for name in (*archives, *fetched):
                print(folder / name)
            return 0
        _require_no_others(folder, public, files)
        more = {**_cover(root, public), **surroundings(public, pages)}
        _write(folder, {**files, **fetched, **more})
    except OSError as error:
        raise CommandError(f"{folder} cannot be written: {error}") from None
    print(folder)
    return 0


def released_lessons(
    root: Path, names: Iterable[str] = ()
) -> list[Lesson | Assignment]:
    """Return the named lessons, or all in release/; CommandError if there is none."""
    lessons = load_assignments(root, [*names])
    if not [*names]:
        there = root / "release"
        lessons = [lesson for lesson in lessons if (there / lesson.name).is_dir()]
    if not lessons:
        raise CommandError(
            f"{root / 'release'} holds no lesson. Run `python -m grader release`."
        )
    return lessons


def released(
    root: Path, lessons: Iterable[Lesson | Assignment]
) -> dict[str, dict[str, bytes]]:
    """Return {folder: {relative path: bytes}}, such as "01-x" and "ko/01-x".

    Raises CommandError if one would give something away or is older than its source.
    """
    found = {}
    for lesson in lessons:
        found[lesson.name] = _checked(root, lesson)
        for language in LANGUAGES if isinstance(lesson, Lesson) else ():
            if (root / "release" / language / lesson.name).is_dir():
                place = f"{language}/{lesson.name}"
                english = found[lesson.name]
                found[place] = _translated(root, lesson, english, language)
    return found


def require_public(root: Path, folder: Path) -> None:
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
    files = _read(folder, released_names(lesson))
    _require_none(folder, [*leaks(lesson, files)], lesson)
    return files


def _translated(root, lesson, english, language):
    """Return a release in another language: what the checked English one gives."""
    folder = root / "release" / language / lesson.name
    expected = translated_release(english, lesson, language)
    files = _read(folder, expected)
    older = [name for name in expected if files.get(name) != expected[name]]
    told = [f"{name} is not as in the sources" for name in older]
    _require_none(folder, told, lesson)
    return files


def _read(folder, known):
    """Return {relative path: bytes} of what is known; name what is left out."""
    files = {}
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
    return files


def _require_none(folder, found, lesson):
    if found:
        more = f", and {len(found) - _MOST_SHOWN} more" if found[_MOST_SHOWN:] else ""
        raise CommandError(
            f"{folder} is not published: {'; '.join(found[:_MOST_SHOWN])}{more}. Run "
            f"`python -m grader release {lesson.name}`, and publish again."
        )


def _fetched(lessons, public):
    """Return {name: bytes} of the archives that the notebooks fetch when alone."""
    made, notebooks = {}, {lesson.name: lesson.notebook_names for lesson in lessons}
    for place, files in public.items():
        above, _, name = place.rpartition("/")
        beside = dict(files)
        digest = digest_in(b"".join(beside.pop(one) for one in notebooks[name]))
        if not digest:
            continue
        if digest_of(beside) != digest:
            raise CommandError(
                f"The notebook of {place} expects other files beside it than lie "
                f"there. Run `python -m grader release {name}`, and publish again."
            )
        made[f"{above}/{archive_name(name)}".lstrip("/")] = archive(beside)
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


def _cover(root, public):
    """Return {name: bytes} of what stands beside the lessons, if the course has it."""
    found = {}
    for name, path in (("README.md", root / "release"), ("LICENSE", root)):
        if (path / name).is_file():
            found[name] = (path / name).read_bytes()
    if "README.md" in found:
        there = [path.name for path in (root / "release").glob("*/")]
        left = [re.escape(n) for n in there if n not in (*public, *LANGUAGES)]
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
