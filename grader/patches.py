"""What other libraries lack or do too slowly, put right: all patches in one place.

Each says why it is there, and in which version that was seen. A library is imported
where it is patched, so that this module costs nothing.
"""

import contextlib
import glob
import importlib
import os
import stat
import sys
import types
from pathlib import Path


def skip_address_grammar():
    """Keep jsonschema 4.26, which nbformat imports, from building a grammar.

    It is for internationalised addresses, takes 3 seconds, and is built wherever the
    package rfc3987_syntax is found; notebooks have no such addresses.
    """
    sys.modules.setdefault("rfc3987_syntax", None)


def skip_unused_imports():
    """Keep nbgrader 0.9.6 from importing what no command of ours uses.

    Its package imports its extensions of the Jupyter server, and for one function
    all of setuptools: a second together. For programs of our own only.
    """
    for name in _EXTENSIONS:
        module = types.ModuleType(f"nbgrader.server_extensions.{name}")
        module.load_jupyter_server_extension = None
        sys.modules.setdefault(module.__name__, module)
    archive_util = types.ModuleType("setuptools.archive_util")
    for name in ("unpack_archive", "unpack_tarfile", "unpack_zipfile"):
        setattr(archive_util, name, _imported_when_called(name))
    if "setuptools" not in sys.modules:
        sys.modules[archive_util.__name__] = archive_util


_EXTENSIONS = ("assignment_list", "course_list", "validate_assignment", "formgrader")


def _imported_when_called(name):
    def function(*arguments, **options):
        sys.modules.pop("setuptools.archive_util", None)
        real = importlib.import_module("setuptools.archive_util")
        return getattr(real, name)(*arguments, **options)

    return function


def harden_autograde(converter, notebook_name):
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
        take_back_scores(coursedir, lesson, student)
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


def tolerant_timestamp(coursedir, folder):
    """Return a submission's timestamp, or None with a warning if it is unusable."""
    from nbgrader.coursedir import CourseDirectory

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


@contextlib.contextmanager
def one_gradebook():
    """Let each `Gradebook(url)` in this block be the same open one, per URL.

    nbgrader 0.9.6 opens the gradebook nine times a submission, and looks through all
    of its tables each time: 0.1 s. A forked process opens its own.
    """
    from nbgrader.api import Gradebook

    opened, first, close = {}, Gradebook.__init__, Gradebook.close

    def reopen(self, db_url, *arguments, **options):
        key = os.getpid(), db_url
        if key not in opened or not _is_there(db_url):
            first(self, db_url, *arguments, **options)
            opened[key] = dict(vars(self))
        vars(self).update(opened[key])

    Gradebook.__init__ = reopen
    Gradebook.close = lambda self: self.db.remove()
    try:
        yield
    finally:
        Gradebook.__init__, Gradebook.close = first, close
        for (pid, _), parts in opened.items():
            if pid == os.getpid():
                parts["db"].remove()
                parts["engine"].dispose()


@contextlib.contextmanager
def one_transaction(gradebook):
    """Let all that is written in this block be one commit, or nothing.

    gradebook: the open one. Each of nbgrader's steps commits, some for each cell.
    """
    db = gradebook.db

    def commit():
        db.flush()
        db.expire_all()

    db.commit, db.remove = commit, lambda: None
    try:
        yield
    except BaseException:
        del db.commit, db.remove
        db.rollback()
        raise
    del db.commit, db.remove
    db.commit()


def compile_schemas_once():
    """Let nbgrader's check of a cell's metadata keep its compiled schema.

    jsonschema.validate checks and compiles the schema anew for each cell: 1 ms.
    """
    import jsonschema
    from nbgrader.nbgraderformat import common

    compiled = {}

    def validate(instance, schema):
        if id(schema) not in compiled:
            kind = jsonschema.validators.validator_for(schema)
            compiled[id(schema)] = schema, kind(schema)  # kept: its id is the key
        compiled[id(schema)][1].validate(instance)

    common.jsonschema = types.SimpleNamespace(
        validate=validate, ValidationError=jsonschema.ValidationError
    )


def _is_there(db_url):
    """Return whether a gradebook's file is still there, if it is a file."""
    import sqlalchemy

    path = sqlalchemy.engine.make_url(db_url).database
    return not path or Path(path).exists()


def find_folders_by_name(name_problem):
    """Let nbgrader 0.9.6 find folders whatever is in their names.

    It takes brackets in the path of a course for a pattern, and a student called `*`
    for everybody; a name with a line break ends the class.
    name_problem: why a name can be no student's; those are named, and left out.
    """
    from nbgrader.apps import api
    from nbgrader.converters import Autograde, base

    finder = types.SimpleNamespace(glob=_glob_by_name)
    api.glob = base.glob = finder
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
                told = student.encode("utf-8", "backslashreplace").decode()
                self.log.error("%r is not graded: %s", told, name_problem(student))

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
