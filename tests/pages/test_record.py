"""Recording a voucher over HTTP: what goes into the books, and that it goes in once."""

from typing import Any

from django.test import Client

from ledger.models import Book, Voucher
from ledger.services.books import add_unit
from tests.factories.books import account, subsidiary
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import ROWS, SALE, journal, management
from tests.pages.reading import Page

RECORD = f"{MINA}bukti/catat/"
KEY_USED = (
    "Kunci kirim ini sudah dipakai untuk bukti BKM/2026/02/0001 yang isinya lain."
    " Muat ulang halaman, lalu catat lagi."
)


def lines_of(voucher: Voucher) -> list[tuple[Any, ...]]:
    """Account, subsidiary account, debit, credit and memo of each line."""
    return list(
        voucher.lines.values_list("account__code", "subsidiary__code", "debit", "credit", "memo")
    )


def test_a_valid_voucher_is_posted_and_shown(mina: Book, treasurer: Client) -> None:
    data = journal(mina, SALE, reference="N-17", party="Bu Sri", date="2026-02-10")

    answer = treasurer.post(RECORD, data)

    voucher = mina.vouchers.get(key=data["key"])
    assert answer.headers["Location"] == f"{MINA}bukti/BKM-2026-1/"
    assert (voucher.code, voucher.narration, voucher.reference, voucher.party) == (
        "BKM/2026/02/0001",
        "Jual ikan di pasar",
        "N-17",
        "Bu Sri",
    )
    assert voucher.made_by.username == "bendahara.mina"
    assert lines_of(voucher) == [
        ("1101", None, 1_250_000, 0, ""),
        ("4101", None, 0, 1_250_000, ""),
    ]
    page = Page(treasurer.get(answer.headers["Location"]))
    assert page.title == "BKM/2026/02/0001"
    assert page.notices == ["BKM/2026/02/0001 dibukukan."]


def test_the_page_as_it_opens_can_be_sent_back_filled(mina: Book, treasurer: Client) -> None:
    page = Page(treasurer.get(RECORD))
    cash, sales = account(mina, "1101"), account(mina, "4101")

    answer = treasurer.post(
        RECORD,
        page.values
        | {
            "narration": "Jual lele",
            "lines-0-account": cash.pk,
            "lines-0-debit": "75.000",
            "lines-1-account": sales.pk,
            "lines-1-credit": "75.000",
        },
    )

    assert page.values["date"] == "2026-02-15"
    assert answer.status_code == 302
    assert mina.vouchers.get(key=page.values["key"]).narration == "Jual lele"


def test_lines_left_empty_between_others_are_skipped(mina: Book, treasurer: Client) -> None:
    data = journal(mina, [*SALE], rows=5)
    for name in ("account", "subsidiary", "debit", "credit", "memo"):
        data[f"lines-4-{name}"], data[f"lines-1-{name}"] = data[f"lines-1-{name}"], ""

    answer = treasurer.post(RECORD, data)

    assert answer.status_code == 302
    assert [line[0] for line in lines_of(mina.vouchers.get(key=data["key"]))] == ["1101", "4101"]


def test_the_same_key_twice_is_one_voucher(mina: Book, treasurer: Client) -> None:
    data = journal(mina, SALE)
    first = treasurer.post(RECORD, data)

    with unchanged():
        second = treasurer.post(RECORD, data)

    assert second.headers["Location"] == first.headers["Location"]
    assert mina.vouchers.filter(key=data["key"]).count() == 1


def test_the_same_key_with_other_content_is_refused(mina: Book, treasurer: Client) -> None:
    data = journal(mina, SALE)
    treasurer.post(RECORD, data)
    other = data | {"lines-0-debit": "1.300.000", "lines-1-credit": "1.300.000"}

    with unchanged():
        page = Page(treasurer.post(RECORD, other))

    assert page.status == 422
    assert page.refusals == [KEY_USED]


def test_the_same_key_in_two_books_is_two_vouchers(
    demo: dict[str, Book], treasurer: Client, client_of: Any
) -> None:
    key = "k" * 32
    treasurer.post(RECORD, journal(demo["mina-lestari"], SALE, key=key))
    ksu = demo["ksu-karya-lentera"]
    income = ksu.accounts.filter(kind="revenue", is_heading=False, control="").first()
    cash = ksu.accounts.filter(cash_flow="cash", is_heading=False).first()

    answer = client_of("bendahara.ksu").post(
        "/lembaga/ksu-karya-lentera/bukti/catat/",
        journal(ksu, [(cash.code, "5.000", ""), (income.code, "", "5.000")], key=key),
    )

    assert answer.status_code == 302
    assert Voucher.objects.filter(key=key).count() == 2


def test_unit_memo_and_subsidiary_account_reach_the_books(
    mina: Book, treasurer: Client, at: Any
) -> None:
    unit = add_unit(book=mina, code="PASAR", name="Kios pasar", actor=None, at=at)
    subsidiary(mina, "1103", "WARUNG-LELE")
    lines = [("1103", "90.000", "", "WARUNG-LELE", "30 ekor"), ("4101", "", "90.000")]
    data = journal(mina, lines, unit=unit.pk)

    treasurer.post(RECORD, data)

    voucher = mina.vouchers.get(key=data["key"])
    assert voucher.code == "BU/2026/02/0001"
    assert lines_of(voucher) == [
        ("1103", "WARUNG-LELE", 90_000, 0, "30 ekor"),
        ("4101", None, 0, 90_000, ""),
    ]
    assert {line.unit.code for line in voucher.lines.all()} == {"PASAR"}


def test_markup_in_words_is_shown_as_words(mina: Book, treasurer: Client) -> None:
    evil = "<script>alert(1)</script><b>'\""
    data = journal(
        mina,
        [("1101", "5.000", "", "", evil), ("4101", "", "5.000")],
        narration=evil,
        party=evil,
        reference=evil,
    )

    pages = [
        Page(treasurer.post(RECORD, data, follow=True)),
        Page(treasurer.get(f"{MINA}bukti/")),
        Page(treasurer.get(MINA)),
        Page(
            treasurer.get(
                f"{MINA}laporan/general_ledger/?start=2026-01-01&end=2026-02-15&account=1101"
            )
        ),
        Page(treasurer.get(f"{MINA}bukti/BKM-2026-1/balik/")),
    ]

    assert [page.status for page in pages] == [200] * 5
    assert [evil in page.text for page in pages] == [True] * 5
    assert [b"<script>alert" in page.response.content for page in pages] == [False] * 5


def test_a_page_of_200_lines_is_posted(mina: Book, treasurer: Client) -> None:
    lines = [("1101", "1.000", "")] * 100 + [("4101", "", "1.000")] * 100
    data = journal(mina, lines)

    answer = treasurer.post(RECORD, data)

    assert answer.status_code == 302
    assert mina.vouchers.get(key=data["key"]).lines.count() == 200


def test_the_row_counter_of_the_page_decides_nothing(mina: Book, treasurer: Client) -> None:
    data = journal(mina, SALE) | management(ROWS) | {"lines-INITIAL_FORMS": "999999"}

    answer = treasurer.post(RECORD, data)

    assert answer.status_code == 302


def test_more_lines_come_without_script_and_nothing_typed_is_lost(
    mina: Book, treasurer: Client
) -> None:
    data = journal(mina, SALE, narration="Belum selesai", date="kemarin") | {"more": "1"}

    with unchanged():
        page = Page(treasurer.post(RECORD, data))

    assert page.values["lines-TOTAL_FORMS"] == str(ROWS + 4)
    assert page.values["narration"] == "Belum selesai"
    assert page.values["date"] == "kemarin"
    assert page.values["lines-0-debit"] == "1.250.000"
    assert page.values["lines-5-debit"] == ""
    assert page.values["key"] == data["key"]


def test_more_lines_end_at_the_limit(mina: Book, treasurer: Client) -> None:
    data = journal(mina, SALE, rows=199) | {"more": "1"}

    page = Page(treasurer.post(RECORD, data))

    assert page.values["lines-TOTAL_FORMS"] == "200"
