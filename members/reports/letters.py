"""Letters to members on A4, one or hundreds in one file: leaving, confirmation of balances."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.reports.pdf import register_fonts
from ledger.reports.voucher_paper import amount_in_words
from members.models import BalanceConfirmation, LeavingClaim

MM = 72 / 25.4
PLAIN, BOLD, MONEY = "PlusJakartaSans-Regular", "PlusJakartaSans-Bold", "InterTabular-Regular"
LEFT, RIGHT = 22.0, 188.0


@dataclass(frozen=True)
class Letter:
    """One page. Amounts are whole rupiah; the last row is the total."""

    head: registry.Letterhead
    title: str
    number: str
    to: str
    opening: str
    rows: tuple[tuple[str, int], ...]
    closing: tuple[str, ...]
    place_and_day: str
    boxes: tuple[tuple[str, str], ...]
    slip: tuple[str, ...] = ()
    """Lines below a cut, to be filled in by hand and sent back."""


def letters_pdf(letters: Iterable[Letter]) -> bytes:
    """All letters, a page each."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    for letter in letters:
        canvas.setTitle(letter.title)
        canvas.setAuthor(letter.head.name)
        _Page(canvas, letter).draw()
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Page:
    """A letter being written from top to bottom; `top` in millimetres."""

    def __init__(self, canvas: Any, letter: Letter) -> None:
        self.canvas, self.letter, self.top = canvas, letter, 18.0

    def draw(self) -> None:
        letter = self.letter
        self._text(letter.head.name, 12, BOLD, 5.5)
        self._text(" · ".join(letter.head.lines), 8, PLAIN, 3)
        self._rule()
        self.top += 9
        self._text(letter.title, 14, BOLD, 6)
        self._text(letter.number, 9, PLAIN, 9)
        self._text(letter.to, 10, BOLD, 9)
        self._paragraph(letter.opening)
        for place, (label, amount) in enumerate(letter.rows):
            is_total = place == len(letter.rows) - 1
            if is_total:
                self._rule(-3.8)
            font = BOLD if is_total else PLAIN
            money = "InterTabular-SemiBold" if is_total else MONEY
            self._amount(label, format_rupiah(amount), font, money)
        self.top += 4
        for text in letter.closing:
            self._paragraph(text)
        self.top += 6
        self._text(letter.place_and_day, 9, PLAIN, 8)
        self._boxes()
        if letter.slip:
            self.top += 8
            self.canvas.setDash(3, 3)
            self._rule()
            self.canvas.setDash()
            self.top += 8
            for text in letter.slip:
                self._paragraph(text)

    def _text(self, text: str, size: float, font: str, down: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(LEFT * MM, (297 - self.top) * MM, text)
        self.top += down

    def _rule(self, shift: float = 0) -> None:
        y = (297 - self.top - shift) * MM
        self.canvas.setLineWidth(0.6)
        self.canvas.line(LEFT * MM, y, RIGHT * MM, y)

    def _paragraph(self, text: str) -> None:
        from reportlab.lib.utils import simpleSplit

        for line in simpleSplit(text, PLAIN, 9.5, (RIGHT - LEFT) * MM):
            self._text(line, 9.5, PLAIN, 5)
        self.top += 3

    def _amount(self, label: str, amount: str, font: str, money: str) -> None:
        self.canvas.setFont(money, 9.5)
        self.canvas.drawRightString(RIGHT * MM, (297 - self.top) * MM, amount)
        self._text(label[:80], 9.5, font, 6)

    def _boxes(self) -> None:
        width = (RIGHT - LEFT) / len(self.letter.boxes)
        for place, (act, name) in enumerate(self.letter.boxes):
            left = (LEFT + place * width) * MM
            self.canvas.setFont(PLAIN, 9)
            self.canvas.drawString(left, (297 - self.top) * MM, act)
            self.canvas.drawString(left, (297 - self.top - 22) * MM, name or "………………………")
        self.top += 26


def place_and_day(head: registry.Letterhead, day: date) -> str:
    """`Sumberlentera, 31 Desember 2025`."""
    text = formats.date_format(day, "DATE_FORMAT")
    return f"{head.place}, {text}" if head.place else text


def leaving_letter(claim: LeavingClaim) -> Letter:
    """The settlement of a member who left: what was saved, what was owed, what is paid."""
    membership = claim.membership
    head = registry.letterhead(membership.organization.book, claim.settled_on)
    rows = [(_("Seluruh simpanan"), claim.savings)]
    if claim.set_off:
        rows.append((_("Dipotong sisa pinjaman dan bunganya"), -claim.set_off))
    rows.append((_("Yang dibayarkan"), claim.amount))
    closing = [amount_in_words(claim.amount)] if claim.amount else []
    closing.append(
        _("Dibayar paling lambat %(day)s. Keputusan: %(decision)s.")
        % {
            "day": formats.date_format(claim.due_on, "DATE_FORMAT"),
            "decision": claim.decision,
        }
    )
    return Letter(
        head=head,
        title=_("Penyelesaian simpanan anggota keluar"),
        number=_("Bukti %(code)s") % {"code": claim.voucher.code},
        to=f"{membership.number}  {membership.person.name}",
        opening=_(
            "Keanggotaan berakhir pada %(day)s. Simpanan diperhitungkan sebagai berikut, dan"
            " sesudah ini tidak ada lagi saldo di antara anggota dan lembaga selain yang"
            " disebut di bawah."
        )
        % {"day": formats.date_format(claim.settled_on, "DATE_FORMAT")},
        rows=tuple(rows),
        closing=tuple(closing),
        place_and_day=place_and_day(head, claim.settled_on),
        boxes=_signing(head, membership.person.name),
    )


def _signing(head: registry.Letterhead, member: str) -> tuple[tuple[str, str], ...]:
    return (
        (_("Anggota"), member),
        (_("Bendahara"), head.holder("bendahara")),
        (_("Ketua"), head.holder("ketua", "kepala")),
    )


def confirmation_letter(confirmation: BalanceConfirmation) -> Letter:
    """A letter about balances, with a slip to be signed and given back."""
    membership = confirmation.membership
    head = registry.letterhead(membership.organization.book, confirmation.on)
    day = formats.date_format(confirmation.on, "DATE_FORMAT")
    rows = [(label, amount) for label, amount in confirmation.rows["savings"]]
    rows += [(_("Pinjaman: %(label)s") % {"label": label}, -amount)
             for label, amount in confirmation.rows["loans"]]  # fmt: skip
    rows.append((_("Bersih"), confirmation.savings - confirmation.loans))
    return Letter(
        head=head,
        title=_("Konfirmasi saldo"),
        number=_("Saldo per %(day)s") % {"day": day},
        to=f"{membership.number}  {membership.person.name}",
        opening=_(
            "Menurut pembukuan kami, saldo Anda pada %(day)s adalah seperti di bawah ini."
            " Bandingkan dengan buku simpanan Anda, lalu kembalikan potongan di bawah."
        )
        % {"day": day},
        rows=tuple(rows),
        closing=(),
        place_and_day=place_and_day(head, timezone.localdate(confirmation.sent_at)),
        boxes=(
            (_("Bendahara"), head.holder("bendahara")),
            (_("Ketua"), head.holder("ketua", "kepala")),
        ),
        slip=(
            f"{membership.number}  {membership.person.name}, {day}",
            _("[   ] Setuju dengan saldo di atas."),
            _("[   ] Tidak setuju. Menurut saya: ………………………………………………………………………………"),
            _("Tanggal dan tanda tangan: ………………………………………………"),
        ),
    )
