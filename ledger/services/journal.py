"""The one gate into the books: every voucher, from any module or import, comes through `post`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.calculations.money import MAX_RUPIAH, format_rupiah
from ledger.calculations.periods import CLOSING, OPENING, period_code
from ledger.calculations.seal import fingerprint, seal
from ledger.engine import journal as engine
from ledger.integrity import guards
from ledger.models import (
    Account,
    Book,
    CashPolicy,
    Event,
    ImportBatch,
    Line,
    Origin,
    Subsidiary,
    Unit,
    Voucher,
    VoucherKind,
)
from ledger.selectors.cash import negative_days
from ledger.selectors.seals import canonical_content, seal_head
from ledger.services.periods import ensure_year, lock_book

Day = date

CHUNK = 500
"""Vouchers written between two reports of progress."""


class PostingError(ValueError):
    """A voucher was refused. `field` and `line` (from 0) tell where; the text says what to do."""

    def __init__(self, message: str, *, field: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.line = line
        self.voucher_index = 0


class PeriodClosedError(PostingError):
    """The date lies in a closed period, or in one that was never opened."""


class CashNegativeError(PostingError):
    """A cash account would fall below zero on some day."""


class KeyReusedError(PostingError):
    """The idempotency key was used before, for other content."""


class VouchersRefusedError(ValueError):
    """Several vouchers of one call were refused; `errors` holds the first fault of each."""

    def __init__(self, errors: list[PostingError]) -> None:
        super().__init__("; ".join(str(error) for error in errors[:5]))
        self.errors = errors


@dataclass(frozen=True)
class LineInput:
    """One line to post: whole rupiah on exactly one side."""

    account: Account
    debit: Decimal | int = 0
    credit: Decimal | int = 0
    subsidiary: Subsidiary | None = None
    unit: Unit | None = None
    memo: str = ""


@dataclass(frozen=True)
class VoucherInput:
    """One voucher to post.

    `key` makes a repeated request harmless: the same key with the same content answers with
    the voucher that stands already. `period` is None for an ordinary voucher.
    """

    date: date
    narration: str
    lines: Sequence[LineInput]
    kind: str | None = None
    reference: str = ""
    party: str = ""
    key: str | None = None
    origin: str = Origin.MANUAL
    is_opening: bool = False
    is_closing: bool = False
    recorded_on: Day | None = None
    reversal_of: Voucher | None = None
    reason: str = ""
    approved_by: Any = None


@dataclass
class _Prepared:
    """A checked voucher on its way to the engine."""

    source: VoucherInput
    index: int
    kind: str
    unit_of: list[Unit]
    fingerprint: str
    period: int = 0
    voucher: Voucher = field(default_factory=Voucher)


def post(*, book: Book, voucher: VoucherInput, actor: Any, at: datetime) -> Voucher:
    """Post one voucher and return it. See `post_many` for what is checked and raised."""
    try:
        return post_many(book=book, vouchers=[voucher], actor=actor, at=at)[0]
    except VouchersRefusedError as refused:
        raise refused.errors[0] from None


@transaction.atomic
def post_many(
    *,
    book: Book,
    vouchers: Sequence[VoucherInput],
    actor: Any,
    at: datetime,
    batch: ImportBatch | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Voucher]:
    """Post vouchers in the given order, all of them or none.

    Under the book's lock it checks: date not in the future and in an open period, at least two
    lines, whole positive amounts, debit equal to credit, accounts active, of this book and not
    headings, a subsidiary account wherever the account asks for one, and cash not below zero.
    Then it numbers, seals, inserts and flips; the database guards check everything again.

    Returns the vouchers in order; those whose key was known already are the ones that stand
    (also when a key comes twice in one call).
    Raises VouchersRefusedError with the first fault of each refused voucher, CashNegativeError, or
    PeriodClosedError for a closed book; nothing is written then. `progress` is told how many
    of how many are written.
    """
    guards_checked()
    book = lock_book(book)
    if book.closed_on is not None:
        raise PeriodClosedError(_("Buku ini sudah ditutup; hanya dapat dibaca."))
    for year in sorted({v.date.year for v in vouchers if v.date <= timezone.localdate(at)}):
        ensure_year(book=book, year=year, actor=actor, at=at)
    rules = _Rules(book, timezone.localdate(at))
    known = _known_keys(book, vouchers)
    answer: list[Voucher | _Prepared] = []
    prepared: list[_Prepared] = []
    refused: list[PostingError] = []
    for index, source in enumerate(vouchers):
        try:
            if source.key not in known:  # a retry is answered even when its month is closed now
                rules.check(source)
            item = rules.prepare(source, index)
            standing = _standing(known, item)
            answer.append(standing or item)
            if standing is None:
                prepared.append(item)
                known |= {source.key: item} if source.key else {}
        except PostingError as error:
            error.voucher_index = index
            refused.append(error)
    if refused:
        raise VouchersRefusedError(refused)
    _number_and_seal(book, prepared, actor, at, batch)
    for start in range(0, len(prepared), CHUNK):
        _write(book, prepared[start : start + CHUNK])
        if progress is not None:
            progress(min(start + CHUNK, len(prepared)), len(prepared))
    warnings = _check_cash(book, prepared)
    for item in prepared:
        item.voucher.warnings = tuple(warnings)
    _log(book, prepared, actor, at, warnings)
    return [found.voucher if isinstance(found, _Prepared) else found for found in answer]


def _standing(
    known: Mapping[str, Voucher | _Prepared], item: _Prepared
) -> Voucher | _Prepared | None:
    """The voucher that a repeated key stands for; KeyReusedError when its content differs."""
    standing = known.get(item.source.key) if item.source.key else None
    if standing is not None and standing.fingerprint != item.fingerprint:
        code = standing.code if isinstance(standing, Voucher) else item.source.date.isoformat()
        raise KeyReusedError(
            _(
                "Kunci kirim ini sudah dipakai untuk bukti %(voucher)s yang isinya lain."
                " Muat ulang halaman, lalu catat lagi."
            )
            % {"voucher": code}
        )
    return standing


def _log(book: Book, items: list[_Prepared], actor: Any, at: datetime, warnings: list[str]) -> None:
    Event.objects.bulk_create(
        [
            Event(
                act="post_voucher",
                subject=item.voucher.code,
                actor=actor,
                at=at,
                book=book,
                detail={"sequence": item.voucher.sequence, "seal": item.voucher.seal}
                | ({"warnings": warnings} if warnings else {}),
            )
            for item in items
        ],
        batch_size=150,
    )


_guards_seen: set[str] = set()


def guards_checked() -> None:
    """Refuse to write into a database without guards; asked once per process and database."""
    from django.db import connection

    name = f"{connection.vendor}:{connection.settings_dict['NAME']}"
    if name not in _guards_seen:
        guards.require()
        _guards_seen.add(name)


class _Rules:
    """What must hold for a voucher of this book today; loads what it needs once."""

    def __init__(self, book: Book, today: date) -> None:
        self.book = book
        self.today = today
        self.open_periods = {
            period_code(year, month)
            for year, month in book.periods.filter(state="open").values_list("year", "month")
        }
        self.default_unit = book.units.get(code=Unit.DEFAULT_CODE)

    def check(self, source: VoucherInput) -> None:
        """Raise PostingError for what must not be posted."""
        self._check_date(source)
        self._check_lines(source)

    def prepare(self, source: VoucherInput, index: int) -> _Prepared:
        """Return a voucher ready for numbering."""
        kind = source.kind or _kind_of(source)
        item = _Prepared(
            source=source,
            index=index,
            kind=kind,
            unit_of=[line.unit or self.default_unit for line in source.lines],
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
        if source.date < self.book.opened_on:
            raise PostingError(
                _("Buku ini mulai pada %(day)s; tanggal bukti tidak boleh sebelumnya.")
                % {"day": self.book.opened_on.strftime("%d/%m/%Y")},
                field="date",
            )
        code = period_code(source.date.year, self._period(source))
        if code not in self.open_periods:
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
        if source.is_opening and source.date != self.book.opened_on:
            raise PostingError(
                _("Saldo awal bertanggal hari pertama buku, %(day)s.")
                % {"day": self.book.opened_on.strftime("%d/%m/%Y")},
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


def _kind_of(source: VoucherInput) -> str:
    """Opening and closing vouchers move no money, whatever accounts they name."""
    if source.is_opening or source.is_closing:
        return VoucherKind.BU
    return derive_kind(source.lines)


def derive_kind(lines: Iterable[LineInput]) -> str:
    """BKM when money comes in on balance, BKK when it goes out, otherwise BU."""
    net = sum(int(line.debit) - int(line.credit) for line in lines if line.account.is_cash)
    if net > 0:
        return VoucherKind.BKM
    return VoucherKind.BKK if net < 0 else VoucherKind.BU


def _wish(item: _Prepared) -> dict[str, Any]:
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


def _known_keys(book: Book, vouchers: Sequence[VoucherInput]) -> dict[str, Voucher | _Prepared]:
    keys = [v.key for v in vouchers if v.key]
    if not keys:
        return {}
    return {str(v.key): v for v in book.vouchers.filter(key__in=keys)}


def _number_and_seal(
    book: Book, items: list[_Prepared], actor: Any, at: datetime, batch: ImportBatch | None
) -> None:
    """Give each voucher its number and place in the chain of seals."""
    sequence, head = seal_head(book)
    last: dict[tuple[str, int], int] = {}
    for item in items:
        source, series = item.source, (item.kind, item.source.date.year)
        if series not in last:
            last[series] = (
                book.vouchers.filter(kind=series[0], year=series[1])
                .order_by("-number")
                .values_list("number", flat=True)
                .first()
                or 0
            )
        last[series] += 1
        sequence += 1
        item.voucher = Voucher(
            book=book,
            kind=item.kind,
            year=source.date.year,
            period=item.period,
            number=last[series],
            code=f"{item.kind}/{source.date:%Y/%m}/{last[series]:04d}",
            sequence=sequence,
            date=source.date,
            narration=source.narration.strip(),
            reference=source.reference,
            party=source.party,
            origin=source.origin,
            reversal_of=source.reversal_of,
            reason=source.reason,
            batch=batch,
            made_by=actor,
            approved_by=source.approved_by,
            recorded_on=source.recorded_on or timezone.localdate(at),
            posted_at=at,
            key=source.key,
            fingerprint=item.fingerprint,
            previous_seal=head,
        )
        content = canonical_content(item.voucher, _lines(item), book.slug)
        head = item.voucher.seal = seal(head, content)


def _lines(item: _Prepared) -> list[Line]:
    voucher = item.voucher
    return [
        Line(
            position=position,
            book_id=voucher.book_id,
            date=voucher.date,
            period=period_code(voucher.year, voucher.period),
            account=line.account,
            subsidiary=line.subsidiary,
            unit=unit,
            debit=int(line.debit),
            credit=int(line.credit),
            memo=line.memo[:100],
        )
        for position, (line, unit) in enumerate(zip(item.source.lines, item.unit_of, strict=True))
    ]


def _write(book: Book, items: list[_Prepared]) -> None:
    """Insert entries, vouchers and lines, then flip the entries: the guards have the last word."""
    rows = []
    for item in items:
        units = {unit.engine_unit_id for unit in item.unit_of}
        rows.append(
            engine.EntryRow(
                ledger_id=book.ledger_id,
                number=item.voucher.code,
                date=item.voucher.date,
                narration=item.voucher.narration,
                unit_id=units.pop() if len(units) == 1 else None,
                origin=item.voucher.origin,
                lines=[
                    (line.account.engine_account_id, int(line.debit), int(line.credit), line.memo)
                    for line in item.source.lines
                ],
            )
        )
    entries = engine.insert_entries(rows)
    for item, (entry, _transactions) in zip(items, entries, strict=True):
        item.voucher.entry = entry
    Voucher.objects.bulk_create([item.voucher for item in items], batch_size=100)
    lines = []
    for item, (_entry, transactions) in zip(items, entries, strict=True):
        for line, engine_line in zip(_lines(item), transactions, strict=True):
            line.transaction, line.voucher = engine_line, item.voucher
            lines.append(line)
    Line.objects.bulk_create(lines, batch_size=200)
    engine.flip([entry for entry, _transactions in entries])


def _check_cash(book: Book, items: list[_Prepared]) -> list[str]:
    """Refuse (or, by setting, report) a day on which cash would stand below zero."""
    since: dict[Account, date] = {}
    for item in items:
        for line in item.source.lines:
            if line.account.is_cash and int(line.credit):
                day = since.get(line.account, item.source.date)
                since[line.account] = min(day, item.source.date)
    warnings = []
    for account, day in since.items():
        for negative in negative_days(account, since=day)[:1]:
            message = _("%(account)s akan menjadi %(balance)s pada %(day)s.") % {
                "account": account,
                "balance": format_rupiah(negative.balance),
                "day": negative.day.strftime("%d/%m/%Y"),
            }
            if book.cash_policy == CashPolicy.REFUSE:
                error = CashNegativeError(
                    message
                    + " "
                    + _("Periksa tanggal dan jumlah, atau catat dahulu uang yang masuk.")
                )
                error.voucher_index = _first_payment(items, account, negative.day)
                raise error
            warnings.append(message)
    return warnings


def _first_payment(items: list[_Prepared], account: Account, day: date) -> int:
    """The voucher to point at: the last one up to that day that takes from the account."""
    taking = [
        item.index
        for item in items
        if item.source.date <= day
        and any(line.account == account and line.credit for line in item.source.lines)
    ]
    return taking[-1] if taking else items[0].index
