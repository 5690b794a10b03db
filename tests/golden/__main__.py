"""What every answer, the demo class and the hostile class are told, in three files.

    python -m tests.golden answers demo hostile      print what has changed
    python -m tests.golden answers --write           take the changes over

A line of a file is one answer or one submission. Whoever changes what learners read
sees it here, and gives the reason in the commit's message.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.audit.bench import benches
from grader.lesson.lesson import Course

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def answers():
    """Return {FUNCTION/ID: what both checks say of it} of all wrong answers."""
    course, found = Course(ROOT), {}
    for name in course.lessons():
        lesson = course.lesson(name)
        for bench in benches(lesson):
            points = lesson.points(bench.loaded.name)
            for answer in bench.loaded.answers:
                if answer.right:
                    continue  # there is nothing to tell
                hidden = bench.hidden(answer.text)
                found[f"{bench.loaded.name}/{answer.id}"] = {
                    "points": round(points * hidden.share(bench.spec), 4),
                    "visible": told(bench.visible(answer.text)),
                    "hidden": told(hidden),
                }
    return found


def told(verdict):
    """Return what a learner is told, as plain data."""
    return {
        "state": verdict.state,
        "mistakes": [mistake.id for mistake in verdict.mistakes],
        "message": verdict.message,
    }


def demo():
    """Return {STUDENT/LESSON: result} of the demo class."""
    from demo.build import hand_in, make_course

    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder, "demo")
        make_course(course)
        _grader("release", "--course", course)
        hand_in(course)
        lessons = sorted({p.name for p in course.glob("submitted/*/*")})
        return _results(_grader("grade", *lessons, "--json", "--course", course))


def hostile():
    """Return {STUDENT/LESSON: result} of the class in tests/hostile/."""
    from tests.hostile.run import Graded

    graded = Graded("grade")
    try:
        return _results(graded.run().done.stdout)
    finally:
        graded.close()


def _grader(*arguments):
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout


def _results(lines):
    found = {}
    for line in lines.splitlines():
        result = json.loads(line)
        found[f"{result['student']}/{result['lesson']}"] = {
            "status": result["status"],
            "why": result["why"],
            "score": result["score"],
            "functions": [
                [e["name"], e["state"], e["score"], e["mistakes"], e["message"]]
                for e in result["exercises"]
            ],
        }
    return found


MAKERS = {"answers": answers, "demo": demo, "hostile": hostile}


def stored(name):
    """Return what the file of that name holds, {} if there is none."""
    path = HERE / f"{name}.jsonl"
    if not path.exists():
        return {}
    lines = path.read_text("utf-8").splitlines()
    return dict(json.loads(line) for line in lines)


def store(name, found):
    """Write the file of that name, a line for each entry."""
    lines = [json.dumps(item, ensure_ascii=False) for item in sorted(found.items())]
    (HERE / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def differences(before, after):
    """Return a text for each entry that has changed, come or gone."""
    texts = []
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            was, now = (
                json.dumps(entry.get(key), ensure_ascii=False)
                for entry in (before, after)
            )
            texts.append(f"{key}\n  - {was}\n  + {now}")
    return texts


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.golden")
    parser.add_argument("names", nargs="*", default=list(MAKERS))
    parser.add_argument("--write", action="store_true", help="take the changes over")
    options = parser.parse_args()
    changed = 0
    for name in options.names:
        # As in a file: lists for tuples.
        found = json.loads(json.dumps(MAKERS[name]()))
        texts = differences(stored(name), found)
        changed += len(texts)
        print("\n".join(texts))
        print(f"{name}: {len(texts)} of {len(found)} have changed", file=sys.stderr)
        if options.write:
            store(name, found)
    return int(changed > 0 and not options.write)


if __name__ == "__main__":
    sys.exit(main())
