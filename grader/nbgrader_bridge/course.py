"""A course as nbgrader sees it: configuration, releases, what its gradebook lacks."""

import contextlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    NoSuchModuleError,
    OperationalError,
)
from traitlets.config import Config, PyFileConfigLoader

from grader.lesson.lesson import Course
from grader.nbgrader_bridge.cells import CellsInUse, bring_notebooks_along
from grader.patches import find_schema_version_here
from grader.submission.beside import FileRules

find_schema_version_here()

_DRIVERS = {  # where the package has another name than its module
    "psycopg": "psycopg[binary]",
    "psycopg2": "psycopg2-binary",
    "MySQLdb": "mysqlclient",
}


class CourseError(RuntimeError):
    """A gradebook, configuration or source that is of no use; the text says why."""


@contextlib.contextmanager
def gradebook_errors(coursedir: CourseDirectory) -> Iterator[None]:
    """Turn what a database says of a gradebook of no use into a CourseError."""
    try:
        yield
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as error:
        raise CourseError(_no_database(coursedir.db_url, error)) from None
    except DatabaseError as error:
        raise CourseError(_not_usable(coursedir.db_url, error)) from None


def _not_usable(address, error):
    """Return a sentence on a database that is there, and fails."""
    url = sqlalchemy.engine.make_url(address)
    name = url.database
    do = "Put a copy of it back that is whole, or move it away to begin a new one."
    if url.get_backend_name() != "sqlite":
        name = url.render_as_string(hide_password=True)
        do = "See that its server runs and knows this user, and run this again."
    elif "locked" in str(error.orig):
        do = "End the other program that uses it, and run this again."
    elif isinstance(error, OperationalError):
        do = "It must be a file that you may write, on a disk that is not full."
    told = " ".join(str(error.orig).split())
    return f"the gradebook {name} cannot be used: {told}. {do}"


def _no_database(address, error):
    """Return a sentence on an address that no database can be reached by."""
    config = "c.CourseDirectory.db_url in nbgrader_config.py"
    if isinstance(error, ModuleNotFoundError):
        package = _DRIVERS.get(error.name, error.name)
        return (
            f"{config} needs the Python package {error.name}, which is missing. "
            f"Install it: pip install '{package}'"
        )
    return (
        f"{config} is no address of a database that can be used ({error}). Expected "
        "one like sqlite:////FOLDER/gradebook.db or postgresql+psycopg://USER@HOST/NAME."
    )


def load_config(root: Path) -> Config:
    """Return the configuration in nbgrader_config.py; CourseError if it fails."""
    try:
        return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except Exception as error:
        path = Path(root, "nbgrader_config.py")
        raise CourseError(
            f"{path} cannot be read: {type(error).__name__}: {error}. Correct it there."
        ) from None


def file_rules(config: Config, lesson: str) -> FileRules:
    """Return what the configuration says of files beside an assignment's notebooks."""
    ignored = CourseDirectory(config=config).ignore
    own = Autograde(config=config).exclude_overwriting.get(lesson, ())
    # A lesson has a quiz.json elsewhere in its release.
    return FileRules(tuple(n for n in ignored if n != "quiz.json"), tuple(own))


def course_zone(config: Config) -> str:
    """Return the time zone that the configuration gives the course."""
    return config.Exchange.get("timezone", "UTC")


def release(root: Path, lesson: str, into: Path | None = None) -> None:
    """Build release/LESSON with nbgrader; CourseError says why it cannot be built.

    into: a folder elsewhere that gets LESSON; the course and its gradebook stay as
    they are.
    """
    config = load_config(root)
    coursedir = CourseDirectory(config=config)
    coursedir.root = str(root)
    with tempfile.TemporaryDirectory() as folder:
        if into:
            coursedir.release_directory = str(into)
            coursedir.db_url = f"sqlite:///{folder}/gradebook.db"
        address = coursedir.db_url, coursedir.course_id
        with gradebook_errors(coursedir), Gradebook(*address) as gradebook:
            try:
                bring_notebooks_along(gradebook, Course(Path(root)).lesson(lesson))
            except CellsInUse as error:
                raise CourseError(f"{lesson} was not released: {error}") from None
        api = NbGraderAPI(coursedir=coursedir, config=config)
        result = api.generate_assignment(lesson, force=True, create=True)
    if not result["success"]:
        told = f"{result.get('error', '')}\n{result.get('log', '')}"
        if re.search(r"^KeyboardInterrupt\b", told, re.MULTILINE):
            raise KeyboardInterrupt  # which nbgrader notes like an error
        kinds = r"^\s*([\w.]*(?:Error|Exception|CellsInUse): .+)$"
        errors = re.findall(kinds, told, re.MULTILINE)
        errors = [line for line in errors if "the above traceback" not in line]
        why = (errors or told.strip().split("\n"))[-1].partition("CellsInUse: ")
        raise CourseError(f"{lesson} was not released: {why[2] or why[0]}")
