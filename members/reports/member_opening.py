"""The sheets for members' opening balances: every member a row, texts and blanks."""

from django.utils.translation import gettext as _

from members.models import Organization
from members.readers.member_opening import LOAN_COLUMNS, NAME, NUMBER
from members.reports.register_sheets import text_workbook
from members.selectors.member_opening import savings_products


def savings_sheet(organization: Organization) -> bytes:
    """One row for each member, one column for each product."""
    standing = (
        organization.memberships.filter(left_on__isnull=True)
        .select_related("person")
        .order_by("number")
    )
    products = [product.name for product in savings_products(organization)]
    blank = [""] * len(products)
    rows = [[member.number, member.person.name, *blank] for member in standing]
    return text_workbook("simpanan", [[NUMBER, NAME, *products], *rows])


def loans_sheet(organization: Organization) -> bytes:
    """A row for each loan; the first shows how."""
    product = organization.loan_products.filter(is_active=True).first()
    member = organization.memberships.filter(left_on__isnull=True).order_by("number").first()
    example = [
        member.number if member else "A-01",
        member.person.name if member else _("Nama anggota"),
        product.code if product else "flat",
        "P-001",
        "5.000.000",
        "3.000.000",
        "10",
        organization.book.opened_on.replace(day=1).strftime("%d/%m/%Y"),
    ]
    return text_workbook("pinjaman", [list(LOAN_COLUMNS), example])


SHEETS = {"simpanan": savings_sheet, "pinjaman": loans_sheet}
"""The last part of the address → the sheet."""
