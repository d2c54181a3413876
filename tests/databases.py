"""Databases of the suite: one without books, ready-made worlds, and throw-away copies.

An ordinary test runs in a transaction of the empty one (or of the world whose name stands in its
signature, such as `demo`) and is rolled back. A world is loaded when the first test asks for it.
A transactional test gets a fresh copy that is thrown away after it. So nothing is ever flushed:
the guards, which refuse a flush, are never disarmed to clean up after a test, and a test may
migrate, drop guards or crash without leaving a trace.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from ledger.services import journal

EMPTY = "empty"


class Databases:
    """Points Django's connection at the database that a test needs."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.worlds: dict[str, Callable[[], None]] = {}
        self.wanted = (EMPTY, False)
        self.scratch: str | None = None

    def start(self) -> None:
        """Take the freshly migrated test database as the empty one."""
        self.names[EMPTY] = str(connection.settings_dict["NAME"])
        self.provide()

    def provide(self) -> None:
        """Give the coming test the database it wants: (which, whether as a throw-away copy)."""
        if not self.names:
            return
        kind, is_copy = self.wanted
        self.throw_away()
        if kind not in self.names:
            self._load(kind)
        if is_copy:
            self.scratch = self._copy(self.names[kind], "scratch")
        self._point_to(self.scratch or self.names[kind])

    def throw_away(self) -> None:
        """Drop the copy that the last transactional test wrote into."""
        if self.scratch is not None:
            self._point_to(self.names[EMPTY])
            self._drop(self.scratch)
            self.scratch = None

    def finish(self) -> None:
        """Leave only the database that Django itself will destroy."""
        self.throw_away()
        self._point_to(self.names[EMPTY])
        for world in self.names.keys() & self.worlds.keys():
            self._drop(self.names.pop(world))

    def _load(self, world: str) -> None:
        self._point_to(self.names[EMPTY])  # a load that failed may have left us elsewhere
        name = self._copy(self.names[EMPTY], world)
        self._point_to(name)
        self.worlds[world]()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.names[world] = name

    def _point_to(self, name: str) -> None:
        if connection.settings_dict["NAME"] != name:
            connection.close()
            connection.settings_dict["NAME"] = name
        journal._guards_seen.clear()

    def _copy(self, source: str, suffix: str) -> str:
        target = f"{self.names[EMPTY]}_{suffix}"
        self._drop(target)
        if connection.vendor == "sqlite":
            with (
                contextlib.closing(sqlite3.connect(source)) as old,
                contextlib.closing(sqlite3.connect(target)) as new,
            ):
                new.execute("PRAGMA synchronous=OFF")
                old.backup(new)
            return target
        connection.close()  # a template must have no session
        with connection._nodb_cursor() as cursor:
            quote = connection.ops.quote_name
            cursor.execute(f"CREATE DATABASE {quote(target)} TEMPLATE {quote(source)}")
        return target

    def _drop(self, name: str) -> None:
        if connection.vendor == "sqlite":
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(name + suffix).unlink(missing_ok=True)
            return
        with connection._nodb_cursor() as cursor:
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


databases = Databases()
