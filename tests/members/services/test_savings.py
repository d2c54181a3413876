"""Deposits, withdrawals and transfers: what they post and what they refuse."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Line
from ledger.services.actors import system_actor
from ledger.services.journal import KeyReusedError
from ledger.services.reversal import reverse
from members.models import SavingsAccount, SavingsProduct
from members.services.savings import SavingsError, balance_of, open_account, record_transfer
from members.services.savings_products import attach_accounts
from tests.factories.books import make_voucher
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory
from tests.factories.savings import (
    DAY,
    cash,
    cooperative,
    deposit,
    held,
    member,
    product,
    withdraw,
)

pytestmark = pytest.mark.django_db


def test_deposit_credits_the_members_own_account() -> None:
    sari = member(cooperative())

    voucher = deposit(sari, "sukarela", 150_000)

    assert list(
        Line.objects.filter(voucher=voucher).values_list(
            "account__code", "subsidiary__code", "debit", "credit"
        )
    ) == [("1-1101", None, 150_000, 0), ("2-1201", "A-1", 0, 150_000)]
    assert voucher.kind == "BKM"
    assert balance_of(held(sari, "sukarela")) == 150_000


def test_pokok_and_wajib_are_equity_and_sukarela_is_a_liability() -> None:
    organization = cooperative()

    kinds = {p.code: p.account.kind for p in organization.savings_products.all()}

    assert kinds == {
        "pokok": "equity",
        "wajib": "equity",
        "sukarela": "liability",
        "hari-raya": "liability",
        "berjangka": "liability",
    }


def test_a_button_pressed_twice_records_once() -> None:
    sari = member(cooperative())

    first = deposit(sari, "pokok", 100_000, key="sekali")
    again = deposit(sari, "pokok", 100_000, key="sekali")

    assert first.pk == again.pk
    assert balance_of(held(sari, "pokok")) == 100_000


def test_a_key_never_answers_for_another_deposit() -> None:
    organization = cooperative()
    sari, budi = member(organization), member(organization, "A-2")
    deposit(sari, "sukarela", 150_000, key="sekali")

    for other in ((budi, 150_000), (sari, 150_001)):
        with pytest.raises(KeyReusedError, match="isinya lain"):
            deposit(other[0], "sukarela", other[1], key="sekali")

    assert organization.book.vouchers.count() == 1


def test_second_pokok_is_refused() -> None:
    sari = member(cooperative())
    deposit(sari, "pokok", 100_000)

    with pytest.raises(SavingsError, match="satu kali"):
        deposit(sari, "pokok", 100_000)

    assert balance_of(held(sari, "pokok")) == 100_000


def test_pokok_reversed_may_be_paid_again() -> None:
    sari = member(cooperative())
    wrong = deposit(sari, "pokok", 100_000)
    reverse(voucher=wrong, on=DAY, reason="salah tanggal", actor=system_actor(), at=AT)

    deposit(sari, "pokok", 100_000)

    assert balance_of(held(sari, "pokok")) == 100_000


def test_pokok_is_the_same_for_all() -> None:
    sari = member(cooperative(pokok={"fixed_amount": 250_000}))

    with pytest.raises(SavingsError, match=r"250\.000, sama untuk semua"):
        deposit(sari, "pokok", 100_000)


@pytest.mark.parametrize("code", ["pokok", "wajib"])
def test_pokok_and_wajib_stay_while_a_member(code: str) -> None:
    sari = member(cooperative())
    deposit(sari, code, 100_000)

    with pytest.raises(SavingsError, match="tidak dapat diambil"):
        withdraw(sari, code, 1)


def test_who_has_left_may_take_pokok_but_pay_nothing_in() -> None:
    sari = member(cooperative())
    deposit(sari, "pokok", 100_000)
    sari.left_on = DAY
    sari.save()

    withdraw(sari, "pokok", 100_000)

    assert balance_of(held(sari, "pokok")) == 0
    with pytest.raises(SavingsError, match="sudah keluar"):
        deposit(sari, "sukarela", 5_000)


def test_more_than_the_balance_is_refused() -> None:
    sari = member(cooperative())
    deposit(sari, "sukarela", 50_000)

    with pytest.raises(SavingsError, match=r"Saldo hanya Rp 50\.000"):
        withdraw(sari, "sukarela", 50_001)

    assert balance_of(held(sari, "sukarela")) == 50_000


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_or_less_is_refused(amount: int) -> None:
    with pytest.raises(SavingsError, match="di atas nol"):
        deposit(member(cooperative()), "sukarela", amount)


def test_less_than_the_least_is_refused() -> None:
    sari = member(cooperative(sukarela={"minimum": 10_000}))

    with pytest.raises(SavingsError, match=r"paling kecil Rp 10\.000"):
        deposit(sari, "sukarela", 9_999)


def test_transfer_moves_between_members_without_cash() -> None:
    organization = cooperative()
    sari, budi = member(organization), member(organization, "A-2")
    deposit(sari, "sukarela", 80_000)
    target = open_account(
        membership=budi, product=product(organization, "sukarela"), actor=system_actor(), at=AT
    )

    voucher = record_transfer(
        source=held(sari, "sukarela"),
        target=target,
        amount=30_000,
        on=DAY,
        actor=system_actor(),
        at=AT,
    )

    assert voucher.kind == "BU"
    assert (balance_of(held(sari, "sukarela")), balance_of(target)) == (50_000, 30_000)


def test_transfer_cannot_empty_pokok_either() -> None:
    organization = cooperative()
    sari = member(organization)
    deposit(sari, "pokok", 80_000)
    target = open_account(
        membership=sari, product=product(organization, "sukarela"), actor=system_actor(), at=AT
    )

    with pytest.raises(SavingsError, match="tidak dapat diambil"):
        record_transfer(
            source=held(sari, "pokok"),
            target=target,
            amount=1,
            on=DAY,
            actor=system_actor(),
            at=AT,
        )


def test_iks_is_one_fund_without_members_balances() -> None:
    from members.services.savings_products import add_default_products

    group = OrganizationFactory(kind="kube")
    add_default_products(organization=group, actor=system_actor(), at=AT)
    sari = member(group)

    voucher = deposit(sari, "iks", 5_000)

    assert list(
        voucher.lines.values_list("account__code", "subsidiary", "debit", "credit", "memo")
    ) == [("1101", None, 5_000, 0, ""), ("2103", None, 0, 5_000, "A-1")]
    assert not SavingsAccount.objects.filter(membership=sari).exists()


def test_subsidiaries_that_stand_already_are_tied_by_member_number() -> None:
    organization = cooperative()
    sari = member(organization)
    make_voucher(organization.book, DAY, [("1-1101", 70, 0), ("3-1102", 0, 70, "A-1")])

    attached = attach_accounts(product=product(organization, "wajib"))

    assert attached == 1
    assert balance_of(held(sari, "wajib")) == 70


def test_the_database_refuses_a_withdrawable_pokok() -> None:
    organization = cooperative()

    with pytest.raises(IntegrityError), transaction.atomic():
        organization.savings_products.filter(code="pokok").update(is_withdrawable=True)


def test_cash_is_cash() -> None:
    from members.services.savings import record_deposit
    from tests.factories.books import account

    organization = cooperative()

    with pytest.raises(SavingsError, match="kas atau bank"):
        record_deposit(
            membership=member(organization),
            product=product(organization, "sukarela"),
            amount=1,
            cash=account(organization.book, "1-1401"),
            on=date(2026, 1, 5),
            actor=system_actor(),
            at=AT,
        )
    assert cash(organization).is_cash


def test_transfer_into_a_product_that_is_no_longer_offered_is_refused() -> None:
    organization = cooperative()
    sari = member(organization)
    deposit(sari, "sukarela", 80_000)
    deposit(sari, "hari-raya", 10_000)
    SavingsProduct.objects.filter(code="hari-raya").update(is_active=False)

    with pytest.raises(SavingsError, match="tidak dipakai lagi"):
        record_transfer(
            source=held(sari, "sukarela"), target=held(sari, "hari-raya"), amount=1, on=DAY,
            actor=system_actor(), at=AT,
        )  # fmt: skip

    assert balance_of(held(sari, "sukarela")) == 80_000
