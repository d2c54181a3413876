"""The page on which the chair sets the rule of papers and meterai."""

from django.test import Client

from ledger.models import Book, PaperRule
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page

PAGE = f"{MINA}pengaturan/lampiran/"
SENT = {
    "meterai_above": "7.500.000",
    "meterai_source": "UU 10/2020",
    "paper_from": "25.000",
    "reason": "Rapat pengurus 3 Februari",
}


def test_the_chair_sets_it_and_reads_its_history(mina: Book, chair: Client) -> None:
    first = Page(chair.get(PAGE))
    assert first.values["meterai_above"] == "5.000.000"
    assert "Belum pernah diubah" in first.text
    assert PAGE in Page(chair.get(f"{MINA}pengaturan/buku/")).links

    answer = chair.post(PAGE, SENT)

    assert answer.headers["Location"] == PAGE
    rule = PaperRule.objects.get(book=mina)
    assert (rule.meterai_above, rule.paper_from) == (7_500_000, 25_000)
    page = Page(chair.get(PAGE))
    assert page.values["meterai_above"] == "7.500.000"
    assert "Rapat pengurus 3 Februari" in page.text


def test_what_was_typed_stays_when_it_is_refused(mina: Book, chair: Client) -> None:
    with unchanged():
        page = Page(chair.post(PAGE, SENT | {"paper_from": "1,5", "reason": ""}))

    assert page.status == 422
    assert [words.split(":")[0] for words in page.refusals] == [
        "Bukti wajib berlampiran mulai jumlah (Rp)",
        "Alasan",
    ]
    assert page.values["meterai_above"] == "7.500.000"
    assert page.values["paper_from"] == "1,5"


def test_history_costs_the_same_with_one_and_three(
    mina: Book, chair: Client, django_assert_num_queries: object
) -> None:
    from tests.pages.test_get_never_writes import cost

    chair.post(PAGE, SENT)
    one = cost(chair, PAGE)
    chair.post(PAGE, SENT)
    chair.post(PAGE, SENT)
    three = cost(chair, PAGE)

    assert len(one) == len(three)
