"""Terms of savings products that change: from the first of a month on, by a decision."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import InterestSlip, Obligation, SavingsProduct, SavingsTerms
from members.selectors.savings_terms import TERMS, product_on
from members.services.savings import SavingsError
from members.services.savings_products import check_terms

INTEREST = ("interest_percent", "interest_method", "is_taxed")
DUES = ("fixed_amount", "due_day")


@transaction.atomic
def change_terms(
    *,
    product: SavingsProduct,
    valid_from: date,
    decision: str,
    actor: Any,
    at: datetime,
    **given: Any,
) -> SavingsTerms:
    """Let new terms hold from a month on; what came before stays as it was.

    `given` are names of `TERMS`; what is not named stays. Raises SavingsError for a day that is
    no first of a month, without a decision, for a month whose interest or dues were run already,
    for a month before one that has terms of its own, and for terms that contradict each other.
    """
    book = lock_book(product.organization.book)
    if valid_from.day != 1:
        raise SavingsError(_("Ketentuan baru mulai pada tanggal 1."), field="valid_from")
    if not decision.strip():
        raise SavingsError(_("Tulis keputusan yang menjadi dasarnya."), field="decision")
    newest = product.terms.order_by("-valid_from").first()
    if newest is not None and valid_from < newest.valid_from:
        raise SavingsError(
            _("Sudah ada ketentuan yang berlaku mulai %(day)s; pilih bulan itu atau sesudahnya.")
            % {"day": newest.valid_from.strftime("%d/%m/%Y")},
            field="valid_from",
        )
    terms = product_on(product, valid_from)
    changed = {n: v for n, v in given.items() if n in TERMS and getattr(terms, n) != v}
    for name, value in changed.items():
        setattr(terms, name, value)
    check_terms(terms)
    _refuse_the_past(product, valid_from, changed)
    made = SavingsTerms.objects.create(
        product=product,
        valid_from=valid_from,
        decision=decision.strip()[:120],
        made_by=actor,
        made_at=at,
        **{name: getattr(terms, name) for name in TERMS},
    )
    events.log(
        act="change_savings_terms",
        subject=f"{product.code} {valid_from.isoformat()}",
        actor=actor,
        at=at,
        book=book,
        decision=made.decision,
        **{name: str(value) for name, value in changed.items()},
    )
    return made


def _refuse_the_past(product: SavingsProduct, valid_from: date, changed: dict[str, Any]) -> None:
    """Months that were run keep the terms they were run with."""
    first = valid_from.year * 100 + valid_from.month
    if any(name in changed for name in DUES):
        last = Obligation.objects.filter(product=product, period__gte=first).order_by("-period")
        if (row := last.first()) is not None:
            raise SavingsError(
                _("Iuran sampai %(month)s sudah dijalankan; pilih bulan sesudahnya.")
                % {"month": f"{row.period % 100:02d}/{row.period // 100}"},
                field="valid_from",
            )
    if any(name in changed for name in INTEREST):
        slips = InterestSlip.objects.filter(
            account__product=product, voucher__reversed_by__isnull=True
        ).order_by("-year", "-month")
        slip = slips.first()
        if slip is not None and slip.year * 100 + slip.month >= first:
            raise SavingsError(
                _("Jasa simpanan sampai %(month)s sudah dibukukan; pilih bulan sesudahnya.")
                % {"month": f"{slip.month:02d}/{slip.year}"},
                field="valid_from",
            )
