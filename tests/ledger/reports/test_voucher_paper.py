"""Vouchers and kuitansi on paper: what is printed, for whom, and on how many sheets."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from pypdf import PdfReader

from ledger.models import Book, CashPolicy, Voucher
from ledger.reports.voucher_paper import (
    BLANK,
    NoCashError,
    SignatureBox,
    receipt_paper,
    receipt_pdf,
    voucher_paper,
    voucher_pdf,
)
from ledger.selectors.vouchers import cash_moved, whole_vouchers
from ledger.services.posting.inputs import Approval
from ledger.services.reversal import reverse
from members.models import Membership, OfficeKind, Organization
from tests.factories.people import OfficeFactory, OrganizationFactory

DAY = date(2025, 3, 7)
SALE = [("1101", 1_250_000, 0), ("4101", 0, 1_250_000)]
PURCHASE = [("5101", 21_010, 0), ("1101", 0, 21_010)]
TO_THE_BANK = [("1102", 500_000, 0), ("1101", 0, 500_000)]


def pages(pdf: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def whole(voucher: Voucher) -> Voucher:
    """The voucher as the views load it."""
    return whole_vouchers(voucher.book).get(pk=voucher.pk)


def sheet_of(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page in millimetres."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


@pytest.fixture
def organization(db: None) -> Organization:
    """A KUBE whose chair changed in April 2025; its treasurer has served all year."""
    kube = OrganizationFactory(
        slug="kube-cetak", name="KUBE Cetak", village="Randu", address="Jalan Padi 1"
    )
    for name, kind, start, end in (
        ("Sari", OfficeKind.BENDAHARA, date(2025, 1, 1), None),
        ("Budi", OfficeKind.KETUA, date(2025, 1, 1), date(2025, 3, 31)),
        ("Wati", OfficeKind.KETUA, date(2025, 4, 1), None),
    ):
        OfficeFactory(organization=kube, person__name=name, kind=kind, start=start, end=end)
    kube.book.cash_policy = CashPolicy.WARN  # papers are tested here, not the drawer
    kube.book.save()
    return kube


@pytest.fixture
def treasurer(organization: Organization) -> Any:
    """The login of its treasurer."""
    return organization.offices.get(kind=OfficeKind.BENDAHARA).person.user


@pytest.fixture
def post(
    organization: Organization, treasurer: Any, make_voucher: Callable[..., Voucher]
) -> Callable[..., Voucher]:
    """`post(lines, day, **fields)`: a voucher that its treasurer made."""

    def post_one(lines: Any, day: date = DAY, **fields: Any) -> Voucher:
        return whole(make_voucher(organization.book, day, lines, actor=treasurer, **fields))

    return post_one


# --- the bukti ------------------------------------------------------------------------------------


def test_money_received_names_giver_maker_chair_and_treasurer(
    post: Callable[..., Voucher], at: datetime
) -> None:
    voucher = post(SALE, party="Bu Ani", narration="Jual abon", reference="N-17")

    paper = voucher_paper(voucher, at=at)

    assert (paper.title, paper.code, paper.date) == (
        "Bukti Kas Masuk",
        "BKM/2025/03/0001",
        "7 Maret 2025",
    )
    assert (paper.party_label, paper.party) == ("Diterima dari", "Bu Ani")
    assert (paper.narration, paper.reference) == ("Jual abon", "N-17")
    assert [(line.code, line.account, line.debit, line.credit) for line in paper.lines] == [
        ("1101", "Kas tunai", "1.250.000", ""),
        ("4101", "Penjualan / jasa", "", "1.250.000"),
    ]
    assert (paper.total, paper.cash) == ("1.250.000", "")
    assert paper.in_words == "satu juta dua ratus lima puluh ribu rupiah"
    assert paper.boxes == (
        SignatureBox("Dibuat oleh", "Sari", "Bendahara"),
        SignatureBox("Disetujui oleh", "Budi", "Ketua"),
        SignatureBox("Diterima oleh", "Sari", "Bendahara"),
    )
    assert paper.marks == ()


def test_money_paid_is_signed_by_who_paid_and_who_received(
    post: Callable[..., Voucher], at: datetime
) -> None:
    paper = voucher_paper(post(PURCHASE, party="Toko Tani"), at=at)

    assert (paper.title, paper.party_label) == ("Bukti Kas Keluar", "Dibayar kepada")
    assert paper.in_words == "dua puluh satu ribu sepuluh rupiah"
    assert [(box.act, box.name) for box in paper.boxes] == [
        ("Dibuat oleh", "Sari"),
        ("Disetujui oleh", "Budi"),
        ("Dibayar oleh", "Sari"),
        ("Diterima oleh", "Toko Tani"),
    ]


def test_general_voucher_leaves_the_receiver_to_the_pen(
    post: Callable[..., Voucher], at: datetime
) -> None:
    paper = voucher_paper(post(TO_THE_BANK), at=at)

    assert (paper.title, paper.party) == ("Bukti Umum", "")
    assert paper.boxes[2] == SignatureBox("Diterima oleh", "")


def test_officers_are_those_of_the_day_of_the_voucher(
    post: Callable[..., Voucher], at: datetime
) -> None:
    march, april = post(SALE, date(2025, 3, 31)), post(SALE, date(2025, 4, 1))

    assert voucher_paper(march, at=at).boxes[1].name == "Budi"
    assert voucher_paper(april, at=at).boxes[1].name == "Wati"


def test_recorded_approver_stands_before_the_chair(
    organization: Organization,
    treasurer: Any,
    make_voucher: Callable[..., Voucher],
    at: datetime,
) -> None:
    voucher = whole(make_voucher(organization.book, DAY, SALE, approval=Approval(by=treasurer)))

    assert voucher_paper(voucher, at=at).boxes[1] == SignatureBox(
        "Disetujui oleh", "Sari", "Bendahara"
    )


def test_imported_voucher_without_party_or_officers_leaves_lines_to_fill_in(
    book: Book, make_voucher: Callable[..., Voucher], at: datetime
) -> None:
    paper = voucher_paper(whole(make_voucher(book, DAY, SALE)), at=at)

    assert paper.party == BLANK
    assert [box.name for box in paper.boxes] == ["", "", ""]
    assert paper.place_and_day == "7 Maret 2025"


def test_sum_of_money_is_told_apart_from_the_total(
    post: Callable[..., Voucher], at: datetime
) -> None:
    with_discount = [("1101", 900_000, 0), ("5109", 100_000, 0), ("4101", 0, 1_000_000)]

    paper = voucher_paper(post(with_discount), at=at)

    assert (paper.total, paper.in_words) == ("1.000.000", "satu juta rupiah")
    assert (paper.cash_label, paper.cash) == ("Uang diterima", "900.000")
    assert paper.cash_in_words == "sembilan ratus ribu rupiah"


def test_total_that_has_no_words_prints_without(post: Callable[..., Voucher], at: datetime) -> None:
    most = 999_999_999_999_999
    lines = [("1101", most, 0), ("1102", most, 0), ("4101", 0, most), ("4101", 0, most)]

    paper = voucher_paper(post(lines), at=at)

    assert (paper.total, paper.in_words) == ("1.999.999.999.999.998", "")
    [text] = pages(voucher_pdf(paper, size="a5"))
    assert text.replace(" ", "").count("1.999.999.999.999.998") == 2  # folded


@pytest.mark.parametrize(("size", "sheet"), [("a5", (210, 148)), ("a4", (210, 297))])
def test_page_carries_letterhead_lines_words_and_seal(
    post: Callable[..., Voucher], at: datetime, size: str, sheet: tuple[int, int]
) -> None:
    voucher = post(SALE, party="Bu Ani", narration="Jual abon", reference="N-17")

    pdf = voucher_pdf(voucher_paper(voucher, at=at), size=size)

    assert sheet_of(pdf) == sheet
    [text] = pages(pdf)
    for words in (
        "KUBE Cetak",
        "KUBE · Jalan Padi 1",
        "Bukti Kas Masuk",
        "BKM/2025/03/0001 · 7 Maret 2025",
        "Diterima dari Bu Ani",
        "Uraian Jual abon",
        "No. Bukti sendiri N-17",
        "1101 Kas tunai 1.250.000",
        "Jumlah 1.250.000 1.250.000",
        "Terbilang satu juta dua ratus lima puluh ribu rupiah",
        f"Segel {voucher.sequence}: {voucher.seal}",
        "dicetak 15/02/2026 10:00",
        "Halaman 1 dari 1",
    ):
        assert words in text


def test_lines_name_their_subsidiary_account_and_memo(
    post: Callable[..., Voucher], organization: Organization, at: datetime
) -> None:
    paper = voucher_paper(post([("1103", 40_000, 0, "P-01"), ("4101", 0, 40_000)]), at=at)

    assert [line.subsidiary for line in paper.lines] == ["P-01 Pembantu P-01", ""]
    assert "P-01 Pembantu P-01" in pages(voucher_pdf(paper, size="a5"))[0]


@pytest.mark.parametrize(("size", "count"), [("a5", 2), ("a4", 2)])
def test_forty_lines_flow_over_numbered_pages(
    post: Callable[..., Voucher], at: datetime, size: str, count: int
) -> None:
    sales = [("4101", 0, 1_000 + number) for number in range(39)]
    voucher = post([("1101", sum(line[2] for line in sales), 0), *sales])

    texts = pages(voucher_pdf(voucher_paper(voucher, at=at), size=size))

    assert [re.findall(r"Halaman \d+ dari \d+", text) for text in texts] == [
        [f"Halaman {number} dari {count}"] for number in range(1, count + 1)
    ]
    assert all(f"{voucher.code} · Halaman" in text for text in texts)
    assert all(voucher.seal in text for text in texts)
    printed = " ".join(texts)
    assert [printed.count(f" 1.{number:03} ") for number in range(39)] == [1] * 39
    assert "Dibuat oleh" in texts[-1]


def test_longest_texts_stay_on_one_sheet(post: Callable[..., Voucher], at: datetime) -> None:
    voucher = post(SALE, party="Q" * 120, narration="X" * 200, reference="Z" * 60)

    [text] = pages(voucher_pdf(voucher_paper(voucher, at=at), size="a5"))
    [receipt] = pages(receipt_pdf(receipt_paper(voucher, at=at), size="a5"))

    assert [text.count(letter) for letter in "QXZ"] == [120, 200, 60]
    assert [receipt.count(letter) for letter in "QXZ"] == [120, 200, 0]


def test_markup_in_texts_is_printed_as_it_was_written(
    post: Callable[..., Voucher], at: datetime
) -> None:
    voucher = post(SALE, party="<b>PT Maju</b> & Co", narration='<img src="file:///x">')

    [text] = pages(voucher_pdf(voucher_paper(voucher, at=at), size="a5"))

    assert "<b>PT Maju</b> & Co" in text
    assert '<img src="file:///x">' in text


def test_reversed_voucher_and_its_reversal_say_so(
    post: Callable[..., Voucher], treasurer: Any, at: datetime
) -> None:
    voucher = post(SALE, party="Bu Ani")
    reversal = reverse(
        voucher=voucher, on=date(2025, 3, 9), reason="Salah jumlah", actor=treasurer, at=at
    )

    [first] = pages(voucher_pdf(voucher_paper(whole(voucher), at=at), size="a5"))
    [second] = pages(voucher_pdf(voucher_paper(whole(reversal), at=at), size="a5"))
    [receipt] = pages(receipt_pdf(receipt_paper(whole(voucher), at=at), size="a5"))

    assert f"SUDAH DIBALIK dengan {reversal.code}" in first
    assert f"SUDAH DIBALIK dengan {reversal.code}" in receipt
    assert f"Pembalikan dari {voucher.code}. Alasan: Salah jumlah" in second
    assert "Pihak Bu Ani" in second  # the BKK paid nobody
    assert "Dibayar" not in second
    assert "SUDAH DIBALIK" not in second


def test_practice_book_says_so(post: Callable[..., Voucher], at: datetime) -> None:
    voucher = post(SALE)
    voucher.book.is_practice = True

    assert voucher_paper(voucher, at=at).marks == ("BUKU LATIHAN: bukan bukti yang sah",)


def test_english_reader_gets_labels_not_other_words_for_the_amount(
    post: Callable[..., Voucher], at: datetime
) -> None:
    voucher = post(SALE)

    with translation.override("en"):
        paper = voucher_paper(voucher, at=at)

    assert paper.lines[0].account == "Cash on hand"
    assert paper.in_words == "satu juta dua ratus lima puluh ribu rupiah"
    assert paper.total == "1.250.000"


# --- the kuitansi ---------------------------------------------------------------------------------


def test_receipt_of_money_received_is_signed_by_the_treasurer(
    post: Callable[..., Voucher], at: datetime
) -> None:
    paper = receipt_paper(post(SALE, party="Bu Ani", narration="Jual abon"), at=at)

    assert (paper.title, paper.code) == ("Kuitansi", "BKM/2025/03/0001")
    assert (paper.received_from, paper.purpose) == ("Bu Ani", "Jual abon")
    assert paper.in_words == "satu juta dua ratus lima puluh ribu rupiah"
    assert (paper.amount, paper.stamp) == ("1.250.000", "")
    assert paper.place_and_day == "Randu, 7 Maret 2025"
    assert paper.boxes == (SignatureBox("Yang menerima", "Sari", "Bendahara"),)


def test_receipt_of_money_paid_is_signed_by_both_sides(
    post: Callable[..., Voucher], at: datetime
) -> None:
    paper = receipt_paper(post(PURCHASE, party="Toko Tani"), at=at)

    assert paper.received_from == "KUBE Cetak"
    assert paper.boxes == (
        SignatureBox("Lunas dibayar", "Sari", "Bendahara"),
        SignatureBox("Yang menerima", "Toko Tani"),
    )


def test_receipt_states_the_money_not_the_total(post: Callable[..., Voucher], at: datetime) -> None:
    with_discount = [("1101", 900_000, 0), ("5109", 100_000, 0), ("4101", 0, 1_000_000)]

    paper = receipt_paper(post(with_discount), at=at)

    assert (paper.amount, paper.in_words) == ("900.000", "sembilan ratus ribu rupiah")


@pytest.mark.parametrize(("size", "sheet"), [("a5", (210, 148)), ("a4", (210, 297))])
def test_receipt_page(
    post: Callable[..., Voucher], at: datetime, size: str, sheet: tuple[int, int]
) -> None:
    voucher = post(SALE, party="Bu Ani", narration="Jual abon")

    pdf = receipt_pdf(receipt_paper(voucher, at=at), size=size)

    assert sheet_of(pdf) == sheet
    [text] = pages(pdf)
    for words in (
        "KUBE Cetak",
        "Kuitansi",
        "Nomor BKM/2025/03/0001",
        "Sudah terima dari Bu Ani",
        "Uang sejumlah satu juta dua ratus lima puluh ribu rupiah",
        "Untuk pembayaran Jual abon",
        "Rp1.250.000",
        "Randu, 7 Maret 2025",
        "Sari Bendahara",
        f"Segel {voucher.sequence}: {voucher.seal}",
    ):
        assert words in text
    assert "meterai" not in text


@pytest.mark.parametrize(
    ("amount", "limit", "stamp"),
    [
        (5_000_000, 5_000_000, ""),
        (5_000_001, 5_000_000, "Bubuhkan meterai: jumlah di atas Rp5.000.000"),
        (300_001, 300_000, "Bubuhkan meterai: jumlah di atas Rp300.000"),
    ],
)
def test_meterai_is_due_above_the_configured_limit(
    post: Callable[..., Voucher],
    at: datetime,
    settings: Any,
    amount: int,
    limit: int,
    stamp: str,
) -> None:
    settings.LUMBUNG_METERAI_LIMIT = limit
    voucher = post([("1101", amount, 0), ("4101", 0, amount)])

    assert receipt_paper(voucher, at=at).stamp == stamp


def test_no_receipt_where_no_money_changed_hands(
    post: Callable[..., Voucher], treasurer: Any, at: datetime
) -> None:
    sale = post(SALE)
    on_credit = post([("1103", 40_000, 0, "P-01"), ("4101", 0, 40_000)])
    reversal = whole(reverse(voucher=sale, on=DAY, reason="Salah jumlah", actor=treasurer, at=at))

    for voucher in (on_credit, post(TO_THE_BANK), reversal):
        with pytest.raises(NoCashError, match=f"{voucher.code} tidak menggerakkan uang"):
            receipt_paper(voucher, at=at)


def test_opening_balance_moves_no_money(post: Callable[..., Voucher]) -> None:
    opening = post([("1101", 100, 0), ("3301", 0, 100)], date(2025, 1, 1), is_opening=True)

    assert cash_moved(opening) == 0


# --- what must never show -------------------------------------------------------------------------


def test_papers_never_tell_whether_somebody_is_a_client(
    demo: dict[str, Book], at: datetime
) -> None:
    mina = demo["mina-lestari"]
    elements = Membership.objects.filter(organization__book=mina).values_list("element", flat=True)
    assert "klien" in elements
    vouchers = whole_vouchers(mina).filter(kind="BKM").order_by("number")[:3]

    papers = [
        pdf
        for voucher in vouchers
        for pdf in (
            voucher_pdf(voucher_paper(voucher, at=at), size="a5"),
            receipt_pdf(receipt_paper(voucher, at=at), size="a5"),
        )
    ]

    texts = [" ".join(pages(pdf)) for pdf in papers]
    assert len(texts) == 6
    assert not [
        text for text in texts if re.search("klien|unsur|keluarga|NIK", text, re.IGNORECASE)
    ]


# --- the command ----------------------------------------------------------------------------------


def test_command_writes_voucher_and_receipt(
    post: Callable[..., Voucher], tmp_path: Path, clock: Callable[[datetime], None]
) -> None:
    voucher = post(SALE)
    bukti, kuitansi = tmp_path / "bukti.pdf", tmp_path / "kuitansi.pdf"

    call_command("print_voucher", "kube-cetak", voucher.code, output=str(bukti))
    call_command(
        "print_voucher", "kube-cetak", voucher.code, output=str(kuitansi), receipt=True, size="a4"
    )

    assert sheet_of(bukti.read_bytes()) == (210, 148)
    assert "Bukti Kas Masuk" in pages(bukti.read_bytes())[0]
    assert sheet_of(kuitansi.read_bytes()) == (210, 297)
    assert "Sudah terima dari" in pages(kuitansi.read_bytes())[0]


@pytest.mark.parametrize("receipt", [False, True])
@pytest.mark.parametrize("size", ["58", "80"])
def test_command_prints_on_a_roll_too(
    post: Callable[..., Voucher], tmp_path: Path, size: str, receipt: bool
) -> None:
    voucher, target = post(SALE), tmp_path / "gulungan.pdf"

    call_command(
        "print_voucher", "kube-cetak", voucher.code, output=str(target), receipt=receipt, size=size
    )

    assert sheet_of(target.read_bytes())[0] == int(size)
    assert voucher.code in pages(target.read_bytes())[0]


def test_command_refuses_unknown_numbers_and_receipts_without_money(
    post: Callable[..., Voucher], tmp_path: Path
) -> None:
    voucher = post(TO_THE_BANK)
    target = tmp_path / "x.pdf"

    with pytest.raises(CommandError, match="Tidak ada bukti BKM/2025/03/0099"):
        call_command("print_voucher", "kube-cetak", "BKM/2025/03/0099", output=str(target))
    with pytest.raises(CommandError, match="tidak menggerakkan uang"):
        call_command("print_voucher", "kube-cetak", voucher.code, output=str(target), receipt=True)
    assert not target.exists()
