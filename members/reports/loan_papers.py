"""Papers of a loan: card, agreement, instalment slip, and the letter that asks for what is late."""

from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.reports.pdf import html_to_pdf
from ledger.reports.voucher_paper import (
    CHAIRS,
    SIZES,
    TREASURER,
    SignatureBox,
    amount_in_words,
)
from members.models import Loan, LoanPayment
from members.selectors.loans import LoanStanding, schedule_rows
from members.services.loan_disbursement import withheld

KINDS = ("kartu", "perjanjian", "tagihan")


@dataclass(frozen=True, kw_only=True)
class LoanPaper:
    """Everything that is printed; texts are ready. `amounts` are the columns set to the right."""

    title: str
    code: str
    date: str
    letterhead: registry.Letterhead
    marks: tuple[str, ...]
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, int, bool], ...] = ()
    rows: tuple[tuple[tuple[str, bool], ...], ...] = ()
    closing: tuple[str, ...] = ()
    place_and_day: str
    boxes: tuple[SignatureBox, ...]
    seal: str = ""
    printed: str


def _paper(
    book: Book,
    *,
    title: str,
    code: str,
    on: date,
    at: datetime,
    boxes: tuple[tuple[str, str], ...],
    paragraphs: tuple[str, ...] = (),
    facts: tuple[tuple[str, str], ...] = (),
    columns: tuple[tuple[str, int, bool], ...] = (),
    rows: tuple[tuple[str, ...], ...] = (),
    closing: tuple[str, ...] = (),
) -> LoanPaper:
    """A sheet with the organization's head, signed by these (act, name)."""
    head = registry.letterhead(book, on)
    day = formats.date_format(on, "DATE_FORMAT")
    is_amount = [column[2] for column in columns]
    return LoanPaper(
        title=title,
        code=code,
        date=day,
        letterhead=head,
        marks=(_("BUKU LATIHAN: bukan bukti yang sah"),) if book.is_practice else (),
        paragraphs=paragraphs,
        facts=facts,
        columns=columns,
        rows=tuple(tuple(zip(row, is_amount, strict=True)) for row in rows),
        closing=closing,
        place_and_day=f"{head.place}, {day}" if head.place else day,
        boxes=tuple(
            SignatureBox(act=act, name=name, office=head.office_of(name)) for act, name in boxes
        ),
        printed=_("dicetak %(at)s") % {"at": timezone.localtime(at).strftime("%d/%m/%Y %H:%M")},
    )


def loan_pdf(paper: LoanPaper, *, size: str = "a4") -> bytes:
    """A paper of a loan as PDF."""
    context = {"paper": paper, "sheet": SIZES[size], "is_small": size == "a5"}
    return html_to_pdf(render_to_string("members/paper/loan.html", context))


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "–"


def _percent(loan: Loan) -> str:
    rate = f"{loan.product.spoken_rate:f}".replace(".", ",")
    return f"{rate}% {loan.product.get_rate_basis_display()}, {loan.get_method_display()}"


def _holders(book: Book, on: date) -> tuple[str, str]:
    """The treasurer and the chair of a day."""
    head = registry.letterhead(book, on)
    return head.holder(TREASURER), head.holder(*CHAIRS)


def _facts(loan: Loan) -> tuple[tuple[str, str], ...]:
    member = loan.membership
    return (
        (_("Anggota"), f"{member.number} {member.person.name}"),
        (_("Produk"), loan.product.name),
        (_("Pokok pinjaman"), f"Rp {format_rupiah(loan.principal)}"),
        (_("Bunga"), _percent(loan)),
        (_("Jangka (bulan)"), str(loan.months)),
        (_("Cair"), _day(loan.disbursed_on)),
    )


def card_paper(item: LoanStanding, *, at: datetime) -> LoanPaper:
    """Kartu pinjaman: each instalment with what was paid of it, and what is left."""
    loan = item.loan
    treasurer, _chair = _holders(loan.product.organization.book, item.on)
    return _paper(
        loan.product.organization.book,
        title=_("Kartu Pinjaman"),
        code=loan.number,
        on=item.on,
        at=at,
        facts=(
            *_facts(loan),
            (_("Sisa pokok"), f"Rp {format_rupiah(item.outstanding)}"),
            (_("Tunggakan"), f"Rp {format_rupiah(item.position.overdue)}"),
        ),
        columns=(
            (_("Ke-"), 8, False),
            (_("Jatuh tempo"), 18, False),
            (_("Pokok"), 16, True),
            (_("Bunga"), 14, True),
            (_("Dibayar"), 16, True),
            (_("Sisa pokok"), 16, True),
            (_("Paraf"), 12, False),
        ),
        rows=tuple(
            (
                str(row.no),
                _day(row.due_on),
                format_rupiah(row.principal),
                format_rupiah(row.interest),
                format_rupiah(row.paid) if row.paid else "",
                format_rupiah(row.balance),
                "",
            )
            for row in schedule_rows(item)
        ),
        boxes=((_("Bendahara"), treasurer), (_("Anggota"), loan.membership.person.name)),
    )


def agreement_paper(item: LoanStanding, *, at: datetime) -> LoanPaper:
    """Perjanjian pinjaman: both sides, the terms as decided, what happens when late."""
    loan, product = item.loan, item.loan.product
    book, name = product.organization.book, item.loan.membership.person.name
    on = loan.disbursed_on or loan.decided_on or item.on
    treasurer, chair = _holders(book, on)
    kept = withheld(product, loan.principal)
    articles = [
        _(
            "Lembaga meminjamkan kepada anggota Rp %(amount)s (%(words)s) untuk %(purpose)s,"
            " menurut keputusan %(decision)s."
        )
        % {
            "amount": format_rupiah(loan.principal),
            "words": amount_in_words(loan.principal),
            "purpose": loan.purpose or _("keperluan anggota"),
            "decision": loan.decision_no or "…………………",
        },
        _("Dari pinjaman dipotong Rp %(fees)s (provisi dan administrasi) dan Rp %(swp)s (simpanan"
          " wajib pinjaman); anggota menerima Rp %(net)s.")
        % {
            "fees": format_rupiah(kept.fees),
            "swp": format_rupiah(kept.swp),
            "net": format_rupiah(kept.net),
        },
        _("Pinjaman diangsur %(months)s kali dengan bunga %(rate)s, menurut jadwal pada kartu"
          " pinjaman.") % {"months": loan.months, "rate": _percent(loan)},
    ]  # fmt: skip
    if product.penalty_percent_per_day:
        penalty = f"{product.penalty_percent_per_day.normalize():f}".replace(".", ",")
        articles.append(
            _(
                "Angsuran yang terlambat lebih dari %(days)s hari dikenai denda %(percent)s%%"
                " sehari."
            )
            % {"days": product.grace_days, "percent": penalty}
        )
    articles.append(
        _("Pembayaran dipakai dengan urutan %(order)s.")
        % {"order": product.get_payment_order_display()}
    )
    if loan.collateral:
        articles.append(_("Jaminan: %(text)s.") % {"text": loan.collateral})
    return _paper(
        book,
        title=_("Perjanjian Pinjaman"),
        code=loan.number,
        on=on,
        at=at,
        facts=_facts(loan),
        paragraphs=(
            _("Yang bertanda tangan di bawah ini, pengurus dan anggota, bersepakat:"),
            *(f"{number}. {text}" for number, text in enumerate(articles, 1)),
        ),
        closing=(_("Perjanjian ini dibuat rangkap dua dan dibaca sebelum ditandatangani."),),
        boxes=(
            (_("Anggota"), name),
            (_("Bendahara"), treasurer),
            (_("Ketua"), chair),
            (_("Saksi"), ""),
        ),
    )


def reminder_paper(item: LoanStanding, *, at: datetime) -> LoanPaper:
    """Surat tagihan: what is late, since when, and until when to pay or come and talk."""
    loan = item.loan
    book = loan.product.organization.book
    treasurer, chair = _holders(book, item.on)
    now = item.position
    return _paper(
        book,
        title=_("Surat Pemberitahuan Tunggakan"),
        code=loan.number,
        on=item.on,
        at=at,
        paragraphs=(
            _("Kepada Yth. %(name)s, nomor anggota %(number)s.")
            % {"name": loan.membership.person.name, "number": loan.membership.number},
            _(
                "Menurut catatan kami, angsuran pinjaman %(number)s belum kami terima sejak"
                " %(since)s (%(days)s hari):"
            )
            % {"number": loan.number, "since": _day(item.late_since), "days": item.days_late},
        ),
        columns=((_("Tunggakan"), 70, False), (_("Jumlah"), 30, True)),
        rows=(
            (_("Pokok"), format_rupiah(now.overdue_principal)),
            (_("Bunga"), format_rupiah(now.overdue_interest)),
            (_("Denda sampai hari ini"), format_rupiah(now.penalty_due)),
            (_("Jumlah"), format_rupiah(now.overdue + now.penalty_due)),
        ),
        closing=(
            _(
                "Mohon dibayar, atau datanglah kepada pengurus bila ada kesulitan; jadwalnya dapat"
                " dibicarakan. Bila sudah dibayar, abaikan surat ini."
            ),
        ),
        boxes=((_("Bendahara"), treasurer), (_("Ketua"), chair)),
    )


def payment_paper(payment: LoanPayment, outstanding: int, *, at: datetime) -> LoanPaper:
    """Bukti angsuran: what one payment was laid on, and what is left after it."""
    loan, voucher = payment.loan, payment.voucher
    treasurer, _chair = _holders(voucher.book, voucher.date)
    total = payment.principal + payment.interest + payment.penalty + payment.fee
    parts = (
        (_("Pokok"), payment.principal),
        (_("Bunga"), payment.interest),
        (_("Denda"), payment.penalty),
        (_("Biaya pelunasan awal"), payment.fee),
        (_("Jumlah"), total),
    )
    return _paper(
        voucher.book,
        title=_("Bukti Angsuran"),
        code=voucher.code,
        on=voucher.date,
        at=at,
        facts=(
            (_("Pinjaman"), f"{loan.number} {loan.membership.person.name}"),
            (_("Terbilang"), amount_in_words(total)),
        ),
        columns=((_("Untuk"), 70, False), (_("Jumlah"), 30, True)),
        rows=tuple(
            (label, format_rupiah(value)) for label, value in parts if value or value == total
        ),
        closing=(
            _("Sisa pokok sesudah pembayaran: Rp %(left)s.") % {"left": format_rupiah(outstanding)},
        ),
        boxes=((_("Yang menerima"), treasurer), (_("Anggota"), loan.membership.person.name)),
    )
