"""Rows into tables without an object for each: the gate writes thousands of them.

SQLite takes them row by row through one prepared statement. PostgreSQL gets all statements of
a batch in one message, each with its rows as one JSON value, so that a voucher costs one round
trip. Tables and columns are named by our own code only; values are plain text, whole numbers,
booleans and None (`stamp`, `uid`, `document`).
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
    """Statements that run in the order in which they were added."""

    def __init__(self) -> None:
        self._statements: list[tuple[str, Any]] = []

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows; the order of the values is that of the columns."""
        names = ", ".join(f'"{column}"' for column in columns)
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            sql, values = f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows  # noqa: S608
        else:
            sql = (
                f'INSERT INTO "{table}" ({names}) SELECT {names}'  # noqa: S608
                f' FROM json_populate_recordset(NULL::"{table}", %s)'
            )
            values = json.dumps([dict(zip(columns, row, strict=True)) for row in rows])
        self._statements.append((sql, values))

    def update(self, table: str, change: str, key: str, identifiers: Sequence[str]) -> None:
        """Apply one change, in SQL, to the rows with these identifiers."""
        sql = f'UPDATE "{table}" SET {change} WHERE "{key}"'  # noqa: S608
        if connection.vendor == "sqlite":
            self._statements.append((f"{sql} = %s", [(i,) for i in identifiers]))
        else:
            self._statements.append((f"{sql} = ANY(%s::uuid[])", "{" + ",".join(identifiers) + "}"))

    def run(self) -> None:
        """Send everything."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for sql, rows in self._statements:
                    cursor.executemany(sql, rows)
            else:
                cursor.execute(
                    "; ".join(sql for sql, _ in self._statements),
                    [value for _, value in self._statements],
                )
        self._statements = []
