"""`python -m demo`: grade the demo class in build/demo and say where to look.

Nothing outside build/demo is written; the exit code is 1 if a score differs from
demo/class.toml.
"""

import os
import sys
import time
from pathlib import Path

from grader.patches import skip_address_grammar

# See grader/__main__.py: 3 seconds saved, and one thread for each kernel.
skip_address_grammar()
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from demo.build import ROOT, hand_in, make_course, whole_class  # noqa: E402

COURSE = ROOT / "build" / "demo"


def main():
    """Build, release, hand in, grade, compare; return the exit code."""
    from grader.cli.grade import grade
    from grader.cli.release import release
    from grader.cli.table import print_table
    from grader.report import report

    started = time.perf_counter()
    try:
        make_course(COURSE)
        release(COURSE, [])
        hand_in(COURSE)
        results = []
        for lesson in lessons():
            grade(COURSE, [lesson], show=results.append)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print_table(results)
    pages = [report(COURSE, lesson) for lesson in lessons()]
    print(f"{len(results)} submissions in {time.perf_counter() - started:.0f} s.")
    wrong = differences(expected_scores(), scores_of(results))
    print("\n".join(wrong) if wrong else "All scores are as expected.")
    print(where_to_look(COURSE, pages))
    return int(bool(wrong))


def expected_scores():
    """Return {(student, lesson): score}; None stands for not graded."""
    return {
        (student, lesson): None if work["score"] == "not graded" else work["score"]
        for student, lessons in whole_class().items()
        for lesson, work in lessons.items()
    }


def lessons():
    """Return the lessons that somebody in the class hands in."""
    return sorted({lesson for _, lesson in expected_scores()})


def scores_of(results):
    """Return {(student, lesson): score or None} of graded submissions."""
    return {
        (r.student, r.lesson): r.score if r.status == "graded" else None
        for r in results
    }


def differences(expected, found):
    """Return a line for each score that is not as expected."""

    def said(scores, key):
        score = scores.get(key, "no submission")
        return "not graded" if score is None else score

    return [
        f"{key[0]}, {key[1]}: expected {said(expected, key)}, found {said(found, key)}"
        for key in sorted(expected.keys() | found.keys())
        if said(expected, key) != said(found, key)
    ]


def where_to_look(course, reports):
    """Return the lines that tell an instructor where the results are."""
    course = Path(os.path.relpath(course))
    pages = sorted((course / "feedback" / "half-missing").glob("*/*.html"))
    lines = ["", "Where to look:"]
    lines += [f"  what a student reads   {page}" for page in pages]
    lines += [f"  how the class did      {os.path.relpath(page)}" for page in reports]
    lines += [
        f"  graded notebooks       {course / 'autograded'}",
        f"  gradebook              {course / 'gradebook.db'}",
        f"  formgrader             cd {course}, run `jupyter lab` there and choose "
        "Nbgrader > Formgrader",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
