"""Money promised for an activity before its voucher (R-06)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from empowerment.models import Commitment, Plan, PlanActivity, PlanState
from empowerment.selectors.plans import plan_figures
from empowerment.services.plans import PlanError, log_plan
from ledger.calculations.money import format_rupiah
from ledger.models import Voucher


@transaction.atomic
def commit(
    *, activity: PlanActivity, given: Mapping[str, Any], actor: Any, at: datetime
) -> Commitment:
    """Record a promise: source, day, party, text, amount (whole rupiah), reason for an overrun.

    Overrunning the activity wants a written reason (R-06 warns); overrunning the source is refused.
    """
    plan = Plan.objects.select_for_update().select_related("organization__book")
    found = plan.get(pk=activity.plan_id)
    if found.state not in (PlanState.APPROVED, PlanState.RUNNING):
        raise PlanError(_("Komitmen dicatat pada rencana yang sudah disahkan."))
    amount, on = given["amount"], given["on"]
    if amount <= 0:
        raise PlanError(_("Jumlah komitmen harus lebih dari nol."), field="amount")
    if on.year != found.year:
        raise PlanError(_("Tanggal komitmen harus di tahun rencana."), field="on")
    figures = plan_figures(found)
    figure = next(f for f in figures.activities if f.activity.pk == activity.pk)
    source = given["source"]
    if source.pk not in figure.by_source:
        raise PlanError(_("Kegiatan ini tidak dibiayai sumber itu."), field="source")
    left = figures.sources[source].left
    if amount > left:
        raise PlanError(
            _("Sisa %(source)s tinggal Rp%(left)s; komitmen ini melampauinya.")
            % {"source": source.name, "left": format_rupiah(max(left, 0))},
            field="amount",
        )
    if amount > figure.left and not given["overrun_reason"].strip():
        raise PlanError(
            _("Sisa kegiatan tinggal Rp%(left)s. Tulis alasan bila tetap dilanjutkan.")
            % {"left": format_rupiah(max(figure.left, 0))},
            field="overrun_reason",
        )
    made = Commitment.objects.create(
        activity=activity,
        source=source,
        on=on,
        party=given["party"].strip(),
        text=given["text"].strip(),
        amount=amount,
        overrun_reason=given["overrun_reason"].strip(),
        made_by=actor,
        made_at=at,
    )
    log_plan("commit_to_plan", found, actor, at, party=made.party, amount=int(amount))
    return made


@transaction.atomic
def settle_commitment(
    *, commitment: Commitment, voucher: Voucher, actor: Any, at: datetime
) -> Commitment:
    """Name the voucher that paid it: from then on the books count. It moves the same account."""
    made = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if not made.is_open:
        raise PlanError(_("Komitmen ini sudah selesai atau dibatalkan."))
    plan = made.activity.plan
    if voucher.book_id != plan.organization.book_id:
        raise PlanError(_("Bukti ini bukan dari buku panti."), field="voucher")
    if not voucher.lines.filter(account=made.activity.account_id, debit__gt=0).exists():
        raise PlanError(
            _("Bukti ini tidak membebani akun kegiatan itu; pilih bukti yang lain."),
            field="voucher",
        )
    made.voucher = voucher
    made.save(update_fields=["voucher"])
    log_plan("settle_commitment", plan, actor, at, voucher=voucher.code, party=made.party)
    return made


@transaction.atomic
def cancel_commitment(
    *, commitment: Commitment, on: date, reason: str, actor: Any, at: datetime
) -> Commitment:
    """Set the money free again. PlanError without a reason."""
    made = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if not made.is_open:
        raise PlanError(_("Komitmen ini sudah selesai atau dibatalkan."))
    if not reason.strip():
        raise PlanError(_("Tulis alasan pembatalan."), field="reason")
    made.cancelled_on, made.cancel_reason = on, reason.strip()[:200]
    made.save(update_fields=["cancelled_on", "cancel_reason"])
    log_plan("cancel_commitment", made.activity.plan, actor, at, party=made.party)
    return made
