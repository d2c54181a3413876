"""A voucher on paper: the bukti itself (BKM, BKK, BU), and the kuitansi of the money it moved.

Everything that is printed is worked out here, once; the templates only place it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import MAX_RUPIAH, format_rupiah
from ledger.calculations.terbilang import terbilang
from ledger.models import Line, Unit, Voucher, VoucherKind
from ledger.reports.pdf import html_to_pdf
from ledger.reports.signatures import SignatureBox, boxes_of, signature
from ledger.selectors.paper_rules import paper_rules
from ledger.selectors.vouchers import cash_moved
from ledger.services.actors import SYSTEM

SIZES = {"a5": "a5 landscape", "a4": "a4 portrait"}
"""The sheets that a slip is printed on."""

CHAIRS = ("ketua", "kepala")
TREASURER = "bendahara"
BLANK = "…" * 32
"""A line to fill in by hand."""


class NoCashError(ValueError):
    """No money moved with the voucher, so there is nothing to sign a kuitansi for."""


@dataclass(frozen=True)
class SlipLine:
    """One line: the account, below whom it is kept, and whole rupiah on one side."""

    code: str
    account: str
    note: str
    subsidiary: str
    debit: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What both papers carry. Texts are ready to print."""

    title: str
    code: str
    date: str
    place_and_day: str
    letterhead: registry.Letterhead
    marks: tuple[str, ...]
    boxes: tuple[SignatureBox, ...]
    seal: str
    printed: str


@dataclass(frozen=True, kw_only=True)
class VoucherPaper(Slip):
    """A printed BKM, BKK or BU. `cash` is filled when another sum than the total moved."""

    party_label: str
    party: str
    narration: str
    reference: str
    lines: tuple[SlipLine, ...]
    total: str
    in_words: str
    cash_label: str
    cash: str
    cash_in_words: str


@dataclass(frozen=True, kw_only=True)
class ReceiptPaper(Slip):
    """A printed kuitansi. `stamp` reminds of the meterai where the amount asks for one."""

    received_from: str
    in_words: str
    purpose: str
    amount: str
    stamp: str


def voucher_paper(voucher: Voucher, *, at: datetime) -> VoucherPaper:
    """Put a voucher on paper; `at` is the moment of printing."""
    letterhead = registry.letterhead(voucher.book, voucher.date)
    lines = list(voucher.lines.all())
    total = sum(line.debit for line in lines)
    cash = cash_moved(voucher)
    differs = abs(cash) not in (0, total)
    return VoucherPaper(
        **slip_facts(voucher, letterhead, at),
        title=str(VoucherKind(voucher.kind).label),
        boxes=_voucher_boxes(voucher, letterhead, cash),
        party_label=party_label(cash),
        party=party_of(voucher) or (BLANK if cash else ""),
        narration=voucher.narration,
        reference=voucher.reference,
        lines=_lines(lines),
        total=format_rupiah(total),
        in_words=amount_in_words(total),
        cash_label=(_("Uang diterima") if cash > 0 else _("Uang dibayar")) if differs else "",
        cash=format_rupiah(abs(cash)) if differs else "",
        cash_in_words=amount_in_words(abs(cash)) if differs else "",
    )


def receipt_paper(voucher: Voucher, *, at: datetime) -> ReceiptPaper:
    """Put the kuitansi of a voucher on paper.

    Money that came in is receipted by the treasurer; money that went out by whoever got it.
    Raises NoCashError when no money moved (`cash_moved`).
    """
    cash = cash_moved(voucher)
    if cash == 0:
        raise NoCashError(_("%(code)s tidak menggerakkan uang.") % {"code": voucher.code})
    letterhead = registry.letterhead(voucher.book, voucher.date)
    limit = paper_rules(voucher.book).meterai_above
    stamp = _("Bubuhkan meterai: jumlah di atas Rp%(limit)s") % {"limit": format_rupiah(limit)}
    return ReceiptPaper(
        **slip_facts(voucher, letterhead, at),
        title=_("Kuitansi"),
        boxes=_receipt_boxes(voucher, letterhead, is_income=cash > 0),
        received_from=(party_of(voucher) if cash > 0 else letterhead.name) or BLANK,
        in_words=amount_in_words(abs(cash)),
        purpose=voucher.narration,
        amount=format_rupiah(abs(cash)),
        stamp=stamp if abs(cash) > limit else "",
    )


def voucher_pdf(paper: VoucherPaper, *, size: str) -> bytes:
    """The voucher as PDF on a sheet of `SIZES`."""
    return _pdf("ledger/paper/voucher.html", paper, size)


def receipt_pdf(paper: ReceiptPaper, *, size: str) -> bytes:
    """The kuitansi as PDF on a sheet of `SIZES`."""
    return _pdf("ledger/paper/kuitansi.html", paper, size)


def amount_in_words(amount: int) -> str:
    """`satu juta rupiah`: Indonesian in every language. Empty above what terbilang can say."""
    return f"{terbilang(amount)} rupiah" if amount <= MAX_RUPIAH else ""


def _pdf(template: str, paper: Slip, size: str) -> bytes:
    context = {"paper": paper, "sheet": SIZES[size], "is_small": size == "a5"}
    return html_to_pdf(render_to_string(template, context))


def slip_facts(voucher: Voucher, letterhead: registry.Letterhead, at: datetime) -> dict[str, Any]:
    """What every paper of a voucher carries: number, day, place, marks, seal, time of printing."""
    day = formats.date_format(voucher.date, "DATE_FORMAT")
    return {
        "code": voucher.code,
        "date": day,
        "place_and_day": f"{letterhead.place}, {day}" if letterhead.place else day,
        "letterhead": letterhead,
        "marks": _marks(voucher),
        "seal": _("Segel %(sequence)s: %(seal)s")
        % {"sequence": voucher.sequence, "seal": voucher.seal},
        "printed": _("dicetak %(at)s") % {"at": timezone.localtime(at).strftime("%d/%m/%Y %H:%M")},
    }


def _marks(voucher: Voucher) -> tuple[str, ...]:
    """What nobody may overlook: a practice book, a reversal on either side."""
    marks = []
    if voucher.book.is_practice:
        marks.append(_("BUKU LATIHAN: bukan bukti yang sah"))
    reversal = getattr(voucher, "reversed_by", None)
    if reversal is not None:
        marks.append(_("SUDAH DIBALIK dengan %(code)s") % {"code": reversal.code})
    if voucher.reversal_of is not None:
        marks.append(
            _("Pembalikan dari %(code)s. Alasan: %(reason)s")
            % {"code": voucher.reversal_of.code, "reason": voucher.reason}
        )
    return tuple(marks)


def party_of(voucher: Voucher) -> str:
    """Who gave or got: as recorded, or else the one person whose account all lines are about.

    Dues are recorded on the member's account; nobody writes the name a second time.
    """
    if voucher.party:
        return voucher.party
    names = {line.subsidiary.name for line in voucher.lines.all() if line.subsidiary}
    return names.pop() if len(names) == 1 else ""


def party_label(cash: int) -> str:
    """By the way the money went: a BKK that only reverses a receipt paid nobody."""
    if cash > 0:
        return _("Diterima dari")
    return _("Dibayar kepada") if cash < 0 else _("Pihak")


def _voucher_boxes(
    voucher: Voucher, head: registry.Letterhead, cash: int
) -> tuple[SignatureBox, ...]:
    """Who made, approved and received; for money paid also who paid it."""
    people = _people(voucher, head)
    treasurer = head.holder(TREASURER)
    boxes = [(_("Dibuat oleh"), people["maker"]), (_("Disetujui oleh"), people["approver"])]
    if cash > 0:
        boxes.append((_("Diterima oleh"), treasurer))
    elif cash < 0:
        boxes += [(_("Dibayar oleh"), treasurer), (_("Diterima oleh"), people["party"])]
    else:  # the party of a BU is seldom a person: a meeting, all members
        boxes.append((_("Diterima oleh"), ""))
    standard = [signature(act, name, head) for act, name in boxes]
    offices = {}
    mandate = getattr(voucher, "mandate", None)
    if mandate is not None:  # a substitute signs in somebody's stead, and says so
        offices["approver"] = mandate.words
        standard[1] = replace(standard[1], office=mandate.words)
    return boxes_of(head, str(voucher.kind), people, standard, offices)


def _receipt_boxes(
    voucher: Voucher, head: registry.Letterhead, *, is_income: bool
) -> tuple[SignatureBox, ...]:
    treasurer, people = head.holder(TREASURER), _people(voucher, head)
    if is_income:
        standard = [signature(_("Yang menerima"), treasurer, head)]
        return boxes_of(head, "receipt_in", people, standard)
    standard = [
        signature(_("Lunas dibayar"), treasurer, head),
        signature(_("Yang menerima"), people["party"], head),
    ]
    return boxes_of(head, "receipt_out", people, standard)


def _people(voucher: Voucher, head: registry.Letterhead) -> dict[str, str]:
    """Who made it and who approved it, as recorded, or else the chair; the other side."""
    approver = voucher.approved_by.get_full_name() if voucher.approved_by else head.holder(*CHAIRS)
    maker = "" if voucher.made_by.username == SYSTEM else voucher.made_by.get_full_name()
    return {"maker": maker, "approver": approver, "party": party_of(voucher)}


def _lines(lines: list[Line]) -> tuple[SlipLine, ...]:
    """The lines; units are named only where there is more than the one that everything is in."""
    with_units = {line.unit.code for line in lines} != {Unit.DEFAULT_CODE}
    return tuple(
        SlipLine(
            code=line.account.code,
            account=line.account.label,
            note=" · ".join(
                part for part in (line.memo, line.unit.label if with_units else "") if part
            ),
            subsidiary=f"{line.subsidiary.code} {line.subsidiary.name}" if line.subsidiary else "",
            debit=format_rupiah(line.debit) if line.debit else "",
            credit=format_rupiah(line.credit) if line.credit else "",
        )
        for line in lines
    )
