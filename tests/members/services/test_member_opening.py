"""Opening balances of members: sheets against the balance sheet, live only when nothing differs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import Subsidiary
from ledger.services.actors import system_actor
from ledger.services.opening import OpeningError, post_opening, save_opening
from members.models import (
    Loan,
    LoanProduct,
    MemberOpening,
    Organization,
    SavingsAccount,
    SavingsProduct,
)
from members.readers.member_opening import LOAN_COLUMNS
from members.selectors.member_opening import control_rows, opening_of
from members.services.member_opening import MemberOpeningError, keep_details, set_controls
from members.services.member_opening_live import go_live
from members.services.savings import balance_of
from members.services.savings_products import add_default_products
from tests.factories.clock import AT
from tests.factories.meetings import members
from tests.factories.people import OrganizationFactory
from tests.members.services.test_register_import import workbook

BY: dict[str, Any] = {"at": AT}
SAVINGS = ("No. anggota", "Nama", "Simpanan pokok", "Simpanan wajib")
ROWS = [
    {"No. anggota": "A-01", "Simpanan pokok": "100.000", "Simpanan wajib": 240000},
    {"No. anggota": "A-02", "Simpanan pokok": 100000, "Simpanan wajib": ""},
]
LOAN = {
    "No. anggota": "A-01",
    "Produk": "Pinjaman flat",
    "No. pinjaman": "P-7",
    "Pokok pinjaman": "1.000.000",
    "Sisa pokok": "400.000",
    "Jangka (bulan)": "10",
    "Tanggal cair": "05/07/2024",
}
CONTROLS = {"3101": 200_000, "3102": 240_000, "1104": 400_000}


@pytest.fixture
def organization(db: None) -> Organization:
    made: Organization = OrganizationFactory()
    members(made, 3)
    add_default_products(organization=made, actor=system_actor(), **BY)
    LoanProduct.objects.create(
        organization=made, code="flat", name="Pinjaman flat", method="flat",
        annual_rate=Decimal(12), account=made.book.accounts.get(code="1104"),
        interest_account=made.book.accounts.get(code="4201"),
    )  # fmt: skip
    return made


def keep(
    organization: Organization, rows: Sequence[dict[str, Any]], kind: str = "savings"
) -> MemberOpening:
    columns = SAVINGS if kind == "savings" else LOAN_COLUMNS
    return keep_details(
        organization=organization, kind=kind, content=workbook(rows, columns),
        file_name=f"{kind}.xlsx", actor=system_actor(), **BY,
    )  # fmt: skip


def controls(organization: Organization, **changed: int | None) -> None:
    given = {**CONTROLS, **{code.removeprefix("a"): n for code, n in changed.items()}}
    set_controls(organization=organization, controls=given, actor=system_actor(), **BY)


def typed(organization: Organization, cash: str = "40.000") -> None:
    rows = [{"account": "1101", "subsidiary": "", "name": "", "debit": cash, "credit": ""}]
    save_opening(book=organization.book, rows=rows, actor=system_actor(), **BY)


def live(organization: Organization) -> Any:
    return go_live(organization=organization, actor=system_actor(), **BY)


def test_the_opening_goes_live_whole(organization: Organization) -> None:
    keep(organization, ROWS)
    keep(organization, [LOAN], "loans")
    controls(organization)
    typed(organization)

    voucher = live(organization)

    book = organization.book
    assert voucher.is_opening
    held = {
        (account.membership.number, account.product.code): balance_of(account)
        for account in SavingsAccount.objects.all()
    }
    assert held == {
        ("A-01", "pokok"): 100_000,
        ("A-02", "pokok"): 100_000,
        ("A-01", "wajib"): 240_000,
    }
    loan = Loan.objects.get()
    assert (loan.number, loan.principal, loan.state, loan.instalments.count()) == (
        "P-7", 1_000_000, "disbursed", 10,
    )  # fmt: skip
    assert loan.subsidiary is not None
    lines = voucher.lines.order_by("account__code", "subsidiary__code")
    assert list(lines.values_list("account__code", "subsidiary__code", "debit", "credit")) == [
        ("1101", None, 40_000, 0),
        ("1104", "P-7", 400_000, 0),
        ("3101", "A-01", 0, 100_000),
        ("3101", "A-02", 0, 100_000),
        ("3102", "A-01", 0, 240_000),
    ]
    assert faults_of_book(book) == []


def test_the_difference_is_shown_until_it_is_zero(organization: Organization) -> None:
    keep(organization, ROWS)
    controls(organization, a3102=250_000)

    rows = {r.account.code: (r.details, r.gap) for r in
            control_rows(organization, opening_of(organization))}  # fmt: skip

    assert rows == {"1104": (0, 400_000), "3101": (200_000, 0), "3102": (240_000, 10_000)}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"a3102": 250_000}, "neraca awal 250.000, rincian anggota 240.000"),
        ({"a3101": None}, "neraca awal –, rincian anggota 200.000"),
    ],
)
def test_what_differs_does_not_go_live(
    organization: Organization, changed: dict[str, Any], sentence: str
) -> None:
    keep(organization, ROWS)
    controls(organization, a1104=None, **changed)
    typed(organization, "440.000")

    with pytest.raises(MemberOpeningError, match=sentence):
        live(organization)

    assert not organization.book.vouchers.exists()
    assert not SavingsAccount.objects.exists()


def test_debit_and_credit_still_have_to_meet(organization: Organization) -> None:
    keep(organization, ROWS)
    controls(organization, a1104=None)
    typed(organization, "439.999")

    with pytest.raises(OpeningError, match=r"Selisih 1\."):
        live(organization)

    assert not Subsidiary.objects.exists()
    assert not MemberOpening.objects.get().is_live


def test_the_ledgers_own_page_waits_for_the_details(organization: Organization) -> None:
    keep(organization, ROWS)
    typed(organization)

    with pytest.raises(OpeningError, match="Rincian simpanan dan pinjaman anggota menunggu"):
        post_opening(book=organization.book, actor=system_actor(), **BY)


def test_an_account_typed_twice_is_refused(organization: Organization) -> None:
    keep(organization, ROWS)
    controls(organization, a1104=None)
    rows = [
        {"account": "3101", "subsidiary": "A-01", "name": "x", "debit": "", "credit": "100.000"}
    ]
    save_opening(book=organization.book, rows=rows, actor=system_actor(), **BY)

    with pytest.raises(MemberOpeningError, match="Akun 3101 sudah diisi"):
        live(organization)


def test_it_goes_live_once(organization: Organization) -> None:
    keep(organization, ROWS)
    controls(organization, a1104=None)
    typed(organization, "440.000")
    live(organization)

    with pytest.raises(MemberOpeningError, match="sudah dibukukan"):
        live(organization)
    with pytest.raises(MemberOpeningError, match="sudah dibukukan"):
        keep(organization, ROWS)


@pytest.mark.parametrize(
    ("kind", "rows", "faults"),
    [
        ("savings", [ROWS[0] | {"Simpanan wajib": "dua ratus"}],
         [(2, "Simpanan wajib",
           "“dua ratus” bukan jumlah rupiah bulat. Tulis 1250000 atau 1.250.000.")]),
        ("savings", [ROWS[0], ROWS[0]],
         [(3, "No. anggota", "sama dengan baris 2; satu anggota satu baris.")]),
        ("savings", [ROWS[0] | {"No. anggota": "Z-9"}],
         [(2, "No. anggota", "“Z-9” tidak ada di daftar anggota.")]),
        ("savings", [ROWS[0] | {"Simpanan pokok": "-5"}],
         [(2, "Simpanan pokok",
           "“-5” bukan jumlah rupiah bulat. Tulis 1250000 atau 1.250.000.")]),
        ("loans", [LOAN | {"Sisa pokok": "1.000.001"}],
         [(2, "Sisa pokok", "lebih besar dari pokok pinjaman, 1.000.000.")]),
        ("loans", [LOAN | {"Jangka (bulan)": "0"}],
         [(2, "Jangka (bulan)", "tulis bilangan bulat 1 sampai 600.")]),
        ("loans", [LOAN | {"Tanggal cair": "00/07/2024"}],
         [(2, "Tanggal cair", "“00/07/2024” bukan tanggal. Tulis seperti 31/12/2025.")]),
        ("loans", [LOAN | {"Tanggal cair": "05/07/2025"}],
         [(2, "Tanggal cair", "paling lambat 01/01/2025, hari pertama buku.")]),
        ("loans", [LOAN | {"Produk": "mobil"}],
         [(2, "Produk", "bukan produk pinjaman lembaga ini.")]),
        ("loans", [LOAN, LOAN], [(3, "No. pinjaman", "sama dengan baris 2.")]),
    ],
)  # fmt: skip
def test_a_fault_is_said_at_its_row_and_column_and_nothing_is_kept(
    organization: Organization,
    kind: str,
    rows: Sequence[dict[str, Any]],
    faults: list[tuple[int, str, str]],
) -> None:
    with pytest.raises(MemberOpeningError) as refused:
        keep(organization, rows, kind)

    assert [(f.row, f.column, f.message) for f in refused.value.faults] == faults
    assert not MemberOpening.objects.exists()


def test_two_products_on_one_account_keep_apart(organization: Organization) -> None:
    pokok = SavingsProduct.objects.get(organization=organization, code="pokok")
    wajib = SavingsProduct.objects.get(organization=organization, code="wajib")
    wajib.account = pokok.account
    wajib.save()
    keep(organization, ROWS)
    controls(organization, a3101=440_000, a3102=None, a1104=None)
    typed(organization, "440.000")

    live(organization)

    codes = sorted(Subsidiary.objects.values_list("code", flat=True))
    assert codes == ["A-01", f"A-01-{wajib.pk}", "A-02"]
