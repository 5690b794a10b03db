"""What nbgrader's Autograde lacks, given to it through its own hooks."""

import stat
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory


def make_fair(converter, notebook_name):
    """Let no submission stop, slow down or outdate another in nbgrader's Autograde.

    Before each submission the old scores are taken back, and only the lesson's own
    notebook is looked at. Nothing else is copied into autograded/: not 20,000 files
    (nbgrader compares each with each), and no link to something that is not theirs.
    notebook_name: called with a lesson's name.
    """
    configured = converter.pre_convert_hook
    coursedir = converter.coursedir = _private(converter.coursedir)
    coursedir.ignore = ["*"]
    coursedir.get_existing_timestamp = lambda path: tolerant_timestamp(coursedir, path)

    def before(assignment, student, notebooks):
        folder = Path(notebooks[0]).parent
        lesson, student = folder.name, folder.parent.name
        name = notebook_name(lesson)  # without it: not graded, rather than zero
        notebooks[:] = [path for path in notebooks if Path(path).name == name]
        forget_old_scores(coursedir, lesson, student)
        stamp = tolerant_timestamp(coursedir, folder)
        if stamp is not None:
            autograded = coursedir.autograded_directory
            copy = Path(coursedir.format_path(autograded, student, lesson))
            copy.mkdir(parents=True, exist_ok=True)
            (copy / "timestamp.txt").write_text(f"{stamp} UTC\n")
        if configured:
            configured(assignment=assignment, student=student, notebooks=notebooks)

    converter.pre_convert_hook = before


def _private(coursedir):
    """Return a copy of nbgrader's view of the course: formgrader shares its own."""
    mine = CourseDirectory(config=coursedir.config)
    for name, trait in coursedir.traits().items():
        if trait.metadata.get("config"):
            setattr(mine, name, getattr(coursedir, name))
    return mine


def forget(grade):
    """Take back a grade: it waits for a person."""
    grade.auto_score = None
    grade.needs_manual_grade = True


def forget_old_scores(coursedir, lesson, student):
    """Take back a student's automatic scores, before a new submission is graded.

    If grading then fails, no older score stands as if it were the new one.
    """
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            submission = gradebook.find_submission(lesson, student)
        except MissingEntry:
            return
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                forget(grade)
        gradebook.db.commit()


def tolerant_timestamp(coursedir, folder):
    """Return a submission's timestamp, or None with a warning if it is unusable."""
    path = Path(folder, "timestamp.txt")
    try:
        if not path.exists() and not path.is_symlink():
            return None
        if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > 200:
            raise ValueError("it is no short text file")
        # nbgrader calls a method that it lacks where the text is no date.
        return CourseDirectory.get_existing_timestamp(coursedir, str(folder))
    except (AttributeError, ValueError, OverflowError, OSError) as error:
        coursedir.log.warning("%s: timestamp.txt ignored (%s)", folder, error)
        return None
