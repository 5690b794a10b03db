"""A contest with its labels: the oracle that says how many predictions are right."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from checker.predictions import NAME
from checker.records import Case, Spec
from grader.lesson.exercise import Contest
from grader.lesson.reference import AuthorError, blank_names


@dataclass(frozen=True)
class LoadedContest:
    """A `Contest`, the text of its solution cell and the folder of its labels."""

    exercise: Contest
    text: str
    namespace: dict = field(repr=False)
    answers: tuple
    author: Path
    replays = True
    known_mistakes = ()

    @property
    def name(self) -> str:
        return self.exercise.name

    @property
    def cases(self) -> tuple[Case, ...]:
        return self.exercise.visible

    def largest_output(self, i: int) -> int:
        """Return how many entries the predictions have."""
        return self.exercise.count

    @cached_property
    def labels(self) -> np.ndarray:
        """The labels, 0 or 1, shape (1, count); AuthorError for anything else."""
        file, shape = self.author / self.exercise.labels, (1, self.exercise.count)
        try:
            with np.load(file, allow_pickle=False) as stored:
                labels = stored["Y"]
        except (OSError, ValueError, KeyError) as error:
            raise AuthorError(f"{self.name}: no labels Y in {file} ({error})") from None
        if labels.shape != shape or not np.isin(labels, (0, 1)).all():
            raise AuthorError(
                f"{file}: Y has shape {labels.shape}, expected 0 and 1 in {shape}"
            )
        return labels.astype(int)

    def accuracy(self, predictions: np.ndarray) -> float:
        """Return the share of predictions (1, count) that are right."""
        return float(np.mean(predictions == self.labels))

    @cached_property
    def spec(self) -> Spec:
        """What travels with a release: names and thresholds, no label."""
        contest, steps = self.exercise, self.exercise.thresholds
        rising = [step.accuracy for step in steps]
        if not steps or rising != sorted(set(rising)) or not 0 < rising[-1] <= 1:
            raise AuthorError(f"{self.name}: thresholds must rise and be at most 1")
        return Spec(
            contest.name,
            NAME,
            tuple(step.percent for step in steps),
            contest.blanks,
            tuple(blank_names(self.text)),
            contest.hints,
            contest.does,
            count=contest.count,
            thresholds=steps,
        )
