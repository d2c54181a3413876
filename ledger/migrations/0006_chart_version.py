import secrets

import django.db.models.deletion
from django.db import migrations, models


def number_standing_charts(apps, _schema_editor):
    """Books that stand already get their first number; triggers see to the rest."""
    book, version = apps.get_model("ledger", "Book"), apps.get_model("ledger", "ChartVersion")
    version.objects.bulk_create(
        version(book_id=pk, version=secrets.randbits(63))
        for pk in book.objects.values_list("pk", flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0005_cash_difference_account"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChartVersion",
            fields=[
                (
                    "book",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="chart_version",
                        serialize=False,
                        to="ledger.book",
                    ),
                ),
                ("version", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "versi bagan akun",
                "verbose_name_plural": "versi bagan akun",
            },
        ),
        migrations.RunPython(number_standing_charts, migrations.RunPython.noop),
    ]
