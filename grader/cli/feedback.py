"""`python -m grader feedback LESSON`: bring the students' pages up to date.

Pages that are older than the gradebook are written anew from the graded notebooks;
nothing is graded. With --zip there is an archive for each student, to mail or upload.
"""

import zipfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from grader.cli.common import CommandError, load_assignments


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON")
    parser.add_argument(
        "--student", nargs="+", metavar="ID", help="only these students"
    )
    parser.add_argument(
        "--zip", action="store_true", help="also write one archive for each student"
    )


def run(root: Path, options: Namespace) -> int:
    return feedback(root, options.lesson, options.student, options.zip)


def feedback(
    root: Path, name: str, students: Sequence[str] | None = None, pack: bool = False
) -> int:
    """Write the pages that are out of date, print where they are; return 0.

    Archives go to reports/LESSON-feedback/STUDENT.zip. One page that cannot be made
    is named, and the exit code is 1; the others are written.
    """
    (lesson,) = load_assignments(root, [name])
    from grader.nbgrader_bridge.course import CourseError
    from grader.nbgrader_bridge.gradebook import Recorder

    written, packed, failed = 0, 0, 0
    try:
        with Recorder(root) as recorder:
            known = recorder.standings(lesson)
            for student in _chosen(known, students, name):
                try:
                    written += recorder.refresh(student, lesson)
                    packed += pack and _pack(root, recorder, student, lesson)
                except (OSError, ValueError) as error:
                    failed += 1
                    print(f"{student}: no page could be made ({error}).")
    except CourseError as error:
        raise CommandError(str(error)) from None
    print(f"{written} pages were out of date and are written, in feedback/.")
    if pack:
        print(f"{packed} archives are in {_place(root, name)}.")
    return int(failed > 0)


def _chosen(known, students, name):
    if not known:
        raise CommandError(
            f"nothing of {name} is graded yet. Run `python -m grader grade {name}` "
            "first."
        )
    from grader.nbgrader_bridge.students import composed

    asked = {composed(student): student for student in students or ()}
    there = {student: composed(student) for student in known}
    missing = sorted(asked[one] for one in asked.keys() - there.values())
    if missing:
        raise CommandError(f"nothing of {name} is graded for {', '.join(missing)}.")
    return [student for student in known if not asked or there[student] in asked]


def _place(root, name):
    return root / "reports" / f"{name}-feedback"


def _pack(root, recorder, student, lesson) -> bool:
    """Write a student's archive anew; return False where there is no page."""
    pages = [page for _, page in recorder.pages(student, lesson) if page.is_file()]
    if not pages:
        return False
    archive = _place(root, lesson.name) / f"{student}.zip"
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for page in pages:
            file.write(page, f"{lesson.name}/{page.name}")
    return True
