"""What other libraries do too slowly, or once too often."""

import contextlib
import importlib
import os
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


def find_schema_version_here():
    """Let nbgrader 0.9.6 find the version of a new gradebook's tables by itself.

    It starts the program alembic for that, which takes seconds, and which is not found
    where this Python's programs are not on the PATH.
    """
    from nbgrader import api

    api.get_alembic_version = _schema_version


def _schema_version():
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    return ScriptDirectory(ALEMBIC_DIR).get_current_head()


_EXTENSIONS = ("assignment_list", "course_list", "validate_assignment", "formgrader")


def _imported_when_called(name):
    def function(*arguments, **options):
        sys.modules.pop("setuptools.archive_util", None)
        real = importlib.import_module("setuptools.archive_util")
        return getattr(real, name)(*arguments, **options)

    return function


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

    address = sqlalchemy.engine.make_url(db_url)
    file = address.database if address.get_backend_name() == "sqlite" else ""
    return not file or Path(file).exists()
