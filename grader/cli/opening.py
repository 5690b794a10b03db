"""What commands that grade open first: the engine, and the recorder of its results."""

import contextlib
import dataclasses
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader import CannotGrade
from grader.cli.common import CommandError
from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.sandbox.forkserver import NotSealed, WorkerDied
from grader.serving.cluster import Cluster
from grader.submission.engine import Engine

if TYPE_CHECKING:
    from grader.nbgrader_bridge.gradebook import Recorder


@contextlib.contextmanager
def opened(
    root: Path,
    lessons: Sequence[Lesson | Assignment],
    engine: Engine | Cluster,
    count: int = 1,
    trial: Path | None = None,
    previews: bool = False,
    **changes,
) -> Iterator["Recorder"]:
    """Give an engine what the configuration says, and open the recorder.

    count: of submissions. trial, previews: see `Recorder`. changes: `sealed` or
    fields of `Limits` that differ from the configuration. Raises CommandError where
    grading is impossible; the engine is closed at the end.
    """
    try:
        engine.warm_up(count)  # while nbgrader is imported here
        from grader.nbgrader_bridge.course import CourseError, file_rules
        from grader.nbgrader_bridge.gradebook import Recorder

        try:
            recorder = Recorder(root, trial, previews)
            limits, sealed = recorder.limits(), recorder.sealed()
            sealed = changes.pop("sealed", sealed)
            engine.limits = dataclasses.replace(limits, **changes)
            engine.sealed, engine.prepare = sealed, recorder.prepare
            names = [lesson.name for lesson in lessons]
            engine.rules = {n: file_rules(recorder.config, n) for n in names}
            with recorder:
                yield recorder
        except (NotSealed, CourseError, CannotGrade) as error:
            raise CommandError(str(error)) from None
        except (WorkerDied, OSError) as error:
            raise CommandError(
                f"grading cannot go on: {error}. Look whether memory is short or the "
                f"disk of {tempfile.gettempdir()} full, and run this again."
            ) from None
    finally:
        engine.close()
