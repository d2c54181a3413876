"""Dues: generate a month's obligations for all members, exempt one, and pay the oldest first.

An obligation is never a journal entry; money is recognised on receipt (koperasi.md §6.1).
"""

import calendar
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ledger.calculations.periods import period_code
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Obligation, Organization, SavingsKind, SavingsProduct

DUES_KINDS = (SavingsKind.WAJIB, SavingsKind.IKS, SavingsKind.MODAL)

GENERATE = """
INSERT INTO members_obligation
    (membership_id, product_id, period, due_on, amount, exempt_reason)
SELECT m.id, %s, %s, %s, %s, ''
FROM members_membership m
WHERE m.organization_id = %s AND m.joined_on <= %s AND (m.left_on IS NULL OR m.left_on > %s)
ON CONFLICT DO NOTHING
"""
"""One statement for all members: who is a member on the day counts, who has the row keeps it."""


class DuesError(ValueError):
    """Dues could not be generated or exempted; the text says what to do."""


@transaction.atomic
def generate_dues(
    *, organization: Organization, year: int, month: int, actor: Any, at: datetime
) -> int:
    """Write the month's obligations of every dues product; returns how many are new.

    Run again, it only adds what is missing. One statement per product, whatever the number of
    members. Raises DuesError when no product has a monthly amount.
    """
    lock_book(organization.book)
    products = list(
        SavingsProduct.objects.filter(organization=organization).filter(
            kind__in=DUES_KINDS, is_active=True, fixed_amount__isnull=False
        )
    )
    if not products:
        raise DuesError(_("Isi dahulu jumlah iuran sebulan pada produk simpanan."))
    start = date(year, month, 1)
    last = start.replace(day=calendar.monthrange(year, month)[1])
    made = 0
    with connection.cursor() as cursor:
        for product in products:
            joined_by = (
                date.fromordinal(start.toordinal() - 1) if product.starts_next_month else last
            )
            due_on = start.replace(day=min(product.due_day, last.day))
            cursor.execute(
                GENERATE,
                [
                    product.pk, period_code(year, month), due_on, product.fixed_amount,
                    organization.pk, joined_by, start,
                ],
            )  # fmt: skip
            made += cursor.rowcount
    events.log(
        act="generate_dues",
        subject=f"{year}-{month:02d}",
        actor=actor,
        at=at,
        book=organization.book,
        count=made,
    )
    return made


@transaction.atomic
def exempt(*, obligation: Obligation, reason: str, actor: Any, at: datetime) -> Obligation:
    """Release a member from a month's dues, with the reason. Raises DuesError without one."""
    if not reason.strip():
        raise DuesError(_("Tulis alasan pembebasan iuran."))
    obligation.exempt_reason = reason.strip()[:200]
    obligation.save(update_fields=["exempt_reason"])
    events.log(
        act="exempt_dues",
        subject=f"{obligation.membership.number} {obligation.period}",
        actor=actor,
        at=at,
        book=obligation.membership.organization.book,
        reason=obligation.exempt_reason,
    )
    return obligation


def dues_products(organization: Organization) -> list[SavingsProduct]:
    """The products with monthly dues."""
    return list(
        SavingsProduct.objects.filter(organization=organization).filter(
            kind__in=DUES_KINDS, fixed_amount__isnull=False
        )
    )
