"""Dues: generate a month's obligations for all members, exempt one, and pay the oldest first.

An obligation is never a journal entry; money is recognised on receipt (koperasi.md §6.1).
"""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.calculations.periods import period_code
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import DuesExemption, Membership, Obligation, Organization, SavingsProduct
from members.selectors.dues_month import dues_month

GENERATE = """
INSERT INTO members_obligation
    (membership_id, product_id, period, due_on, amount, exempt_reason)
SELECT m.id, %s, %s, %s, %s, COALESCE((
    SELECT e.reason FROM members_duesexemption e
    WHERE e.membership_id = m.id AND (e.product_id IS NULL OR e.product_id = %s)
      AND e.starts_on <= %s AND (e.ends_on IS NULL OR e.ends_on >= %s)
    ORDER BY e.id LIMIT 1), '')
FROM members_membership m
WHERE m.organization_id = %s AND m.joined_on <= %s AND (m.left_on IS NULL OR m.left_on > %s)
  AND NOT EXISTS (
    SELECT 1 FROM members_obligation o
    WHERE o.product_id = %s AND o.membership_id = m.id AND o.period = %s)
"""
"""One statement for all members: who is a member on the day counts, who has the row keeps it; who
is exempt that month gets the row with the reason."""


class DuesError(ValueError):
    """Dues could not be generated or exempted; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def generate_dues(
    *, organization: Organization, year: int, month: int, actor: Any, at: datetime
) -> int:
    """Write the month's obligations of every dues product; returns how many are new.

    Run again, it only adds what is missing. One statement per product, whatever the number of
    members. Raises DuesError when no product has a monthly amount.
    """
    lock_book(organization.book)
    plans = dues_month(organization, year=year, month=month)
    if not plans:
        raise DuesError(_("Isi dahulu jumlah iuran sebulan pada produk simpanan."))
    made = 0
    with connection.cursor() as cursor:
        for plan in plans:
            cursor.execute(
                GENERATE,
                [
                    plan.product.pk, plan.period, plan.due_on, plan.amount, plan.product.pk,
                    plan.last, plan.start, organization.pk, plan.joined_by, plan.start,
                    plan.product.pk, plan.period,
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


@transaction.atomic
def exempt_member(
    *,
    membership: Membership,
    product: SavingsProduct | None,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    actor: Any,
    at: datetime,
) -> DuesExemption:
    """Release a member from the dues of months: those that stand already and those to come.

    Without a product from every kind of dues; a month counts when a day of it lies in between.
    Raises DuesError without a reason, for an end before the start, for another's product.
    """
    organization = membership.organization
    book = lock_book(organization.book)
    if not reason.strip():
        raise DuesError(_("Tulis alasan pembebasan iuran."), field="reason")
    if ends_on is not None and ends_on < starts_on:
        raise DuesError(_("Akhir pembebasan tidak boleh sebelum awalnya."), field="ends_on")
    if product is not None and product.organization_id != organization.pk:
        raise DuesError(_("Produk simpanan ini milik lembaga lain."), field="product")
    made = DuesExemption.objects.create(
        membership=membership,
        product=product,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip()[:200],
        made_by=actor,
        made_at=at,
    )
    months = _covered(made).filter(exempt_reason="").update(exempt_reason=made.reason)
    events.log(
        act="exempt_member",
        subject=f"{membership.number} {starts_on.isoformat()}",
        actor=actor,
        at=at,
        book=book,
        reason=made.reason,
        until=ends_on.isoformat() if ends_on else "",
        months=months,
    )
    return made


@transaction.atomic
def end_exemption(
    *, exemption: DuesExemption, ends_on: date, actor: Any, at: datetime
) -> DuesExemption:
    """Let an exemption end on a day; months after it are owed again, but for those that another
    exemption covers.

    Raises DuesError for a day before its start or after its end.
    """
    book = lock_book(exemption.membership.organization.book)
    if ends_on < exemption.starts_on or (exemption.ends_on and ends_on > exemption.ends_on):
        raise DuesError(_("Isi tanggal di dalam masa pembebasan itu."), field="ends_on")
    later = _covered(exemption).filter(
        period__gt=period_code(ends_on.year, ends_on.month), exempt_reason=exemption.reason
    )
    owed = Obligation.objects.filter(pk__in=list(later.values_list("pk", flat=True)))
    owed.update(exempt_reason="")
    exemption.ends_on = ends_on
    exemption.save(update_fields=["ends_on"])
    for other in exemption.membership.dues_exemptions.exclude(pk=exemption.pk):
        covered = _covered(other).filter(pk__in=owed, exempt_reason="")
        covered.update(exempt_reason=other.reason)
    months = owed.filter(exempt_reason="").count()
    events.log(
        act="end_exemption",
        subject=f"{exemption.membership.number} {ends_on.isoformat()}",
        actor=actor,
        at=at,
        book=book,
        months=months,
    )
    return exemption


def _covered(exemption: DuesExemption) -> QuerySet[Obligation]:
    """The obligations of the months that an exemption touches."""
    start, end = exemption.starts_on, exemption.ends_on
    found = Obligation.objects.filter(
        membership=exemption.membership_id, period__gte=period_code(start.year, start.month)
    )
    if end is not None:
        found = found.filter(period__lte=period_code(end.year, end.month))
    return found if exemption.product_id is None else found.filter(product=exemption.product_id)
