"""`loan_schedule` answers as rows and totals, and refuses with a sentence."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def run(**options: Any) -> str:
    out = StringIO()
    words = {"principal": "1000000", "annual_rate": "12", "months": "12", "method": "flat"}
    arguments = [f"--{key.replace('_', '-')}={value}" for key, value in (words | options).items()]
    call_command("loan_schedule", *arguments, stdout=out)
    return out.getvalue()


def test_json_holds_rows_totals_and_the_effective_rate() -> None:
    answer = json.loads(run(disbursed="2025-01-31", format="json"))

    assert answer["rows"][0] == {
        "no": 1,
        "due": "2025-02-28",
        "principal": 83333,
        "interest": 10000,
        "instalment": 93333,
        "balance": 916667,
    }
    assert answer["totals"] == {
        "principal": 1000000,
        "interest": 120000,
        "instalment": 1120000,
        "paid": 1120000,
    }
    assert answer["effective_annual_percent"] == 21.46


def test_cents_come_as_texts() -> None:
    answer = json.loads(
        run(principal="100", months="6", method="anuitas", unit="0.01", format="json")
    )

    assert [row["instalment"] for row in answer["rows"]] == ["17.25"] * 5 + ["17.28"]


def test_text_shows_every_instalment() -> None:
    assert "1.120.000" in run()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"months": "0"}, "dari 1 sampai 600"),
        ({"months": "dua"}, "dari 1 sampai 600"),
        ({"annual_rate": "1000"}, "dari 0 sampai 300"),
        ({"annual_rate": "banyak"}, "dalam persen"),
        ({"principal": "sejuta"}, "angka di atas nol"),
        ({"principal": "-5"}, "angka di atas nol"),
        ({"principal": "12,50"}, "angka di atas nol"),
        ({"method": "sliding"}, "flat, menurun, anuitas"),
        ({"day_count": "act/act"}, "memerlukan tanggal cair"),
        ({"disbursed": "2025-02-30"}, "bukan tanggal"),
        ({"rounding": "down_5"}, "up_100"),
        ({"unit": "10"}, "Satuan"),
    ],
)
def test_bad_words_get_a_sentence(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(**options)

    assert sentence in str(refused.value)
