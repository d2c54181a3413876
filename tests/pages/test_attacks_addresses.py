"""Attacks through addresses, filters and headers: 4xx or a sentence, never a crash."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from ledger.models import Book, Draft, ReopenRequest, Voucher
from ledger.services import drafts, periods
from members.models import User
from tests.pages.addresses import address, names
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page

NONSENSE = (
    "'",
    "' OR 1=1 --",
    "1; DROP TABLE ledger_voucher",
    '" UNION SELECT password FROM members_user --',
    "%",
    "_",
    "\\",
    "\0",
    "a\r\nSet-Cookie: x=1",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "９９９",
    "²",
    "-1",
    "1e9",
    "NaN",
    "9" * 30,
    "9" * 5000,
    "2025-01-01_" + "9" * 30,
    "0001-01-01",
    "9999-12-31",
    "☃" * 300,
)
QUERIES = {
    "ledger:vouchers": ("after", "text", "kind", "start", "end", "page"),
    "ledger:events": ("before", "who", "act", "start", "end", "voucher", "text", "format"),
    "ledger:report": (
        "start",
        "end",
        "account",
        "subsidiary",
        "unit",
        "compare",
        "after_closing",
        "format",
    ),
    "ledger:voucher_print": ("size",),
    "account_login": ("next",),
}
REPORTS = ("income_statement", "subsidiary_ledger")


@pytest.mark.parametrize("text", NONSENSE, ids=lambda text: ascii(text)[:24])
def test_nonsense_in_a_filter_never_crashes(
    addresses: dict[str, Any], treasurer: Client, chair: Client, text: str
) -> None:
    targets = [
        (address(name, addresses), field)
        for name, fields in QUERIES.items()
        for field in fields
        if name != "ledger:report"
    ] + [
        (f"{MINA}laporan/{report}/", field)
        for report in REPORTS
        for field in QUERIES["ledger:report"]
    ]

    with unchanged():
        statuses = {
            (target, field): (chair if "kejadian" in target else treasurer)
            .get(target, {field: text})
            .status_code
            for target, field in targets
        }

    assert {k: v for k, v in statuses.items() if v not in (200, 302, 404, 422)} == {}


@pytest.mark.parametrize("text", ["' OR 1=1 --", "_", "BKM%", "B.M"])
def test_a_search_takes_every_letter_as_a_letter(mina: Book, treasurer: Client, text: str) -> None:
    page = Page(treasurer.get(f"{MINA}bukti/", {"text": text}))

    assert "Tidak ada bukti yang cocok" in page.text
    assert page.values["text"] == text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"start": "31/02/2025"}, "“31/02/2025” bukan tanggal. Tulis seperti 31/12/2025."),
        ({"kind": "XXX"}, "XXX bukan salah satu dari pilihan yang tersedia."),
    ],
)
def test_a_filter_that_cannot_be_read_says_so(
    mina: Book, treasurer: Client, query: dict[str, str], sentence: str
) -> None:
    page = Page(treasurer.get(f"{MINA}bukti/", query))

    assert page.status == 422
    assert sentence in page.text


@pytest.mark.parametrize(
    "path",
    [
        "bukti/BKM%00-2025-1/",
        "bukti/BKM'-2025-1/",
        "bukti/bkm-2025-1/",
        "bukti/XXX-2025-1/",
        "bukti/BKM-2025-0/",
        "bukti/BKM-2025-99999/",
        "bukti/BKM--1-1/",
        f"bukti/BKM-2025-{'9' * 30}/",
        f"bukti/BKM-{'9' * 5000}-1/",
        "bukti/BKM-2025-1/balik/balik/",
        f"draf/{'9' * 30}/",
        "draf/0/",
        f"periode/{'9' * 30}-1/tutup/",
        "laporan/tidak-ada/",
        "laporan/..%2F..%2Fetc/",
        "laporan/%00/",
        "bukti/../../tani-lentera/",
    ],
)
def test_an_address_that_leads_nowhere_is_404(mina: Book, treasurer: Client, path: str) -> None:
    assert treasurer.get(MINA + path).status_code == 404


def test_what_belongs_to_another_book_is_404_under_ones_own_name(
    demo: dict[str, Book], treasurer: Client, chair: Client, at: Any
) -> None:
    tani = demo["tani-lentera"]
    maker = User.objects.get(username="bendahara.tani")
    content = journal(tani, (("1101", "5", ""), ("4101", "", "5")))
    draft = drafts.save_draft(book=tani, key="t", content=content, actor=maker, at=at)
    request = periods.request_reopen(
        book=tani, year=2025, month=9, reason="Nota", actor=maker, at=at
    )
    last = tani.vouchers.filter(kind="BKM").order_by("-number").first()
    assert not demo["mina-lestari"].vouchers.filter(
        kind=last.kind, year=last.year, number=last.number + 500
    )

    with unchanged():
        statuses = [
            treasurer.get(f"{MINA}draf/{draft.pk}/").status_code,
            treasurer.post(f"{MINA}draf/{draft.pk}/buang/").status_code,
            chair.post(f"{MINA}periode/permintaan/{request.pk}/setuju/").status_code,
            treasurer.get(f"/lembaga/tani-lentera/bukti/BKM-2025-{last.number}/").status_code,
        ]

    assert statuses == [404] * 4
    assert Draft.objects.get().book == tani
    assert ReopenRequest.objects.get().used_at is None


@pytest.mark.parametrize("form", ["csv", "json", "text", "xlsx", "pdf"])
def test_no_parameter_reaches_a_header(mina: Book, treasurer: Client, form: str) -> None:
    evil = 'x"\r\nSet-Cookie: stolen=1;.html'
    query = {"start": "2025-01-01", "end": "2025-12-31", "account": "1101", "unit": evil}

    answer = treasurer.get(f"{MINA}laporan/general_ledger/", query | {"format": form, "name": evil})

    ending = {"text": "txt"}.get(form, form)
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="mina-lestari-general_ledger-2025-12-31.{ending}"'
    )
    assert "stolen" not in answer.cookies


@pytest.mark.parametrize(
    "target",
    [
        "//jahat.example",
        "https://jahat.example/",
        "\\\\jahat.example",
        "/\\jahat.example",
        "///jahat.example",
        "http:jahat.example",
        "javascript:alert(1)",
        "jahat",
        "akun.keluar",
        "",
        " //jahat.example",
        "\t//jahat.example",
    ],
)
def test_nobody_is_led_to_another_house(mina: Book, treasurer: Client, target: str) -> None:
    language = treasurer.post("/bahasa/", {"language": "id", "next": target})
    door = Client().post(
        "/akun/masuk/?" + f"next={quote(target)}",
        {"login": "bendahara.mina", "password": "padi-di-lumbung", "next": target},
    )

    assert language.headers["Location"] == "/"
    assert "jahat.example" not in door.headers["Location"]


def test_a_line_break_in_the_way_back_stays_in_the_address(mina: Book, treasurer: Client) -> None:
    answer = treasurer.post("/bahasa/", {"language": "id", "next": "/a\r\nSet-Cookie: x=1"})

    assert answer.headers["Location"] == "/a%0D%0ASet-Cookie:%20x=1"
    assert "x" not in answer.cookies


def test_without_the_token_of_its_page_no_form_is_taken(
    addresses: dict[str, Any], treasurer: Client
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = treasurer.cookies
    data = journal(Voucher.objects.filter(book__slug="mina-lestari").first().book, SALE)

    with unchanged():
        pages = {
            name: Page(strict.post(address(name, addresses), data)) for name in sorted(names())
        }

    assert {name: page.status for name, page in pages.items() if page.status != 403} == {}
    assert {page.title for page in pages.values()} == {"Formulir ini sudah kedaluwarsa"}
