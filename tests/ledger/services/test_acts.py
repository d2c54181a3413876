"""Acts: the voucher that plain words make, and random acts that leave every book closed."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ledger import registry
from ledger.acts import FRAMEWORKS
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Subsidiary, Voucher
from ledger.selectors.acts import BookAct, book_acts
from ledger.selectors.balances import balances
from ledger.services.acts import ActInput, Name, plan, submit_act
from ledger.services.books import set_account_active
from ledger.services.journal import CashNegativeError, KeyReusedError, PostingError
from members.models import User
from tests.factories.books import BookFactory, account, make_voucher

DAY = date(2025, 3, 10)
CLEARING = {"kube": "3901", "koperasi": "3-1901", "yayasan": "3-901", "panti": "3-901"}


def do(book: Book, code: str, actor: User, at: datetime, **fields: Any) -> Voucher:
    """Do an act of the catalogue."""
    given_ = ActInput(**{"on": DAY, **fields})
    done = submit_act(book=book, act=book_acts(book)[code], given=given_, actor=actor, at=at)
    assert done.voucher is not None
    return done.voucher


def booked(voucher: Voucher) -> list[tuple[str, int, int]]:
    """Code, debit and credit of every line."""
    return list(voucher.lines.values_list("account__code", "debit", "credit"))


def test_an_instalment_parts_principal_and_interest(book: Book, actor: User, at: datetime) -> None:
    voucher = do(
        book, "terima-angsuran", actor, at,
        amounts={"principal": 100_000, "interest": 5_000}, names={"loan": Name("Sutini")},
    )  # fmt: skip

    assert booked(voucher) == [("1101", 105_000, 0), ("1104", 0, 100_000), ("4201", 0, 5_000)]
    assert voucher.kind == "BKM"
    assert voucher.origin == "act"
    assert (voucher.narration, voucher.party) == ("Terima angsuran anggota: Sutini", "Sutini")


def test_an_amount_that_may_be_nil_leaves_its_line_out(
    book: Book, actor: User, at: datetime
) -> None:
    voucher = do(
        book, "terima-angsuran", actor, at,
        amounts={"principal": 100_000}, names={"loan": Name("Sutini")},
    )  # fmt: skip

    assert booked(voucher) == [("1101", 100_000, 0), ("1104", 0, 100_000)]


def test_a_new_name_opens_one_subsidiary_account_and_is_found_again(
    book: Book, actor: User, at: datetime
) -> None:
    for _again in range(2):
        do(book, "jual-kredit", actor, at,
           amounts={"amount": 5_000}, names={"customer": Name("Warung Pecel Lele")})  # fmt: skip

    assert list(book.subsidiaries.values_list("code", "name")) == [
        ("WARUNG-PECEL-LE", "Warung Pecel Lele")
    ]


def test_one_member_stands_under_the_same_code_in_both_savings(
    book: Book, actor: User, at: datetime
) -> None:
    for code in ("terima-simpanan-pokok", "terima-simpanan-wajib"):
        do(book, code, actor, at, amounts={"amount": 100_000}, names={"member": Name("Siti")})

    amounts = {"basic": 100_000, "mandatory": 100_000}
    do(book, "anggota-keluar", actor, at, amounts=amounts, names={"member": Name("Siti", "SITI")})

    assert list(Subsidiary.objects.filter(book=book).values_list("account__code", "code")) == [
        ("3101", "SITI"),
        ("3102", "SITI"),
    ]
    assert faults_of_book(book) == []


def test_a_repeated_key_answers_with_the_voucher_that_stands(
    book: Book, actor: User, at: datetime
) -> None:
    once = do(book, "jual-tunai", actor, at, amounts={"amount": 7_000}, key="satu")
    again = do(book, "jual-tunai", actor, at, amounts={"amount": 7_000}, key="satu")

    assert once == again
    with pytest.raises(KeyReusedError):
        do(book, "jual-tunai", actor, at, amounts={"amount": 8_000}, key="satu")


@pytest.mark.parametrize(
    ("code", "fields", "field"),
    [
        ("jual-tunai", {"amounts": {}}, "amount"),
        ("anggota-keluar", {"amounts": {}, "names": {"member": Name("Siti")}}, "basic"),
        ("jual-kredit", {"amounts": {"amount": 5}}, "name_customer"),
        ("pindah-uang", {"amounts": {"amount": 5}}, "from"),
        (
            "jual-peralatan-laba",
            {"amounts": {"price": 5, "written_down": 0, "gain": 6}},
            "gain",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    book: Book, actor: User, at: datetime, code: str, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(PostingError) as refused:
        do(book, code, actor, at, **fields)

    assert refused.value.field == field
    assert (book.vouchers.count(), book.subsidiaries.count()) == (0, 0)


def test_a_refusal_of_the_gate_takes_the_new_name_back(
    book: Book, actor: User, at: datetime
) -> None:
    with pytest.raises(CashNegativeError):
        do(book, "beri-pinjaman", actor, at,
           amounts={"amount": 5}, names={"loan": Name("Sutini")})  # fmt: skip

    assert book.subsidiaries.count() == 0


def test_an_account_of_another_choice_is_refused(book: Book, actor: User, at: datetime) -> None:
    with pytest.raises(PostingError) as refused:
        do(book, "bayar-beban", actor, at,
           amounts={"amount": 5}, accounts={"cost": account(book, "4101")})  # fmt: skip

    assert refused.value.field == "cost"


def test_a_retired_account_is_not_offered(book: Book, actor: User, at: datetime) -> None:
    assert "jual-tunai" in book_acts(book)

    set_account_active(account=account(book, "4101"), is_active=False, actor=actor, at=at)

    assert "jual-tunai" not in book_acts(book)


# --- random acts ----------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.integers(0, 10**6),  # which act
        st.integers(0, 10**6),  # which of its accounts
        st.dates(date(2025, 1, 2), date(2026, 2, 15)),
        st.lists(st.integers(0, 10**9), min_size=4, max_size=4),
    ),
    min_size=8,
    max_size=30,
)


def filled_in(act: BookAct, pick: int, day: date, amounts: list[int]) -> ActInput:
    """The act as somebody might fill it in: every choice, amount and name at random."""
    return ActInput(
        on=day,
        amounts=dict(zip(act.spec.amounts, amounts, strict=False)),
        accounts={
            slot.field: slot.accounts[(pick + number) % len(slot.accounts)]
            for number, slot in enumerate(act.slots)
        },
        names={kind: Name(f"Nama {pick % 3}") for kind in act.controls},
    )


@pytest.mark.parametrize("framework", FRAMEWORKS)
@hypothesis_settings(max_examples=6)
@given(steps=STEPS)
def test_random_acts_leave_the_book_closed_and_the_statements_tied(
    framework: str, steps: list[Any], actor: User, at: datetime
) -> None:
    with transaction.atomic():
        book = BookFactory(framework=framework)
        Book.objects.filter(pk=book.pk).update(cash_policy="warn")
        acts = list(book_acts(book).values())
        debit = credit = 0
        for which, pick, day, amounts in steps:
            act = acts[which % len(acts)]
            given_ = filled_in(act, pick, day, amounts)
            try:
                lines = plan(act, given_)
            except PostingError:
                continue
            submit_act(book=book, act=act, given=given_, actor=actor, at=at)
            debit += sum(line.debit for line in lines)
            credit += sum(line.credit for line in lines)

        assert debit == credit
        assert faults_of_book(book) == []
        for end in (date(2025, 12, 31), date(2026, 2, 15)):
            figures = {
                name: registry.report(name)
                .build(book, start=end.replace(month=1, day=1), end=end)
                .totals
                for name in ("balance_sheet", "income_statement", "cash_flow", "trial_balance")
            }
            sheet = figures["balance_sheet"]
            assert sheet["assets"] == sheet["liabilities"] + sheet["equity"]
            trial = figures["trial_balance"]
            assert trial["debit"] == trial["credit"]
            income = figures["income_statement"]
            assert income["net"] == income["revenue"] - income["expense"]
            flow = figures["cash_flow"]
            assert flow["net"] == flow["operating"] + flow["investing"] + flow["financing"]
            assert flow["closing"] == flow["opening"] + flow["net"]
            held = balances(book, on=end)
            cash = book.accounts.filter(cash_flow="cash")
            assert flow["closing"] == sum(held.get(a.pk, 0) for a in cash)
        transaction.set_rollback(True)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_act_can_be_done_with_its_example(framework: str, actor: User, at: datetime) -> None:
    book = BookFactory(framework=framework)
    Book.objects.filter(pk=book.pk).update(cash_policy="warn")
    cash = book.accounts.get(purpose="cash").code
    make_voucher(book, DAY, [(cash, 10**9, 0), (CLEARING[framework], 0, 10**9)])
    acts = book_acts(book)

    for act in acts.values():
        given_ = ActInput(
            on=DAY,
            amounts=act.spec.example,
            accounts={
                slot.field: slot.accounts[-1 if slot.field == "from" else 0] for slot in act.slots
            },
            names={kind: Name("Siti Contoh") for kind in act.controls},
        )
        submit_act(book=book, act=act, given=given_, actor=actor, at=at)

    assert book.vouchers.count() == len(acts) + 1
    assert faults_of_book(book) == []
