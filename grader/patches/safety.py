"""Where one file, name or date stops nbgrader for a whole class, or is misread."""

import contextlib
import glob
import os
import re
import stat
import sys
import types
from pathlib import Path

_SMALL_FILES = ("timestamp.txt", "submission_secret.txt")
_SECRET = re.compile(r"[\w.+-]{8,300}", re.ASCII)


def harden_autograde(converter, notebook_names, look_back):
    """Let no submission stop, slow down or outdate another in nbgrader's Autograde.

    Before each submission the old scores are taken back, and only the lesson's own
    notebooks are looked at. Of other files only the two small ones that nbgrader's
    exchange needs are copied into autograded/: not 20,000 files (nbgrader compares
    each with each), and no link to something that is not theirs.
    notebook_names: called with a lesson's name. look_back: called with lesson and
    student while the old result is there still.
    """
    configured = converter.pre_convert_hook
    coursedir = converter.coursedir = _private(converter.coursedir)
    coursedir.ignore = ["*"]
    begin = converter.init_destination

    def init_destination(assignment_id, student_id):
        look_back(assignment_id, student_id)
        return begin(assignment_id, student_id)

    def before(assignment, student, notebooks):
        folder = Path(notebooks[0]).parent
        lesson, student = folder.name, folder.parent.name
        names = notebook_names(lesson)  # without one: not graded, rather than zero
        notebooks[:] = [path for path in notebooks if Path(path).name in names]
        take_back_scores(coursedir, lesson, student)
        autograded = coursedir.autograded_directory
        copy = Path(coursedir.format_path(autograded, student, lesson))
        keep_small_files(folder, copy, coursedir.get_existing_timestamp(str(folder)))
        if configured:
            configured(assignment=assignment, student=student, notebooks=notebooks)

    converter.init_destination = init_destination
    converter.pre_convert_hook = before


def keep_small_files(submitted, folder, when):
    """Write what nbgrader's exchange asks for to return feedback into a folder.

    submitted: where a student's files are; of them only a short secret is read. when:
    the time of submission in UTC, or None. What was there before is replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in _SMALL_FILES:
        (folder / name).unlink(missing_ok=True)
    if when is not None:
        (folder / "timestamp.txt").write_text(f"{when} UTC\n")
    secret = submitted / "submission_secret.txt"
    with contextlib.suppress(OSError, ValueError):
        plain = stat.S_ISREG(secret.lstat().st_mode) and secret.lstat().st_size < 300
        text = secret.read_text("ascii").strip() if plain else ""
        if _SECRET.fullmatch(text):
            (folder / secret.name).write_text(text)


def release_what_was_handed_in():
    """Let nbgrader 0.9.6 release feedback where some work came by another way.

    It stops for the whole class at the first student without the two files that only
    its own `submit` writes; there is no page to fetch for those.
    """
    from nbgrader.exchange.default import release_feedback

    def found(pattern):
        pages, left = [], []
        for page in _glob_by_name(pattern):
            folder = Path(page).parent
            whole = all((folder / name).is_file() for name in _SMALL_FILES)
            (pages if whole else left).append(page)
        if left:
            print(
                f"{len(left)} pages stay here, as those students did not use `nbgrader "
                "submit`. `python -m grader feedback --zip` packs them.",
                file=sys.stderr,
            )
        return pages

    release_feedback.glob = types.SimpleNamespace(glob=found)


def hide_missing_exchange():
    """Let formgrader of nbgrader 0.9.6 speak of an exchange only where one is set.

    Its first page warns of a folder that is missing, and that most courses do without.
    """
    handlers = sys.modules.get("nbgrader.server_extensions.formgrader.handlers")
    if handlers is None:
        return  # this is no server
    page = handlers.ManageAssignmentsHandler
    render = page.render
    if render.__module__ == __name__:  # once
        return

    def without_warning(self, name, **values):
        config = self.settings["nbgrader_formgrader"].config
        if "root" not in config.Exchange and not os.path.exists(values["exchange"]):
            values["exchange_missing"] = False
        return render(self, name, **values)

    page.render = without_warning


def read_times(submission_time, parse_time):
    """Let nbgrader 0.9.6 read times as the grader does.

    It takes a zone that it does not know for UTC, and +0900 for 900 seconds; where a
    text is no date it fails, and formgrader then lists nobody.
    submission_time: (folder, zone) to (time or None, note). parse_time: (text, zone) to
    (time, note), or a ValueError; one with a `zone` where that is not clear.
    """
    from nbgrader import api, coursedir, utils
    from nbgrader.apps import api as apps
    from nbgrader.apps import zipcollectapp
    from nbgrader.exchange.default import collect

    plain = utils.parse_utc
    if plain.__module__ == __name__:  # once
        return

    def parse_utc(when):
        if isinstance(when, str):
            try:
                return parse_time(when, "UTC")[0]
            except (ValueError, OverflowError) as error:
                if hasattr(error, "zone"):
                    told = f"{when}: {error}. Write its offset, such as +0900."
                    raise ValueError(told) from None
        return plain(when)

    def get_existing_timestamp(self, dest_path):
        zone = self.config.Exchange.get("timezone", "UTC")
        when, note = submission_time(dest_path, zone)
        if note:
            self.log.warning("%s: %s", dest_path, note)
        return when

    def get_submitted_timestamp(self, assignment_id, student_id):
        submitted = self.coursedir.submitted_directory
        folder = self.coursedir.format_path(submitted, student_id, assignment_id)
        return self.coursedir.get_existing_timestamp(folder)

    def duedate(self):
        # An extension of no date is none; nbgrader adds it to None.
        due = self.assignment.duedate
        return due if due is None or self.extension is None else due + self.extension

    for module in (utils, coursedir, apps, zipcollectapp, collect):
        module.parse_utc = parse_utc
    coursedir.CourseDirectory.get_existing_timestamp = get_existing_timestamp
    apps.NbGraderAPI.get_submitted_timestamp = get_submitted_timestamp
    api.SubmittedAssignment.duedate = property(duedate)


def _private(coursedir):
    """Return a copy of nbgrader's view of the course: formgrader shares its own."""
    from nbgrader.coursedir import CourseDirectory

    mine = CourseDirectory(config=coursedir.config)
    for name, trait in coursedir.traits().items():
        if trait.metadata.get("config"):
            setattr(mine, name, getattr(coursedir, name))
    return mine


def take_back(grade):
    """Take back a grade: it waits for a person."""
    grade.auto_score = None
    grade.needs_manual_grade = True


def take_back_scores(coursedir, lesson, student):
    """Take back a student's automatic scores, before a new submission is graded.

    If grading then fails, no older score stands as if it were the new one.
    """
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            submission = gradebook.find_submission(lesson, student)
        except MissingEntry:
            return
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                take_back(grade)
        gradebook.db.commit()


def find_folders_by_name(name_problem):
    """Let nbgrader 0.9.6 find folders whatever is in their names.

    It takes brackets in the path of a course for a pattern, also where it looks which
    files to ignore, and a student called `*` for everybody; a name with a line break
    ends the class.
    name_problem: why a name can be no student's; those are named, and left out.
    """
    from nbgrader import utils
    from nbgrader.apps import api
    from nbgrader.converters import Autograde, base
    from nbgrader.exchange.default import collect, exchange, fetch_feedback
    from nbgrader.exchange.default import list as listing

    finder = types.SimpleNamespace(glob=_glob_by_name)
    for module in (utils, api, base, collect, exchange, fetch_feedback, listing):
        module.glob = finder
    students = api.NbGraderAPI.get_submitted_students
    start = Autograde.init_notebooks

    def get_submitted_students(self, assignment_id):
        found = students(self, assignment_id)
        return {student for student in found if not name_problem(student)}

    def init_notebooks(self):
        asked = self.coursedir.student_id
        wrong = "" if asked == "*" else name_problem(asked)
        if wrong and Path(self._format_source("", asked)).is_dir():
            raise ValueError(f"{asked} is not graded: {wrong}")
        start(self)
        for path in list(self.assignments):
            student = Path(path).parent.name
            if name_problem(student):
                del self.assignments[path]
                self.log.error("%r is not graded: %s", student, name_problem(student))

    if start.__module__ != __name__:  # once
        api.NbGraderAPI.get_submitted_students = get_submitted_students
        Autograde.init_notebooks = init_notebooks


def _glob_by_name(pattern):
    """Return the paths that match; what is there as it is written is no pattern."""
    here, parts = os.sep if pattern.startswith(os.sep) else "", pattern.split(os.sep)
    for number, part in enumerate(parts):
        there = os.path.join(here, part)  # as nbgrader wrote it, a "." included
        if part == "*" or not os.path.exists(there):
            rest = os.path.join(*parts[number:])
            return [os.path.join(here, path) for path in glob.glob(rest, root_dir=here)]
        here = there
    return [here]
