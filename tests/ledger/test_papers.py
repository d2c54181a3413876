"""Papers of a voucher: what is taken, what is refused, and that nothing can be swapped."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from PIL import Image

from ledger.integrity.messages import MESSAGES
from ledger.models import Book, Paper, Voucher
from ledger.readers.paper import PaperError, read_paper
from ledger.selectors.papers import faults_of_files, faults_of_papers, papers_of, without_paper
from ledger.services.papers import attach
from tests.factories.clock import AT
from tests.factories.papers import bomb, pdf, photo, upload

SALE = [("1101", 5_000, 0), ("4101", 0, 5_000)]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_written_anew_without_what_the_camera_told(form: str) -> None:
    read = read_paper(upload(photo(form) + b"<script>", "nota.jpg"))

    assert (read.content_type, read.ending) == ("image/jpeg", "jpg")
    assert b"<script>" not in read.content
    assert b"Bu Sari" not in read.content
    assert Image.open(io.BytesIO(read.content)).size == (60, 40)


def test_a_large_photograph_is_made_smaller(settings: Any) -> None:
    settings.LUMBUNG_PAPER_EDGE = 100

    read = read_paper(upload(photo(size=(400, 200)), "nota.jpg"))

    assert Image.open(io.BytesIO(read.content)).size == (100, 50)


def test_a_pdf_is_kept_as_it_came_with_its_pages_counted() -> None:
    content = pdf(3)

    read = read_paper(upload(content, "C:\\nota\\kuitansi.pdf"))

    assert (read.content, read.pages, read.name) == (content, 3, "kuitansi.pdf")


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "SVG with script": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "foto.jpg",
        "bukan foto",
    ),
    "EXE named pdf": (lambda: b"MZ\x90\x00" + b"\0" * 200, "kuitansi.pdf", "bukan foto"),
    "HTML": (lambda: b"<html><script>1</script>", "nota.png", "bukan foto"),
    "empty": (lambda: b" ", "nota.png", "bukan foto"),
    "PDF of 10.000 pages": (lambda: pdf(10_000), "buku.pdf", "berisi 10000 halaman"),
    "PDF with a script": (lambda: pdf(1, script="app.alert(1)"), "nota.pdf", "berisi perintah"),
    "locked PDF": (lambda: pdf(1, password="rahasia"), "nota.pdf", "terkunci sandi"),
    "broken PDF": (lambda: b"%PDF-1.7\n%%EOF", "nota.pdf", "rusak"),
    "half a photograph": (lambda: photo()[:300], "nota.jpg", "rusak"),
    "bomb": (bomb, "nota.png", "terlalu besar"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_a_sentence(case: str) -> None:
    make, name, words = BAD[case]

    with pytest.raises(PaperError, match=words) as refused:
        read_paper(upload(make(), name))

    assert str(refused.value).startswith(name)


def test_sixty_megabytes_are_refused_before_they_are_read() -> None:
    class Huge(io.BytesIO):
        name, size = "nota.jpg", 60 * 1024 * 1024

        def read(self, *_args: Any) -> bytes:
            raise AssertionError("read")

    with pytest.raises(PaperError, match="berukuran 60 MB; paling besar 10 MB"):
        read_paper(Huge())  # type: ignore[arg-type]


# --- the chain --------------------------------------------------------------------------------


@pytest.fixture
def voucher(book: Book, make_voucher: Callable[..., Voucher]) -> Voucher:
    return make_voucher(book, date(2026, 2, 1), SALE)


def give(voucher: Voucher, actor: Any, count: int = 1) -> list[Paper]:
    read = [read_paper(upload(photo(), f"nota-{n}.jpg")) for n in range(count)]
    return attach(book=voucher.book, voucher=voucher, papers=read, actor=actor, at=AT)


def test_papers_are_chained_and_proved(voucher: Voucher, actor: Any) -> None:
    first, second = give(voucher, actor, 2)

    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_seal == first.seal
    assert list(papers_of(voucher=voucher)) == [first, second]
    assert list(faults_of_papers(voucher.book)) == []
    assert list(faults_of_files(voucher.book)) == []


def test_a_swapped_and_a_missing_file_are_named(voucher: Voucher, actor: Any) -> None:
    first, second = give(voucher, actor, 2)
    default_storage.delete(first.stored)
    default_storage.delete(second.stored)
    default_storage.save(second.stored, ContentFile(b"lain"))

    faults = list(faults_of_files(voucher.book))

    assert faults == [
        f"Lampiran 1 (nota-0.jpg) pada {voucher.code}: berkasnya hilang.",
        f"Lampiran 2 (nota-1.jpg) pada {voucher.code}: berkasnya tertukar.",
    ]


def test_a_record_changed_behind_the_guards_is_named(
    voucher: Voucher, actor: Any, without_guards: Callable[..., Any]
) -> None:
    give(voucher, actor)

    with without_guards():
        Paper.objects.update(sha256="0" * 64)

    assert list(faults_of_papers(voucher.book)) == [
        f"Lampiran 1 (nota-0.jpg) pada {voucher.code}: catatannya berubah."
    ]


@pytest.mark.parametrize(
    ("strike", "says"),
    [
        (lambda: Paper.objects.update(name="lain.jpg"), "paper_fixed"),
        (lambda: Paper.objects.all()._raw_delete("default"), "paper_fixed"),
        (lambda: _forged(sequence=5), "paper_chain"),
        (lambda: _forged(previous_seal="1" * 64), "paper_chain"),
    ],
)
def test_sql_only_adds_papers_and_only_to_the_chain(
    voucher: Voucher, actor: Any, strike: Callable[[], Any], says: str
) -> None:
    give(voucher, actor)

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        strike()

    assert MESSAGES[says] in str(refused.value)
    assert list(faults_of_papers(voucher.book)) == []


def _forged(**changes: Any) -> None:
    paper = Paper.objects.get()
    paper.pk, paper.sequence, paper.stored = None, 2, "lain"
    paper.previous_seal = paper.seal
    for name, value in changes.items():
        setattr(paper, name, value)
    paper.save(force_insert=True)


def test_a_voucher_carries_only_so_many_papers(voucher: Voucher, actor: Any, settings: Any) -> None:
    settings.LUMBUNG_PAPERS_PER_VOUCHER = 2
    give(voucher, actor, 2)

    with pytest.raises(PaperError, match="paling banyak 2 lampiran; sudah ada 2"):
        give(voucher, actor)

    assert voucher.book.papers.count() == 2


def test_vouchers_without_paper(
    book: Book, voucher: Voucher, make_voucher: Callable[..., Voucher], actor: Any
) -> None:
    bare = make_voucher(book, date(2026, 2, 2), SALE)
    give(voucher, actor)

    assert list(without_paper(book.vouchers.all())) == [bare]
