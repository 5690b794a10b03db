"""`python -m grader collect LESSON ARCHIVE…`: bring in what students handed in.

Finds each student's latest notebook in what Canvas, Moodle, Blackboard or Google
Classroom let you download, or in plain folders, and puts it into
submitted/STUDENT/LESSON/. Whatever is not taken is listed, with the reason. Exit code
1 if some of that should be looked at.
"""

from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from grader.cli.common import CommandError, load_assignments
from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Course

_MOST_SHOWN = 5  # places in one sentence


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON")
    parser.add_argument(
        "archives",
        nargs="+",
        type=Path,
        metavar="ARCHIVE",
        help="a .zip as the platform gave it, or a folder",
    )
    parser.add_argument(
        "--roster",
        type=Path,
        metavar="FILE.csv",
        help="who is in the class; kept in the gradebook for the next time",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be done, and do nothing"
    )


def run(root: Path, options: Namespace) -> int:
    return collect(
        root, options.lesson, options.archives, options.roster, not options.dry_run
    )


def collect(
    root: Path,
    name: str,
    archives: Sequence[Path],
    roster: Path | None = None,
    write: bool = True,
) -> int:
    """Bring in a lesson's notebooks; return 1 if something should be looked at.

    roster: a CSV file, whose students are put into the gradebook. write: False tells
    what would be done. Raises CommandError if an archive or the roster is not there.
    """
    [lesson] = load_assignments(root, [name])
    for path in archives:
        if not path.exists():
            raise CommandError(f"{path}: there is no such archive or folder.")
    from grader.lms.collect import Collector
    from grader.lms.notebooks import Expected
    from grader.lms.roster import Roster, RosterError, read_roster
    from grader.nbgrader_bridge.course import CourseError
    from grader.nbgrader_bridge.gradebook import Recorder
    from grader.nbgrader_bridge.students import enrol, enrolled_with, names_of_students
    from grader.sandbox.limits import MB

    try:
        people = names_of_students(root)
        if roster:
            listed = read_roster(roster)
            people = enrolled_with(people, listed)
            if write:
                enrol(root, listed)
        most = Recorder(root).limits().notebook_mb * MB
    except (CourseError, RosterError) as error:
        raise CommandError(str(error)) from None
    ordinary = isinstance(lesson, Assignment)
    notebooks = tuple(lesson.notebook_names)
    expected = Expected(lesson.name, notebooks, _others(root, name), files=ordinary)
    released = (root / "release" / name).rglob("*")
    names = {path.name for path in released if path.is_file()}
    collector = Collector(root, expected, Roster(people), names, most)
    result = collector.collect(archives, write)
    _tell(result, write)
    return int(any(held.look for held in result.held))


def _others(root, name):
    """Return {notebook's name: lesson} of the course's other lessons."""
    folders = [Course(root).source(other) for other in Course(root).assignments()]
    return {
        path.name: folder.name
        for folder in folders
        if folder.name != name
        for path in folder.glob("*.ipynb")
    }


def _tell(result, write):
    """Print one line a student, then the rest by its reason, then a sum."""
    from grader.lms.place import TAKEN

    taken = [one for one in result.placed if one.state == TAKEN]
    for one in result.placed:
        notes = f" ({'; '.join(map(str, one.notes))})" if one.notes else ""
        would = "would be " if one.state == TAKEN and not write else ""
        print(f"{one.student}: {would}{one.state}, from {one.source}{notes}")
    for look in (False, True):
        reasons = defaultdict(list)
        for held in result.held:
            if held.look == look:
                reasons[held.why].append(held.place)
        for why, places in reasons.items():
            more = len(places) - _MOST_SHOWN
            shown = ", ".join(places[:_MOST_SHOWN])
            shown += f" and {more} more files" if more > 0 else ""
            print(f"{'NOT TAKEN' if look else 'left'}: {shown}: {why}")
    if result.missing:
        print(f"handed in nothing yet: {', '.join(result.missing)}")
    odd = sum(held.look for held in result.held)
    print(
        f"{len(taken)} {'taken' if write else 'would be taken'}, "
        f"{len(result.placed) - len(taken)} as they were, {odd} not taken, "
        f"{len(result.missing)} handed in nothing; {result.needless} files of the "
        "release or of a computer's own left out."
    )
