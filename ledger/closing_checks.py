"""The lights of a month's close: what an orderly treasurer has done before.

They warn and never stop: what must hold is proved by `ledger.integrity.checks`. Upper apps add
theirs with `registry.register_closing_check`.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.money import format_rupiah
from ledger.calculations.periods import period_code
from ledger.models import (
    Account,
    AccountBalance,
    BankStatement,
    Book,
    CashCount,
    Draft,
    DraftState,
    ImportSheet,
    Line,
    RemarkState,
    SheetState,
    SubsidiaryBalance,
    Voucher,
)
from ledger.registry import ClosingCheck, Light, register_closing_check
from ledger.selectors.approvals import policy_of
from ledger.selectors.balances import balances
from ledger.selectors.papers import lacking_paper
from ledger.selectors.remarks import remarks_of

MonthCheck = Callable[[Book, date], Light | None]


def _cash(book: Book) -> list[Account]:
    return [
        a
        for a in book.accounts.filter(cash_flow="cash", is_heading=False).order_by("code")
        if a.is_active
    ]


def _last_moves(book: Book, accounts: list[Account], end: date) -> dict[int, date]:
    """Account id → its last day with a line in the month of `end`."""
    lines = Line.objects.filter(
        book=book, account__in=accounts, date__gte=end.replace(day=1), date__lte=end
    )
    days: dict[int, date] = {}
    for account_id, day in lines.values_list("account_id", "date").distinct():
        days[account_id] = max(day, days.get(account_id, day))
    return days


def cash_counted(book: Book, end: date) -> Light | None:
    """Every drawer that moved in the month was counted on or after its last day of movement."""
    drawers = [a for a in _cash(book) if not a.is_bank]
    moved = _last_moves(book, drawers, end)
    counts = CashCount.objects.filter(book=book, counted_on__lte=end).order_by("counted_on", "pk")
    last = {c.account_id: c for c in counts.select_related("settled")}
    missing, uneven = [], []
    for account in drawers:
        count = last.get(account.pk)
        if account.pk in moved and (count is None or count.counted_on < moved[account.pk]):
            missing.append(account.label)
        elif count is not None and count.difference and not hasattr(count, "settled"):
            uneven.append(account.label)
    url = reverse("ledger:cash", kwargs={"org": book.slug})
    if missing:
        words = _("Belum dihitung sesudah gerak terakhir: %(names)s.")
        return Light("wait", words % {"names": ", ".join(missing)}, url)
    if uneven:
        words = _("Selisih belum dijelaskan: %(names)s.")
        return Light("warn", words % {"names": ", ".join(uneven)}, url)
    return Light("ok", _("Kas sudah dihitung."), url) if drawers else None


def bank_compared(book: Book, end: date) -> Light | None:
    """Every bank account with money or movement has a statement at the month's end."""
    banks = [a for a in _cash(book) if a.is_bank]
    held = balances(book, on=end)
    moved = _last_moves(book, banks, end)
    banks = [a for a in banks if held.get(a.pk) or a.pk in moved]
    if not banks:
        return None
    found = BankStatement.objects.filter(book=book, on=end, account__in=banks).order_by("pk")
    last = {s.account_id: s for s in found}
    missing = [a for a in banks if a.pk not in last]
    first = missing[0] if missing else banks[0]
    url = reverse("ledger:bank", kwargs={"org": book.slug, "code": first.code})
    if missing:
        words = _("Belum dicocokkan dengan rekening koran per %(day)s: %(names)s.")
        names = ", ".join(a.label for a in missing)
        return Light("wait", words % {"day": end.strftime("%d/%m/%Y"), "names": names}, url)
    gaps = {a: last[a.pk].balance - held.get(a.pk, 0) for a in banks}
    uneven = [f"{a.label} {format_rupiah(gap)}" for a, gap in gaps.items() if gap]
    if uneven:
        words = _("Selisih dengan rekening koran: %(gaps)s.")
        return Light("warn", words % {"gaps": ", ".join(uneven)}, url)
    return Light("ok", _("Bank cocok dengan rekening koran."), url)


def depreciation_posted(book: Book, end: date) -> Light | None:
    """Where there are fixed assets, accumulated depreciation moved within the last three months."""
    accounts = book.accounts.filter(engine_account__role__startswith="asset_ppe", is_heading=False)
    rows = list(accounts.values_list("pk", "engine_account__role"))
    held = balances(book, on=end)
    if not any(held.get(pk) for pk, role in rows if "accum" not in role):
        return None
    contra = [pk for pk, role in rows if "accum" in role]
    period = period_code(end.year, end.month)
    months = AccountBalance.objects.filter(book=book, account__in=contra, credit__gt=0)
    newest = months.filter(period__lte=period).order_by("-period").first()
    if newest is not None and newest.period == period:
        return Light("ok", _("Penyusutan bulan ini sudah dibukukan."))
    return Light("wait", _("Penyusutan bulan ini belum dibukukan; abaikan bila per triwulan."))


def subsidiaries_tie(book: Book, end: date) -> Light | None:
    """Each control account equals the sum of its subsidiary accounts."""
    net = Sum(F("debit") - F("credit"))
    until = period_code(end.year, end.month)
    controls = book.accounts.exclude(control="")
    ours = AccountBalance.objects.filter(account__in=controls, period__lte=until)
    theirs = SubsidiaryBalance.objects.filter(subsidiary__account__in=controls, period__lte=until)
    held = dict(ours.order_by().values_list("account__code").annotate(net=net))
    parts = dict(theirs.order_by().values_list("subsidiary__account__code").annotate(net=net))
    uneven = sorted(c for c in held.keys() | parts.keys() if held.get(c, 0) != parts.get(c, 0))
    if uneven:
        words = _("Rekening pembantu tidak sama dengan akunnya: %(codes)s.")
        return Light("warn", words % {"codes": ", ".join(uneven)})
    return Light("ok", _("Rekening pembantu sama dengan akun kendalinya.")) if held else None


def papers_attached(book: Book, end: date) -> Light | None:
    """Every voucher of the month that ought to have a paper has one."""
    start = end.replace(day=1)
    if not Voucher.objects.filter(book=book, date__range=(start, end)).exists():
        return None
    found = lacking_paper(book, start=start, end=end).aggregate(
        count=Count("pk"), total=Sum("amount")
    )
    url = reverse("ledger:report", kwargs={"org": book.slug, "name": "without_paper"})
    url = f"{url}?start={start}&end={end}"
    if not found["count"]:
        return Light("ok", _("Setiap bukti yang wajib berlampiran ada lampirannya."), url)
    words = _("%(count)s bukti tanpa lampiran, berjumlah Rp%(total)s.")
    total = format_rupiah(int(found["total"]))
    return Light("wait", words % {"count": found["count"], "total": total}, url)


def nothing_open(book: Book, _end: date) -> Light | None:
    """No draft and no import waits."""
    drafts = Draft.objects.filter(book=book, state=DraftState.DRAFT).count()
    sheets = ImportSheet.objects.filter(book=book, state=SheetState.WAITING).count()
    url = reverse("ledger:vouchers", kwargs={"org": book.slug})
    if drafts or sheets:
        words = _("Masih menunggu: %(drafts)s draf, %(sheets)s berkas impor.")
        return Light("wait", words % {"drafts": drafts, "sheets": sheets}, url)
    return Light("ok", _("Tidak ada draf atau berkas impor yang menunggu."), url)


def large_approved(book: Book, end: date) -> Light | None:
    """What reached a band since the policy stands, and was posted without another officer.

    Imports come in as a whole batch and do not wait (decision 0022): here they are seen.
    """
    policy = policy_of(book)
    if policy.row is None or policy.lowest is None:
        return None
    month = Voucher.objects.filter(book=book, date__range=(end.replace(day=1), end))
    ours = month.filter(approved_by=None, posted_at__gte=policy.row.set_at).exclude(
        period__in=(Voucher.OPENING, Voucher.CLOSING)
    )
    large = ours.annotate(total=Sum("lines__debit")).filter(total__gte=policy.lowest)
    codes = list(large.order_by("sequence").values_list("code", flat=True))
    url = reverse("ledger:vouchers", kwargs={"org": book.slug})
    if codes:
        words = _("Mulai Rp%(limit)s tanpa persetujuan pengurus lain (%(count)s bukti): %(codes)s.")
        shown = ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
        limit = format_rupiah(policy.lowest)
        return Light("warn", words % {"limit": limit, "count": len(codes), "codes": shown}, url)
    return Light("ok", _("Setiap bukti besar disetujui pengurus lain."), url)


def remarks_answered(book: Book, end: date) -> Light | None:
    """No remark of pengawas or auditor about this month or an earlier one is unanswered."""
    ours = remarks_of(book).filter(Q(voucher__date__lte=end) | Q(voucher=None, end__lte=end))
    counts = ours.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(state=RemarkState.OPEN)),
        answered=Count("pk", filter=Q(state=RemarkState.ANSWERED)),
    )
    if not counts["all"]:
        return None
    url = reverse("ledger:remarks", kwargs={"org": book.slug})
    if counts["open"]:
        words = _("%(count)s temuan pemeriksa belum dijawab.")
        return Light("warn", words % {"count": counts["open"]}, url)
    if counts["answered"]:
        words = _("%(count)s jawaban menunggu keputusan pemeriksa.")
        return Light("wait", words % {"count": counts["answered"]}, url)
    return Light("ok", _("Semua temuan pemeriksa sudah selesai."), url)


def register_all() -> None:
    """The ledger's own lights, in order."""
    for order, (name, title, build) in enumerate(
        (
            ("cash_counted", gettext_lazy("Kas dihitung"), cash_counted),
            ("bank_compared", gettext_lazy("Bank dicocokkan"), bank_compared),
            ("depreciation", gettext_lazy("Penyusutan"), depreciation_posted),
            ("subsidiaries", gettext_lazy("Rekening pembantu"), subsidiaries_tie),
            ("open", gettext_lazy("Draf dan impor"), nothing_open),
            ("papers", gettext_lazy("Lampiran"), papers_attached),
            ("approvals", gettext_lazy("Persetujuan"), large_approved),
            ("remarks", gettext_lazy("Temuan pemeriksa"), remarks_answered),
        ),
        start=1,
    ):
        register_closing_check(ClosingCheck(name, title, order * 10, build))
