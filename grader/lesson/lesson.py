"""A lesson as its source folder describes it: notebook, exercises, references."""

import importlib.util
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat.v4 import new_notebook

from grader.lesson.answers import read_answers
from grader.lesson.assignment import Assignment
from grader.lesson.cells import grade_id, is_answer, nbgrader_data
from grader.lesson.contest import LoadedContest
from grader.lesson.exercise import Contest
from grader.lesson.frame import frame
from grader.lesson.metadata import check_metadata
from grader.lesson.reference import AuthorError, needed_namespace
from grader.lesson.reference_oracle import LoadedExercise
from grader.lesson.source_text import imported_modules, python_lines

Loaded = LoadedExercise | LoadedContest
EXPERIMENT = "experiment"  # the tag of cells that grading does not run


@dataclass(frozen=True)
class Course:
    """Where the folders of a course are."""

    root: Path

    def source(self, lesson: str) -> Path:
        return self.root / "source" / lesson

    def lessons(self) -> list[str]:
        """Return the names of all lessons: the folders are the registry."""
        found = self.root.glob("source/*/_author/exercises.py")
        return sorted(path.parent.parent.name for path in found)

    def assignments(self) -> list[str]:
        """Return the names of all that can be graded: lessons, and folders without."""
        found = {path.parent.name for path in self.root.glob("source/*/*.ipynb")}
        return sorted(found.union(self.lessons()))

    def lesson(self, name: str) -> "Lesson | Assignment":
        """Return what is in a folder of source/; AuthorError names the ones there are.

        Without `_author/exercises.py` it is an ordinary assignment of nbgrader's.
        """
        if (self.source(name) / "_author" / "exercises.py").is_file():
            return Lesson(self.source(name))
        if name in self.assignments():
            return Assignment(self.source(name))
        known = ", ".join(self.assignments()) or "none"
        raise AuthorError(
            f"no lesson {name!r} in {self.root / 'source'}; there are: {known}"
        )


@dataclass(frozen=True)
class Lesson:
    """One folder of source/."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def notebook_path(self) -> Path:
        found = sorted(self.folder.glob("*.ipynb"))
        if len(found) != 1:
            names = ", ".join(path.name for path in found) or "none"
            raise AuthorError(f"{self.folder}: found {names}, expected one notebook")
        return found[0]

    @property
    def notebook_names(self) -> list[str]:
        """The file name of its notebook, in a list."""
        return [self.notebook_path.name]

    @property
    def notebooks(self) -> dict[str, nbformat.NotebookNode]:
        """{file name: notebook}: its only one."""
        return {self.notebook_path.name: self.notebook}

    @cached_property
    def notebook(self) -> nbformat.NotebookNode:
        return nbformat.read(self.notebook_path, as_version=4)

    @cached_property
    def cells(self) -> dict[str, nbformat.NotebookNode]:
        """{grade id: cell} of the cells that nbgrader knows, in their order."""
        return {grade_id(cell): cell for cell in self.notebook.cells if grade_id(cell)}

    @cached_property
    def exercises(self) -> dict[str, LoadedExercise | LoadedContest]:
        """{function: LoadedExercise or LoadedContest}, as _author/ lists them."""
        path = self.folder / "_author" / "exercises.py"
        self._make_importable()
        spec = importlib.util.spec_from_file_location(f"_exercises_{self.name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        texts = {e.name: self._solution(e.name) for e in module.EXERCISES}
        namespace = needed_namespace(self.code, texts.values())
        found = {}
        for exercise in module.EXERCISES:
            name = exercise.name
            file = path.parent / "answers" / f"{name}.py"
            answers = read_answers(file, name, texts[name])
            parts = exercise, texts[name], namespace, answers
            contest = isinstance(exercise, Contest)
            found[name] = (
                LoadedContest(*parts, path.parent)
                if contest
                else LoadedExercise(*parts)
            )
        return found

    def check(self) -> None:
        """Raise AuthorError if something in the lesson does not fit together."""
        check_metadata(self.notebook_path, self.notebook.cells)
        folder = self.folder / "_author" / "answers"
        for path in sorted(folder.glob("*.py")):
            if path.stem not in self.exercises:
                raise AuthorError(
                    f"{path}: no function of exercises.py is called {path.stem}; there "
                    f"are {', '.join(self.exercises)}"
                )
        for name, loaded in self.exercises.items():
            self.points(name)
            try:
                loaded.spec  # noqa: B018 (what does not fit is found there)
            except AuthorError as error:
                place = self.folder / "_author" / "exercises.py"
                raise AuthorError(f"{place}, {name}: {error}") from None

    def _solution(self, name):
        if name in self.cells and is_answer(self.cells[name]):
            return self.cells[name].source
        raise AuthorError(f"{self.notebook_path}: no solution cell with id {name!r}")

    @cached_property
    def code(self) -> list[str]:
        """The sources of the code cells as Python: lines of `%` and `!` are empty."""
        return [
            python_lines(cell.source)
            for cell in self.notebook.cells
            if cell.cell_type == "code"
        ]

    @cached_property
    def texts(self) -> frozenset[str]:
        """The texts of the cells that students are given, each as one line.

        Those of the source, and of what was released, in every language it is there.
        """
        released = self.folder.parent.parent / "release" / self.name
        found = [self.notebook, new_notebook(cells=frame(self.name, ["checker"]))]
        for path in sorted(released.glob("*.ipynb")):
            try:
                found.append(nbformat.read(path, as_version=4))
            except (OSError, ValueError):
                continue  # it is built anew by a release
        cells = [cell for notebook in found for cell in notebook.cells]
        return frozenset(" ".join(cell.source.split()) for cell in cells)

    @property
    def packages(self) -> list[str]:
        """The names of the packages in the lesson's folder, which only it uses."""
        found = sorted({path.parent for path in self.folder.glob("[!_.]*/*.py")})
        for folder in found:
            if not (folder / "__init__.py").is_file():
                raise AuthorError(
                    f"{folder}: a package of a lesson has a file __init__.py. Add an "
                    "empty one."
                )
        return [folder.name for folder in found]

    def _make_importable(self):
        """Let the lesson's packages be imported, and no others of their names.

        Raises AuthorError where such a name is taken already.
        """
        for name in self.packages:
            here = (self.folder / name).resolve()
            others = sorted(self.folder.parent.glob(f"*/{name}/__init__.py"))
            others = [p.parent for p in others if p.parent.resolve() != here]
            if others:
                raise AuthorError(
                    f"{here} and {others[0]}: each package of a lesson needs a name "
                    "of its own. Rename one of them."
                )
            for loaded in [m for m in sys.modules if m.partition(".")[0] == name]:
                file = getattr(sys.modules[loaded], "__file__", None)
                if file and here not in Path(file).resolve().parents:
                    if _of_another_course(file):
                        del sys.modules[loaded]
                        continue
                    raise AuthorError(_HIDES.format(here=here, name=name, other=file))
            spec = importlib.util.find_spec(name)
            if spec and spec.origin in ("built-in", "frozen"):
                other = f"Python's own module {name}"
                raise AuthorError(_HIDES.format(here=here, name=name, other=other))
            other = Path(spec.origin or ".").resolve() if spec else None
            if other and here not in other.parents and not _of_another_course(other):
                raise AuthorError(_HIDES.format(here=here, name=name, other=other))
        if self.packages:
            place = str(self.folder)
            sys.path[:] = [p for p in sys.path if not _is_same_lesson(p, self.folder)]
            sys.path.append(place)
            importlib.invalidate_caches()

    def own_imports(self) -> list[str]:
        """Return the released modules that the notebook imports."""
        return [name for name in self._imported(self.code) if self._is_ours(name)]

    def imports(self, experiments: bool = True) -> list[str]:
        """Return the modules that are imported, but for the course's own.

        experiments: also those that only the cells of experiments import, which
        grading leaves out.
        """
        sources = [
            python_lines(cell.source)
            for cell in self.notebook.cells
            if cell.cell_type == "code"
            and (experiments or EXPERIMENT not in cell.metadata.get("tags", ()))
        ]
        for package in self.packages:
            for path in sorted((self.folder / package).rglob("*.py")):
                sources.append(path.read_text("utf-8"))
        return [name for name in self._imported(sources) if not self._is_ours(name)]

    def _is_ours(self, name):
        return name.split(".")[0] in {"utils", "checker", *self.packages}

    def _imported(self, sources):
        names = [name for source in sources for name in imported_modules(source)]
        return list(dict.fromkeys(names))

    @cached_property
    def by_hand(self) -> dict[str, float]:
        """{grade id: points} of the answers that a person grades, as nbgrader's."""
        return {
            name: float(nbgrader_data(cell)["points"])
            for name, cell in self.cells.items()
            if is_answer(cell) and nbgrader_data(cell).get("grade")
        }

    @property
    def tested(self) -> dict[str, float]:
        """{function: points} of what is graded without a person."""
        return {name: self.points(name) for name in self.exercises}

    @property
    def max_score(self) -> float:
        """The points of all of `tested` together."""
        return sum(self.tested.values())

    def label(self, notebook: str, cell: str) -> str:
        """Return what a graded cell is called: by its function."""
        return cell.removesuffix("-test")

    def points(self, name: str) -> float:
        """Return the points of a function: those of its test cell."""
        if f"{name}-test" in self.cells:
            return float(nbgrader_data(self.cells[f"{name}-test"])["points"])
        raise AuthorError(
            f"{self.notebook_path}: no test cell with id '{name}-test'. Put one below "
            "the solution cell, as docs/add-a-lesson.md shows."
        )


_HIDES = (
    "{here}: a package called {name} would hide {other}. Choose another name for it."
)


def _of_another_course(file):
    """True for a package of a lesson in some other folder: a copy, or a release."""
    lesson = Path(file).resolve().parent.parent
    released = (lesson / "checker").is_dir() and any(lesson.glob("*.ipynb"))
    return (lesson / "_author").is_dir() or released


def _is_same_lesson(entry, folder):
    return Path(entry).name == folder.name and (Path(entry) / "_author").is_dir()
