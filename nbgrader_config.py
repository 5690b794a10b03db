"""The course as nbgrader sees it: what a blank is, how to release, how to grade.

`nbgrader generate_assignment LESSON`, `nbgrader autograde LESSON` and formgrader's
buttons read this file; so does `python -m grader`.
"""

import sys
from pathlib import Path

COURSE = Path(__file__).absolute().parent
if str(COURSE) not in sys.path:  # the plug-ins below live in this folder
    sys.path.insert(0, str(COURSE))

from grader.patches import (  # noqa: E402
    find_folders_by_name,
    hide_missing_exchange,
    read_times,
    release_what_was_handed_in,
)
from grader.submission.folders import name_problem  # noqa: E402
from grader.submission.times import parse_time, submission_time  # noqa: E402

find_folders_by_name(name_problem)
hide_missing_exchange()
read_times(submission_time, parse_time)
release_what_was_handed_in()

c = get_config()  # noqa: F821 (traitlets puts it there)

c.CourseDirectory.course_id = "regularization"
c.CourseDirectory.root = str(COURSE)
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "_author",
    ".DS_Store",
    "quiz.json",  # in a release it is one of checker/data/
]

# A blank keeps its markers, and `dW3 = …  # why` becomes `dW3 = None  # why`;
# the helper modules and the visible checks are put beside the notebook.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "grader.nbgrader_bridge.plugins.KeepBlanks",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "grader.nbgrader_bridge.cells.KeepCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "grader.nbgrader_bridge.plugins.PackRelease",
]

# c.PackRelease.address = "https://…"  # of the archives of `publish`: docs/publish.md

# Files are read in any encoding and mended from the source; the verdicts are
# reached outside the student's kernel.
c.Autograde.exporter_class = "grader.nbgrader_bridge.exporter.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "grader.nbgrader_bridge.plugins.Repair",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "grader.nbgrader_bridge.plugins.Judge",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "grader.nbgrader_bridge.plugins.SaveVerdicts",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# The same pages, with the lesson's own text rendered once for a class. The exporter
# reads points and comments, too, with a few queries in place of some for each cell.
c.GenerateFeedback.preprocessors = ["nbconvert.preprocessors.CSSHTMLHeaderPreprocessor"]
c.GenerateFeedback.exporter_class = "grader.nbgrader_bridge.feedback.FeedbackExporter"

# What one submission may take; each limit that is hit is named in the feedback.
# All of them, with their defaults, are in docs/grade-a-class.md.
c.Judge.cell_seconds = 30
c.Judge.submission_seconds = 300
c.Judge.sealed = True  # False runs work that you trust where it cannot be sealed
