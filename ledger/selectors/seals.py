"""The chain of seals of a book: its head, its canonical contents, and its verification."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ledger.calculations.seal import seal
from ledger.models import FIRST_SEAL, Book, Line, Voucher


@dataclass(frozen=True)
class SealFault:
    """Where the chain breaks: the voucher's number and a sentence."""

    voucher: str
    message: str


def seal_head(book: Book) -> tuple[int, str]:
    """Return the last sequence number and seal of a book; (0, zeros) when it is empty."""
    last = book.vouchers.order_by("-sequence").values_list("sequence", "seal").first()
    return last or (0, FIRST_SEAL)


def canonical_content(voucher: Voucher, lines: Sequence[Any], book_slug: str) -> dict[str, Any]:
    """Return what the seal covers, in plain JSON values (docs/accounting/seals.md)."""
    posted_at = voucher.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {
        "book": book_slug,
        "sequence": voucher.sequence,
        "code": voucher.code,
        "date": voucher.date.isoformat(),
        "period": voucher.period,
        "narration": voucher.narration,
        "reference": voucher.reference,
        "party": voucher.party,
        "origin": str(voucher.origin),
        "reversal_of": voucher.reversal_of.code if voucher.reversal_of else None,
        "reason": voucher.reason,
        "made_by": voucher.made_by_id,
        "approved_by": voucher.approved_by_id,
        "recorded_on": voucher.recorded_on.isoformat(),
        "posted_at": posted_at,
        "lines": [
            {
                "account": line.account.code,
                "subsidiary": line.subsidiary.code if line.subsidiary else None,
                "unit": line.unit.code,
                "debit": line.debit,
                "credit": line.credit,
                "memo": line.memo,
            }
            for line in sorted(lines, key=lambda line: line.position)
        ],
    }


def sealed_vouchers(book: Book) -> Iterator[tuple[Voucher, list[Line]]]:
    """Yield every voucher of a book with its lines, in the order of the chain."""
    lines = Prefetch(
        "lines",
        Line.objects.select_related("account", "subsidiary", "unit", "transaction").order_by(
            "position"
        ),
        to_attr="sealed_lines",
    )
    queryset = (
        book.vouchers.order_by("sequence").select_related("reversal_of").prefetch_related(lines)
    )
    for voucher in queryset.iterator(chunk_size=500):
        yield voucher, voucher.sealed_lines


def verify_seals(book: Book) -> list[SealFault]:
    """Re-prove the chain; returns a fault for each voucher that was altered, lost or moved.

    Amounts are taken from the engine's transactions, so that a change there shows too.
    """
    faults = []
    previous, expected = FIRST_SEAL, 1
    for voucher, lines in sealed_vouchers(book):
        if voucher.sequence != expected:
            faults.append(
                SealFault(
                    voucher.code,
                    _("%(voucher)s: bukti urutan %(sequence)s hilang atau tertukar.")
                    % {"voucher": voucher.code, "sequence": expected},
                )
            )
        content = canonical_content(voucher, lines, book.slug)
        if any(_differs(line) for line in lines) or seal(previous, content) != voucher.seal:
            if voucher.previous_seal != previous:
                text = _("%(voucher)s: segelnya tidak menyambung ke bukti sebelumnya.")
            else:
                text = _("%(voucher)s: isinya tidak cocok dengan segelnya.")
            faults.append(SealFault(voucher.code, text % {"voucher": voucher.code}))
        previous, expected = voucher.seal, voucher.sequence + 1
    return faults


def _differs(line: Line) -> bool:
    transaction = line.transaction
    amount = line.debit or line.credit
    side = "debit" if line.debit else "credit"
    return transaction.amount != amount or transaction.tx_type != side
