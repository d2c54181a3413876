"""Acts of services wait for approval; answers stay with what waits."""

import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0012_event_filters"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="act",
            field=models.CharField(blank=True, max_length=60, verbose_name="transaksi"),
        ),
        migrations.AddField(
            model_name="draft",
            name="answers",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="draft",
            name="arguments",
            field=models.JSONField(
                blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
            ),
        ),
    ]
