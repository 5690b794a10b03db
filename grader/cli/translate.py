"""`python -m grader translate [LESSON…]`: bring the catalogues up to date, and count.

A text whose English has changed is marked fuzzy; a person looks at it in any editor
for .po files, and takes the mark away.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from grader.cli.common import CommandError, load_assignments
from grader.language.catalogue import LANGUAGES, BrokenCatalogue, Text, load, update
from grader.language.wings import WINGS, wing_catalogue, wing_texts
from grader.lesson.frame import frame_texts
from grader.lesson.lesson import Lesson
from grader.lesson.translation import lesson_catalogue, lesson_texts


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "lessons", nargs="*", metavar="LESSON", help="default: all, and the wings"
    )
    parser.add_argument(
        "--status", action="store_true", help="count what is missing; change nothing"
    )
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(root: Path, options: Namespace) -> int:
    missing = fuzzy = 0
    print(f"{'':44}{'texts':>7}{'missing':>9}{'fuzzy':>7}")
    try:
        for name, path, texts in _catalogues(root, options):
            if not options.status:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(update(path, texts, options.language))
            found = load(path, texts, options.language)
            counts = len(found.missing), len(found.fuzzy)
            print(f"{name:44}{len(texts):7}{counts[0]:9}{counts[1]:7}")
            missing, fuzzy = missing + counts[0], fuzzy + counts[1]
    except BrokenCatalogue as error:
        raise CommandError(str(error)) from None
    print(f"{'all':51}{missing:9}{fuzzy:7}")
    return 1 if options.status and missing + fuzzy else 0


def _catalogues(root, options) -> Iterator[tuple[str, Path, list[Text]]]:
    """Yield (name, .po file, texts) of what is asked for."""
    wings = () if options.lessons else WINGS
    for wing in wings:
        texts = wing_texts(wing) + (frame_texts() if wing == "grader" else [])
        yield wing, wing_catalogue(wing, options.language), texts
    for lesson in load_assignments(root, options.lessons):
        if isinstance(lesson, Lesson):
            path = lesson_catalogue(lesson, options.language)
            yield lesson.name, path, lesson_texts(lesson)
