"""Letterhead and signatures: versions, what is refused, and what every paper then carries."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from PIL import Image
from pypdf import PdfReader

from ledger import registry
from ledger.models import Book, Event
from ledger.readers.logo import LogoError, read_logo
from ledger.reports.cash_count_paper import count_paper
from ledger.reports.logo import logo_of
from ledger.reports.paper import paper_of
from ledger.reports.pdf import to_pdf
from ledger.reports.statement_set import statement_set
from ledger.reports.voucher_paper import receipt_paper, voucher_paper, voucher_pdf
from ledger.selectors.vouchers import whole_vouchers
from ledger.services.cash_counts import record_count
from members.integrity.messages import MESSAGES
from members.models import (
    LetterheadVersion,
    Organization,
    SignaturePlace,
    SignatureVersion,
    User,
)
from members.selectors.letterhead import letterhead_history, newest_letterhead
from members.services.letterhead import (
    LetterheadError,
    LogoChange,
    set_letterhead,
    set_signatures,
)
from tests.factories.clock import AT
from tests.factories.papers import bomb, pdf, photo, upload

END = date(2025, 12, 31)
TEXTS = {
    "name": "KUBE  Mina Lestari",
    "subtitle": "Kelompok Usaha Bersama",
    "address": "Jalan Kolam 5",
    "contact": "0812-0000-0000",
    "legal": "SK Kades 12/2019",
    "place": "Randuasri",
}


@pytest.fixture
def organization(demo: dict[str, Book]) -> Organization:
    return demo["mina-lestari"].organization


def save(organization: Organization, actor: Any, **given: Any) -> LetterheadVersion:
    wish = {"texts": TEXTS, "reason": "Kop baru"} | given
    return set_letterhead(organization=organization, actor=actor, at=AT, **wish)


def sign(organization: Organization, document: str, places: Any, actor: Any, **given: Any) -> Any:
    wish = {"reason": "Rapat"} | given
    return set_signatures(
        organization=organization, document=document, places=places, actor=actor, at=AT, **wish
    )


def words(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def images(content: bytes) -> list[int]:
    """How many pictures each page draws."""
    return [len(page.images) for page in PdfReader(io.BytesIO(content)).pages]


def test_each_saving_is_a_version_with_its_reason(organization: Organization, actor: Any) -> None:
    save(organization, actor)
    save(organization, actor, texts=TEXTS | {"address": "Jalan Tambak 9"}, reason="Pindah")

    head = registry.letterhead(organization.book, END)
    assert (head.name, head.place) == ("KUBE Mina Lestari", "Randuasri")
    assert head.lines[:4] == (
        "Kelompok Usaha Bersama",
        "Jalan Tambak 9",
        "0812-0000-0000",
        "SK Kades 12/2019",
    )
    assert [(c.what, c.reason) for c in letterhead_history(organization)] == [
        ("KUBE Mina Lestari", "Pindah"),
        ("KUBE Mina Lestari", "Kop baru"),
    ]
    event = Event.objects.filter(book=organization.book, act="set_letterhead").latest("pk")
    assert (event.detail["version"], event.detail["reason"]) == (2, "Pindah")


@pytest.mark.parametrize(
    ("wrong", "field"), [({"texts": {"name": " "}}, "name"), ({"reason": " "}, "reason")]
)
def test_no_name_or_no_reason_keeps_nothing(
    organization: Organization, actor: Any, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(LetterheadError) as refused:
        save(organization, actor, **wrong)

    assert refused.value.field == field
    assert newest_letterhead(organization) is None


# --- the logo ---------------------------------------------------------------------------------


def test_a_logo_is_written_anew_on_white_and_made_smaller(settings: Any) -> None:
    settings.LUMBUNG_LOGO_EDGE = 100
    clear, out = Image.new("RGBA", (300, 150), (0, 0, 0, 0)), io.BytesIO()
    clear.save(out, "PNG")

    made = Image.open(io.BytesIO(read_logo(upload(out.getvalue() + b"<script>", "x.exe"))))

    assert (made.format, made.size, made.getpixel((5, 5))) == ("PNG", (100, 50), (255, 255, 255))
    assert b"<script>" not in read_logo(upload(out.getvalue() + b"<script>", "x.exe"))


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "SVG with script": (lambda: b"<svg><script>alert(1)</script></svg>", "harus gambar JPEG"),
    "EXE named png": (lambda: b"MZ" + b"\0" * 99, "harus gambar JPEG"),
    "PDF": (lambda: pdf(1), "harus gambar JPEG"),
    "half a picture": (lambda: photo("PNG")[:60], "rusak"),
    "bomb": (bomb, "terlalu lebar"),
    "3 MB": (lambda: photo() + b"\0" * 3_000_000, "paling besar 2 MB"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_logos_are_refused_with_a_sentence(case: str) -> None:
    make, sentence = BAD[case]

    with pytest.raises(LogoError, match=sentence):
        read_logo(upload(make(), "lambang.png"))


def test_the_logo_stays_until_it_is_changed_or_taken_away(
    organization: Organization, actor: Any
) -> None:
    content = read_logo(upload(photo("PNG"), "lambang.png"))
    first = save(organization, actor, logo=LogoChange(content))
    second = save(organization, actor)
    assert (second.logo, second.logo_sha256) == (first.logo, first.logo_sha256)
    assert first.logo.startswith("kop/mina-lestari/")

    assert save(organization, actor, logo=LogoChange()).logo == ""
    assert registry.letterhead(organization.book, END).logo == ""


def test_every_paper_prints_name_lines_and_logo(
    organization: Organization, actor: Any, at: datetime
) -> None:
    book = organization.book
    save(organization, actor, logo=LogoChange(read_logo(upload(photo("PNG"), "l.png"))))
    span = {"start": date(2025, 1, 1), "end": END}
    short = registry.report("balance_sheet").build(book, **span)
    long = registry.report("general_ledger").build(book, **span)
    voucher = whole_vouchers(book).filter(kind="BKM").order_by("number")[0]

    papers = [
        to_pdf(paper_of(book, short, at=at)),
        to_pdf(paper_of(book, long, at=at)),
        voucher_pdf(voucher_paper(voucher, at=at), size="a5"),
        statement_set(book, end=END, at=at),
    ]

    for content in papers:
        assert "KUBE Mina Lestari Kelompok Usaha Bersama · Jalan Kolam 5" in words(content)
        assert images(content)[0] == 1
    assert set(images(papers[1])) == {1}  # a long ledger shows it on each page


def test_a_logo_whose_file_is_gone_stops_no_paper(
    organization: Organization, actor: Any, at: datetime
) -> None:
    row = save(organization, actor, logo=LogoChange(read_logo(upload(photo("PNG"), "l.png"))))
    default_storage.delete(row.logo)
    voucher = whole_vouchers(organization.book)[0]

    assert logo_of(registry.letterhead(organization.book, END), most=30) is None
    assert images(voucher_pdf(voucher_paper(voucher, at=at), size="a4")) == [0]


# --- who signs --------------------------------------------------------------------------------


def holder(organization: Organization, kind: str) -> str:
    found = organization.offices.filter(kind=kind).first()
    assert found is not None
    return str(found.person.name)


def test_statements_are_signed_from_left_to_right_as_set(
    organization: Organization, actor: Any, at: datetime
) -> None:
    sign(organization, "statement", [("pengawas", "Diperiksa"), ("ketua", "Mengetahui")], actor)

    head = registry.letterhead(organization.book, END)
    assert [(s.act, s.office, s.name) for s in head.signatories] == [
        ("Diperiksa", "Pengawas", holder(organization, "pengawas")),
        ("Mengetahui", "Ketua", holder(organization, "ketua")),
    ]
    table = registry.report("balance_sheet").build(
        organization.book, start=date(2025, 1, 1), end=END
    )
    assert "Diperiksa" in words(to_pdf(paper_of(organization.book, table, at=at)))


def test_a_vacant_office_leaves_a_line_for_the_pen(organization: Organization, actor: Any) -> None:
    sign(organization, "statement", [("manajer", ""), ("ketua", "")], actor)

    signatories = registry.letterhead(organization.book, END).signatories
    assert [(s.office, s.name) for s in signatories] == [
        ("Manajer", ""),
        ("Ketua", holder(organization, "ketua")),
    ]


def test_vouchers_receipts_and_counts_follow_their_own_order(
    organization: Organization, actor: Any, at: datetime
) -> None:
    book = organization.book
    sign(organization, "BKM", [("ketua", ""), ("party", "Penyetor")], actor)
    sign(organization, "receipt_in", [("pengawas", "Saksi"), ("bendahara", "Penerima")], actor)
    sign(organization, "cash_count", [("party", ""), ("maker", "")], actor)
    voucher = whole_vouchers(book).filter(kind="BKM").exclude(party="").order_by("-number")[0]
    treasurer = User.objects.get(username="bendahara.mina")
    count = record_count(
        account=book.accounts.get(code="1101"), on=AT.date(), pieces={"note-100000": 40},
        kind="close", witness="Bu Rini", actor=treasurer, at=at,
    )  # fmt: skip

    def shown(boxes: Any) -> list[tuple[str, str]]:
        return [(box.act, box.name) for box in boxes]

    assert shown(voucher_paper(voucher, at=at).boxes) == [
        ("Mengetahui", holder(organization, "ketua")),
        ("Penyetor", voucher.party),
    ]
    assert shown(receipt_paper(voucher, at=at).boxes) == [
        ("Saksi", holder(organization, "pengawas")),
        ("Penerima", holder(organization, "bendahara")),
    ]
    assert shown(count_paper(count, at=at).boxes) == [
        ("Pihak", "Bu Rini"),
        ("Dibuat oleh", treasurer.get_full_name()),
    ]


def test_no_places_give_the_document_back_its_usual_order(
    organization: Organization, actor: Any
) -> None:
    usual = registry.letterhead(organization.book, END).signatories
    sign(organization, "statement", [("pengawas", "")], actor)

    sign(organization, "statement", [], actor)

    assert registry.letterhead(organization.book, END).signatories == usual
    assert [change.reason for change in letterhead_history(organization)] == ["Rapat", "Rapat"]


@pytest.mark.parametrize(
    ("document", "places", "reason", "sentence"),
    [
        ("faktur", [], "x", "tidak dikenal"),
        ("BKM", [("kepala", "")], "x", "tidak ada di lembaga ini"),
        ("statement", [("party", "")], "x", "tidak ada di lembaga ini"),
        ("BKM", [("ketua", ""), ("ketua", "x")], "x", "cukup satu tempat"),
        ("BKM", [(k, "") for k in ("ketua", "sekretaris", "bendahara", "party", "maker")], "x",
         "Paling banyak empat"),
        ("BKM", [("ketua", "")], " ", "Tulis alasannya"),
    ],
)  # fmt: skip
def test_what_cannot_be_signed_is_refused(
    organization: Organization, actor: Any, document: str, places: Any, reason: str, sentence: str
) -> None:
    with pytest.raises(LetterheadError, match=sentence):
        sign(organization, document, places, actor, reason=reason)

    assert not organization.signatures.exists()


# --- nobody changes what was ------------------------------------------------------------------


@pytest.mark.parametrize(
    "strike",
    [
        lambda: LetterheadVersion.objects.update(name="Lain"),
        lambda: LetterheadVersion.objects.all()._raw_delete("default"),
        lambda: SignatureVersion.objects.update(document="BKK"),
        lambda: SignaturePlace.objects.update(signer="bendahara"),
        lambda: SignaturePlace.objects.all()._raw_delete("default"),
    ],
)
def test_sql_only_adds_versions(
    organization: Organization, actor: Any, strike: Callable[[], Any]
) -> None:
    save(organization, actor)
    sign(organization, "BKM", [("ketua", "")], actor)

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        strike()

    assert MESSAGES["letterhead_fixed"] in str(refused.value)
