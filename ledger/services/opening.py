"""Opening balances: typed as a draft, posted as one opening voucher once both sides are equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import AmountError, format_rupiah, parse_rupiah
from ledger.models import Book, OpeningDraft, Subsidiary, Voucher
from ledger.services import events, journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import LineInput, VoucherInput
from ledger.services.periods import lock_book

FIELDS = ("account", "subsidiary", "name", "debit", "credit")
OpeningRow = dict[str, str]
"""Texts as they were typed: account code, subsidiary code and name, debit, credit."""


@dataclass(frozen=True)
class OpeningFault:
    """What is wrong in a row (from 0) of the draft."""

    row: int
    field: str
    message: str


class OpeningError(ValueError):
    """Opening balances were not posted; `faults` tells where."""

    def __init__(self, message: str, faults: Sequence[OpeningFault] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)


def totals(rows: Sequence[OpeningRow]) -> tuple[int, int]:
    """Debit and credit of what can be read so far."""

    def amount(text: str) -> int:
        try:
            return int(parse_rupiah(text)) if text else 0
        except AmountError:
            return 0

    return sum(amount(r["debit"]) for r in rows), sum(amount(r["credit"]) for r in rows)


@transaction.atomic
def save_opening(
    *, book: Book, rows: Sequence[OpeningRow], actor: Any, at: datetime
) -> OpeningDraft:
    """Keep what was typed, whole or not. Raises OpeningError once it is posted."""
    lock_book(book)
    draft = OpeningDraft.objects.filter(book=book).first()
    if draft is None:
        draft = OpeningDraft(book=book)
    elif draft.voucher_id is not None:
        raise OpeningError(_("Saldo awal sudah dibukukan."))
    draft.rows = [{name: row.get(name, "")[:120] for name in FIELDS} for row in rows]
    draft.changed_by, draft.changed_at = actor, at
    draft.save()
    events.log(act="save_opening", subject=book.slug, actor=actor, at=at, book=book)
    return draft


@transaction.atomic
def post_opening(*, book: Book, actor: Any, at: datetime) -> Voucher:
    """Post the draft as the opening voucher of the book's first day.

    New names below control accounts become subsidiary accounts. Raises OpeningError with every
    fault by row, or when the sides differ; PostingError from the gate.
    """
    book = lock_book(book)
    draft = OpeningDraft.objects.filter(book=book).first()
    if draft is None or not any(r["debit"] or r["credit"] for r in draft.rows):
        raise OpeningError(_("Isi saldo awal dahulu."))
    if draft.voucher_id is not None:
        raise OpeningError(_("Saldo awal sudah dibukukan."))
    if refusal := registry.opening_refusal(book):
        raise OpeningError(refusal)
    debit, credit = totals(draft.rows)
    if debit != credit:
        raise OpeningError(
            _("Selisih %(gap)s. Saldo awal dibukukan bila jumlah debet dan kredit sama.")
            % {"gap": format_rupiah(abs(debit - credit))}
        )
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=book.opened_on,
            narration="Saldo awal",
            lines=_lines(book, draft.rows, actor, at),
            is_opening=True,
            key="saldo-awal",
        ),
        actor=actor,
        at=at,
    )
    draft.voucher, draft.changed_by, draft.changed_at = voucher, actor, at
    draft.save()
    events.log(act="post_opening", subject=voucher.code, actor=actor, at=at, book=book)
    return voucher


def _lines(book: Book, rows: Sequence[OpeningRow], actor: Any, at: datetime) -> list[LineInput]:
    accounts = {a.code: a for a in book.accounts.filter(is_heading=False)}
    known: dict[tuple[str, str], Subsidiary] = {
        (s.account.code, s.code): s for s in book.subsidiaries.select_related("account")
    }
    faults: list[OpeningFault] = []
    lines: list[LineInput] = []
    for position, row in enumerate(rows):
        if not (row["debit"] or row["credit"]):
            continue
        amounts = {}
        for side in ("debit", "credit"):
            try:
                amounts[side] = int(parse_rupiah(row[side])) if row[side] else 0
            except AmountError:
                message = _("Bukan jumlah rupiah bulat. Tulis 1250000 atau 1.250.000.")
                faults.append(OpeningFault(position, side, message))
        if len(amounts) < 2:
            continue
        if not any(amounts.values()):
            continue
        if all(amounts.values()):
            faults.append(OpeningFault(position, "credit", _("Isi satu sisi saja.")))
            continue
        account = accounts[row["account"]]
        subsidiary = known.get((account.code, row["subsidiary"].strip()))
        if account.control and subsidiary is None:
            if not row["subsidiary"].strip() or not row["name"].strip():
                message = _("Isi kode dan nama rekening pembantu.")
                faults.append(OpeningFault(position, "subsidiary", message))
                continue
            subsidiary = open_subsidiary(
                account=account,
                code=row["subsidiary"].strip()[:20],
                name=row["name"].strip(),
                actor=actor,
                at=at,
            )
            known[account.code, subsidiary.code] = subsidiary
        lines.append(
            LineInput(
                account=account,
                subsidiary=subsidiary,
                debit=amounts["debit"],
                credit=amounts["credit"],
            )
        )
    if faults:
        raise OpeningError(_("Ada baris yang belum benar."), faults)
    return lines
