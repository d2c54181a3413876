"""Berita acara pemeriksaan kas: a count of the drawer on paper, signed by those who saw it."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import CashCount, CountKind
from ledger.reports.pdf import html_to_pdf
from ledger.reports.signatures import SignatureBox, boxes_of, signature
from ledger.reports.voucher_paper import (
    CHAIRS,
    SIZES,
    TREASURER,
    amount_in_words,
)


@dataclass(frozen=True, kw_only=True)
class CountPaper:
    """Everything that is printed; texts are ready."""

    title: str
    code: str
    date: str
    letterhead: registry.Letterhead
    marks: tuple[str, ...]
    opening: str
    pieces: tuple[tuple[str, str, str], ...]
    counted: str
    in_words: str
    figures: tuple[tuple[str, str], ...]
    difference: str
    explanation: str
    note: str
    place_and_day: str
    boxes: tuple[SignatureBox, ...]
    seal: str
    printed: str


def count_paper(count: CashCount, *, at: datetime) -> CountPaper:
    """Put a count on paper; `at` is the moment of printing."""
    head = registry.letterhead(count.book, count.counted_on)
    day = formats.date_format(count.counted_on, "DATE_FORMAT")
    settled = getattr(count, "settled", None)
    gap = count.difference
    figures = [(_("Saldo menurut buku"), format_rupiah(count.expected + count.slips))]
    if count.slips:
        figures += [
            (_("Bon kas kecil yang belum diganti"), f"({format_rupiah(count.slips)})"),
            (_("Uang yang seharusnya ada"), format_rupiah(count.expected)),
        ]
    figures += [
        (_("Uang yang dihitung"), format_rupiah(count.counted)),
        (_("Selisih lebih") if gap > 0 else _("Selisih kurang") if gap else _("Selisih"),
         format_rupiah(abs(gap)) if gap else _("tidak ada")),
    ]  # fmt: skip
    return CountPaper(
        title=_("Berita Acara Pemeriksaan Kas"),
        code=_("No. %(number)s") % {"number": count.pk},
        date=day,
        letterhead=head,
        marks=(_("BUKU LATIHAN: bukan bukti yang sah"),) if count.book.is_practice else (),
        opening=_opening(count, day),
        pieces=tuple(
            (
                (_("Rp%(value)s kertas") if piece.form == "note" else _("Rp%(value)s logam"))
                % {"value": format_rupiah(piece.value)},
                format_rupiah(piece.number),
                format_rupiah(piece.amount),
            )
            for piece in count.pieces.all()
        ),
        counted=format_rupiah(count.counted),
        in_words=amount_in_words(count.counted),
        figures=tuple(figures),
        difference=format_rupiah(gap),
        explanation=_("%(text)s (dibukukan dengan %(code)s)")
        % {"text": settled.explanation, "code": settled.voucher.code}
        if settled
        else "",
        note=count.note,
        place_and_day=f"{head.place}, {day}" if head.place else day,
        boxes=_boxes(count, head),
        seal="",
        printed=_("dicetak %(at)s") % {"at": timezone.localtime(at).strftime("%d/%m/%Y %H:%M")},
    )


def count_pdf(paper: CountPaper) -> bytes:
    """The berita acara as PDF on A4."""
    context = {"paper": paper, "sheet": SIZES["a4"], "is_small": False}
    return html_to_pdf(render_to_string("ledger/paper/cash_count.html", context))


def _opening(count: CashCount, day: str) -> str:
    words = {"day": day, "account": count.account.label, "name": count.counted_by.get_full_name()}
    if count.kind == CountKind.SURPRISE:
        return (
            _(
                "Pada tanggal %(day)s telah dilakukan pemeriksaan mendadak atas uang dalam"
                " %(account)s. Uang dihitung oleh %(name)s di hadapan yang bertanda tangan di"
                " bawah ini, dengan hasil sebagai berikut."
            )
            % words
        )
    return (
        _(
            "Pada tanggal %(day)s uang dalam %(account)s ditutup dan dihitung oleh %(name)s di"
            " hadapan yang bertanda tangan di bawah ini, dengan hasil sebagai berikut."
        )
        % words
    )


def _boxes(count: CashCount, head: registry.Letterhead) -> tuple[SignatureBox, ...]:
    counter, treasurer = count.counted_by.get_full_name(), head.holder(TREASURER)
    boxes = [signature(_("Yang menghitung"), counter, head)]
    if treasurer != counter:
        boxes.append(signature(_("Penanggung jawab kas"), treasurer, head))
    boxes.append(SignatureBox(act=_("Saksi"), name=count.witness))
    chair = head.holder(*CHAIRS)
    boxes.append(signature(_("Mengetahui"), chair, head))
    people = {"maker": counter, "approver": chair, "party": count.witness}
    return boxes_of(head, "cash_count", people, boxes)
