"""What must hold for a voucher before it is written; the database guards ask again."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ledger.calculations.money import MAX_RUPIAH, format_rupiah
from ledger.calculations.periods import CLOSING, OPENING, period_code
from ledger.calculations.seal import fingerprint
from ledger.models import Book, Unit, Voucher, VoucherKind
from ledger.services.posting.inputs import (
    ApprovalError,
    ApprovalNeededError,
    LineInput,
    PeriodClosedError,
    PostingError,
    VoucherInput,
    kind_of,
)
from ledger.services.posting.state import BookState, DefaultUnit


def _waits_as_reversal(source: VoucherInput) -> bool:
    """A reversal that a person asks for (decision 0022); those of a whole batch do not wait."""
    return source.reversal_of is not None and source.approval.waits_from is not None


@dataclass
class Prepared:
    """A checked voucher on its way to the engine."""

    source: VoucherInput
    index: int
    kind: str
    unit_of: list[Unit | DefaultUnit]
    fingerprint: str
    period: int = 0
    voucher: Voucher = field(init=False)
    lines: list[Any] = field(default_factory=list)


class Rules:
    """What must hold for a voucher of this book today."""

    def __init__(self, book: Book, state: BookState, today: date) -> None:
        self.book = book
        self.state = state
        self.today = today

    def check(self, source: VoucherInput) -> None:
        """Raise PostingError for what must not be posted."""
        self._check_date(source)
        self._check_lines(source)

    def check_approval(self, source: VoucherInput, actor: Any) -> None:
        """Raise ApprovalError where the book's policy wants a second person and there is none."""
        approval = source.approval
        if approval.by is not None and approval.by == actor:
            raise ApprovalError(
                _("Yang mencatat tidak dapat menyetujui sendiri. Mintalah pengurus lain.")
            )
        limits = (self.state.approval_from, approval.waits_from)
        limit = min((amount for amount in limits if amount is not None), default=None)
        if (
            limit is not None
            and approval.by is None
            and (source.is_recorded or _waits_as_reversal(source))
            and source.amount >= limit
        ):
            raise ApprovalNeededError(
                _("Bukti mulai Rp%(limit)s dibukukan sesudah disetujui. Ajukan dahulu.")
                % {"limit": format_rupiah(limit)},
                voucher=source,
            )

    def prepare(self, source: VoucherInput, index: int) -> Prepared:
        """Return a voucher ready for numbering."""
        kind = source.kind or kind_of(source)
        item = Prepared(
            source=source,
            index=index,
            kind=kind,
            unit_of=[line.unit or self.state.default_unit for line in source.lines],
            fingerprint="",
            period=self._period(source),
        )
        item.fingerprint = fingerprint(_wish(item))
        return item

    def _period(self, source: VoucherInput) -> int:
        if source.is_opening:
            return OPENING
        return CLOSING if source.is_closing else source.date.month

    def _check_date(self, source: VoucherInput) -> None:
        if source.date > self.today:
            raise PostingError(
                _("Tanggal bukti tidak boleh sesudah hari ini (%(today)s).")
                % {"today": self.today.strftime("%d/%m/%Y")},
                field="date",
            )
        if source.date < self.state.opened_on:
            raise PostingError(
                _("Buku ini mulai pada %(day)s; tanggal bukti tidak boleh sebelumnya.")
                % {"day": self.state.opened_on.strftime("%d/%m/%Y")},
                field="date",
            )
        code = period_code(source.date.year, self._period(source))
        if code not in self.state.open_periods:
            if source.is_opening:
                raise PeriodClosedError(
                    _("Masa saldo awal sudah ditutup. Buat bukti penyesuaian di bulan berjalan."),
                    field="date",
                )
            raise PeriodClosedError(
                _(
                    "Periode %(period)s sudah ditutup. Pakai tanggal di bulan yang masih terbuka;"
                    " kesalahan diperbaiki dengan pembalikan di bulan berjalan."
                )
                % {"period": source.date.strftime("%m/%Y")},
                field="date",
            )
        if source.kind is not None and source.kind not in VoucherKind.values:
            raise PostingError(_("Jenis bukti harus BKM, BKK, atau BU."), field="kind")
        if len(source.reference) > 60:
            raise PostingError(_("No. Bukti paling panjang 60 huruf."), field="reference")
        if len(source.party) > 120:
            raise PostingError(_("Nama pihak paling panjang 120 huruf."), field="party")
        if source.is_opening and source.date != self.state.opened_on:
            raise PostingError(
                _("Saldo awal bertanggal hari pertama buku, %(day)s.")
                % {"day": self.state.opened_on.strftime("%d/%m/%Y")},
                field="date",
            )
        if not source.narration.strip():
            raise PostingError(_("Isi uraian bukti."), field="narration")
        if len(source.narration) > 200:
            raise PostingError(_("Uraian paling panjang 200 huruf."), field="narration")

    def _check_lines(self, source: VoucherInput) -> None:
        if len(source.lines) < 2:
            raise PostingError(_("Bukti memerlukan sedikitnya dua baris: debet dan kredit."))
        for number, line in enumerate(source.lines):
            self._check_line(number, line)
            if line.unit is not None and not line.unit.is_active and not source.is_closing:
                raise PostingError(
                    _("Unit usaha %(unit)s tidak aktif.") % {"unit": line.unit},
                    field="unit",
                    line=number,
                )
        debit = sum(int(line.debit) for line in source.lines)
        credit = sum(int(line.credit) for line in source.lines)
        if debit != credit:
            raise PostingError(
                _("Jumlah debet %(debit)s dan kredit %(credit)s tidak sama; selisih %(gap)s.")
                % {
                    "debit": format_rupiah(debit),
                    "credit": format_rupiah(credit),
                    "gap": format_rupiah(abs(debit - credit)),
                }
            )

    def _check_line(self, number: int, line: LineInput) -> None:
        def refuse(message: str, field: str = "account") -> None:
            raise PostingError(message, field=field, line=number)

        debit, credit = _whole(line.debit), _whole(line.credit)
        if (
            debit is None
            or credit is None
            or debit < 0
            or credit < 0
            or (debit > 0) == (credit > 0)
        ):
            refuse(
                _("Isi tepat satu sisi, debet atau kredit, dengan rupiah bulat di atas nol."),
                "debit",
            )
        if max(debit or 0, credit or 0) > MAX_RUPIAH:
            refuse(_("Jumlah terlalu besar; periksa lagi angkanya."), "debit")
        account = line.account
        if account.book_id != self.book.pk:
            refuse(_("Akun %(account)s bukan milik buku ini.") % {"account": account.code})
        if account.is_heading:
            refuse(
                _("Akun %(account)s adalah judul kelompok; pilih akun di bawahnya.")
                % {"account": account}
            )
        if not account.is_active:
            refuse(_("Akun %(account)s tidak aktif.") % {"account": account})
        if account.control and line.subsidiary is None:
            refuse(
                _("Akun %(account)s perlu rekening pembantu: pilih nama di baris ini.")
                % {"account": account},
                "subsidiary",
            )
        if line.subsidiary is not None and line.subsidiary.account_id != account.pk:
            refuse(
                _("Rekening pembantu %(code)s bukan bagian dari akun %(account)s.")
                % {"code": line.subsidiary.code, "account": account},
                "subsidiary",
            )
        if line.subsidiary is not None and not line.subsidiary.is_active:
            refuse(
                _("Rekening pembantu %(code)s sudah ditutup.") % {"code": line.subsidiary.code},
                "subsidiary",
            )
        if line.unit is not None and line.unit.book_id != self.book.pk:
            refuse(_("Unit usaha bukan milik buku ini."), "unit")


def _whole(amount: Decimal | int) -> int | None:
    """Return the amount as an int, or None when it is not a whole finite number."""
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        return None
    if isinstance(amount, Decimal) and (not amount.is_finite() or amount != amount.to_integral()):
        return None
    return int(amount)


def _wish(item: Prepared) -> dict[str, Any]:
    """What the sender wants recorded, for telling a retry from another voucher."""
    source = item.source
    return {
        "kind": str(item.kind),
        "date": source.date.isoformat(),
        "period": item.period,
        "narration": source.narration.strip(),
        "reference": source.reference,
        "party": source.party,
        "lines": [
            [line.account.code, line.subsidiary and line.subsidiary.code, unit.code,
             int(line.debit), int(line.credit), line.memo]
            for line, unit in zip(source.lines, item.unit_of, strict=True)
        ],
    }  # fmt: skip
