"""A migration that alters a guarded table leaves every guard standing."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models

import ledger.migrations
from ledger.engine import journal as engine
from ledger.integrity import guards
from ledger.integrity.guards import GuardsMissingError, guard_sql, missing_guards
from ledger.models import Event, Voucher
from ledger.services import journal
from ledger.services.posting import writing

MIGRATIONS = Path(ledger.migrations.__file__).parent
pytestmark = pytest.mark.django_db(transaction=True)


def widen(model: type[models.Model], name: str) -> None:
    """Alter a column of a guarded table without the migrate command."""
    old = model._meta.get_field(name)
    new = models.CharField(max_length=250)
    new.set_attributes_from_name(name)
    new.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, old, new)


def test_every_guard_stands_after_migrate() -> None:
    assert missing_guards() == []
    assert len(guard_sql(connection.vendor)) > 40


def test_a_migration_of_a_guarded_table_leaves_every_guard_standing() -> None:
    """Backwards and forwards over a real one: 0002 adds a column to the subsidiary accounts."""
    call_command("migrate", "ledger", "0001", verbosity=0)
    with pytest.raises(GuardsMissingError):
        guards.require()

    call_command("migrate", verbosity=0)

    assert missing_guards() == []


def test_the_function_that_writes_names_every_column_of_the_gate() -> None:
    """What Python sends for a column that the function leaves out would be lost without a word."""
    said = " ".join(guards.gate_sql("postgresql")["lumbung_gate_write"].split())

    for table, columns in (
        (engine.ENTRIES, engine.ENTRY_COLUMNS),
        (engine.TRANSACTIONS, engine.TRANSACTION_COLUMNS),
        (writing.VOUCHERS, writing.VOUCHER_COLUMNS),
        (writing.LINES, writing.LINE_COLUMNS),
        (writing.EVENTS, writing.EVENT_COLUMNS),
    ):
        names = ", ".join(columns)
        assert f"INSERT INTO {table} ({names}) SELECT {names} FROM" in said


THROWAWAY = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("ledger", "{last}")]
    operations = [
        migrations.AlterField("voucher", "narration", models.CharField(max_length=251)),
        migrations.AlterField("line", "memo", models.CharField(max_length=101, blank=True)),
        migrations.AlterField("accountbalance", "count", models.BigIntegerField()),
        migrations.AddField("event", "more", models.CharField(max_length=9, default="")),
    ]
"""


@pytest.fixture
def one_migration_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The ledger's migrations and one more, which makes SQLite rebuild guarded tables."""
    folder = tmp_path / "throwaway_migrations"
    folder.mkdir()
    (folder / "__init__.py").touch()
    names = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    for name in names:
        source = f'import_module("ledger.migrations.{name}")'
        text = f"from importlib import import_module\n\nMigration = {source}.Migration\n"
        (folder / f"{name}.py").write_text(text)
    (folder / "9999_throwaway.py").write_text(THROWAWAY.format(last=names[-1]))
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.MIGRATION_MODULES = {"ledger": "throwaway_migrations"}


def test_a_migration_that_rebuilds_guarded_tables_leaves_every_guard_standing(
    one_migration_more: None,
) -> None:
    call_command("migrate", "ledger", "9999", verbosity=0)

    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "ledger_event")
    assert "more" in {column.name for column in columns}
    assert missing_guards() == []


def test_an_alteration_past_migrate_is_noticed_on_sqlite() -> None:
    """SQLite rebuilds the table and silently drops its triggers; migrate puts them up again."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL alters in place: see the next test")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")

    widen(Event, "subject")

    assert missing_guards() == [
        "lumbung_event_delete",
        "lumbung_event_insert",
        "lumbung_event_update",
    ]
    call_command("migrate", verbosity=0)
    assert missing_guards() == []


def test_an_alteration_past_migrate_keeps_the_guards_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite rebuilds the table: see the test before")

    widen(Event, "subject")
    widen(Voucher, "narration")

    assert missing_guards() == []


def test_a_missing_guard_is_named_and_posting_is_refused() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER lumbung_line_update")
        else:
            cursor.execute("DROP FUNCTION lumbung_line_update() CASCADE")
    journal._guards_seen.clear()

    assert missing_guards() == ["lumbung_line_update"]
    with pytest.raises(GuardsMissingError, match="lumbung_line_update"):
        journal.guards_checked()

    call_command("migrate", verbosity=0)
    journal.guards_checked()


def test_a_guard_with_another_text_counts_as_missing() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER lumbung_event_delete")
            cursor.execute(
                "CREATE TRIGGER lumbung_event_delete BEFORE DELETE ON ledger_event"
                " BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION lumbung_event_delete() RETURNS trigger"
                " LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
            )

    assert missing_guards() == ["lumbung_event_delete"]


def test_a_guard_switched_off_on_postgresql_counts_as_missing() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_line DISABLE TRIGGER lumbung_line_update")

    assert missing_guards() == ["lumbung_line_update"]


def test_install_can_be_repeated() -> None:
    guards.install()
    guards.install()

    assert missing_guards() == []


def test_the_engine_keeps_one_state_row_for_a_year_without_unit() -> None:
    """Two first entries of a year at once would otherwise break every later post of the year."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        else:
            cursor.execute("SELECT indexname FROM pg_indexes")
        names = {row[0] for row in cursor.fetchall()}

    assert guards.NO_TWO_STATES in names
