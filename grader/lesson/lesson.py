"""A lesson as its source folder describes it: notebook, exercises, references."""

import ast
import compileall
import importlib.util
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
import numpy as np

from grader.answers import read_answers
from grader.contest import LoadedContest
from grader.exercise import Contest, Exercise
from grader.reference import (
    AuthorError,
    Program,
    blank_names,
    needed_namespace,
    usable,
)
from utils._compare import look_at_mask
from utils._evidence import output_names

EXPERIMENT = "experiment"  # the tag of cells that grading does not run


@dataclass(frozen=True)
class Course:
    """Where the folders of a course are."""

    root: Path

    def source(self, lesson):
        return self.root / "source" / lesson

    def lessons(self):
        """Return the names of all lessons: the folders are the registry."""
        return sorted(p.parent.name for p in self.root.glob("source/*/_author"))

    def lesson(self, name):
        """Return the `Lesson` of that name; AuthorError names the ones there are."""
        if not (self.source(name) / "_author" / "exercises.py").is_file():
            known = ", ".join(self.lessons()) or "none"
            raise AuthorError(
                f"no lesson {name!r} in {self.root / 'source'}; there are: {known}"
            )
        return Lesson(self.source(name))


@dataclass(frozen=True)
class Lesson:
    """One folder of source/."""

    folder: Path

    @property
    def name(self):
        return self.folder.name

    @cached_property
    def notebook_path(self):
        found = sorted(self.folder.glob("*.ipynb"))
        if len(found) != 1:
            raise AuthorError(f"{self.folder} holds {len(found)} notebooks, not one")
        return found[0]

    @cached_property
    def notebook(self):
        return nbformat.read(self.notebook_path, as_version=4)

    @cached_property
    def exercises(self):
        """{function: LoadedExercise or LoadedContest}, as _author/ lists them."""
        path = self.folder / "_author" / "exercises.py"
        spec = importlib.util.spec_from_file_location(f"_exercises_{self.name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        code = [c.source for c in self.notebook.cells if c.cell_type == "code"]
        texts = {e.name: self._solution(e.name) for e in module.EXERCISES}
        namespace = needed_namespace(
            [c for c in code if "import" in c and not c.lstrip().startswith("%")],
            texts.values(),
        )
        found = {}
        for exercise in module.EXERCISES:
            name = exercise.name
            file = path.parent / "answers" / f"{name}.py"
            answers = read_answers(file, name, texts[name])
            parts = exercise, texts[name], namespace, answers
            if isinstance(exercise, Contest):
                found[name] = LoadedContest(*parts, path.parent)
            else:
                found[name] = LoadedExercise(*parts)
        return found

    def _solution(self, name):
        for cell in self.notebook.cells:
            data = cell.metadata.get("nbgrader", {})
            if data.get("grade_id") == name and data.get("solution"):
                return cell.source
        raise AuthorError(f"{self.notebook_path}: no solution cell with id {name!r}")

    @cached_property
    def files(self):
        """{relative path: bytes} of all that lies beside the released notebook."""
        from grader.packing import released_files

        data = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.suffix not in (".ipynb", ".pyc")
        }
        hidden = ("_author/", ".ipynb_checkpoints/")
        mine = {k: v for k, v in data.items() if not k.startswith(hidden)}
        return {**mine, **released_files(self)}

    def unpack(self, folder):
        """Write `files` into a new folder, compiled for quick imports; return it."""
        for name, content in self.files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        compileall.compile_dir(folder, quiet=2)
        return Path(folder)

    def imports(self):
        """Return the modules that the notebook imports, but for our own."""
        found = {}
        for cell in self.notebook.cells:
            if cell.cell_type == "code" and "import" in cell.source:
                for node in ast.walk(ast.parse(cell.source)):
                    if isinstance(node, ast.Import):
                        found.update((alias.name, None) for alias in node.names)
                    elif isinstance(node, ast.ImportFrom) and node.module:
                        found[node.module] = None
        return [name for name in found if name.split(".")[0] != "utils"]

    @cached_property
    def by_hand(self):
        """{grade id: points} of the answers that a person grades, as nbgrader's."""
        cells = [(c, c.metadata.get("nbgrader", {})) for c in self.notebook.cells]
        return {
            data["grade_id"]: float(data["points"])
            for _, data in cells
            if data.get("grade") and data.get("solution")
        }

    def points(self, name):
        """Return the points of a function: those of its test cell."""
        for cell in self.notebook.cells:
            data = cell.metadata.get("nbgrader", {})
            if data.get("grade_id") == f"{name}-test":
                return float(data["points"])
        raise AuthorError(f"{self.notebook_path}: no test cell with id '{name}-test'")


@dataclass(frozen=True)
class LoadedExercise:
    """An exercise with its reference; the oracle of the hidden judge."""

    exercise: Exercise
    text: str
    namespace: dict = field(repr=False)
    answers: tuple = ()
    replays = True

    @property
    def name(self):
        return self.exercise.name

    @cached_property
    def reference(self):
        outputs = list(output_names(self.exercise.returns))
        returns = self.exercise.returns
        return Program(self.name, self.text, self.namespace, outputs, returns)

    @property
    def known_mistakes(self):
        """The wrong answers that have a sentence."""
        return [answer for answer in self.answers if answer.says]

    @cached_property
    def mistakes(self):
        """{id of a known mistake: Program}."""
        returns = self.exercise.returns
        outputs = list(output_names(returns))
        return {
            m.id: Program(self.name, m.text, self.namespace, outputs, returns)
            for m in self.known_mistakes
        }

    @cached_property
    def spec(self):
        """What travels with a release and to a kernel: names and texts, no code."""
        exercise = self.exercise
        outputs = self.reference.noted
        unknown = set(output_names(exercise.returns)) - set(outputs)
        if unknown:
            raise AuthorError(f"{self.name}: the reference never sets {unknown}")
        return {
            "name": self.name,
            "returns": exercise.returns,
            "outputs": outputs,
            "blanks": [
                {"name": b.name, "outputs": list(b.outputs), "weight": b.weight}
                for b in exercise.blanks
            ],
            "blank_names": blank_names(self.text),
            "masks": {
                mask: {"activation": activation, "keep": keep}
                for mask, (activation, keep) in exercise.masks.items()
            },
            "depends": self._depends(outputs),
            "mistakes": [
                {"id": m.id, "says": m.says, "part": m.part}
                for m in self.known_mistakes
            ],
            "hints": list(exercise.hints),
            "does": exercise.does,
            "names": {name: list(entries) for name, entries in exercise.names.items()},
        }

    def _depends(self, outputs):
        """Find by trial which output moves when an earlier one is moved."""
        case = next(c for c in self.exercise.visible if c.wants is None)
        base = self.reference(case.inputs, seed=case.seed)
        depends = {output: [] for output in outputs}
        for moved in outputs:
            if moved in self.exercise.masks:
                continue
            rng = np.random.RandomState(7)
            noise = rng.uniform(0.5, 1.5, base[moved].shape)
            after = self.reference(
                case.inputs, {**base, moved: base[moved] * noise + 0.01}, case.seed
            )
            for output in outputs:
                if output != moved and not np.allclose(after[output], base[output]):
                    depends[output].append(moved)
        # `carry` stops a change at the next output: follow the chain.
        for output in outputs:
            seen = list(depends[output])
            for earlier in seen:
                seen += [name for name in depends[earlier] if name not in seen]
            depends[output] = seen
        return depends

    # The oracle of `utils._verdict.judge`, on the exercise's visible + hidden cases.

    @cached_property
    def cases(self):
        return (*self.exercise.visible, *self.exercise.hidden)

    def expected(self, i, got):
        """Return the reference's outputs for case i, given the learner's earlier."""
        if self._only_masks(self.cases[i]):
            return self._masks_of("", i)
        found = self.run(self.reference, i, got)
        plain = self._plain[i]
        if self.exercise.masks:  # a small layer may well be dropped as a whole
            return found
        # Behind an output that is zero everywhere, any code would look right.
        return {
            name: value
            for name, value in found.items()
            if np.any(value) or not np.any(plain[name])
        }

    def mistaken(self, i, got, mistake):
        """Return the outputs of a known mistake for case i, likewise."""
        try:
            if self._only_masks(self.cases[i]):
                return self._masks_of(mistake, i)
            return self.run(self.mistakes[mistake], i, got)
        except Exception:  # this mistake stops with an error on these inputs
            return {}

    def _only_masks(self, case):
        masks = set(self.exercise.masks)
        return bool(masks) and case.wants is not None and set(case.wants) <= masks

    @cached_property
    def _looks(self):
        return {}

    def _masks_of(self, mistake, i):
        """Return looks at the masks of case i; they depend on nobody's outputs."""
        if (mistake, i) not in self._looks:
            program = self.mistakes[mistake] if mistake else self.reference
            self._looks[mistake, i] = self.run(program, i, {})
        return self._looks[mistake, i]

    @cached_property
    def _plain(self):
        """The reference's own outputs for each case."""
        return [self.reference(case.inputs, seed=case.seed) for case in self.cases]

    def run(self, program, i, got):
        """Run a program on case i with the learner's outputs carried forward."""
        carry = usable(self.exercise.masks, got, self._plain[i])
        found = program(self.cases[i].inputs, carry, self.cases[i].seed)
        for mask in self.exercise.masks:
            if mask in found:
                found[mask] = look_at_mask(found[mask])
        return found
