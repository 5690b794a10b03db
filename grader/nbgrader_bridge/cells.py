"""Bring a gradebook along when a lesson changes while there are submissions.

nbgrader lets nobody add or remove a graded cell then.
"""

import contextlib
import copy

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells
from sqlalchemy.orm import Session
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.patches import one_transaction

_NAMED = 5  # students in a sentence


class CellsInUse(RuntimeError):
    """A change of a lesson that would lose what a person graded; the text says it."""


class KeepCells(SaveCells):
    """nbgrader's step that saves a lesson's cells, with or without submissions.

    changes: after it ran, a sentence for each thing that is different now.
    """

    changes: tuple[str, ...] = ()

    def _create_notebook(self, nb):
        try:
            notebook = self.gradebook.find_notebook(
                self.notebook_id, self.assignment_id
            )
        except MissingEntry:
            return super()._create_notebook(nb)
        if not notebook.submissions:
            return super()._create_notebook(nb)
        wanted = {
            GradeCell: self.new_grade_cells,
            SolutionCell: self.new_solution_cells,
            TaskCell: self.new_task_cells,
            SourceCell: self.new_source_cells,
        }
        with one_transaction(self.gradebook):
            self.changes = _change(self.gradebook.db, notebook, wanted)


def bring_along(
    gradebook: Gradebook,
    coursedir: CourseDirectory,
    config: Config,
    lesson: Lesson | Assignment,
) -> tuple[str, ...]:
    """Give the gradebook the notebooks and cells that a lesson has now.

    Returns a sentence for each difference. Raises CellsInUse where the change would
    lose what a person graded.
    """
    changes = bring_notebooks_along(gradebook, lesson)
    return changes + _update_cells(coursedir, config, lesson)


def bring_notebooks_along(
    gradebook: Gradebook, lesson: Lesson | Assignment
) -> tuple[str, ...]:
    """Give the submissions of a lesson the notebooks that it has now, still empty.

    Returns a sentence for each difference. Raises CellsInUse where a notebook has
    another name, or one that is gone holds what a person graded.
    """
    try:
        known = gradebook.find_assignment(lesson.name)
    except MissingEntry:
        return ()
    names = [name.removesuffix(".ipynb") for name in lesson.notebook_names]
    gone = [one for one in known.notebooks if one.name not in names]
    new = sorted({*names} - {one.name for one in known.notebooks})
    if not known.submissions or not (gone or new):
        return ()  # nbgrader does it
    if gone and new:
        raise CellsInUse(
            f"its notebook is called {', '.join(new)} now, and there are submissions "
            f"of {', '.join(one.name for one in gone)}. Give it that name back."
        )
    for one in gone:
        _refuse_to_lose(one, [*one.grade_cells, *one.solution_cells, *one.task_cells])
    changes = [f"the notebook {one.name} was taken out" for one in gone]
    for one in gone:
        gradebook.remove_notebook(one.name, lesson.name)
    for name in new:
        row = gradebook.add_notebook(name, lesson.name, kernelspec="{}")
        for submission in known.submissions:
            gradebook.db.add(SubmittedNotebook(notebook=row, assignment=submission))
    gradebook.db.commit()
    return (*changes, *(f"the notebook {name} is new" for name in new))


def _update_cells(coursedir, config, lesson):
    """Give the gradebook the cells that a lesson has now; say what was different.

    The steps of a release run up to the one that saves the cells; nothing of release/
    is written.
    """
    changes = ()
    for name, notebook in lesson.notebooks.items():
        ids = {
            "student": ".",
            "assignment": lesson.name,
            "notebook": name.removesuffix(".ipynb"),
            "db_url": coursedir.db_url,
        }
        resources = {"nbgrader": ids, "unique_key": ids["notebook"]}
        resources["metadata"] = {"path": str(lesson.folder)}  # autotests are run there
        notebook = copy.deepcopy(notebook)
        changes += _update_notebook(coursedir, config, notebook, resources)
    return changes


def _update_notebook(coursedir, config, notebook, resources):
    generate = GenerateAssignment(coursedir=coursedir, config=config)
    with contextlib.chdir(coursedir.root):
        for kind in generate.preprocessors:
            kind = import_item(kind) if isinstance(kind, str) else kind
            saves = issubclass(kind, SaveCells)
            step = KeepCells(config=config) if saves else kind(config=config)
            if step.enabled:
                notebook, resources = step.preprocess(notebook, resources)
            if saves:
                return step.changes
    return ()


def _change(db: Session, notebook: Notebook, wanted: dict) -> tuple[str, ...]:
    """Change the gradebook's cells to the wanted ones; return what was different."""
    there = {
        GradeCell: notebook.grade_cells,
        SolutionCell: notebook.solution_cells,
        TaskCell: notebook.task_cells,
        SourceCell: notebook.source_cells,
    }
    there = {kind: {cell.name: cell for cell in found} for kind, found in there.items()}
    gone = [
        cell
        for kind, cells in there.items()
        for name, cell in cells.items()
        if name not in wanted[kind]
    ]
    _refuse_to_lose(notebook, gone)
    changes = []
    for cell in gone:
        if not isinstance(cell, SourceCell):
            for entry in _entries(cell):
                db.delete(entry)
        db.delete(cell)
    db.flush()
    for kind, cells in wanted.items():
        for name, info in cells.items():
            cell = there[kind].get(name)
            if cell is None:
                _add(db, kind(name=name, notebook=notebook, **info), notebook)
                continue
            changes += _differences(cell, info)
            for field, value in info.items():
                setattr(cell, field, value)
    graded = [set(there[kind]) for kind in (GradeCell, TaskCell)]
    old = set().union(*graded)
    new = wanted[GradeCell].keys() | wanted[TaskCell].keys()
    changes += [f"{name} is new" for name in new - old]
    changes += [f"{name} was taken out" for name in old - new]
    return tuple(sorted(set(changes)))


def _add(db, cell, notebook):
    """Add a cell, and an empty entry of it to each submission."""
    db.add(cell)
    db.flush()
    for submission in notebook.submissions:
        if isinstance(cell, (GradeCell, TaskCell)):
            db.add(Grade(cell_id=cell.id, notebook=submission))
        if isinstance(cell, (SolutionCell, TaskCell)):
            db.add(Comment(cell_id=cell.id, notebook=submission))


def _entries(cell):
    """Return the grades and comments that submissions have for a cell."""
    return [*(cell.grades or ()), *(cell.comments or ())]


def _differences(cell, info):
    old, new = getattr(cell, "max_score", None), info.get("max_score")
    if old != new:
        yield f"{cell.name} has {new:g} points, not {old:g}"
    if isinstance(cell, SourceCell) and cell.source != info["source"]:
        yield f"the cell {cell.name} has another text"


def _refuse_to_lose(notebook, gone):
    """Raise CellsInUse where a cell that is gone holds what a person entered."""
    fields = ("manual_score", "extra_credit", "manual_comment")
    for cell in gone:
        if isinstance(cell, SourceCell):
            continue
        students = sorted(
            {
                entry.notebook.student.id
                for entry in _entries(cell)
                if any(getattr(entry, field, None) is not None for field in fields)
            }
        )
        if students:
            more = "" if len(students) <= _NAMED else f" and {len(students) - _NAMED}"
            named = ", ".join(students[:_NAMED]) + (more and f"{more} more")
            raise CellsInUse(
                f"the cell {cell.name} is not in its notebook any more, but has points "
                f"or comments by hand ({named}). Put the cell back, or clear them in "
                "formgrader first."
            )
