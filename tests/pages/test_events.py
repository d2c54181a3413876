"""The event log: filters, paging by seeking, and files that no spreadsheet runs."""

import csv
import io
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from ledger.models import Book, Event
from ledger.selectors.events import events_of, page
from ledger.services.events import log
from members.models import User
from tests.factories.books import make_voucher
from tests.pages.conftest import MINA
from tests.pages.reading import Page, words
from tests.pages.test_get_never_writes import cost

LOG = f"{MINA}kejadian/"
SignIn = Callable[[str], Client]


def write(book: Book, at: Any, *, act: str, subject: str, by: str, **detail: Any) -> Event:
    actor = User.objects.get(username=by)
    return log(act=act, subject=subject, actor=actor, at=at, book=book, **detail)


@pytest.fixture
def few(mina: Book, at: Any) -> Book:
    """Three events of February beside those of the demonstration."""
    write(mina, at, act="count_cash", subject="1101 2026-02-10", by="bendahara.mina", counted=5)
    write(mina, at, act="decline_reopen", subject="2025-11", by="ketua.mina", reason="Nota palsu")
    later = at + timedelta(days=1)
    write(mina, later, act="count_cash", subject="1101 2026-02-16", by="pengawas.mina")
    return mina


def subjects(answer: Any) -> list[str]:
    """The column “Tentang” of every row."""
    return [words(row.findall("td")[3]) for row in Page(answer).tree.findall(".//tbody/tr")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"who": "ketua.mina"}, ["2025-11"]),
        ({"act": "count_cash"}, ["1101 2026-02-16", "1101 2026-02-10"]),
        ({"act": "count_cash", "end": "2026-02-15"}, ["1101 2026-02-10"]),
        ({"act": "count_cash", "start": "2026-02-16"}, ["1101 2026-02-16"]),
        ({"text": "nota PALSU"}, ["2025-11"]),
        ({"text": "1101 2026-02-1"}, ["1101 2026-02-16", "1101 2026-02-10"]),
        ({"text": "palsu%"}, []),
    ],
)
def test_each_filter_finds_exactly_its_events(
    few: Book, chair: Client, query: dict[str, str], found: list[str]
) -> None:
    if "who" in query:
        query = query | {"who": str(User.objects.get(username=query["who"]).pk)}

    assert subjects(chair.get(LOG, query)) == found


def test_a_voucher_number_finds_its_posting_and_its_reversal(
    mina: Book, chair: Client, at: Any
) -> None:
    sale = [("1101", 5, 0), ("4101", 0, 5)]
    voucher = make_voucher(mina, at.date(), sale)
    write(mina, at, act="reverse_voucher", subject=voucher.code, by="bendahara.mina", reversal="X")
    write(mina, at, act="post_template", subject="Sewa", by="bendahara.mina", voucher=voucher.code)

    found = subjects(chair.get(LOG, {"voucher": voucher.code.lower()}))

    assert found == ["Sewa", voucher.code, voucher.code]


def test_who_did_it_and_why_stand_in_words(few: Book, chair: Client) -> None:
    page = Page(chair.get(LOG, {"text": "palsu"}))

    row = page.tree.find(".//tbody/tr")
    assert words(row).endswith("menolak permintaan buka periode 2025-11 alasan: Nota palsu")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"start": "31/02/2026"}, "“31/02/2026” bukan tanggal. Tulis seperti 31/12/2025."),
        (
            {"start": "2026-02-02", "end": "2026-02-01"},
            "Tanggal akhir harus sesudah tanggal awal.",
        ),
        ({"who": "999999"}, "999999 bukan salah satu dari pilihan yang tersedia."),
    ],
)
def test_a_filter_that_cannot_be_read_says_so(
    few: Book, chair: Client, query: dict[str, str], sentence: str
) -> None:
    page = Page(chair.get(LOG, query))

    assert page.status == 422
    assert sentence in page.text
    assert chair.get(LOG, query | {"format": "csv"}).status_code == 422


def test_pages_follow_each_other_and_keep_the_filter(mina: Book, chair: Client) -> None:
    whole = list(events_of(mina).values_list("pk", flat=True))
    first = page(events_of(mina))
    second = page(events_of(mina), before=str(first.next))

    assert [e.pk for e in first.events] == whole[:100]
    assert [e.pk for e in second.events] == whole[100:200]
    link = next(a for a in Page(chair.get(LOG, {"act": "post_voucher"})).links if "before=" in a)
    assert "act=post_voucher" in link


def test_the_files_hold_what_the_filters_left_and_run_nothing(
    mina: Book, chair: Client, at: Any
) -> None:
    evil = "=cmd|'/c calc'!A0"
    write(mina, at, act="count_cash", subject=evil, by="bendahara.mina", reason="+SUM(A1)")

    query = {"act": "count_cash", "format": "csv"}
    text = chair.get(LOG, query).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    book = load_workbook(io.BytesIO(chair.get(LOG, query | {"format": "xlsx"}).content))

    assert [row[4] for row in rows] == ["Tentang", f"'{evil}"]
    cell = book.active["E6"]
    assert (cell.value, cell.data_type) == (evil, "s")


def test_the_log_costs_the_same_with_one_row_and_three(few: Book, chair: Client) -> None:
    one = cost(chair, f"{LOG}?text=palsu")
    three = cost(chair, f"{LOG}?start=2026-02-15")

    assert len(one) == len(three)
    assert len(three) <= 12


def test_fifty_thousand_events_are_found_at_once(few: Book, chair: Client, at: Any) -> None:
    actor = User.objects.get(username="bendahara.mina")
    Event.objects.bulk_create(
        (
            Event(at=at, actor=actor, book=few, act="save_draft", subject=f"draf {n}")
            for n in range(50_000)
        ),
        batch_size=1000,
    )

    begun = time.monotonic()
    found = [
        subjects(chair.get(LOG, {"act": "decline_reopen"})),
        subjects(chair.get(LOG, {"text": "draf 49999"})),
        subjects(chair.get(LOG, {"before": "99999999", "act": "save_draft"}))[:1],
    ]

    assert found == [["2025-11"], ["draf 49999"], ["draf 49999"]]
    assert time.monotonic() - begun < 5


def test_only_those_who_check_read_it(mina: Book, client_of: SignIn) -> None:
    people = ("pengawas.mina", "bendahara.mina", "bendahara.tani")

    assert [client_of(p).get(LOG, {"format": "csv"}).status_code for p in people] == [
        200,
        403,
        404,
    ]
