"""Queries that are written once and asked many times.

Django writes a query's SQL anew each time, which takes longer than the database takes to answer it: half of a page.
Here the ORM writes it once a thread, with placeholders where the values go, and the SQL is kept.
"""

from __future__ import annotations

import datetime
import threading
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Field, Model, QuerySet, UUIDField

Row = TypeVar("Row")
Instance = TypeVar("Instance", bound=Model)
Value = int | str | uuid.UUID | datetime.datetime
_PLACEHOLDERS: dict[type, Callable[[int], Value]] = {
    int: lambda n: 2**61 + n,
    str: lambda n: f"<placeholder {n}>",
    uuid.UUID: lambda n: uuid.UUID(int=2**121 + n),
    datetime.datetime: lambda n: datetime.datetime(9000 + n, 1, 1, tzinfo=datetime.UTC),
}
_FIELDS: dict[type, Field[Any, Any]] = {uuid.UUID: UUIDField(), datetime.datetime: DateTimeField()}


class Asked(threading.local, Generic[Row]):
    """`write(*values)` returns the query, as `values_list()`; calling this with values of `kinds` asks it.

    Each row becomes `make(*columns)`: a NamedTuple, or `plain`. A value is compared, never None: SQL asks for that in
    other words. As with the ORM, the values are the database driver's to escape.
    """

    def __init__(self, make: Callable[..., Row], write: Callable[..., QuerySet[Any, Any]], *kinds: type[Value]) -> None:
        self._make = make
        self._write = write
        self._placeholders = [_PLACEHOLDERS[kind](number) for number, kind in enumerate(kinds)]
        self._sql = ""

    def __call__(self, *values: Value) -> list[Row]:
        """The rows for these values, in the order of the placeholders. One query."""
        if not self._sql:
            self._prepare()
        given = dict(zip(self._sent, map(_as_sent, values), strict=True))
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [given.get(value, value) for value in self._parameters])
            rows = cursor.fetchall()
        if self._converters:
            rows = self._compiler.apply_converters(rows, self._converters)
        return [self._make(*row) for row in rows]

    def _prepare(self) -> None:
        """The SQL, its parameters, and what turns the database's values into Python's, as the ORM knows them."""
        query = self._write(*self._placeholders).query
        self._compiler = query.get_compiler(using=connection.alias)
        self._sql, self._parameters = self._compiler.as_sql()
        self._sent = [_as_sent(placeholder) for placeholder in self._placeholders]
        self._converters = self._compiler.get_converters([column for column, _sql, _alias in self._compiler.select])


def _as_sent(value: Value) -> Any:
    """The value as the database is sent it: not every one knows UUIDs and moments."""
    field = next((field for kind, field in _FIELDS.items() if isinstance(value, kind)), None)
    return field.get_db_prep_value(value, connection) if field else value


def plain(*values: Any) -> tuple[Any, ...]:
    """A row as it is."""
    return values


def columns(model: type[Model]) -> list[str]:
    """The names of all columns of `model`."""
    return [field.attname for field in model._meta.concrete_fields]


def under(relation: str, names: Sequence[str]) -> list[str]:
    """`names` as they are called across `relation`."""
    return [f"{relation}__{name}" for name in names]


def instance(model: type[Instance], names: Sequence[str], values: Sequence[Any]) -> Instance | None:
    """An object of `model` with these columns, the primary key first, the others deferred; None where it has none."""
    return None if values[0] is None else model.from_db(connection.alias, names, values)
