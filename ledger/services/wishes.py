"""A voucher that waits, as plain values: kept in a draft, and read back whole."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Account, Book, Subsidiary, Unit, Voucher
from ledger.services.posting.inputs import LineInput, PostingError, VoucherInput

TEXTS = ("narration", "reference", "party", "key", "origin", "kind")


def wish_of(voucher: VoucherInput, *, by_act: bool = False) -> dict[str, Any]:
    """The voucher in JSON values; accounts, subsidiary accounts and units by number.

    A subsidiary account keeps its code and name too: an act opens it only when it is approved, so
    `by_act` its number means nothing.
    """
    return {
        "date": voucher.date.isoformat(),
        **{name: getattr(voucher, name) and str(getattr(voucher, name)) for name in TEXTS},
        "lines": [
            {
                "account": line.account.pk,
                "subsidiary": None if by_act else line.subsidiary and line.subsidiary.pk,
                "subsidiary_code": line.subsidiary.code if line.subsidiary else "",
                "subsidiary_name": line.subsidiary.name if line.subsidiary else "",
                "unit": line.unit and line.unit.pk,
                "debit": int(line.debit),
                "credit": int(line.credit),
                "memo": line.memo,
            }
            for line in voucher.lines
        ],
    }


def voucher_of(book: Book, wish: Mapping[str, Any], *, by_act: bool = False) -> VoucherInput:
    """The voucher again. Raises PostingError when an account of it is gone.

    With `by_act` it is only to be shown: its subsidiary accounts may have to be opened yet.
    """
    rows = wish["lines"]
    accounts = _by_number(Account, book, rows, "account")
    subsidiaries = {None: None} | _by_number(Subsidiary, book, rows, "subsidiary")
    units = _by_number(Unit, book, rows, "unit")
    try:
        lines = [
            LineInput(
                account=accounts[row["account"]],
                subsidiary=_as_told(row) if by_act else subsidiaries[row["subsidiary"]],
                unit=units[row["unit"]] if row["unit"] else None,
                debit=row["debit"],
                credit=row["credit"],
                memo=row["memo"],
            )
            for row in rows
        ]
    except KeyError:
        raise PostingError(
            _("Akun atau rekening pembantu bukti ini sudah tidak ada. Tolak, lalu catat lagi.")
        ) from None
    texts = {name: wish[name] for name in TEXTS}
    return VoucherInput(date=date.fromisoformat(wish["date"]), lines=lines, **texts)


def _as_told(row: Mapping[str, Any]) -> Subsidiary | None:
    """The subsidiary account of a line as it was shown, whether it stands already or not."""
    if not row["subsidiary_code"]:
        return None
    return Subsidiary(code=row["subsidiary_code"], name=row["subsidiary_name"])


def is_same(wish: Mapping[str, Any], voucher: Voucher) -> bool:
    """Whether a posted voucher says what was shown to the officer who approved it."""
    lines = voucher.lines.select_related("subsidiary").order_by("position")
    booked = [
        (line.account_id, line.subsidiary.code if line.subsidiary else "",
         int(line.debit), int(line.credit), line.memo)
        for line in lines
    ]  # fmt: skip
    shown = [
        (row["account"], row["subsidiary_code"], row["debit"], row["credit"], row["memo"])
        for row in wish["lines"]
    ]
    head = (voucher.date.isoformat(), voucher.narration, voucher.party, voucher.reference)
    told = (wish["date"], wish["narration"].strip(), wish["party"], wish["reference"])
    return booked == shown and head == told


def form_content(voucher: VoucherInput) -> dict[str, str]:
    """The voucher as the journal form sends it, so that a refused one can be mended there."""
    units = {line.unit.pk for line in voucher.lines if line.unit is not None}
    content = {
        "date": voucher.date.isoformat(),
        "narration": voucher.narration,
        "reference": voucher.reference,
        "party": voucher.party,
        "unit": str(units.pop()) if len(units) == 1 else "",
        "key": voucher.key or "",
        "lines-TOTAL_FORMS": str(len(voucher.lines)),
        "lines-INITIAL_FORMS": "0",
        "lines-MIN_NUM_FORMS": "0",
        "lines-MAX_NUM_FORMS": "200",
    }
    for number, line in enumerate(voucher.lines):
        values = {
            "account": line.account.pk,
            "subsidiary": line.subsidiary.pk if line.subsidiary else "",
            "debit": int(line.debit) or "",
            "credit": int(line.credit) or "",
            "memo": line.memo,
        }
        content |= {f"lines-{number}-{name}": str(value) for name, value in values.items()}
    return content


def _by_number(
    model: Any, book: Book, rows: Sequence[Mapping[str, Any]], name: str
) -> dict[int, Any]:
    wanted = {row[name] for row in rows if row[name]}
    return {thing.pk: thing for thing in model.objects.filter(book=book, pk__in=wanted)}
