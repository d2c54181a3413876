"""Rows into tables without an object for each: the gate writes thousands of them.

SQLite takes them row by row through one prepared statement. PostgreSQL gets each table's rows as
one JSON value, all of them in one call of a function that holds the statements (and their plans),
so that a voucher costs one round trip. Tables and columns are named by our own code only; values
are plain text, whole numbers, booleans and None (`stamp`, `uid`, `document`).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection


def stamp(moment: datetime) -> str:
    """A moment as the database's own text."""
    if connection.vendor == "sqlite":
        return str(moment.astimezone(UTC).replace(tzinfo=None))
    return moment.isoformat()


def uid(identifier: UUID) -> str:
    """An identifier as the database's own text."""
    return identifier.hex if connection.vendor == "sqlite" else str(identifier)


def document(content: Mapping[str, Any]) -> Any:
    """JSON for a JSON column."""
    return json.dumps(content) if connection.vendor == "sqlite" else content


class Batch:
    """Statements that run in the order in which they were added.

    `function` is the one that does the same on PostgreSQL, given what each statement was given.
    """

    def __init__(self, function: str) -> None:
        self._function = function
        self._statements: list[tuple[str, Any]] = []

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows; the order of the values is that of the columns."""
        if connection.vendor == "postgresql":
            content = json.dumps([dict(zip(columns, row, strict=True)) for row in rows])
            self._statements.append(("%s::json", content))
            return
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join(["%s"] * len(columns))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608  # nosec B608
        self._statements.append((sql, rows))

    def update(self, table: str, change: str, key: str, identifiers: Sequence[str]) -> None:
        """Apply one change, in SQL, to the rows with these identifiers."""
        if connection.vendor == "postgresql":
            self._statements.append(("%s::uuid[]", "{" + ",".join(identifiers) + "}"))
            return
        sql = f'UPDATE "{table}" SET {change} WHERE "{key}" = %s'  # noqa: S608  # nosec B608
        self._statements.append((sql, [(identifier,) for identifier in identifiers]))

    def run(self) -> None:
        """Send everything."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                given = ", ".join(mark for mark, _value in self._statements)
                cursor.execute(
                    f"SELECT {self._function}({given})",
                    [value for _mark, value in self._statements],
                )
            else:
                for sql, rows in self._statements:
                    cursor.executemany(sql, rows)
        self._statements = []
