"""What is withheld, penalties, paying off, new schedules, write-offs and recoveries of loans."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ledger.integrity.checks import faults_of_book
from ledger.models import Voucher
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from members.models import (
    DecisionRule,
    Heir,
    Loan,
    LoanProduct,
    Membership,
    Organization,
    SavingsProduct,
    User,
)
from members.reports.loan_arrears import build
from members.selectors.loan_dues import loan_dues
from members.selectors.loans import late_loans, loan_standings, schedule_rows, standing_of
from members.services.loan_disbursement import disburse_loan, withheld
from members.services.loan_payments import outstanding, pay_loan, settle_loan
from members.services.loan_products import set_loan_product
from members.services.loan_reschedule import reschedule_loan
from members.services.loan_terms import LoanError
from members.services.loan_write_offs import recover_loan, write_off_loan
from members.services.loans import analyse_loan, apply_for_loan, decide_loan, next_number
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.meetings import decided as decision_of_meeting
from tests.factories.people import OfficeFactory, officer
from tests.factories.savings import cash, cooperative, deposit, member

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"at": AT}


@pytest.fixture
def organization(db: None) -> Organization:
    organization = cooperative()
    deposit(member(organization, "A-9"), "sukarela", 50_000_000, date(2025, 1, 2))
    return organization


def product(organization: Organization, **terms: Any) -> LoanProduct:
    words: dict[str, Any] = {"name": "Umum", "method": "flat", "annual_rate": Decimal(12)}
    return set_loan_product(
        organization=organization,
        code="umum",
        valid_from=terms.pop("valid_from", date(2025, 1, 1)),
        actor=system_actor(),
        at=AT,
        **(words | {"manager_limit": 100_000_000} | terms),
    )


def asked(of: LoanProduct, who: Membership | None = None, **more: Any) -> Loan:
    words: dict[str, Any] = {"principal": 1_200_000, "months": 12, "number": "PJ-1"}
    return apply_for_loan(
        membership=who or member(of.organization),
        product=of,
        on=date(2025, 3, 1),
        actor=system_actor(),
        at=AT,
        **(words | more),
    )


def decided(loan: Loan, by: User, **more: Any) -> Loan:
    words: dict[str, Any] = {"is_approved": True, "on": date(2025, 3, 2)}
    return decide_loan(loan=loan, actor=by, at=AT, **(words | more))


def running(of: LoanProduct, **more: Any) -> Loan:
    loan = decided(asked(of, **more), officer(of.organization, "ketua"))
    disburse_loan(
        loan=loan, cash=cash(of.organization), on=date(2025, 3, 10), actor=system_actor(), at=AT
    )
    return Loan.objects.get(pk=loan.pk)


def paid(loan: Loan, amount: int, on: date, **more: Any) -> Voucher:
    return pay_loan(
        loan=loan,
        amount=amount,
        cash=cash(loan.product.organization),
        on=on,
        actor=system_actor(),
        at=AT,
        **more,
    )


def lines(voucher: Voucher) -> list[tuple[str, int, int]]:
    return list(voucher.lines.order_by("pk").values_list("account__code", "debit", "credit"))


def swp_of(organization: Organization) -> SavingsProduct:
    return SavingsProduct.objects.create(
        organization=organization,
        code="swp",
        kind="tujuan",
        name="Simpanan wajib pinjaman",
        account=account(organization.book, "2-1202"),
    )


def test_fees_and_swp_are_withheld_in_one_voucher(organization: Organization) -> None:
    terms = product(
        organization,
        provision_percent=Decimal("1.25"),
        admin_fee=20_000,
        swp_percent=Decimal(2),
        swp_product=swp_of(organization),
    )

    loan = running(terms)

    voucher = Voucher.objects.get(key=f"loan-{loan.pk}")
    assert lines(voucher) == [
        ("1-1301", 1_200_000, 0),
        ("1-1101", 0, 1_141_000),
        ("4-1103", 0, 35_000),
        ("2-1202", 0, 24_000),
    ]
    assert withheld(terms, 1_200_000).net == 1_141_000
    assert faults_of_book(organization.book) == []


def test_fees_that_leave_nothing_are_refused(organization: Organization) -> None:
    with pytest.raises(LoanError, match="menghabiskan"):
        running(product(organization, admin_fee=1_200_000))

    assert Loan.objects.get().state == "approved"
    assert not organization.book.subsidiaries.filter(code="PJ-1").exists()


def test_new_terms_are_a_new_row_and_a_loan_keeps_its_own(organization: Organization) -> None:
    loan = asked(product(organization))

    product(organization, valid_from=date(2025, 6, 1), annual_rate=Decimal(10))
    with pytest.raises(LoanError) as refused:
        product(organization, valid_from=date(2025, 6, 1))

    assert refused.value.field == "valid_from"
    assert Loan.objects.get(pk=loan.pk).product.annual_rate == 12
    assert organization.loan_products.count() == 2


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"annual_rate": Decimal(1000)}, "annual_rate"),
        ({"max_months": 0}, "months"),
        ({"method": "bunga"}, "method"),
        ({"swp_percent": Decimal(5)}, "swp_product"),
        ({"fee_account": None, "admin_fee": 5_000}, "fee_account"),
        ({"interest_account": None}, "interest_account"),
        ({"account": None}, "account"),
    ],
)
def test_terms_that_no_loan_can_have_are_refused(
    organization: Organization, terms: dict[str, Any], field: str
) -> None:
    with pytest.raises(LoanError) as refused:
        product(organization, **terms)

    assert refused.value.field == field
    assert not LoanProduct.objects.exists()


def test_the_penalty_is_charged_by_the_rule_and_waived_with_a_reason(
    organization: Organization,
) -> None:
    loan = running(product(organization, penalty_percent_per_day=Decimal("0.1"), grace_days=3))

    with pytest.raises(LoanError) as refused:
        paid(loan, 112_000, date(2025, 4, 23), penalty=0)
    voucher = paid(loan, 112_000, date(2025, 4, 23))
    waived = paid(loan, 1_120, date(2025, 4, 23), penalty=0, waive_reason="Sakit")

    assert refused.value.field == "waive_reason"
    # ten days after the grace: 112.000 × 0,1 % × 10
    assert lines(voucher)[1:] == [
        ("4-1104", 0, 1_120),
        ("4-1102", 0, 12_000),
        ("1-1301", 0, 98_880),
    ]
    assert lines(waived)[1:] == [("1-1301", 0, 1_120)]
    assert standing_of(loan, date(2025, 4, 23)).position.penalty_due == 0


def test_principal_first_where_the_product_says_so(organization: Organization) -> None:
    loan = running(product(organization, payment_order="pbd"))

    assert lines(paid(loan, 105_000, date(2025, 4, 10)))[1:] == [
        ("4-1102", 0, 5_000),
        ("1-1301", 0, 100_000),
    ]


def test_paying_off_early_costs_no_later_interest_but_the_fee(organization: Organization) -> None:
    loan = running(product(organization, early_fee_percent=Decimal(1)))
    paid(loan, 112_000, date(2025, 4, 10))

    voucher = settle_loan(
        loan=loan, cash=cash(organization), on=date(2025, 5, 10), actor=system_actor(), at=AT
    )

    assert lines(voucher) == [
        ("1-1101", 1_123_000, 0),
        ("4-1102", 0, 12_000),
        ("4-1103", 0, 11_000),
        ("1-1301", 0, 1_100_000),
    ]
    after = standing_of(loan, date(2026, 1, 31)).position
    assert (after.outstanding, after.interest_due, after.overdue) == (0, 0, 0)
    with pytest.raises(LoanError, match="sudah lunas"):
        settle_loan(
            loan=loan, cash=cash(organization), on=date(2025, 5, 11), actor=system_actor(), at=AT
        )


def renewed(loan: Loan, on: date, **more: Any) -> Any:
    words: dict[str, Any] = {
        "months": 10,
        "annual_rate": Decimal(6),
        "reason": "Gagal panen",
        "decision_no": "RP-7/2025",
    }
    return reschedule_loan(loan=loan, on=on, actor=system_actor(), at=AT, **(words | more))


def test_a_new_schedule_keeps_the_old_one_and_what_was_owed(organization: Organization) -> None:
    loan = running(product(organization))
    paid(loan, 112_000, date(2025, 4, 10))

    change = renewed(loan, date(2025, 6, 20))
    loan = Loan.objects.get(pk=loan.pk)
    before = standing_of(loan, date(2025, 6, 20)).position
    voucher = paid(loan, 140_000, date(2025, 7, 20))

    assert (change.principal, change.carried_interest) == (1_100_000, 24_000)
    assert set(loan.instalments.values_list("version", flat=True)) == {1, 2}
    assert sum(loan.instalments.filter(version=2).values_list("principal", flat=True)) == 1_100_000
    assert (before.overdue_principal, before.interest_due) == (0, 24_000)
    assert lines(voucher)[1:] == [("4-1102", 0, 29_500), ("1-1301", 0, 110_500)]
    assert [row.paid for row in schedule_rows(standing_of(loan, date(2025, 7, 20)))][:2] == [
        115_500,
        500,
    ]
    # a day before the change still tells the old schedule
    (old,) = loan_standings(organization.book, on=date(2025, 6, 19))
    assert (old.overdue, old.overdue_interest) == (200_000, 24_000)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"months": 0}, "months"),
        ({"annual_rate": Decimal(1000)}, "annual_rate"),
        ({"decision_no": " "}, "decision_no"),
        ({"reason": ""}, "reason"),
        ({"on": date(2025, 4, 9)}, "on"),
        ({"on": date(2026, 2, 16)}, "on"),
    ],
)
def test_a_new_schedule_is_refused_with_a_sentence(
    organization: Organization, more: dict[str, Any], field: str
) -> None:
    loan = running(product(organization))
    paid(loan, 112_000, date(2025, 4, 10))

    with pytest.raises(LoanError) as refused:
        renewed(loan, more.pop("on", date(2025, 6, 20)), **more)

    assert refused.value.field == field
    assert loan.instalments.count() == 12


@pytest.mark.usefixtures("without_meetings")
def test_a_lost_loan_leaves_the_books_and_stays_claimed(organization: Organization) -> None:
    loan = running(product(organization))
    book = organization.book
    deposit_into_allowance(organization, 500_000)

    entry = write_off_loan(
        loan=loan, on=date(2025, 12, 31), decision_no="RA-3/2025", reason="Pindah, tak ditemukan",
        actor=system_actor(), at=AT,
    )  # fmt: skip

    assert lines(entry.voucher) == [
        ("1-1309", 500_000, 0),
        ("6-1108", 700_000, 0),
        ("1-1301", 0, 1_200_000),
    ]
    assert (entry.from_allowance, entry.interest_claim) == (500_000, 4 * 12_000)
    assert outstanding(loan) == 0
    with pytest.raises(LoanError, match="dihapus buku"):
        paid(loan, 1_000, date(2026, 1, 5))
    got = recover_loan(
        entry=entry, amount=300_000, cash=cash(organization), on=date(2026, 1, 5),
        actor=system_actor(), at=AT,
    )  # fmt: skip
    assert lines(got) == [("1-1101", 300_000, 0), ("8-1103", 0, 300_000)]
    with pytest.raises(LoanError, match=r"tinggal Rp 948\.000"):
        recover_loan(
            entry=entry, amount=948_001, cash=cash(organization), on=date(2026, 1, 5),
            actor=system_actor(), at=AT,
        )  # fmt: skip
    assert faults_of_book(book) == []


@pytest.fixture
def without_meetings(organization: Organization) -> None:
    """An organization whose rules ask no meeting for a write-off: a number is enough."""
    DecisionRule.objects.create(
        organization=organization,
        kind="write_off",
        valid_from=date(2025, 1, 1),
        is_required=False,
        made_by=system_actor(),
        made_at=AT,
    )


def test_a_write_off_takes_a_meetings_decision_once(organization: Organization) -> None:
    terms = product(organization)
    first = running(terms)
    second = running(terms, number="PJ-2", who=member(organization, "A-2"))
    decision = decision_of_meeting(organization, "write_off", "Hapus PJ-1")
    words: dict[str, Any] = {"on": AT.date(), "reason": "Pindah", "actor": system_actor(), "at": AT}

    with pytest.raises(LoanError) as missing:
        write_off_loan(loan=first, decision_no="RA-3", **words)
    entry = write_off_loan(loan=first, decision=decision, **words)
    with pytest.raises(LoanError, match="sudah dipakai"):
        write_off_loan(loan=second, decision=decision, **words)

    assert missing.value.field == "decision"
    assert (entry.decision, entry.decision_no) == (decision, decision.code)
    assert decision.uses.get().subject == "PJ-1"
    assert outstanding(second) == 1_200_000


def deposit_into_allowance(organization: Organization, amount: int) -> None:
    from tests.factories.books import make_voucher

    make_voucher(
        organization.book, date(2025, 11, 30), [("6-1108", amount, 0), ("1-1309", 0, amount)]
    )


@pytest.mark.usefixtures("without_meetings")
@pytest.mark.parametrize("field", ["decision_no", "reason"])
def test_a_write_off_needs_a_decision_and_a_reason(organization: Organization, field: str) -> None:
    loan = running(product(organization))
    words = {"decision_no": "RA-3", "reason": "Pindah"} | {field: ""}

    with pytest.raises(LoanError) as refused:
        write_off_loan(loan=loan, on=date(2025, 12, 31), actor=system_actor(), at=AT, **words)

    assert refused.value.field == field
    assert outstanding(loan) == 1_200_000


def test_who_may_decide_follows_band_office_and_kinship(organization: Organization) -> None:
    terms = product(organization, manager_limit=1_000_000, meeting_limit=5_000_000)
    manager, chair = officer(organization, "manajer"), officer(organization, "ketua")
    sari = member(organization)

    small = asked(terms, sari, principal=900_000, number="PJ-1")
    middle = asked(terms, sari, principal=4_000_000, number="PJ-2")
    large = asked(terms, sari, principal=6_000_000, number="PJ-3")

    assert decided(small, manager).decision_no == "001/PINJ/2025"
    with pytest.raises(LoanError, match="diputus oleh ketua"):
        decided(middle, manager)
    assert decided(middle, chair).decision_no == "002/PINJ/2025"
    with pytest.raises(LoanError) as refused:
        decided(large, chair)
    assert refused.value.field == "decision_no"
    assert decided(large, chair, decision_no="RP-2/2025").decision_no == "RP-2/2025"


def test_family_of_an_officer_is_flagged_from_the_heirs(organization: Organization) -> None:
    terms = product(organization)
    treasurer = member(organization, "A-2")
    OfficeFactory(organization=organization, person=treasurer.person, kind="bendahara")
    wife, cousin = member(organization, "A-3"), member(organization, "A-4")
    Heir.objects.create(person=treasurer.person, name=wife.person.name, relation="istri")

    own = asked(terms, treasurer, number="PJ-1")
    hers = asked(terms, wife, number="PJ-2")
    told = asked(terms, cousin, number="PJ-3", family="sepupu bendahara")
    free = asked(terms, member(organization, "A-5"), number="PJ-4")

    assert own.relation == "Bendahara"
    assert hers.relation == f"istri: Bendahara {treasurer.person.name}"
    assert [loan.is_related for loan in (own, hers, told, free)] == [True, True, True, False]
    with pytest.raises(LoanError, match="diputus oleh ketua"):
        decided(hers, officer(organization, "manajer"))


def test_the_chairs_own_loan_goes_to_the_secretary(organization: Organization) -> None:
    terms = product(organization)
    chair = member(organization, "A-2")
    chair.person.user = User.objects.create_user("ketua.uji")
    chair.person.save()
    OfficeFactory(organization=organization, person=chair.person, kind="ketua")
    loan = asked(terms, chair)

    with pytest.raises(LoanError, match="orang lain"):
        decided(loan, chair.person.user)
    with pytest.raises(LoanError, match="diputus oleh sekretaris"):
        decided(loan, officer(organization, "manajer"))

    assert decided(loan, officer(organization, "sekretaris")).state == "approved"


def test_a_large_loan_is_analysed_before_it_is_approved(organization: Organization) -> None:
    loan = asked(product(organization, analysis_from=1_000_000))
    chair = officer(organization, "ketua")

    with pytest.raises(LoanError, match="dianalisis dahulu"):
        decided(loan, chair)
    analysis = analyse_loan(
        loan=loan, income=3_000_000, living_cost=2_000_000, other_instalments=300_000,
        note="Warung ramai", recommends=True, on=date(2025, 3, 1), actor=system_actor(), at=AT,
    )  # fmt: skip

    assert (analysis.first_instalment, analysis.left_over) == (112_000, 588_000)
    assert decided(loan, chair).state == "approved"


def test_numbers_go_on_from_the_highest(organization: Organization) -> None:
    asked(product(organization), number="PJ-2025-07")

    assert next_number(organization, 2025) == "PJ-2025-08"
    assert next_number(organization, 2026) == "PJ-2026-01"


def test_the_late_are_listed_the_longest_first(organization: Organization) -> None:
    terms = product(organization)
    first = running(terms)
    second = running(terms, number="PJ-2", who=member(organization, "A-2"))
    paid(second, 112_000, date(2025, 4, 10))

    found = late_loans(organization.book, on=date(2025, 6, 1))

    assert [(i.loan.number, i.days_late, i.overdue, i.overdue_interest) for i in found] == [
        (first.number, 52, 200_000, 24_000),
        ("PJ-2", 22, 100_000, 12_000),
    ]
    report = build(organization.book, start=date(2025, 1, 1), end=date(2025, 6, 1))
    assert report.totals == {"principal": 300_000, "interest": 36_000, "outstanding": 2_300_000}
    assert report.rows[0].data is not None
    assert (report.rows[0].data["number"], report.rows[0].data["class"]) == (
        first.number,
        "Dalam perhatian",
    )


def test_a_reversed_payment_of_an_old_schedule_is_overdue(organization: Organization) -> None:
    loan = running(product(organization))
    voucher = paid(loan, 112_000, date(2025, 4, 10))
    renewed(loan, date(2025, 6, 20))
    reverse(voucher=voucher, on=date(2025, 7, 1), reason="salah", actor=system_actor(), at=AT)
    loan = Loan.objects.get(pk=loan.pk)

    now = standing_of(loan, date(2025, 7, 1)).position

    assert (now.outstanding, now.overdue_principal) == (1_200_000, 100_000)


@pytest.mark.parametrize("on", [date(2025, 2, 1), date(2026, 2, 16)])
def test_a_decision_lies_between_application_and_today(
    organization: Organization, on: date
) -> None:
    loan = asked(product(organization))
    chair = officer(organization, "ketua")

    with pytest.raises(LoanError, match="antara hari permohonan dan hari ini"):
        decided(loan, chair, on=on)

    loan.refresh_from_db()
    assert loan.state == "applied"


def test_an_office_that_has_ended_decides_nothing_in_its_own_days(
    organization: Organization,
) -> None:
    loan = asked(product(organization))
    chair = officer(organization, "ketua", start=date(2025, 1, 1), end=date(2025, 12, 31))

    with pytest.raises(LoanError, match="diputus oleh ketua"):
        decided(loan, chair)

    loan.refresh_from_db()
    assert loan.state == "applied"


def reversed_(voucher: Voucher) -> None:
    reverse(voucher=voucher, on=AT.date(), reason="Salah", actor=system_actor(), at=AT)


def test_a_reversed_disbursement_leaves_nothing_owed(organization: Organization) -> None:
    loan = running(product(organization))

    reversed_(organization.book.vouchers.get(key=f"loan-{loan.pk}"))

    loan.refresh_from_db()
    assert loan.state == "withdrawn"
    assert loan_dues(organization, AT.date()) == {}
    with pytest.raises(LoanError):
        paid(loan, 12_000, AT.date())


def test_a_disbursement_with_payments_is_not_reversed(organization: Organization) -> None:
    loan = running(product(organization))
    instalment = paid(loan, 112_000, date(2025, 4, 10))
    disbursement = organization.book.vouchers.get(key=f"loan-{loan.pk}")

    with pytest.raises(PostingError, match="balik dahulu setiap bukti angsurannya"):
        reversed_(disbursement)

    assert outstanding(loan) == 1_100_000
    reversed_(instalment)
    reversed_(disbursement)
    loan.refresh_from_db()
    assert loan.state == "withdrawn"


def test_a_reversed_write_off_runs_again(organization: Organization) -> None:
    loan = running(product(organization))
    decision = decision_of_meeting(organization, "write_off", "Hapus PJ-1")
    entry = write_off_loan(
        loan=loan, decision=decision, on=AT.date(), reason="Pindah", actor=system_actor(), at=AT
    )

    reversed_(entry.voucher)

    loan.refresh_from_db()
    assert loan.state == "disbursed"
    again = decision_of_meeting(organization, "write_off", "Hapus PJ-1 lagi")
    assert outstanding(loan) == 1_200_000
    assert [due.outstanding for due in loan_dues(organization, AT.date())[loan.membership_id]] == [
        1_200_000
    ]
    second = write_off_loan(
        loan=loan, decision=again, on=AT.date(), reason="Pindah", actor=system_actor(), at=AT
    )
    assert list(loan.write_offs.standing()) == [second]


def test_a_loan_does_not_change_its_state_without_a_reversal(organization: Organization) -> None:
    loan = running(product(organization))

    with pytest.raises(DatabaseError, match="tidak dapat berpindah"), transaction.atomic():
        Loan.objects.filter(pk=loan.pk).update(state="withdrawn")
