"""The rows of a gradebook that belong to one lesson: read, compared, copied, put back.

Works on whatever database SQLAlchemy works on. Rows travel as
{table: {id: {column: value}}}.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from nbgrader.api import Base
from sqlalchemy import Connection, Select, Table, bindparam, create_engine, select

Rows = dict[str, dict[str, dict[str, Any]]]
_TABLES = Base.metadata.tables


def rows_of(connection: Connection, lesson: str, student: str | None = None) -> Rows:
    """Return the rows of a lesson; with a student, only those of their submission."""
    values = {"lesson": lesson, "student": student}
    return {
        table.name: _read(connection, query, values)
        for table, query in _queries(of_one=student is not None)
    }


def _read(connection, query, values=None):
    rows = connection.execute(query, values).mappings()
    return {row["id"]: dict(row) for row in rows}


@cache  # to build them takes longer than to run them
def _queries(of_one: bool) -> list[tuple[Table, Select]]:
    """Return (table, query), what is pointed at before what points to it.

    A query takes the lesson's name; of_one: and a student's, whose rows alone it reads.
    """
    return list(_each_query(of_one))


def _each_query(of_one: bool) -> Iterator[tuple[Table, Select]]:
    def where(name, column, within):
        table = _TABLES[name]
        return table, select(table).where(table.c[column].in_(within))

    def ids(query):
        return select(query.subquery().c.id)

    table = _TABLES["assignment"]
    lessons = select(table).where(table.c.name == bindparam("lesson"))
    if not of_one:
        yield table, lessons
        yield (found := where("notebook", "assignment_id", ids(lessons)))
        notebooks = ids(found[1])
        yield where("source_cell", "notebook_id", notebooks)
        yield (found := where("base_cell", "notebook_id", notebooks))
        for kind in ("grade_cells", "solution_cells", "task_cells"):
            yield where(kind, "id", ids(found[1]))
    table, query = where("submitted_assignment", "assignment_id", ids(lessons))
    if of_one:
        query = query.where(table.c.student_id == bindparam("student"))
    yield table, query
    yield (found := where("submitted_notebook", "assignment_id", ids(query)))
    for name in ("grade", "comment"):
        yield where(name, "notebook_id", ids(found[1]))


def those_of(connection: Connection, keys: Mapping[str, Any]) -> Rows:
    """Return the rows that there are of the given ones: {table: ids}."""
    found = {}
    for name, ids in keys.items():
        found[name], ids = {}, sorted(ids)
        for start in range(0, len(ids), 500):  # databases limit what a query holds
            table = _TABLES[name]
            query = select(table).where(table.c.id.in_(ids[start : start + 500]))
            found[name].update(_read(connection, query))
    return found


def put_back(connection: Connection, now: Rows, then: Rows) -> None:
    """Turn the rows `now` into those of `then`: nothing else is touched."""
    for table in reversed(Base.metadata.sorted_tables):
        for key in now.get(table.name, {}).keys() - then.get(table.name, {}).keys():
            connection.execute(table.delete().where(table.c.id == key))
    for table in Base.metadata.sorted_tables:
        there = now.get(table.name, {})
        for key, row in then.get(table.name, {}).items():
            if key not in there:
                connection.execute(table.insert().values(row))
            elif there[key] != row:
                connection.execute(table.update().where(table.c.id == key).values(row))


def copy_to_file(source: Connection, path: Path) -> str:
    """Copy a whole gradebook into a new SQLite file; return its address."""
    address = f"sqlite:///{path}"
    engine = create_engine(address)
    with engine.begin() as target:
        Base.metadata.create_all(target)
        for table in Base.metadata.sorted_tables:
            found = [dict(row) for row in source.execute(select(table)).mappings()]
            if found:
                target.execute(table.insert(), found)
    engine.dispose()
    return address


def to_json(rows: Rows) -> Rows:
    """Return rows as JSON can hold them."""
    return _map(rows, lambda column, value: _plain(value))


def from_json(rows: Rows) -> Rows:
    """Return the rows that `to_json` gave."""
    return _map(rows, _typed)


def _map(rows, change):
    return {
        name: {
            key: {c: change(_TABLES[name].c[c], value) for c, value in row.items()}
            for key, row in table.items()
        }
        for name, table in rows.items()
    }


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat()
    return value.total_seconds() if isinstance(value, timedelta) else value


def _typed(column, value):
    kind = column.type.python_type
    if value is not None and kind is datetime:
        return datetime.fromisoformat(value)
    if value is not None and kind is timedelta:
        return timedelta(seconds=value)
    return value
