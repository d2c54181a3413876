"""Database guards: what nobody can do to the books, not even from the database console.

The triggers lie in sqlite.sql and postgresql.sql, those on what the desk keeps in *_desk.sql, those
on the papers of supervisors in *_checking.sql; upper apps add theirs (`add_guards`). They are
dropped before every migrate and installed after it, because an altering migration on SQLite
rebuilds its table and silently drops the triggers on it. `missing_guards()` tells at start-up and
in `check_books`.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import gettext as _

from ledger.integrity.messages import MESSAGES

HERE = Path(__file__).parent
NO_TWO_STATES = "lumbung_one_state_per_year"
"""django-ledger makes two NULL-unit state rows when two first entries of a year meet."""


_added: list[tuple[Path, str, Mapping[str, str]]] = []
"""What upper apps guard: folder of the SQL files, app label, messages."""


def add_guards(folder: Path, app_label: str, messages: Mapping[str, str]) -> None:
    """Guard an upper app's tables too: its `sqlite*.sql` and `postgresql*.sql`, from `ready()`."""
    if all(known != folder for known, _label, _messages in _added):
        _added.append((folder, app_label, messages))
        guard_sql.cache_clear()


class GuardsMissingError(RuntimeError):
    """The database lacks guards; the books must not be used until they stand again."""


@cache
def guard_sql(vendor: str) -> dict[str, str]:
    """Return guard name → SQL for `sqlite` or `postgresql`."""
    parts = _named_parts(HERE / f"{vendor}.sql", MESSAGES)
    for topic in ("_desk", "_checking"):
        parts |= _named_parts(HERE / f"{vendor}{topic}.sql", MESSAGES)
    for folder, _label, messages in _added:
        for file in sorted(folder.glob(f"{vendor}*.sql")):
            parts |= _named_parts(file, messages)
    return parts


@cache
def gate_sql(vendor: str) -> dict[str, str]:
    """Return name → SQL of the functions that the gate calls; SQLite has none."""
    if vendor != "postgresql":
        return {}
    return _named_parts(HERE / "postgresql_gate.sql", MESSAGES)


def _named_parts(file: Path, messages: Mapping[str, str]) -> dict[str, str]:
    text = file.read_text(encoding="utf-8")
    parts = re.split(r"^-- @ (\w+)\n", text, flags=re.MULTILINE)[1:]
    named = {}
    for name, sql in zip(parts[::2], parts[1::2], strict=True):
        for key, message in messages.items():
            sql = sql.replace("{" + key + "}", message.replace("'", "''"))
        named[name] = sql.strip()
    return named


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Put every guard in place, replacing those that stand."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, sql in (guard_sql(connection.vendor) | gate_sql(connection.vendor)).items():
            cursor.execute(_drop_sql(connection.vendor, name))
            cursor.execute(sql)
        cursor.execute(
            f"CREATE UNIQUE INDEX IF NOT EXISTS {NO_TWO_STATES} ON"
            " django_ledger_entitystatemodel (entity_model_id, fiscal_year, key)"
            " WHERE entity_unit_id IS NULL"
        )


def drop(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take all guards down: only for a migration, which puts them up again, and for tests."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name in guard_sql(connection.vendor) | gate_sql(connection.vendor):
            cursor.execute(_drop_sql(connection.vendor, name))


def _drop_sql(vendor: str, name: str) -> str:
    if vendor == "postgresql":
        return f"DROP ROUTINE IF EXISTS {name} CASCADE"  # by its name, whatever it is given
    return f"DROP TRIGGER IF EXISTS {name}"


def missing_guards(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of guards that are absent, switched off, or differ from this version."""
    connection = connections[using]
    wanted = guard_sql(connection.vendor) | gate_sql(connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
                " WHERE t.tgname LIKE 'lumbung_%' AND t.tgenabled = 'O'"
                " AND p.pronamespace = current_schema()::regnamespace"
            )
            found = dict(cursor.fetchall())
            cursor.execute(
                "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'lumbung_gate_%'"
                " AND prorettype <> 'trigger'::regtype"
                " AND pronamespace = current_schema()::regnamespace"
            )
            found |= dict(cursor.fetchall())
            same = {n for n, sql in wanted.items() if n in found and found[n].strip() in sql}
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = dict(cursor.fetchall())
            same = {n for n, sql in wanted.items() if found.get(n) == sql.rstrip(";")}
    return sorted(set(wanted) - same)


def require(using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise GuardsMissingError unless every guard stands."""
    if missing := missing_guards(using):
        raise GuardsMissingError(
            _(
                "Pengaman pembukuan tidak lengkap (%(names)s). Jalankan “./lumbung manage migrate”,"
                " lalu “./lumbung manage check_books”."
            )
            % {"names": ", ".join(missing[:3])}
        )


def drop_before_migrate(*, using: str, **_kwargs: Any) -> None:
    """Signal receiver: migrations alter guarded tables."""
    drop_if_present(using)


def drop_if_present(using: str) -> None:
    """Drop the guards when the tables they stand on exist."""
    connection = connections[using]
    if "ledger_voucher" in connection.introspection.table_names():
        drop(using)


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Signal receiver: the guards stand again, whatever the migration rebuilt.

    A database taken back to an older version has no place for some of them: it stays without,
    and nothing posts into it (`require`) until it is migrated forward.
    """
    labels = ("ledger", *(label for _folder, label, _messages in _added))
    models = (model for label in labels for model in apps.get_app_config(label).get_models())
    wanted = {model._meta.db_table for model in models}
    wanted.add("django_ledger_journalentrymodel")
    if wanted <= set(connections[using].introspection.table_names()):
        install(using)
