"""The way of a class through the grader: what is known, graded, recorded and shown."""

import contextlib
import dataclasses
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from checker.language import fill, translated
from grader.cli.recording import Recording, as_it_stands
from grader.cli.table import print_moves, print_requests, print_table, progress_bar
from grader.nbgrader_bridge.fingerprints import (
    Fingerprints,
    differences,
    graded_before,
    last_fingerprint,
    stamp,
)
from grader.serving.cluster import Cluster
from grader.submission.engine import Engine, Task
from grader.submission.mark import Mark
from grader.submission.requests import request_in
from grader.submission.result import NOT_GRADED, GradedSubmission
from grader.submission.spoken import speak_here
from grader.submission.times import submission_time

Show = Callable[[GradedSubmission], None]


class Grading:
    """One command's grading of some folders: [(lesson, folder)].

    recorder: a `Recorder`, in its `with` block. again: grade also what is known.
    everybody: whether all were asked for, so that who is missing can be said.
    """

    def __init__(
        self,
        recorder,
        engine: Engine | Cluster,
        found: Sequence,
        again: bool,
        everybody: bool,
    ):
        self._recorder, self._engine, self._everybody = recorder, engine, everybody
        self._lessons = {lesson.name: lesson for lesson, _ in found}
        self._changes, self._before, self._old = {}, {}, {}
        for name, lesson in self._lessons.items():
            recorder.require_assignment(name)
            self._before[name] = recorder.standings(lesson)
            self._changes[name] = recorder.bring_along(lesson)
            if self._changes[name]:
                told = "; ".join(self._changes[name])
                print(f"{name} has changed: {told}.", file=sys.stderr)
        prints = Fingerprints(engine.limits, engine.sealed, recorder.config)
        due = {name: recorder.due(one) for name, one in self._lessons.items()}
        self._work = []
        for lesson, folder in found:
            dates = due[lesson.name]
            date = dates.get(folder.parent.name, dates[""])
            self._work.append((lesson, folder, prints.of(lesson, folder, date)))
        self._known = {} if again else self._graded_before()

    def _graded_before(self):
        """Return {position: result} of the work that was done before, unchanged."""
        recorded = {n: self._recorder.recorded(one) for n, one in self._lessons.items()}
        found = {}
        for i, (lesson, folder, fingerprint) in enumerate(self._work):
            student = folder.parent.name
            pages = self._recorder.pages(student, lesson)
            there = all(page.exists() for _, page in pages)
            if student in recorded[lesson.name] and there:
                before = graded_before(pages[0][0], fingerprint)
                if before:
                    standing = self._recorder.standing(lesson, student)
                    found[i] = as_it_stands(before, lesson, standing)
        return found

    def run(self, odd: Sequence[GradedSubmission], show: Show | None) -> list:
        """Grade and record; show each result in its turn, and return them all.

        odd: results of what could not even be looked at.
        """
        results, done, shown = [*odd], dict(self._known), 0
        left = [i for i in range(len(self._work)) if i not in done]
        graded = self._graded(left, done)
        try:
            for one in odd if show else ():
                show(one)
            with progress_bar() as progress:
                total, known = len(self._work), len(done)
                with speak_here():
                    name = translated("grading")
                task = progress.add_task(name, total=total, completed=known)
                while shown < total:
                    if shown not in done:
                        next(graded)
                        progress.update(task, completed=len(done))
                        continue
                    with _uninterrupted():
                        shown += 1
                        results.append(done[shown - 1])
                        if show:
                            show(results[-1])
        finally:
            graded.close()
            for i in sorted(done):  # where it was stopped, some came before their turn
                if i >= shown:
                    results.append(done[i])
                    if show:
                        show(done[i])
            with speak_here():
                self._tell(results, len(done), show)
        self._write_newer_pages()
        return results

    def _graded(self, left, done) -> Iterator[None]:
        """Grade, record and put {position: result} into `done`, step by step."""
        if not left:
            return
        tasks = []
        for i in left:
            lesson, folder, _ = self._work[i]
            student = folder.parent.name
            (graded, _), *_ = self._recorder.pages(student, lesson)
            self._old[lesson.name, student] = last_fingerprint(graded)
            tasks.append(Task(student, lesson.name, str(folder)))
        recording = Recording(self._recorder)
        try:
            for number, result in self._engine.grade(tasks):
                position = left[number]
                lesson, folder, fingerprint = self._work[position]
                result = with_time(result, folder, self._recorder.zone)
                stamp(result, fingerprint)
                with _uninterrupted():
                    done |= dict(recording.add(position, result, lesson))
                yield
            with _uninterrupted():
                done |= dict(recording.written(wait=True))
            yield
        finally:
            with _uninterrupted():  # what is in the gradebook gets its files
                done |= dict(recording.written(wait=True))

    def _write_newer_pages(self):
        """Write the pages of what a person graded since they were written."""
        for i in self._known:
            lesson, folder, _ = self._work[i]
            self._recorder.refresh(folder.parent.name, lesson)

    def _tell(self, results, done, show):
        """Print the table and who moved, unless each was shown; and what was left."""
        if not show:
            standings, absent = {}, None
            with contextlib.suppress(RuntimeError):  # it is why we are here
                standings = {
                    name: self._recorder.standings(lesson)
                    for name, lesson in self._lessons.items()
                }
                absent = self._absent() if self._everybody else None
            if not self._recorder.trial:
                print_table(results, standings, absent)
            moves = [*self._moves(standings)]
            if moves or self._recorder.trial:
                print_moves(moves)
            print_requests(
                (one.name, f.parent.name, request_in(f)) for one, f, _ in self._work
            )
        known, total = len(self._known), len(self._work)
        if known:
            told = fill(
                "{known} of {total} submissions were graded before and have not "
                "changed; --again grades them anew.",
                known=known,
                total=total,
            )
            print(told, file=sys.stderr)
        if done < total:
            told = fill(
                "Stopped: {done} of {total} submissions are graded and recorded. "
                "The same command goes on where this one stopped.",
                done=done,
                total=total,
            )
            print(told, file=sys.stderr)

    def _moves(self, standings):
        """Yield (lesson, student, old score, new, why) of those who have another."""
        new = {(one.name, f.parent.name): p for one, f, p in self._work}
        for (name, student), old in self._old.items():
            before = self._before[name].get(student)
            after = standings.get(name, {}).get(student)
            if before is None or after is None or not _had_points(before):
                continue
            if _points(before) == _points(after):
                continue
            why = differences(old, new[name, student])
            if self._changes[name]:
                why = [*self._changes[name], *why[1:]]
            yield name, student, _points(before), _points(after), "; ".join(why)

    def _absent(self):
        found = {}
        for name in self._lessons:
            there = {f.parent.name for one, f, _ in self._work if one.name == name}
            found[name] = self._recorder.absent(there)
        return found


def _had_points(standing):
    return any(entry.score is not None for entry in standing.entries.values())


def _points(standing):
    if not _had_points(standing):
        return translated(NOT_GRADED)
    return f"{standing.score:g} / {standing.max_score:g}"


def with_time(graded: GradedSubmission, folder: Path, zone: str) -> GradedSubmission:
    """Return a result that also says what was odd about the time of submission."""
    _, note = submission_time(folder, zone)
    if not note:
        return graded
    why = "; ".join(text for text in (graded.why, note) if text)
    Mark(why=why).add_to(graded.notebook)
    return dataclasses.replace(graded, why=why)


@contextlib.contextmanager
def _uninterrupted():
    """Let Ctrl-C wait until a result is recorded as a whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked, numbers = [], (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    old = {n: signal.getsignal(n) for n in numbers}
    for number in numbers:
        if callable(old[number]):  # it is not left to the system
            signal.signal(number, lambda *_: asked.append(True))
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, old[number])
        if asked:
            raise KeyboardInterrupt
