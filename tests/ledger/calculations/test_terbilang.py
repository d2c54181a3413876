"""Amounts in words, as on a kuitansi."""

import pytest

from ledger.calculations.terbilang import terbilang


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (11, "sebelas rupiah"),
        (12, "dua belas rupiah"),
        (100, "seratus rupiah"),
        (1000, "seribu rupiah"),
        (1001, "seribu satu rupiah"),
        (21_010, "dua puluh satu ribu sepuluh rupiah"),
        (111_111, "seratus sebelas ribu seratus sebelas rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (1_500_000, "satu juta lima ratus ribu rupiah"),
        (1_000_000_000, "satu miliar rupiah"),
        (1_000_000_000_000, "satu triliun rupiah"),
        (10, "sepuluh rupiah"),
        (19, "sembilan belas rupiah"),
        (101, "seratus satu rupiah"),
        (200, "dua ratus rupiah"),
        (2000, "dua ribu rupiah"),
        (100_000, "seratus ribu rupiah"),
        (1_000_001, "satu juta satu rupiah"),
        (1_001_001_000, "satu miliar satu juta seribu rupiah"),
    ],
)
def test_terbilang(amount: int, words: str) -> None:
    assert f"{terbilang(amount)} rupiah" == words


@pytest.mark.parametrize("amount", [-1, 10**15])
def test_terbilang_refuses_what_it_cannot_say(amount: int) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        terbilang(amount)


def test_every_amount_has_words_of_its_own() -> None:
    amounts = [*range(2000), *range(2000, 3_000_000, 9_973)]

    assert len({terbilang(amount) for amount in amounts}) == len(amounts)
