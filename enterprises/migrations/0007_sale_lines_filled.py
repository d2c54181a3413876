"""Channel and name of a sale line, copied from the sale and the product of that time."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def copy(apps, _schema_editor):
    SaleLine = apps.get_model("enterprises", "SaleLine")
    Sale = apps.get_model("enterprises", "Sale")
    Product = apps.get_model("enterprises", "Product")
    sale = Sale.objects.filter(pk=OuterRef("sale"))
    product = Product.objects.filter(pk=OuterRef("product"))
    SaleLine.objects.filter(channel__isnull=True).update(
        channel=Subquery(sale.values("channel")[:1]), name=Subquery(product.values("name")[:1])
    )


def claim(apps, _schema_editor):
    """Who owes a sale on credit, and how much: read from its voucher."""
    Sale = apps.get_model("enterprises", "Sale")
    Line = apps.get_model("ledger", "Line")
    for sale in Sale.objects.filter(terms="tempo", customer__isnull=True):
        owed = Line.objects.filter(
            voucher=sale.voucher_id, debit__gt=0, account__control="customer"
        ).values_list("subsidiary", "debit")
        if len({customer for customer, _debit in owed}) == 1 and owed[0][0] is not None:
            sale.customer_id, sale.claim = owed[0][0], sum(debit for _customer, debit in owed)
            sale.save(update_fields=["customer", "claim"])


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0006_sales_terms")]
    operations = [
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.RunPython(claim, migrations.RunPython.noop),
    ]
