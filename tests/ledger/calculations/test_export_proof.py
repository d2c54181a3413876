"""The second reader of an export: it finds what was changed, and agrees with the first."""

import json
from hashlib import sha256
from typing import Any

import pytest

from ledger.calculations.export_proof import prove_export

FORM = "lumbung-seal-1"


def sealed(*amounts: tuple[int, int]) -> dict[str, Any]:
    """A book with a voucher of two lines for each (debit of 1101, credit of 4101)."""
    vouchers, previous = [], "0" * 64
    for number, (debit, credit) in enumerate(amounts, start=1):
        content = {
            "code": f"BKM/{number}",
            "sequence": number,
            "lines": [
                {"account": "1101", "debit": debit, "credit": 0},
                {"account": "4101", "debit": 0, "credit": credit},
            ],
        }
        text = json.dumps({"form": FORM, **content}, sort_keys=True, separators=(",", ":"))
        seal = sha256((previous + text).encode()).hexdigest()
        vouchers.append({"content": content, "previous_seal": previous, "seal": seal})
        previous = seal
    return {"form": FORM, "vouchers": vouchers}


def proof(book: dict[str, Any]) -> Any:
    text = json.dumps(book)
    return prove_export([text[:9], text[9:]])


def test_a_whole_export_is_found_whole() -> None:
    found = proof(sealed((5, 5), (7, 7)))

    assert (found.count, found.faults) == (2, ())
    assert found.net == {"1101": 12, "4101": -12}


def test_an_amount_changed_after_sealing_shows_as_seal_and_balance() -> None:
    book = sealed((5, 5), (7, 7))
    book["vouchers"][0]["content"]["lines"][0]["debit"] = 6

    assert proof(book).faults == (("BKM/1", "seal"), ("BKM/1", "balance"))


def test_a_voucher_taken_out_breaks_order_and_chain() -> None:
    book = sealed((5, 5), (7, 7), (9, 9))
    del book["vouchers"][1]

    assert proof(book).faults == (("BKM/3", "order"), ("BKM/3", "seal"))


def test_what_is_no_export_is_refused() -> None:
    with pytest.raises(json.JSONDecodeError):
        prove_export(["{"])
