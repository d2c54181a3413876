"""Books opened earlier learn which account takes cash differences."""

from typing import Any

from django.db import migrations

CODES = {"koperasi": "6-1111", "kube": "6112", "yayasan": "5-112", "panti": "5-508"}


def mark(apps: Any, _schema_editor: Any) -> None:
    """Mark the account of the seed chart where the book has no such account yet."""
    accounts = apps.get_model("ledger", "Account").objects
    for framework, code in CODES.items():
        marked = accounts.filter(book__framework=framework, purpose="cash_difference")
        accounts.filter(book__framework=framework, code=code, purpose="").exclude(
            book__in=list(marked.values_list("book_id", flat=True))
        ).update(purpose="cash_difference")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_cash")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
