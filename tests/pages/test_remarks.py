"""Remarks in the browser: from the checker over the treasurer and back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book, Remark
from ledger.services.remarks import About, open_remark
from ledger.services.sampling import Drawing, draw_sample
from members.models import User
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page, words
from tests.pages.test_get_never_writes import cost

SignIn = Callable[[str], Client]
LIST = f"{MINA}pemeriksaan/"
NEW = f"{LIST}temuan/baru/"
FINDING = {"kind": "finding", "text": "Nota tidak ada", "due_on": "2026-02-28"}


@pytest.fixture
def supervisor(mina: Book, client_of: SignIn) -> Client:
    return client_of("pengawas.mina")


def opened(book: Book, at: Any, *, due_on: date | None = None) -> Remark:
    return open_remark(
        book=book,
        about=About(voucher=book.vouchers.get(sequence=1)),
        kind="finding",
        text="Nota tidak ada",
        due_on=due_on or at.date(),
        actor=User.objects.get(username="pengawas.mina"),
        at=at,
    )


def panel(client: Client) -> str:
    """What *Hari ini* says about remarks; empty without the panel."""
    found = Page(client.get(MINA)).tree.xpath("//*[@id='panel-remarks']")
    return words(found[0]) if found else ""


def test_a_finding_goes_to_the_treasurer_and_back(
    mina: Book, supervisor: Client, treasurer: Client
) -> None:
    voucher = f"{MINA}bukti/BKM-2025-1/"
    ask = f"{NEW}?bukti=BKM-2025-1"
    assert ask in Page(supervisor.get(voucher)).links
    assert panel(treasurer) == ""

    page = Page(supervisor.post(ask, FINDING, follow=True))
    place = f"{LIST}temuan/{mina.remarks.get().pk}/"
    assert page.title == "T-1"
    assert "T-1 · BKM/2025/01/0001 28/02/2026 menunggu jawaban" in panel(treasurer)
    assert place in Page(treasurer.get(voucher)).links

    page = Page(treasurer.post(f"{place}jawab/", {"text": "Sudah dilampirkan"}, follow=True))
    assert "Sudah dilampirkan" in page.text
    assert panel(treasurer) == ""
    assert "T-1 · BKM/2025/01/0001 28/02/2026 dijawab" in panel(supervisor)

    done = {"act": "close", "text": "Sudah dilihat"}
    page = Page(supervisor.post(f"{place}putus/", done, follow=True))

    assert "selesai" in page.text
    assert "T-1" not in panel(supervisor)
    assert "Sudah dilihat" in Page(treasurer.get(place)).text


def test_a_row_of_a_statement_is_remarked_on(mina: Book, supervisor: Client) -> None:
    report = f"{MINA}laporan/balance_sheet/?start=2025-01-01&end=2025-12-31"
    link = next(a for a in Page(supervisor.get(report)).links if a.startswith(NEW))
    page = Page(supervisor.get(link))
    options = {words(o): o.get("value") for o in page.tree.iter("option")}
    cash = next(label for label in options if label.startswith("Kas"))

    page = Page(supervisor.post(link, FINDING | {"row": options[cash]}, follow=True))

    remark = mina.remarks.get()
    assert (remark.report, remark.row) == ("balance_sheet", cash)
    assert remark.about in page.text
    assert report in page.links


def test_an_exception_of_a_sample_becomes_a_finding(
    mina: Book, supervisor: Client, at: Any
) -> None:
    days = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    drawing = Drawing(purpose="Uji", method="largest", size=1, **days)
    actor = User.objects.get(username="pengawas.mina")
    sample = draw_sample(book=mina, drawing=drawing, actor=actor, at=at)
    item = sample.items.get()
    ask = f"{NEW}?butir={item.pk}"

    assert ask in Page(supervisor.get(f"{LIST}sampel/{sample.pk}/1/")).links
    supervisor.post(ask, FINDING)

    remark = mina.remarks.get()
    assert (remark.item, remark.voucher) == (item, item.voucher)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": ""}, "Isi: Bidang ini tidak boleh kosong."),
        ({"due_on": ""}, "Dijawab paling lambat: Isi sampai kapan temuan ini dijawab."),
        (
            {"due_on": "2026-02-01"},
            "Dijawab paling lambat: Batas waktu tidak boleh sebelum hari ini.",
        ),
    ],
)
def test_what_cannot_be_opened_stands_at_its_field(
    mina: Book, supervisor: Client, given: dict[str, str], sentence: str
) -> None:
    page = Page(supervisor.post(f"{NEW}?bukti=BKM-2025-1", FINDING | given))

    assert page.status == 422
    assert sentence in page.refusals
    assert mina.remarks.count() == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?bukti=BKM-2025-99999",
        "?bukti=%27",
        "?butir=99999",
        "?butir=x",
        "?laporan=tidak-ada",
        "?laporan=general_ledger&start=2025-01-01&end=2025-12-31",
        "?laporan=balance_sheet&start=x",
    ],
)
def test_a_remark_is_about_something(mina: Book, supervisor: Client, query: str) -> None:
    assert supervisor.get(f"{NEW}{query}").status_code == 404


def test_what_the_treasurer_sends_twice_is_said_once_more_or_refused(
    mina: Book, treasurer: Client, supervisor: Client, at: Any
) -> None:
    place = f"{LIST}temuan/{opened(mina, at).pk}/"
    supervisor.post(f"{place}putus/", {"act": "close", "text": "Keliru"})

    with unchanged():
        page = Page(treasurer.post(f"{place}jawab/", {"text": "Terlambat"}))

    assert page.status == 422
    assert "Temuan ini sudah selesai; tidak perlu dijawab lagi." in page.refusals


def test_the_list_filters_and_says_what_is_late(mina: Book, supervisor: Client, at: Any) -> None:
    opened(mina, at - timedelta(days=1))

    page = Page(supervisor.get(f"{LIST}?state=open"))
    empty = Page(supervisor.get(f"{LIST}?state=closed"))

    assert "1 menunggu jawaban (1 lewat batas), 0 dijawab" in page.text
    assert "lewat batas" in words(page.tree.find(".//tbody/tr"))
    assert "Tidak ada temuan dalam keadaan ini" in empty.text
    assert supervisor.get(f"{LIST}?state=x").status_code == 422


@pytest.mark.parametrize("page", [MINA, LIST])
@pytest.mark.parametrize("username", ["bendahara.mina", "pengawas.mina"])
def test_pages_cost_the_same_with_one_remark_and_three(
    mina: Book, client_of: SignIn, at: Any, page: str, username: str
) -> None:
    client = client_of(username)
    opened(mina, at)
    one = cost(client, page)
    opened(mina, at)
    opened(mina, at)

    assert len(cost(client, page)) == len(one)


@pytest.mark.parametrize(
    ("username", "seen", "answered", "decided"),
    [
        ("pengawas.mina", 200, 403, 302),
        ("bendahara.mina", 200, 302, 403),
        ("ketua.mina", 200, 403, 403),
        ("pendamping.mina", 403, 403, 403),
        ("bendahara.tani", 404, 404, 404),
    ],
)
def test_each_says_only_what_is_his_to_say(
    mina: Book, client_of: SignIn, at: Any, username: str, seen: int, answered: int, decided: int
) -> None:
    place, client = f"{LIST}temuan/{opened(mina, at).pk}/", client_of(username)

    found = (
        client.get(place).status_code,
        client.post(f"{place}jawab/", {"text": "Sudah"}).status_code,
        client.post(f"{place}putus/", {"act": "close", "text": "Baik"}).status_code,
    )

    assert found == (seen, answered, decided)
