"""The canonical form and the chain of seals."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from ledger.calculations.seal import canonical, fingerprint, seal

ZEROS = "0" * 64


def test_canonical_form_is_sorted_json_without_spaces_or_escapes() -> None:
    text = canonical({"narration": "Jual “lele” – 5 kg", "code": "BKM/2026/01/0001", "n": 1})

    assert text == (
        '{"code":"BKM/2026/01/0001","form":"lumbung-seal-1","n":1,"narration":"Jual “lele” – 5 kg"}'
    )


def test_seal_is_the_hash_of_the_previous_seal_and_the_content() -> None:
    expected = hashlib.sha256((ZEROS + '{"a":1,"form":"lumbung-seal-1"}').encode()).hexdigest()

    assert seal(ZEROS, {"a": 1}) == expected


def test_seal_depends_on_the_previous_seal() -> None:
    assert seal(ZEROS, {"a": 1}) != seal("1" * 64, {"a": 1})


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_the_order_of_keys_changes_nothing(content: dict) -> None:
    turned = dict(reversed(content.items()))

    assert seal(ZEROS, turned) == seal(ZEROS, content)
    assert fingerprint(turned) == fingerprint(content)


def test_an_amount_is_not_a_text() -> None:
    assert fingerprint({"debit": 1}) != fingerprint({"debit": "1"})
