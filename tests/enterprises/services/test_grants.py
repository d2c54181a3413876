"""Grants: received with their agreement, spent line by line, never a member's."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from enterprises.models import CapitalAgreement, GrantUse
from enterprises.reports.grants import grant_use_report
from enterprises.selectors.grants import grant, usable_lines
from enterprises.services.grants import GrantError, receive_grant, record_use, take_back_use
from ledger.models import Book, Line
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from members.models import Organization
from tests.factories.books import account, make_voucher
from tests.factories.people import OrganizationFactory, PersonFactory

DAY = date(2025, 4, 10)
END = date(2025, 12, 31)


@pytest.fixture
def book(db: None) -> Book:
    organization: Organization = OrganizationFactory()
    made: Book = organization.book
    make_voucher(made, date(2025, 1, 2), [("1102", 50_000_000, 0), ("3901", 0, 50_000_000)])
    return made


def receive(book: Book, at: datetime, **changed: Any) -> Any:
    wish: dict[str, Any] = {
        "account": account(book, "3201"),
        "source": "grant",
        "code": "CSR-2025",
        "provider": "PT Tirta Fiktif",
        "number": "PKS 04/2025",
        "agreed_on": DAY,
        "restriction": "Kolam terpal",
        "on": DAY,
        "received_in": account(book, "1102"),
        "amount": 15_000_000,
    }
    return receive_grant(book=book, actor=system_actor(), at=at, **(wish | changed))


def bought(book: Book, amount: int = 12_000_000, code: str = "1201") -> Line:
    voucher = make_voucher(book, date(2025, 4, 20), [(code, amount, 0), ("1102", 0, amount)])
    line: Line = voucher.lines.get(account__code=code)
    return line


def use(agreement: CapitalAgreement, line: Line, at: datetime, **changed: Any) -> GrantUse:
    wish: dict[str, Any] = {"amount": line.debit, "purpose": "Terpal dan aerator"}
    return record_use(
        agreement=agreement, line=line, actor=system_actor(), at=at, **(wish | changed)
    )


def test_money_received_used_and_left(book: Book, at: datetime) -> None:
    voucher = receive(book, at)
    agreement = CapitalAgreement.objects.get(number="PKS 04/2025")

    use(agreement, bought(book), at)

    item = grant(agreement, on=END)
    assert list(voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1102", 15_000_000, 0),
        ("3201", 0, 15_000_000),
    ]
    assert (item.received, item.used, item.left) == (15_000_000, 12_000_000, 3_000_000)
    assert grant(agreement, on=date(2025, 4, 15)).left == 15_000_000
    table = grant_use_report(book, start=DAY, end=END)
    assert [row.data for row in table.rows if row.data] == [
        {
            "code": "CSR-2025",
            "name": "PT Tirta Fiktif PKS 04/2025",
            "amount": 3_000_000,
            "received": 15_000_000,
            "used": 12_000_000,
        }
    ]
    assert table.totals["total"] == 3_000_000


def test_what_comes_in_kind_is_used_by_coming(book: Book, at: datetime) -> None:
    receive(book, at, received_in=account(book, "1201"), amount=4_000_000)
    agreement = CapitalAgreement.objects.get()

    item = grant(agreement, on=END)

    assert (item.kind, item.used, item.left) == (4_000_000, 4_000_000, 0)
    with pytest.raises(GrantError, match="Paling banyak Rp 0"):
        use(agreement, bought(book, 500_000), at)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": " "}, "Isi pemberi dan nomor perjanjian"),
        ({"amount": 0}, "harus lebih dari nol"),
        ({"source": "bank"}, "Pilih bantuan sosial"),
        ({"account": "3102"}, "milik kelompok"),
        ({"received_in": "6101"}, "Hibah masuk ke rekening bank"),
        ({"received_in": "1104"}, "Hibah masuk ke rekening bank"),
    ],
)
def test_what_cannot_be_received_says_why_and_keeps_nothing(
    book: Book, at: datetime, changed: dict[str, Any], sentence: str
) -> None:
    for name in ("account", "received_in"):
        if name in changed:
            changed[name] = account(book, changed[name])

    with pytest.raises(GrantError, match=sentence):
        receive(book, at, **changed)
    assert (book.vouchers.count(), CapitalAgreement.objects.count()) == (1, 0)


@pytest.mark.parametrize("credit", [("3102", "ANGGOTA-1"), ("2105", ""), ("3301", "")])
def test_a_grant_never_reaches_a_member(book: Book, at: datetime, credit: tuple[str, str]) -> None:
    receive(book, at)
    code, part = credit
    line: Any = (code, 0, 1_000_000, part) if part else (code, 0, 1_000_000)

    with pytest.raises(PostingError, match="milik kelompok, bukan perorangan"):
        make_voucher(book, END, [("3201", 1_000_000, 0, "CSR-2025"), line])


def test_a_grant_is_not_paid_to_somebody_of_the_register_but_back_to_the_donor(
    book: Book, at: datetime
) -> None:
    receive(book, at)
    person = PersonFactory(name="Suminah")
    book.organization.memberships.create(person=person, number="A-1", joined_on=DAY)
    back: Any = [("3201", 1_000_000, 0, "CSR-2025"), ("1102", 0, 1_000_000)]

    with pytest.raises(PostingError, match="milik kelompok"):
        make_voucher(book, END, back, party="suminah")
    make_voucher(book, END, back, party="PT Tirta Fiktif")

    assert grant(CapitalAgreement.objects.get(), on=END).left == 14_000_000


def test_uses_stay_within_grant_and_line(book: Book, at: datetime) -> None:
    receive(book, at, amount=5_000_000)
    agreement = CapitalAgreement.objects.get()
    line = bought(book, 12_000_000)

    with pytest.raises(GrantError, match=r"Paling banyak Rp 5\.000\.000"):
        use(agreement, line, at)
    with pytest.raises(GrantError, match="dipakai untuk apa"):
        use(agreement, line, at, amount=1, purpose=" ")
    with pytest.raises(GrantError, match="pembelian atau beban"):
        use(agreement, line.voucher.lines.get(account__code="1102"), at, amount=1)
    made = use(agreement, line, at, amount=5_000_000)
    assert [found.free for found in usable_lines(agreement, on=END)] == [7_000_000]  # type: ignore[attr-defined]

    take_back_use(use=made, actor=system_actor(), at=at)
    assert grant(agreement, on=END).left == 5_000_000


def test_reversals(book: Book, at: datetime) -> None:
    voucher = receive(book, at)
    agreement = CapitalAgreement.objects.get()
    line = bought(book)
    use(agreement, line, at)
    by: dict[str, Any] = {"on": END, "reason": "Salah", "actor": system_actor(), "at": at}

    with pytest.raises(PostingError, match="Hibah ini sudah dipakai"):
        reverse(voucher=voucher, **by)
    reverse(voucher=line.voucher, **by)
    assert grant(agreement, on=END).left == 15_000_000
    assert grant(agreement, on=date(2025, 6, 30)).left == 3_000_000

    reverse(voucher=voucher, **by)
    assert grant(agreement, on=END).received == 0


def test_the_database_refuses_what_goes_around(book: Book, at: datetime) -> None:
    receive(book, at, amount=5_000_000)
    agreement = CapitalAgreement.objects.get()
    line = bought(book, 6_000_000)
    by: dict[str, Any] = {"purpose": "x", "made_by": system_actor(), "made_at": at}

    for amount, target, sentence in (
        (5_000_001, line, "melebihi hibah"),
        (1, line.voucher.lines.get(account__code="1102"), "aset atau beban"),
    ):
        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            GrantUse.objects.create(agreement=agreement, line=target, amount=amount, **by)
    made = use(agreement, line, at, amount=1_000)
    with pytest.raises(IntegrityError, match="tidak diubah"), transaction.atomic():
        GrantUse.objects.filter(pk=made.pk).update(amount=2)
