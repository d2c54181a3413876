"""The lines of members' savings as a passbook or a statement shows them, with running balances.

For one member or hundreds the number of queries is the same.
"""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from ledger.models import CashFlow, Line, Voucher
from members.models import (
    InterestSlip,
    Membership,
    Organization,
    Passbook,
    SavingsKind,
    SavingsProduct,
)

DATA = Path(__file__).resolve().parents[1] / "data"
CODES = {
    SavingsKind.POKOK: "SP",
    SavingsKind.WAJIB: "SW",
    SavingsKind.SUKARELA: "SS",
    SavingsKind.BERJANGKA: "SB",
    SavingsKind.TUJUAN: "ST",
    SavingsKind.MODAL: "MA",
}
BROUGHT, INTEREST, TAX, TRANSFER = "SA", "BG", "PJ", "TR"


@dataclass(frozen=True)
class PassbookRow:
    """One line in whole rupiah, with its code (sandi) and the balance of all savings after it."""

    sequence: int
    day: date
    code: str
    voucher: str
    debit: int
    credit: int
    balance: int
    product: str


@cache
def _code_rows() -> tuple[dict[str, str], ...]:
    with (DATA / "passbook_codes.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def code_meanings() -> list[tuple[str, str]]:
    """Every code with what it means, in the reader's language."""
    key = "meaning_en" if get_language() == "en" else "meaning"
    return [(row["code"], row[key]) for row in _code_rows()]


def passbook_rows(
    memberships: Collection[Membership], *, until: date | None = None, by_date: bool = False
) -> dict[int, list[PassbookRow]]:
    """Membership id → all lines of its savings.

    In the order of posting, so that what is printed once never moves; `by_date` for statements.
    Interest shows gross with its tax on a line of its own.
    """
    lines = Line.objects.filter(subsidiary__savings_account__membership__in=list(memberships))
    if until is not None:
        lines = lines.filter(date__lte=until)
    order = ("date", "voucher__sequence") if by_date else ("voucher__sequence",)
    found = lines.select_related("voucher", "subsidiary__savings_account__product").order_by(
        *order, "position"
    )
    by_cash = set(
        Line.objects.filter(
            voucher__in=lines.order_by().values("voucher"), account__cash_flow=CashFlow.CASH
        ).values_list("voucher_id", flat=True)
    )
    by_interest = set(  # interest that was booked as a plain journal, without slips
        Line.objects.filter(
            voucher__in=lines.order_by().values("voucher"),
            debit__gt=0,
            account__in=SavingsProduct.objects.filter(
                organization__in={membership.organization_id for membership in memberships}
            ).values("interest_account"),
        ).values_list("voucher_id", flat=True)
    )
    slips = {
        (account, voucher): (gross, tax)
        for account, voucher, gross, tax in InterestSlip.objects.filter(
            account__membership__in=list(memberships)
        ).values_list("account_id", "voucher_id", "gross", "tax")
    }
    rows: dict[int, list[PassbookRow]] = defaultdict(list)
    balances: dict[int, int] = defaultdict(int)
    for line in found:
        account = line.subsidiary.savings_account  # type: ignore[union-attr]
        member = account.membership_id
        for code, debit, credit in _parts(
            line,
            slips.get((account.pk, line.voucher_id)),
            moves_cash=line.voucher_id in by_cash,
            is_interest=line.voucher_id in by_interest,
        ):
            balances[member] += credit - debit
            rows[member].append(
                PassbookRow(
                    line.voucher.sequence,
                    line.date,
                    code,
                    line.voucher.code,
                    debit,
                    credit,
                    balances[member],
                    account.product.label,
                )
            )
    return rows


def _parts(
    line: Line, slip: tuple[int, int] | None, *, moves_cash: bool, is_interest: bool
) -> list[tuple[str, int, int]]:
    """Code, debit and credit of a line; interest in two when tax was taken from it."""
    debit, credit = int(line.debit), int(line.credit)
    kind = line.subsidiary.savings_account.product.kind  # type: ignore[union-attr]
    if line.voucher.period == Voucher.OPENING:
        return [(BROUGHT, debit, credit)]
    if slip is not None:
        gross, tax = slip
        return [(INTEREST, 0, gross), *([(TAX, tax, 0)] if tax else [])]
    if is_interest and credit:
        return [(INTEREST, debit, credit)]
    if not moves_cash:
        return [(TRANSFER, debit, credit)]
    return [(CODES[SavingsKind(kind)], debit, credit)]


def current_passbook(membership: Membership) -> Passbook | None:
    """The book that is being written in: the newest."""
    return Passbook.objects.filter(membership=membership).order_by("-number").first()


def unprinted(passbook: Passbook, rows: Iterable[PassbookRow]) -> list[PassbookRow]:
    """What was posted after the last printed line."""
    return [row for row in rows if row.sequence > passbook.last_sequence]


def savers(organization: Organization) -> list[Membership]:
    """Everybody who has a savings account, by number."""
    return list(
        organization.memberships.filter(savings_accounts__isnull=False)
        .select_related("person", "organization__book")
        .distinct()
        .order_by("number")
    )
