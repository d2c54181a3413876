"""Acts of services above a band of approval: tried, undone, kept whole, done once approved."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from enterprises.models import Sale
from enterprises.services.sales import add_channel, add_product
from ledger import registry
from ledger.integrity.checks import faults_of_book
from ledger.integrity.messages import MESSAGES
from ledger.models import Book, CashDifference, Draft, DraftState, Event, PettyFund, Voucher
from ledger.selectors.approvals import waiting_act
from ledger.services import submission
from ledger.services.approvals import set_policy
from ledger.services.cash_counts import record_count
from ledger.services.journal import ApprovalError
from ledger.services.petty_cash import record_slip, set_fund, void_slip
from ledger.services.submission import Submission, hand_in
from ledger.services.wishes import voucher_of
from members.models import Membership, OfficeKind, Organization, Person, SavingsAccount, User
from members.services.loans import apply_for_loan, decide_loan
from members.services.savings import SavingsError
from tests.factories import savings
from tests.factories.books import account, make_voucher
from tests.factories.clock import AT
from tests.factories.loans import lending
from tests.factories.people import OfficeFactory, officer
from tests.ledger.services.test_concurrency import at_once

DAY = date(2026, 2, 10)
K = OfficeKind


@pytest.fixture
def ksu(db: None, clock: Callable[..., None]) -> Organization:
    """A cooperative in which another officer approves from 100.000, the chair from 5.000.000."""
    organization = savings.cooperative()
    chair = officer(organization, K.KETUA)
    bands = {100_000: "officer", 5_000_000: "chair"}
    set_policy(book=organization.book, mode="bands", bands=bands, actor=chair, at=AT)
    return organization


@pytest.fixture
def treasurer(ksu: Organization) -> User:
    return officer(ksu, K.BENDAHARA)


@pytest.fixture
def secretary(ksu: Organization) -> User:
    return officer(ksu, K.SEKRETARIS)


@pytest.fixture
def member(ksu: Organization) -> Membership:
    return savings.member(ksu)


def hand(book: Book, act: str, actor: User, **arguments: Any) -> Submission:
    return hand_in(book=book, act=act, arguments=arguments, actor=actor, at=AT)


def deposit(member: Membership, amount: int, actor: User, **more: Any) -> Submission:
    """A deposit of sukarela, handed in as its page does."""
    organization = member.organization
    return hand(
        organization.book,
        "members.deposit",
        actor,
        membership=member.pk,
        product=savings.product(organization, "sukarela").pk,
        amount=amount,
        cash=savings.cash(organization).pk,
        on=DAY.isoformat(),
        key=more.get("key"),
    )


def withdrawal(member: Membership, amount: int, actor: User) -> Submission:
    organization = member.organization
    return hand(
        organization.book,
        "members.withdrawal",
        actor,
        account=savings.held(member, "sukarela").pk,
        amount=amount,
        cash=savings.cash(organization).pk,
        on=DAY.isoformat(),
        key=None,
    )


def waits(handed_in: Submission) -> Draft:
    assert handed_in.draft is not None
    return handed_in.draft


def lines(voucher: Voucher) -> list[tuple[Any, ...]]:
    return list(voucher.lines.values_list("account__code", "subsidiary__code", "debit", "credit"))


def test_below_the_band_the_act_is_done_at_once(
    ksu: Organization, member: Membership, treasurer: User
) -> None:
    done = deposit(member, 99_999, treasurer)

    assert done.voucher is not None
    assert done.voucher.approved_by is None
    assert ksu.book.drafts.count() == 0


def test_a_first_deposit_waits_whole_and_opens_the_account_only_when_approved(
    ksu: Organization, member: Membership, treasurer: User, secretary: User
) -> None:
    draft = waits(deposit(member, 250_000, treasurer))

    assert (ksu.book.vouchers.count(), SavingsAccount.objects.count()) == (0, 0)
    shown = voucher_of(ksu.book, draft.wish or {}, by_act=True)
    assert [(line.account.code, str(line.subsidiary or "")) for line in shown.lines] == [
        ("1-1101", ""),
        ("2-1201", f"A-1 {member.person.name}"),
    ]

    posted = submission.approve(draft=draft, actor=secretary, at=AT + timedelta(days=1))

    assert lines(posted) == [("1-1101", None, 250_000, 0), ("2-1201", "A-1", 0, 250_000)]
    assert (posted.made_by, posted.approved_by) == (treasurer, secretary)
    assert posted.recorded_on == AT.date()
    draft.refresh_from_db()
    assert (draft.state, draft.voucher) == (DraftState.POSTED, posted)
    assert faults_of_book(ksu.book) == []


def test_what_its_service_refuses_does_not_enter_the_queue(
    ksu: Organization, member: Membership, treasurer: User
) -> None:
    savings.deposit(member, "sukarela", 90_000)

    with pytest.raises(SavingsError, match="Saldo hanya"):
        withdrawal(member, 100_000, treasurer)

    assert ksu.book.drafts.count() == 0


def test_the_checks_run_again_when_it_is_approved(
    ksu: Organization, member: Membership, treasurer: User, secretary: User
) -> None:
    savings.deposit(member, "sukarela", 90_000)
    savings.deposit(member, "sukarela", 60_000)
    drafts = [waits(withdrawal(member, 100_000, treasurer)) for _ in range(2)]

    submission.approve(draft=drafts[0], actor=secretary, at=AT)
    with pytest.raises(ApprovalError, match=r"Saldo hanya Rp 50\.000"):
        submission.approve(draft=drafts[1], actor=secretary, at=AT)

    drafts[1].refresh_from_db()
    assert drafts[1].state == DraftState.WAITING
    assert ksu.book.vouchers.count() == 3


def test_handing_in_twice_waits_once_and_answers_with_the_voucher_afterwards(
    ksu: Organization, member: Membership, treasurer: User, secretary: User
) -> None:
    first, second = (waits(deposit(member, 250_000, treasurer, key="sekali")) for _ in range(2))
    posted = submission.approve(draft=first, actor=secretary, at=AT)

    assert first.pk == second.pk
    assert Event.objects.filter(act="ask_approval").count() == 1
    assert deposit(member, 250_000, treasurer, key="sekali").voucher == posted


def test_the_maker_cannot_approve_even_with_the_right(
    ksu: Organization, member: Membership, treasurer: User
) -> None:
    OfficeFactory(organization=ksu, person=treasurer.person, kind=K.KETUA)
    draft = waits(deposit(member, 250_000, treasurer))

    with pytest.raises(ApprovalError, match="Yang mencatat tidak dapat menyetujui sendiri"):
        submission.approve(draft=draft, actor=treasurer, at=AT)

    assert ksu.book.vouchers.count() == 0


def test_sql_refuses_an_act_without_approver_and_a_maker_who_approves(
    ksu: Organization, member: Membership, treasurer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = waits(deposit(member, 250_000, treasurer))
    monkeypatch.setattr("ledger.services.posting.rules.Rules.check_approval", lambda *_args: None)
    monkeypatch.setattr(submission, "_check_approver", lambda *_args: None)

    with pytest.raises(DatabaseError) as alone, transaction.atomic():
        deposit(member, 250_000, treasurer)
    with pytest.raises(DatabaseError, match="voucher_two_people"), transaction.atomic():
        submission.approve(draft=draft, actor=treasurer, at=AT)

    assert MESSAGES["approval_missing"] in str(alone.value)
    assert ksu.book.vouchers.count() == 0


@pytest.mark.parametrize(("amount", "kind"), [(250_000, K.PENGAWAS), (5_000_000, K.SEKRETARIS)])
def test_who_lacks_the_right_cannot_approve(
    ksu: Organization, member: Membership, treasurer: User, amount: int, kind: OfficeKind
) -> None:
    draft = waits(deposit(member, amount, treasurer))

    with pytest.raises(ApprovalError, match="tidak berwenang"):
        submission.approve(draft=draft, actor=officer(ksu, kind), at=AT)


def test_an_office_that_ended_yesterday_cannot_approve(
    ksu: Organization, member: Membership, treasurer: User
) -> None:
    former = officer(ksu, K.SEKRETARIS, end=AT.date() - timedelta(days=1))
    draft = waits(deposit(member, 250_000, treasurer))

    with pytest.raises(ApprovalError, match="hari ini tidak berwenang"):
        submission.approve(draft=draft, actor=former, at=AT)


def test_a_withdrawn_act_is_put_aside_and_a_refused_one_handed_in_again(
    ksu: Organization, member: Membership, treasurer: User, secretary: User
) -> None:
    draft = waits(deposit(member, 250_000, treasurer, key="satu"))
    submission.withdraw(draft=draft, actor=treasurer, at=AT)
    draft.refresh_from_db()
    assert draft.state == DraftState.DISCARDED

    again = waits(deposit(member, 260_000, treasurer, key="satu"))
    submission.refuse(draft=again, actor=secretary, at=AT, reason="Hitung lagi")
    last = waits(deposit(member, 255_000, treasurer, key="satu"))

    assert (again.pk, last.pk) == (draft.pk, draft.pk)
    posted = submission.approve(draft=last, actor=secretary, at=AT)
    assert posted.lines.first().debit == 255_000


def test_what_comes_back_leads_to_the_page_where_it_was_made(
    ksu: Organization, member: Membership, treasurer: User
) -> None:
    savings.deposit(member, "sukarela", 90_000)
    savings.deposit(member, "sukarela", 60_000)
    drafts = [deposit(member, 250_000, treasurer), withdrawal(member, 100_000, treasurer)]

    pages = [
        registry.queued_act(draft.act).again(ksu.book, draft.arguments)
        for draft in map(waits, drafts)
    ]

    base = f"/lembaga/{ksu.slug}/anggota"
    assert pages == [f"{base}/simpanan/setor/{member.pk}/", f"{base}/simpanan/tarik/{member.pk}/"]


def test_a_small_group_may_do_it_alone_with_a_reason(
    ksu: Organization, member: Membership, treasurer: User
) -> None:
    chair = officer(ksu, K.KETUA)
    set_policy(book=ksu.book, mode="small", bands={50_000: "officer"}, actor=chair, at=AT)
    draft = waits(deposit(member, 60_000, treasurer))

    posted = submission.post_alone(draft=draft, actor=treasurer, at=AT, reason="Ketua di laut")

    assert posted.approved_by is None
    assert Event.objects.get(act="post_alone").detail["reason"] == "Ketua di laut"


# --- petty cash, a counted difference, a sale ---------------------------------------------------


@pytest.fixture
def box(ksu: Organization, treasurer: User) -> PettyFund:
    """Petty cash of 500.000 with slips of 120.000."""
    book = ksu.book
    make_voucher(book, DAY, [("1-1101", 90_000, 0), ("4-2101", 0, 90_000)])
    make_voucher(book, DAY, [("1-1103", 99_000, 0), ("4-2101", 0, 99_000)])
    make_voucher(book, DAY, [("1-1103", 99_000, 0), ("4-2101", 0, 99_000)])
    by: dict[str, Any] = {"actor": treasurer, "at": AT}
    fund = set_fund(account=account(book, "1-1101"), amount=500_000, holder="Sari", **by)
    slip(fund, 120_000, treasurer)
    return fund


def slip(fund: PettyFund, amount: int, actor: User) -> Any:
    expense = account(fund.book, "6-1104")
    return record_slip(
        fund=fund, on=DAY, narration="Plastik", account=expense, amount=amount, actor=actor, at=AT
    )


def fill(fund: PettyFund, actor: User, last: int) -> Draft:
    given = {"fund": fund.pk, "source": account(fund.book, "1-1103").pk, "on": DAY.isoformat()}
    made = hand(fund.book, "ledger.replenish", actor, last=last, **given)
    return waits(made)


def test_a_replenishment_waits_and_pays_only_the_slips_that_were_shown(
    ksu: Organization, box: PettyFund, treasurer: User, secretary: User
) -> None:
    draft = fill(box, treasurer, last=1)
    later = slip(box, 30_000, treasurer)
    assert waiting_act(ksu.book, "ledger.replenish", fund=box.pk) == draft

    posted = submission.approve(draft=draft, actor=secretary, at=AT)

    assert lines(posted) == [("6-1104", None, 120_000, 0), ("1-1103", None, 0, 120_000)]
    later.refresh_from_db()
    assert later.is_waiting
    assert box.slips.get(number=1).voucher == posted


def test_a_slip_voided_in_the_meantime_stops_the_approval(
    ksu: Organization, box: PettyFund, treasurer: User, secretary: User
) -> None:
    second = slip(box, 30_000, treasurer)
    draft = fill(box, treasurer, last=2)
    void_slip(slip=second, reason="Uang kembali", actor=treasurer, at=AT)

    with pytest.raises(ApprovalError, match="Keadaannya berubah sejak diajukan"):
        submission.approve(draft=draft, actor=secretary, at=AT)

    assert box.slips.get(number=1).is_waiting


def test_a_counted_difference_waits_and_settles_the_count(
    ksu: Organization, treasurer: User, secretary: User
) -> None:
    book = ksu.book
    for _ in range(3):
        make_voucher(book, DAY, [("1-1101", 90_000, 0), ("4-2101", 0, 90_000)])
    count = record_count(
        account=account(book, "1-1101"),
        on=DAY,
        pieces={"note-100000": 1},
        kind="close",
        actor=treasurer,
        at=AT,
    )
    made = hand(
        book, "ledger.cash_difference", treasurer, count=count.pk, explanation="Dicuri tikus"
    )

    posted = submission.approve(draft=waits(made), actor=secretary, at=AT)

    assert CashDifference.objects.get(count=count).voucher == posted
    assert min(lines(posted)) == ("1-1101", None, 0, 170_000)


def test_a_sale_waits_with_its_channel_and_its_items(
    ksu: Organization, treasurer: User, secretary: User
) -> None:
    book = ksu.book
    by: dict[str, Any] = {"book": book, "actor": treasurer, "at": AT}
    channel = add_channel(code="PASAR", name="Pasar", kind="pasar", **by)
    rice = add_product(code="BERAS", name="Beras", measure="kg", **by)
    sold = {
        "on": DAY.isoformat(),
        "channel": channel.pk,
        "items": [[rice.pk, "20", 15_000]],
        "terms": "tunai",
        "revenue": account(book, "4-2101").pk,
        "received_in": account(book, "1-1101").pk,
        "customer": None,
        "due_on": None,
        "reference": "",
        "key": "jual-20",
    }
    draft = waits(hand(book, "enterprises.sale", treasurer, **sold))
    assert Sale.objects.count() == 0

    posted = submission.approve(draft=draft, actor=secretary, at=AT)

    sale = Sale.objects.get(voucher=posted)
    assert (sale.channel, sale.lines.get().amount) == (channel, 300_000)
    assert lines(posted) == [("1-1101", None, 300_000, 0), ("4-2101", None, 0, 300_000)]


def test_what_the_act_names_may_be_gone_by_then(
    ksu: Organization, treasurer: User, secretary: User, member: Membership
) -> None:
    draft = waits(deposit(member, 250_000, treasurer))
    submission.refuse(draft=draft, actor=secretary, at=AT, reason="Produknya keliru")
    named = draft.arguments | {"product": 0}  # a product that is gone by the time of approval
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.WAITING, arguments=named)

    with pytest.raises(ApprovalError, match="sudah tidak ada"):
        submission.approve(draft=draft, actor=secretary, at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_do_the_act_once(at: datetime) -> None:
    organization = savings.cooperative()
    book = organization.book
    this_year: dict[str, Any] = {"start": date(2025, 1, 1)}
    maker, *approvers = (
        officer(organization, kind, **this_year) for kind in (K.BENDAHARA, K.KETUA, K.SEKRETARIS)
    )
    set_policy(book=book, mode="bands", bands={0: "officer"}, actor=approvers[0], at=at)
    draft = waits(deposit(savings.member(organization), 70_000, maker))

    def approver(user: User) -> Callable[[], object]:
        return lambda: submission.approve(draft=draft, actor=user, at=AT)

    raised = at_once([approver(user) for user in approvers])

    voucher = Voucher.objects.get(book=book)
    assert voucher.approved_by is not None
    assert [str(error) for error in raised] == [
        f"Sudah dibukukan sebagai {voucher.code}, disetujui {voucher.approved_by.get_full_name()}."
    ]
    assert faults_of_book(book) == []


def test_the_borrower_does_not_approve_the_money_of_the_own_loan(
    db: None, clock: Callable[..., None]
) -> None:
    ksu = savings.cooperative()
    lending(ksu)
    member = savings.member(ksu)
    treasurer, chair = officer(ksu, K.BENDAHARA), officer(ksu, K.KETUA)
    secretary = User.objects.create_user("sekretaris.peminjam")
    Person.objects.filter(pk=member.person_id).update(user=secretary)
    OfficeFactory(organization=ksu, kind=K.SEKRETARIS, person=member.person)
    set_policy(book=ksu.book, mode="bands", bands={100_000: "officer"}, actor=chair, at=AT)
    loan = apply_for_loan(
        membership=member, product=ksu.loan_products.get(), number="PJ-1", principal=1_200_000,
        months=12, on=DAY, actor=treasurer, at=AT,
    )  # fmt: skip
    decide_loan(loan=loan, is_approved=True, on=DAY, actor=chair, at=AT)
    waiting = hand(
        ksu.book, "members.loan", treasurer,
        loan=loan.pk, cash=savings.cash(ksu).pk, on=DAY.isoformat(),
    ).draft  # fmt: skip
    assert waiting is not None

    with pytest.raises(ApprovalError, match="uang Anda sendiri"):
        submission.approve(draft=waiting, actor=secretary, at=AT)

    waiting.refresh_from_db()
    assert waiting.state == DraftState.WAITING


def test_a_member_does_not_approve_the_own_withdrawal(
    ksu: Organization, treasurer: User, secretary: User
) -> None:
    own = savings.member(ksu, "A-2")
    Person.objects.filter(user=secretary).update(user=None)
    Person.objects.filter(pk=own.person_id).update(user=secretary)
    OfficeFactory(organization=ksu, kind=K.SEKRETARIS, person=Person.objects.get(pk=own.person_id))
    first = deposit(own, 90_000, treasurer)
    assert first.voucher is not None
    for _again in range(2):
        deposit(own, 90_000, treasurer)
    waiting = hand(
        ksu.book, "members.withdrawal", treasurer,
        account=SavingsAccount.objects.get(membership=own).pk, amount=150_000,
        cash=savings.cash(ksu).pk, on=DAY.isoformat(), key=None,
    ).draft  # fmt: skip
    assert waiting is not None

    with pytest.raises(ApprovalError, match="uang Anda sendiri"):
        submission.approve(draft=waiting, actor=secretary, at=AT)
