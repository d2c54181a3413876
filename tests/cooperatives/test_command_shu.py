"""`shu --simulate`: figures in, figures out, and a sentence for whatever cannot be shared."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

WISH: dict[str, Any] = {
    "surplus": 1_000_001,
    "from_members": 800_000,
    "percentages": {"jasa_modal": 20, "jasa_usaha": 30, "cadangan": 50},
    "members": [
        {"member_no": "001", "capital_base": 100, "business_base": 1},
        {"member_no": "002", "capital_base": 200, "business_base": 2},
    ],
    "rounding": "floor",
}


def simulate(path: Path, content: Any) -> dict[str, Any]:
    file = path / "simulasi.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    out = StringIO()
    call_command("shu", "--simulate", str(file), "--format", "json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_simulation_answers_pools_members_and_residual(tmp_path: Path) -> None:
    answer = simulate(tmp_path, WISH)

    assert answer == {
        "base": 1_000_001,
        "from_members": 800_000,
        "from_non_members": 200_001,
        "pools": {"jasa_modal": 160_000, "jasa_usaha": 240_000, "cadangan": 400_000},
        "member_pools": {"jasa_modal": 160_000, "jasa_usaha": 240_000},
        "members": [
            {
                "member_no": "001",
                "capital_base": 100,
                "business_base": 1,
                "jasa_modal": 53_333,
                "jasa_usaha": 80_000,
                "total": 133_333,
            },
            {
                "member_no": "002",
                "capital_base": 200,
                "business_base": 2,
                "jasa_modal": 106_666,
                "jasa_usaha": 160_000,
                "total": 266_666,
            },
        ],
        "residual": 1,
    }


def test_text_shows_the_same_figures(tmp_path: Path) -> None:
    file = tmp_path / "simulasi.json"
    file.write_text(json.dumps(WISH))
    out = StringIO()

    call_command("shu", "--simulate", str(file), stdout=out)

    assert "266.666" in out.getvalue()
    assert "400.000" in out.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"percentages": {"jasa_modal": 45, "jasa_usaha": 60}}, "berjumlah 105; harus tepat 100"),
        ({"percentages": {"cadangan": 99.9999}}, "berjumlah 99,9999"),
        ({"surplus": -5, "from_members": None}, "Tahun rugi"),
        ({"surplus": 12.5}, "“surplus” harus rupiah bulat"),
        ({"surplus": "100"}, "“surplus” harus rupiah bulat"),
        ({"surplus": True}, "“surplus” harus rupiah bulat"),
        ({"from_members": 2_000_000}, "antara nol dan SHU seluruhnya"),
        ({"rounding": "up"}, "floor, largest_remainder"),
        ({"members": {}}, "harus daftar anggota"),
        ({"members": [{"capital_base": 1}]}, "Anggota ke-1 tidak bernomor"),
        (
            {"members": [{"member_no": "7", "capital_base": -1, "business_base": 0}]},
            "anggota 7 di bawah nol",
        ),
        ({"members": [WISH["members"][0]] * 2}, "001 tertulis dua kali"),
        ({"percentages": {}}, "berjumlah 100"),
        ({"percentages": {"cadangan": "100"}}, "harus angka"),
        ({"persen": {}}, "“persen” tidak dikenal"),
    ],
)
def test_bad_figures_get_a_sentence(tmp_path: Path, change: Any, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        simulate(tmp_path, WISH | change)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "baris 1, huruf ke-1"),
        ("[]", "bukan JSON simulasi"),
        ("[" * 100_000, "bukan JSON simulasi"),
        ('{"surplus": NaN}', "“NaN” bukan angka"),
        ('{"surplus": 1, "surplus": 2}', "ditulis dua kali"),
        ('{"surplus": 1e999999999, "percentages": {"cadangan": 100}}', "harus rupiah bulat"),
        ('{"surplus": ' + "9" * 5000 + "}", "terlalu panjang"),
        ('{"surplus": 1, "percentages": {"cadangan": 1e-999999}, "members": []}', "harus angka"),
    ],
)
def test_bad_files_get_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        simulate(tmp_path, text)


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak terbaca"):
        call_command("shu", "--simulate", str(tmp_path / "tiada.json"))
