"""What comes out of grading one submission, and how it travels."""

import json
from dataclasses import asdict, dataclass, field, fields, replace

import nbformat

GRADED, NOT_GRADED = "graded", "not graded"  # translated
MARK = "regularization_grading"  # our entry in a graded notebook's metadata


@dataclass(frozen=True)
class ExerciseResult:
    """What one graded function earned, and why.

    visible: its state by the tests that the student can see, "" if none of them says.
    """

    name: str
    state: str
    score: float
    max_score: float
    outputs: dict
    mistakes: list
    message: str
    visible: str = ""


@dataclass(frozen=True)
class GradedSubmission:
    """The result of one submission; `notebook` is what autograded/ gets.

    score and max_score are those of the functions. by_hand: {grade id: points} of
    the written answers that wait for a person; one left as it was given does not.
    others: {file name: notebook} of an ordinary assignment with several. beside: its
    tests ran beside the student's code; nobody judged from outside. total, max_total:
    what the gradebook has, points by hand included; None where there is no grade.
    """

    student: str
    lesson: str
    status: str
    why: str
    score: float
    max_score: float
    exercises: tuple
    notebook: nbformat.NotebookNode
    by_hand: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)
    beside: bool = False
    total: float | None = None
    max_total: float | None = None

    def as_json(self):
        """Return the result as a plain dictionary, without its notebooks."""
        data = {**vars(self), "exercises": [asdict(e) for e in self.exercises]}
        del data["notebook"], data["others"]
        return data

    def to_json(self) -> str:
        """Return that dictionary as one line of JSON."""
        return json.dumps(self.as_json(), ensure_ascii=False)

    def without_notebooks(self) -> "GradedSubmission":
        """Return the result without its notebooks, which take most of the room."""
        return replace(self, notebook=None, others={})

    @classmethod
    def from_json(cls, data):
        """Return the result that `as_json` gave, without its notebooks."""
        exercises = tuple(ExerciseResult(**e) for e in data["exercises"])
        books = ("notebook", "others")
        names = [field.name for field in fields(cls) if field.name not in books]
        known = {name: data[name] for name in names}
        return cls(**{**known, "exercises": exercises, "notebook": None})

    def to_bytes(self) -> bytes:
        """Return the result with its notebooks, for another process."""
        return json.dumps([self.as_json(), self.notebook, self.others]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "GradedSubmission":
        """Return the result that `to_bytes` gave."""
        result, *notebooks = json.loads(data)
        notebook, others = map(nbformat.from_dict, notebooks)
        return replace(cls.from_json(result), notebook=notebook, others=others)
