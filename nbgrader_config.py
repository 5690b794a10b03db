"""The course as nbgrader sees it: what a blank is, how to release, how to grade.

`nbgrader generate_assignment LESSON`, `nbgrader autograde LESSON` and formgrader's
buttons read this file; so does `python -m grader`.
"""

import sys
from pathlib import Path

COURSE = Path(__file__).absolute().parent
if str(COURSE) not in sys.path:  # the plug-ins below live in this folder
    sys.path.insert(0, str(COURSE))

c = get_config()  # noqa: F821 (traitlets puts it there)

c.CourseDirectory.course_id = "regularization"
c.CourseDirectory.root = str(COURSE)
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "_author",
    ".DS_Store",
]

# A blank keeps its markers, and `dW3 = …  # why` becomes `dW3 = None  # why`;
# the helper modules and the visible checks are put beside the notebook.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "grader.nbgrader_plugins.KeepBlanks",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "grader.nbgrader_plugins.PackRelease",
]

# Files are read in any encoding and mended from the source; the verdicts are
# reached outside the student's kernel.
c.Autograde.exporter_class = "grader.nbgrader_plugins.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "grader.nbgrader_plugins.Repair",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "grader.nbgrader_plugins.Judge",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "grader.nbgrader_plugins.SaveVerdicts",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# The same pages, with the lesson's own text rendered once for a class.
c.GenerateFeedback.exporter_class = "grader.feedback.FeedbackExporter"

# What one submission may take; each limit that is hit is named in the feedback.
c.Judge.cell_seconds = 30
c.Judge.submission_seconds = 300
c.Judge.memory_mb = 3072  # beside the imported packages
c.Judge.threads = 200
c.Judge.output_mb = 2  # kept of one cell
c.Judge.file_mb = 50  # the largest file that code may write
c.Judge.work_mb = 200  # all files that code may write
c.Judge.work_files = 2000
c.Judge.notebook_mb = 20  # the submitted file
c.Judge.cells = 2000
c.Judge.sealed = True  # False runs work that you trust where it cannot be sealed
c.Judge.all_cells = False  # True runs the cells marked as experiments as well
