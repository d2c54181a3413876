"""The demonstration data as it lies on disk: balanced, complete, invented.

Plain CSV checks, no Django: a slip in a file is found before any import runs.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from statistics import median

import pytest

DEMO = Path(__file__).resolve().parents[2] / "empowerment" / "demo"
KSU = "ksu-karya-lentera"
KUBE = ("tani-lentera", "mina-lestari", "jahit-kencana", "bengkel-roda")
BOOKS = (*KUBE, KSU)
HEADER = [
    "No. Bukti",
    "Tanggal",
    "Uraian",
    "Akun",
    "Debet",
    "Kredit",
    "Rekening Pembantu",
    "Unit",
    "Pihak",
    "Dicatat",
    "Jenis",
]
MONEY_ACCOUNTS = dict.fromkeys(KUBE, ("1101", "1102")) | {
    KSU: ("1-1101", "1-1102", "1-1201", "1-1202")
}
VOUCHERS = {
    "tani-lentera": 132,
    "mina-lestari": 154,
    "jahit-kencana": 48,
    "bengkel-roda": 169,
    KSU: 714,
}
PROFIT = {
    "tani-lentera": 3_830_000,
    "mina-lestari": 9_362_500,
    "jahit-kencana": 995_000,
    "bengkel-roda": 5_650_000,
    KSU: 11_209_141,
}
ASSETS = {
    "tani-lentera": 10_764_500,
    "mina-lestari": 66_362_500,
    "jahit-kencana": 21_595_000,
    "bengkel-roda": 19_740_000,
    KSU: 257_932_132,
}
MEDIAN_DELAY = {
    "tani-lentera": 6,
    "mina-lestari": 2,
    "jahit-kencana": 3,
    "bengkel-roda": 4,
    KSU: 1,
}
K1_CLOSING = {
    "1101": 2_654_500,
    "1102": 5_700_000,
    "1105": 310_000,
    "1201": 3_500_000,
    "1209": -1_400_000,
    "2103": -359_000,
    "2104": -19_500,
    "3101": -500_000,
    "3102": -2_400_000,
    "3201": -3_500_000,
    "3301": -156_000,
}
K2_CLOSING = {
    "1101": 5_985_000,
    "1102": 23_122_500,
    "1103": 3_055_000,
    "1105": 1_100_000,
    "1106": 1_500_000,
    "1201": 41_000_000,
    "1209": -9_400_000,
    "2102": -18_000_000,
    "2103": -750_000,
    "3101": -1_200_000,
    "3102": -8_160_000,
    "3201": -25_000_000,
    "3301": -3_890_000,
}
K3_CLOSING = {
    "1101": 1_370_000,
    "1102": 8_705_000,
    "1105": 1_450_000,
    "1106": 950_000,
    "1201": 9_600_000,
    "1209": -480_000,
    "2103": -80_000,
    "3101": -200_000,
    "3102": -320_000,
    "3201": -20_000_000,
}
K4_CLOSING = {
    "1101": 4_660_000,
    "1102": 5_220_000,
    "1105": 2_900_000,
    "1201": 11_400_000,
    "1209": -4_440_000,
    "2103": -620_000,
    "2104": -40_000,
    "3101": -1_000_000,
    "3102": -4_200_000,
    "3201": -8_000_000,
    "3301": -1_030_000,
    "3403": 800_000,
}
# Month ends of the proof book, kas and bank, in thousands of rupiah.
K2_CASH = [1705, 1260, 3505, 4360, 4015, 6870, 7625, 6620, 6285, 7470, 6375, 5985]
K2_BANK = [3290, 1480, 5400, 6115, 4105, 8605, 12910, 9262.5, 19857.5, 15800, 12020, 23122.5]
RESULT_CLASSES = "456789"

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def journal(slug: str) -> list[Row]:
    return rows(f"books/{slug}/journal.csv")


def vouchers(slug: str) -> Iterator[tuple[str, list[Row]]]:
    for number, lines in groupby(journal(slug), key=lambda row: row["No. Bukti"]):
        yield number, list(lines)


def signed(row: Row) -> int:
    return int(row["Debet"] or 0) - int(row["Kredit"] or 0)


def balances(slug: str, until: str = "9999") -> dict[str, int]:
    result: dict[str, int] = defaultdict(int)
    for row in journal(slug):
        if row["Tanggal"] <= until:
            result[row["Akun"]] += signed(row)
    return {account: amount for account, amount in result.items() if amount}


def closing(slug: str) -> dict[str, int]:
    return {row["account"]: int(row["balance"]) for row in rows(f"books/{slug}/closing.csv")}


def chart(slug: str) -> dict[str, Row]:
    name = "koperasi" if slug == KSU else "kube"
    return {row["code"]: row for row in rows(f"../../ledger/coa/{name}.csv")}


def is_position(account: str) -> bool:
    return account[0] in "123"


@pytest.mark.parametrize("slug", BOOKS)
def test_journal_has_the_import_header(slug: str) -> None:
    with (DEMO / f"books/{slug}/journal.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADER


@pytest.mark.parametrize("slug", BOOKS)
def test_number_of_vouchers(slug: str) -> None:
    numbers = [number for number, _ in vouchers(slug)]

    assert len(numbers) == VOUCHERS[slug]
    assert len(set(numbers)) == len(numbers), "the lines of one voucher stand together"


def test_the_four_kube_have_503_vouchers() -> None:
    assert sum(VOUCHERS[slug] for slug in KUBE) == 503


@pytest.mark.parametrize("slug", BOOKS)
def test_every_voucher_balances_with_two_lines_or_more(slug: str) -> None:
    for number, lines in vouchers(slug):
        assert len(lines) >= 2, number
        assert sum(signed(row) for row in lines) == 0, number


@pytest.mark.parametrize("slug", BOOKS)
def test_amounts_are_plain_positive_integers_on_one_side(slug: str) -> None:
    for row in journal(slug):
        amounts = [row["Debet"], row["Kredit"]]

        assert amounts.count("") == 1, row
        assert re.fullmatch(r"[1-9][0-9]*", "".join(amounts)), row


@pytest.mark.parametrize("slug", BOOKS)
def test_dates_are_of_2025_in_order_and_entered_afterwards(slug: str) -> None:
    days = []
    for number, lines in vouchers(slug):
        assert len({(row["Tanggal"], row["Dicatat"], row["Uraian"]) for row in lines}) == 1, number
        day, entered = (date.fromisoformat(lines[0][key]) for key in ("Tanggal", "Dicatat"))
        assert day.year == 2025
        assert entered >= day, number
        assert lines[0]["Uraian"], number
        days.append(day)

    assert days == sorted(days)


@pytest.mark.parametrize("slug", BOOKS)
def test_median_delay_of_entry(slug: str) -> None:
    delays = [
        (date.fromisoformat(lines[0]["Dicatat"]) - date.fromisoformat(lines[0]["Tanggal"])).days
        for _, lines in vouchers(slug)
    ]

    assert median(delays) == MEDIAN_DELAY[slug]


@pytest.mark.parametrize("slug", BOOKS)
def test_only_the_first_voucher_opens_the_book(slug: str) -> None:
    opening = {row["No. Bukti"] for row in journal(slug) if row["Jenis"]}
    kinds = {row["Jenis"] for row in journal(slug)}

    # Jahit Kencana became effective on 1 September 2025 and had no money before.
    expected = set() if slug == "jahit-kencana" else {journal(slug)[0]["No. Bukti"]}
    assert opening == expected
    assert kinds <= {"", "pembukaan"}


@pytest.mark.parametrize("slug", BOOKS)
def test_control_accounts_always_name_an_existing_subsidiary_account(slug: str) -> None:
    accounts = chart(slug)
    known = {(row["account"], row["code"]) for row in rows(f"books/{slug}/subsidiaries.csv")}

    for row in journal(slug):
        if accounts[row["Akun"]]["control"]:
            assert (row["Akun"], row["Rekening Pembantu"]) in known, row
        else:
            assert row["Rekening Pembantu"] == "", row


@pytest.mark.parametrize("slug", BOOKS)
def test_every_account_is_a_postable_account_of_the_chart(slug: str) -> None:
    postable = {code for code, account in chart(slug).items() if not account["heading"]}

    assert {row["Akun"] for row in journal(slug)} <= postable


@pytest.mark.parametrize("slug", BOOKS)
def test_subsidiary_accounts_are_unique_and_used(slug: str) -> None:
    listed = [(row["account"], row["code"]) for row in rows(f"books/{slug}/subsidiaries.csv")]
    used = {(row["Akun"], row["Rekening Pembantu"]) for row in journal(slug)}

    assert len(set(listed)) == len(listed)
    assert {pair for pair in used if pair[1]} == set(listed)


@pytest.mark.parametrize("slug", BOOKS)
def test_no_subsidiary_account_ends_on_the_wrong_side(slug: str) -> None:
    ends: dict[tuple[str, str], int] = defaultdict(int)
    for row in journal(slug):
        if row["Rekening Pembantu"]:
            ends[row["Akun"], row["Rekening Pembantu"]] += signed(row)

    for (account, code), amount in ends.items():
        assert amount >= 0 if account[0] == "1" else amount <= 0, (account, code, amount)


@pytest.mark.parametrize("slug", BOOKS)
def test_cash_and_bank_are_never_negative(slug: str) -> None:
    held: dict[str, int] = defaultdict(int)

    for number, lines in vouchers(slug):
        for row in lines:
            held[row["Akun"]] += signed(row)
        for account in MONEY_ACCOUNTS[slug]:
            assert held[account] >= 0, (number, account)


@pytest.mark.parametrize("slug", BOOKS)
def test_closing_file_equals_the_journal(slug: str) -> None:
    assert closing(slug) == balances(slug)
    assert sum(closing(slug).values()) == 0


@pytest.mark.parametrize("slug", BOOKS)
def test_profit_of_the_year(slug: str) -> None:
    result = -sum(amount for account, amount in closing(slug).items() if not is_position(account))

    assert result == PROFIT[slug]
    assert all(account[0] in "123" + RESULT_CLASSES for account in closing(slug))


@pytest.mark.parametrize("slug", BOOKS)
def test_total_assets_at_year_end(slug: str) -> None:
    assert sum(v for account, v in closing(slug).items() if account[0] == "1") == ASSETS[slug]


@pytest.mark.parametrize(
    ("slug", "expected"),
    list(zip(KUBE, (K1_CLOSING, K2_CLOSING, K3_CLOSING, K4_CLOSING), strict=True)),
)
def test_position_of_the_kube_at_year_end(slug: str, expected: dict[str, int]) -> None:
    assert {k: v for k, v in closing(slug).items() if is_position(k)} == expected


def test_mina_lestari_cash_and_bank_at_every_month_end() -> None:
    cash, bank = [], []

    for month in range(1, 13):
        held = balances("mina-lestari", until=f"2025-{month:02d}-31")
        cash.append(held["1101"] / 1000)
        bank.append(held["1102"] / 1000)

    assert cash == K2_CASH
    assert bank == K2_BANK


@pytest.mark.parametrize("slug", KUBE)
def test_kube_members_share_savings_equally(slug: str) -> None:
    members = {r["number"] for r in rows("memberships.csv") if r["organization"] == slug}
    saved: dict[str, dict[str, int]] = {"3101": defaultdict(int), "3102": defaultdict(int)}
    for row in journal(slug):
        if row["Akun"] in saved:
            saved[row["Akun"]][row["Rekening Pembantu"]] -= signed(row)

    for account in saved.values():
        assert set(account) == members
        assert len(set(account.values())) == 1


def test_ksu_figures_at_year_end() -> None:
    end = closing(KSU)

    assert {account: end[account] for account in MONEY_ACCOUNTS[KSU]} == {
        "1-1101": 1_599_760,
        "1-1102": 500_000,
        "1-1201": 23_187_572,
        "1-1202": 37_228_000,
    }
    assert end["1-1301"] == 58_800_000
    assert end["1-1321"] == 12_433_000
    assert end["1-1401"] == 45_681_800
    assert end["2-2101"] == -12_000_000
    assert end["4-1101"] == -224_029_500
    assert end["4-2101"] == -149_539_000
    assert end["5-1101"] == 184_070_700
    assert end["5-2101"] == 118_282_000
    assert end["4-1102"] == -16_720_500
    assert -sum(v for account, v in end.items() if account[0] == "4") == 391_219_000
    assert -sum(v for account, v in end.items() if account[0] == "2") == 82_914_991
    assert -sum(v for account, v in end.items() if account[0] == "3") == 163_808_000


def test_ksu_allocation_of_last_year_clears_the_undistributed_shu() -> None:
    (decision,) = (
        lines for _, lines in vouchers(KSU) if lines[0]["Uraian"].startswith("Keputusan RAT")
    )
    by_account: dict[str, int] = defaultdict(int)
    for row in decision:
        by_account[row["Akun"]] += signed(row)

    assert dict(by_account) == {
        "3-1501": 12_400_000,
        "3-1401": -4_340_000,
        "2-1501": -4_960_000,
        "2-1502": -620_000,
        "2-1503": -620_000,
        "2-1504": -620_000,
        "2-1505": -620_000,
        "2-1506": -620_000,
    }
    assert "3-1501" not in closing(KSU)


def test_ksu_units_are_known_and_trade_is_always_in_a_unit() -> None:
    units = {row["code"] for row in rows(f"books/{KSU}/units.csv")}
    by_unit = {row["Unit"] for row in journal(KSU)}

    assert by_unit == units | {""}
    assert all(row["Unit"] for row in journal(KSU) if row["Akun"][0] in "45")


def test_ksu_loans_agree_with_the_control_account() -> None:
    loans = rows(f"books/{KSU}/loans.csv")
    owed: dict[str, int] = defaultdict(int)
    for row in journal(KSU):
        if row["Akun"] == "1-1301":
            owed[row["Rekening Pembantu"]] += signed(row)

    assert len(loans) == 8
    assert {loan["code"] for loan in loans} == set(owed)
    assert sum(owed.values()) == 58_800_000
    for loan in loans:
        paid_before = int(loan["instalments_paid_before_2025"])
        opening = int(loan["principal"]) * (int(loan["months"]) - paid_before)
        opened = sum(
            signed(row)
            for row in journal(KSU)
            if row["Rekening Pembantu"] == loan["code"] and row["Jenis"]
        )
        assert opened == (opening // int(loan["months"]) if paid_before else 0)


@pytest.mark.parametrize("slug", KUBE)
def test_kube_books_have_no_units(slug: str) -> None:
    assert {row["Unit"] for row in journal(slug)} == {""}


def test_people_are_invented_and_well_formed() -> None:
    people = rows("people.csv")

    assert len(people) == 45 + 31 + 3
    for key in ("code", "name", "nik"):
        assert len({person[key] for person in people}) == len(people), key
    # One surname, one person: no two of the invented people can be mistaken for each other.
    assert len({person["name"].split()[-1] for person in people}) == len(people)
    for person in people:
        assert person["sex"] in ("L", "P")
        assert person["element"] in ("petugas", "klien", "keluarga", "umum")
        assert (person["asn"] in ("PNS", "PPPK", "NON_ASN")) == (person["element"] == "petugas")


def test_every_nik_starts_with_00_and_tells_the_birth_date() -> None:
    for person in rows("people.csv"):
        born = date.fromisoformat(person["birth_date"])
        day = born.day + (40 if person["sex"] == "P" else 0)

        assert re.fullmatch(r"00[0-9]{14}", person["nik"]), person
        assert person["nik"][6:12] == f"{day:02d}{born:%m%y}", person
        assert person["nik"][12:] != "0000", person


def test_organizations_and_the_people_in_them_exist() -> None:
    slugs = {row["slug"] for row in rows("organizations.csv")}
    codes = {row["code"] for row in rows("people.csv")}
    pairs = [(r["organization"], r["person"]) for r in rows("memberships.csv")]
    numbers = [(r["organization"], r["number"]) for r in rows("memberships.csv")]

    assert slugs == {*BOOKS, "psbk-lentera-karya"}
    assert len(set(pairs)) == len(pairs)
    assert len(set(numbers)) == len(numbers)
    for row in rows("memberships.csv") + rows("offices.csv"):
        assert row["organization"] in slugs
        assert row["person"] in codes
    for slug in BOOKS:
        for row in rows(f"books/{slug}/subsidiaries.csv"):
            assert row["person"] in codes | {""}


def test_member_accounts_belong_to_the_member_of_that_number() -> None:
    numbers = {(r["organization"], r["number"]): r["person"] for r in rows("memberships.csv")}

    for slug, accounts in [(s, ("3101", "3102")) for s in KUBE] + [
        (KSU, ("3-1101", "3-1102", "2-1201", "2-1202", "2-1501", "1-1321"))
    ]:
        for row in rows(f"books/{slug}/subsidiaries.csv"):
            if row["account"] in accounts:
                assert numbers[slug, row["code"]] == row["person"], row


def test_members_per_organization() -> None:
    count: dict[str, int] = defaultdict(int)
    for row in rows("memberships.csv"):
        count[row["organization"]] += 1

    assert dict(count) == {
        "psbk-lentera-karya": 12,
        "tani-lentera": 10,
        "mina-lestari": 12,
        "jahit-kencana": 8,
        "bengkel-roda": 10,
        KSU: 30,
    }


def test_every_book_has_its_officers() -> None:
    known = {
        "ketua", "sekretaris", "bendahara", "pengawas", "pendamping",
        "kepala", "manajer", "kasir", "kolektor", "auditor", "monev",
    }  # fmt: skip
    offices: dict[str, list[str]] = defaultdict(list)
    for row in rows("offices.csv"):
        offices[row["organization"]].append(row["office"])
        assert not row["to"] or row["from"] < row["to"]

    assert {office for held in offices.values() for office in held} <= known
    for slug in BOOKS:
        assert offices[slug][:3] == ["ketua", "sekretaris", "bendahara"]
    assert offices[KSU].count("pengawas") == 3
    assert offices["mina-lestari"].count("pengawas") == 1
    assert offices["psbk-lentera-karya"] == ["kepala", *["monev"] * 6]


def test_logins_belong_to_officers_and_one_outsider() -> None:
    officers = {(row["person"], row["office"]) for row in rows("offices.csv")}
    members = {row["person"] for row in rows("memberships.csv")}
    logins = {row["username"]: row["person"] for row in rows("logins.csv")}
    outsider = logins.pop("orang.luar")

    assert set(logins) == {
        "bendahara.ksu", "ketua.ksu", "sekretaris.ksu", "pengawas.ksu", "auditor.ksu",
        "manajer.ksu", "kasir.ksu", "kolektor.ksu", "anggota.ksu",
        "bendahara.mina", "ketua.mina", "pengawas.mina", "pendamping.mina",
        "bendahara.tani", "bendahara.jahit", "bendahara.bengkel", "kepala.panti", "monev.panti",
    }  # fmt: skip
    assert logins.pop("anggota.ksu") in members - {person for person, _ in officers}
    for username, person in logins.items():
        assert (person, username.split(".")[0]) in officers, username
    assert outsider not in members | {person for person, _ in officers}


def test_no_book_tells_who_is_a_client() -> None:
    for slug in BOOKS:
        for row in journal(slug):
            assert not re.search(
                r"\b(klien|petugas|keluarga klien)\b", " ".join(row.values()), re.IGNORECASE
            )
