"""A voucher that waits, on paper: the same sheet, and on it that nothing is booked yet."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import Draft, DraftState
from ledger.reports.signatures import signature
from ledger.reports.voucher_paper import BLANK, SlipLine, VoucherPaper, amount_in_words, party_label
from ledger.services.posting.inputs import LineInput
from ledger.services.wishes import voucher_of


def request_paper(draft: Draft, *, at: datetime) -> VoucherPaper:
    """Put a waiting or refused draft on paper; it carries neither number nor seal.

    Raises PostingError when an account of it is gone.
    """
    wish = voucher_of(draft.book, draft.wish or {}, by_act=bool(draft.act))
    head = registry.letterhead(draft.book, wish.date)
    cash = sum(int(line.debit - line.credit) for line in wish.lines if line.account.is_cash)
    total, day = int(wish.amount), formats.date_format(wish.date, "DATE_FORMAT")
    differs = abs(cash) not in (0, total)
    return VoucherPaper(
        title=_("Pengajuan bukti"),
        code=_("belum bernomor"),
        date=day,
        place_and_day=f"{head.place}, {day}" if head.place else day,
        letterhead=head,
        marks=_marks(draft),
        boxes=(
            signature(_("Dibuat oleh"), draft.made_by.get_full_name(), head),
            signature(_("Disetujui oleh"), "", head),
        ),
        seal=_("Tanpa segel"),
        printed=_("dicetak %(at)s") % {"at": timezone.localtime(at).strftime("%d/%m/%Y %H:%M")},
        party_label=party_label(cash),
        party=wish.party or (BLANK if cash else ""),
        narration=wish.narration,
        reference=wish.reference,
        lines=tuple(_line(line) for line in wish.lines),
        total=format_rupiah(total),
        in_words=amount_in_words(total),
        cash_label=(_("Uang diterima") if cash > 0 else _("Uang dibayar")) if differs else "",
        cash=format_rupiah(abs(cash)) if differs else "",
        cash_in_words=amount_in_words(abs(cash)) if differs else "",
    )


def _marks(draft: Draft) -> tuple[str, ...]:
    if draft.state == DraftState.REFUSED:
        by = draft.refused_by.get_full_name() if draft.refused_by else "–"
        words = _("DITOLAK oleh %(name)s: %(reason)s")
        return (words % {"name": by, "reason": draft.refusal},)
    marks = [_("BELUM DIBUKUKAN: menunggu persetujuan pengurus lain")]
    if draft.book.is_practice:
        marks.insert(0, _("BUKU LATIHAN: bukan bukti yang sah"))
    return tuple(marks)


def _line(line: LineInput) -> SlipLine:
    below = line.subsidiary
    return SlipLine(
        code=line.account.code,
        account=line.account.label,
        note=line.memo,
        subsidiary=f"{below.code} {below.name}" if below else "",
        debit=format_rupiah(line.debit) if line.debit else "",
        credit=format_rupiah(line.credit) if line.credit else "",
    )
