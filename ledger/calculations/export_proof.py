"""Re-prove an exported book from its text alone: seals, order, balance, net of each account.

It repeats the few lines of docs/accounting/verify_export.py and asks nothing of the books, so that
a mistake in them cannot hide here. Whole rupiah.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class ExportProof:
    """What an export says: its faults as (voucher, kind), and the net of each account."""

    count: int
    head: str
    faults: tuple[tuple[str, str], ...]
    net: dict[str, int]
    """Debit minus credit by account code, accounts at zero left out."""


def prove_export(parts: Iterable[str]) -> ExportProof:
    """Read the sealed JSON of `export_journal --format json`; raises ValueError when it is none.

    Kinds of fault: `order`, `seal`, `balance`.
    """
    book: dict[str, Any] = json.loads("".join(parts))
    faults: list[tuple[str, str]] = []
    net: Counter[str] = Counter()
    previous = "0" * 64
    for position, voucher in enumerate(book["vouchers"], start=1):
        content = voucher["content"]
        text = json.dumps(
            {"form": book["form"], **content},
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        if content["sequence"] != position:
            faults.append((content["code"], "order"))
        if sha256((previous + text).encode()).hexdigest() != voucher["seal"]:
            faults.append((content["code"], "seal"))
        moved = [(line["account"], line["debit"] - line["credit"]) for line in content["lines"]]
        if sum(amount for _account, amount in moved):
            faults.append((content["code"], "balance"))
        for account, amount in moved:
            net[account] += amount
        previous = voucher["seal"]
    return ExportProof(
        count=len(book["vouchers"]),
        head=previous,
        faults=tuple(faults),
        net={account: amount for account, amount in net.items() if amount},
    )
