"""The commonest mistakes are asked about; what is right is not."""

from datetime import datetime
from typing import Any

import pytest

from ledger.acts import FRAMEWORKS, catalogue, questions
from ledger.models import Book, Event
from ledger.selectors.acts import book_acts
from ledger.services.acts import ActInput, Name, plan
from ledger.services.questions import questions_about, record_answers, suggestion
from members.models import User
from tests.factories.books import BookFactory, lines, make_voucher

KUBE, KOPERASI, YAYASAN = "kube", "koperasi", "yayasan"
MISTAKES = [
    (KOPERASI, "5-1101", "1-1101", "Beras 3 karung", "persediaan-sebagai-pokok"),
    (KOPERASI, "6-1199", "1-1101", "Kulakan gula dan minyak", "persediaan-sebagai-beban"),
    (KUBE, "6111", "1101", "Beli pakan lele", "persediaan-sebagai-beban"),
    (KUBE, "1101", "4901", "Simpanan wajib Siti", "simpanan-sebagai-pendapatan"),
    (KOPERASI, "1-1101", "8-1103", "Simpanan sukarela Bu Ani", "simpanan-sebagai-pendapatan"),
    (KUBE, "1101", "4901", "Angsuran Kasman", "angsuran-sebagai-pendapatan"),
    (KUBE, "1102", "4901", "Pencairan KUR", "pinjaman-sebagai-pendapatan"),
    (KUBE, "6111", "1102", "Cicilan KUR Maret", "pokok-sebagai-beban"),
    (KUBE, "1102", "4901", "Bantuan dinas sosial", "hibah-sebagai-pendapatan"),
    (KUBE, "6111", "1101", "Beli timbangan digital", "aset-sebagai-beban"),
    (KOPERASI, "6-1104", "1-1201", "Laptop untuk kasir", "aset-sebagai-beban"),
    (KUBE, "6111", "1101", "Bayar sekolah anak ketua", "pribadi-sebagai-beban"),
    (KOPERASI, "1-1321", "4-2101", "Belanja kartu", "anggota-bukan-anggota"),
]
RIGHT = [
    (KUBE, "6114", "1101", "Servis pompa air"),
    (KUBE, "1101", "4101", "Jual lele 20 kg"),
    (KUBE, "1101", "4201", "Jasa angsuran Kasman"),
    (KOPERASI, "1-1101", "8-1104", "Hibah operasional dinas"),
    (YAYASAN, "1-101", "4-101", "Infak jumat"),
    (KOPERASI, "5-1101", "1-1401", "Harga pokok toko bulan ini"),
]


def asked(book: Book, debit: str, credit: str, narration: str) -> list[str]:
    """The codes of the questions about a voucher of 1,000."""
    specs: list[Any] = [(debit, 1_000, 0), (credit, 0, 1_000)]
    return [q.code for q in questions_about(book, lines(book, specs), narration)]


@pytest.mark.parametrize(("framework", "debit", "credit", "narration", "question"), MISTAKES)
def test_a_common_mistake_is_asked_about(
    db: None, framework: str, debit: str, credit: str, narration: str, question: str
) -> None:
    assert asked(BookFactory(framework=framework), debit, credit, narration) == [question]


@pytest.mark.parametrize(("framework", "debit", "credit", "narration"), RIGHT)
def test_what_is_right_is_not_asked_about(
    db: None, framework: str, debit: str, credit: str, narration: str
) -> None:
    assert asked(BookFactory(framework=framework), debit, credit, narration) == []


def test_what_was_answered_is_not_asked_again(book: Book, actor: User, at: datetime) -> None:
    specs: list[Any] = [("6111", 1_000, 0), ("1101", 0, 1_000)]
    [question] = questions_about(book, lines(book, specs), "Beli timbangan")

    again = questions_about(book, lines(book, specs), "Beli timbangan", [question.code])

    assert again == []
    assert suggestion(book, question) == "beli-peralatan"


def test_an_answer_is_kept_in_the_log(book: Book, actor: User, at: datetime) -> None:
    voucher = make_voucher(book, at.date(), [("1101", 5, 0), ("4101", 0, 5)])

    record_answers(voucher=voucher, codes=["aset-sebagai-beban"], actor=actor, at=at)

    event = Event.objects.get(act="answer_question")
    assert (event.subject, event.detail) == (voucher.code, {"question": "aset-sebagai-beban"})


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_act_of_the_catalogue_is_doubted_as_it_stands(db: None, framework: str) -> None:
    book = BookFactory(framework=framework)

    doubted = {}
    for code, act in book_acts(book).items():
        given = ActInput(
            on=book.opened_on,
            amounts=act.spec.example,
            accounts={s.field: s.accounts[-1 if s.field == "from" else 0] for s in act.slots},
            names={kind: Name("Siti") for kind in act.controls},
        )
        found = questions_about(book, plan(act, given), act.spec.sentence.id)
        if wrong := [q.code for q in found if code not in q.suggest]:
            doubted[code] = wrong

    assert doubted == {}


def test_every_question_leads_to_acts_that_exist() -> None:
    known = {code for framework in FRAMEWORKS for code in catalogue(framework)}

    assert {code for question in questions() for code in question.suggest} <= known
    assert all(question.text.id and question.text.en for question in questions())
