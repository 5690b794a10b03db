"""Results on their way into the gradebook, and from there into files."""

import contextlib
import dataclasses
from collections.abc import Iterator

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.submission.grade import not_graded
from grader.submission.result import NOT_GRADED, GradedSubmission


class Recording:
    """Records results; processes beside this one write their notebooks and pages.

    recorder: a `Recorder`, in its `with` block.
    """

    def __init__(self, recorder):
        self._recorder, self._held = recorder, {}

    def add(
        self, key: int, result: GradedSubmission, lesson: Lesson | Assignment
    ) -> Iterator[tuple[int, GradedSubmission]]:
        """Record a result; yield (key, result) of what is done with by now.

        Raises CourseError where the gradebook cannot be used: it concerns all.
        """
        from grader.nbgrader_bridge.course import CourseError

        try:
            files = self._recorder.record_rows(result, lesson)
        except CourseError:
            raise
        except Exception as error:
            yield key, self._failed(result, lesson, f"{type(error).__name__}: {error}")
        else:
            result = as_it_stands(result, lesson, files.standing)
            if self._recorder.trial:
                yield key, result.without_notebooks()
            else:
                self._held[key] = result.without_notebooks(), lesson
                self._recorder.writers.add(key, files)
        yield from self.written()

    def written(self, wait: bool = False) -> Iterator[tuple[int, GradedSubmission]]:
        """Yield (key, result) of what is recorded and written; wait: of all."""
        for key, why in self._recorder.writers.done(wait):
            result, lesson = self._held.pop(key)
            if why:
                self._recorder.take_back(result)
                result = self._failed(result, lesson, why)
            yield key, result

    def _failed(self, result, lesson, told):
        """Record that a result could not be recorded; return what stands instead."""
        why = (
            f"it could not be recorded ({told}). Mend that file or folder, and grade "
            "again."
        )
        failed = not_graded(result.student, lesson, why)
        # It fails again where a file cannot be written; the gradebook still knows.
        with contextlib.suppress(OSError):
            self._recorder.record(failed, lesson)
        return failed.without_notebooks()


def as_it_stands(result, lesson, standing) -> GradedSubmission:
    """Return a result with the total and what waits, as the gradebook has them."""
    if result.status == NOT_GRADED or standing is None:
        return result
    waits = {n: standing.entries[n].max_score for n in standing.waits}
    if not result.beside:
        waits = {n: p for n, p in waits.items() if n in lesson.by_hand}
    total = {"total": standing.score, "max_total": standing.max_score}
    return dataclasses.replace(result, by_hand=waits, **total)
