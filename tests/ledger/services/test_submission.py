"""Handing a voucher in: posted at once, or kept until another officer has agreed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ledger.integrity.checks import faults_of_book
from ledger.integrity.messages import MESSAGES
from ledger.models import ApprovalPolicy, Book, DraftState, Event, Voucher
from ledger.services import journal, submission
from ledger.services.approvals import set_policy
from ledger.services.journal import Approval, ApprovalError, PostingError
from members.models import OfficeKind, Organization, User
from tests.factories.books import make_voucher, voucher_input
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory, officer
from tests.ledger.services.test_concurrency import at_once

DAY = date(2026, 2, 10)
K = OfficeKind


def sale(book: Book, amount: int, **fields: Any) -> Any:
    return voucher_input(book, DAY, [("1101", amount, 0), ("4101", 0, amount)], **fields)


@pytest.fixture
def organization(db: None, clock: Callable[..., None]) -> Organization:
    return OrganizationFactory(slug="kube-setuju", name="KUBE Setuju")


@pytest.fixture
def treasurer(organization: Organization) -> User:
    return officer(organization, K.BENDAHARA)


@pytest.fixture
def chair(organization: Organization) -> User:
    return officer(organization, K.KETUA)


@pytest.fixture
def secretary(organization: Organization) -> User:
    return officer(organization, K.SEKRETARIS)


@pytest.fixture
def banded(organization: Organization, chair: User) -> Book:
    """From 1.000.000 another officer, from 5.000.000 the chair."""
    bands = {1_000_000: "officer", 5_000_000: "chair"}
    set_policy(book=organization.book, mode="bands", bands=bands, actor=chair, at=AT)
    return organization.book


def wait(book: Book, amount: int, maker: User, **fields: Any) -> Any:
    handed_in = submission.submit(
        book=book, voucher=sale(book, amount, **fields), actor=maker, at=AT
    )
    assert handed_in.draft is not None
    return handed_in.draft


def test_a_book_without_a_policy_posts_at_once(organization: Organization, treasurer: User) -> None:
    book = organization.book

    done = submission.submit(book=book, voucher=sale(book, 9_000_000), actor=treasurer, at=AT)

    assert done.is_posted
    assert done.voucher is not None
    assert done.voucher.code == "BKM/2026/02/0001"
    assert done.voucher.approved_by is None


@pytest.mark.parametrize(
    ("amount", "level"), [(999_999, None), (1_000_000, "officer"), (5_000_000, "chair")]
)
def test_the_band_says_who_must_approve(
    banded: Book, treasurer: User, amount: int, level: str | None
) -> None:
    done = submission.submit(book=banded, voucher=sale(banded, amount), actor=treasurer, at=AT)

    assert (done.draft.level if done.draft else None) == level
    assert banded.vouchers.count() == (0 if level else 1)


def test_approving_posts_in_the_makers_name_with_the_approver(
    banded: Book, treasurer: User, secretary: User
) -> None:
    draft = wait(banded, 2_000_000, treasurer)

    posted = submission.approve(draft=draft, actor=secretary, at=AT + timedelta(days=1))

    assert (posted.made_by, posted.approved_by) == (treasurer, secretary)
    assert posted.recorded_on == AT.date()
    assert [(line.account.code, line.debit, line.credit) for line in posted.lines.all()] == [
        ("1101", 2_000_000, 0),
        ("4101", 0, 2_000_000),
    ]
    draft.refresh_from_db()
    assert (draft.state, draft.voucher) == (DraftState.POSTED, posted)
    assert faults_of_book(banded) == []


def test_the_maker_cannot_approve_even_with_the_right(
    organization: Organization, banded: Book, treasurer: User
) -> None:
    from tests.factories.people import OfficeFactory

    OfficeFactory(organization=organization, person=treasurer.person, kind=K.KETUA)
    draft = wait(banded, 9_000_000, treasurer)

    with pytest.raises(ApprovalError, match="Yang mencatat tidak dapat menyetujui sendiri"):
        submission.approve(draft=draft, actor=treasurer, at=AT)
    with pytest.raises(ApprovalError, match="Yang mencatat tidak dapat menyetujui sendiri"):
        journal.post(
            book=banded,
            voucher=sale(banded, 5, approval=Approval(by=treasurer)),
            actor=treasurer,
            at=AT,
        )

    assert banded.vouchers.count() == 0


@pytest.mark.parametrize("amount", [2_000_000, 9_000_000])
def test_who_lacks_the_right_cannot_approve(
    organization: Organization, banded: Book, treasurer: User, secretary: User, amount: int
) -> None:
    draft = wait(banded, amount, treasurer)
    wrong = secretary if amount > 5_000_000 else officer(organization, K.PENGAWAS)

    with pytest.raises(ApprovalError, match="tidak berwenang"):
        submission.approve(draft=draft, actor=wrong, at=AT)


def test_an_office_that_ended_yesterday_cannot_approve(
    organization: Organization, banded: Book, treasurer: User
) -> None:
    former = officer(organization, K.SEKRETARIS, end=AT.date() - timedelta(days=1))
    still = officer(organization, K.SEKRETARIS, end=AT.date())
    draft = wait(banded, 2_000_000, treasurer)

    with pytest.raises(ApprovalError, match="hari ini tidak berwenang"):
        submission.approve(draft=draft, actor=former, at=AT)

    assert submission.approve(draft=draft, actor=still, at=AT).approved_by == still


def test_a_refused_voucher_goes_back_with_its_reason_and_can_be_mended(
    banded: Book, treasurer: User, secretary: User
) -> None:
    draft = wait(banded, 2_000_000, treasurer, key="nota-7")

    submission.refuse(draft=draft, actor=secretary, at=AT, reason="Nota kurang terbaca")
    draft.refresh_from_db()
    again = wait(banded, 1_500_000, treasurer, key="nota-7")

    assert (draft.state, draft.refusal) == (DraftState.REFUSED, "Nota kurang terbaca")
    assert (again.pk, again.state, again.refusal) == (draft.pk, DraftState.WAITING, "")
    assert submission.approve(draft=again, actor=secretary, at=AT).lines.first().debit == 1_500_000


def test_a_refusal_needs_a_reason(banded: Book, treasurer: User, secretary: User) -> None:
    draft = wait(banded, 2_000_000, treasurer)

    with pytest.raises(ApprovalError, match="Tulis alasannya"):
        submission.refuse(draft=draft, actor=secretary, at=AT, reason="  ")


def test_what_could_not_be_posted_does_not_enter_the_queue(banded: Book, treasurer: User) -> None:
    uneven = voucher_input(banded, DAY, [("1101", 2_000_000, 0), ("4101", 0, 1_999_999)])

    with pytest.raises(PostingError, match="tidak sama"):
        submission.submit(book=banded, voucher=uneven, actor=treasurer, at=AT)

    assert banded.drafts.count() == 0


def test_handing_in_twice_waits_once(banded: Book, treasurer: User) -> None:
    first, second = (wait(banded, 2_000_000, treasurer, key="sekali") for _ in range(2))

    assert first.pk == second.pk
    assert Event.objects.filter(book=banded, act="ask_approval").count() == 1


def test_a_small_group_may_post_alone_with_a_reason_and_it_stays_on_record(
    organization: Organization, treasurer: User, chair: User
) -> None:
    book = organization.book
    set_policy(book=book, mode="small", bands={0: "officer"}, actor=chair, at=AT)
    draft = wait(book, 50_000, treasurer)

    posted = submission.post_alone(draft=draft, actor=treasurer, at=AT, reason="Ketua sakit")

    assert posted.approved_by is None
    event = Event.objects.get(book=book, act="post_alone")
    assert (event.subject, event.detail) == (
        posted.code,
        {"reason": "Ketua sakit", "amount": 50_000},
    )


def test_bands_do_not_let_the_maker_post_alone(banded: Book, treasurer: User) -> None:
    draft = wait(banded, 2_000_000, treasurer)

    with pytest.raises(ApprovalError, match="meminta persetujuan"):
        submission.post_alone(draft=draft, actor=treasurer, at=AT, reason="Mendesak")


def test_the_gate_refuses_what_was_not_approved(banded: Book, treasurer: User) -> None:
    with pytest.raises(ApprovalError, match=r"mulai Rp1\.000\.000"):
        journal.post(book=banded, voucher=sale(banded, 1_000_000), actor=treasurer, at=AT)

    assert banded.vouchers.count() == 0


@pytest.mark.parametrize("fields", [{"origin": "import"}, {"origin": "reversal"}])
def test_imports_and_reversals_have_their_own_rules(
    banded: Book, treasurer: User, fields: dict[str, str]
) -> None:
    posted = journal.post(
        book=banded, voucher=sale(banded, 9_000_000, **fields), actor=treasurer, at=AT
    )

    assert posted.code == "BKM/2026/02/0001"


# --- the database itself ----------------------------------------------------------------------


def test_sql_refuses_an_unapproved_voucher_at_the_band(
    banded: Book, treasurer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.services.posting.rules.Rules.check_approval", lambda *_args: None)

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        journal.post(book=banded, voucher=sale(banded, 1_000_000), actor=treasurer, at=AT)

    assert MESSAGES["approval_missing"] in str(refused.value)
    assert make_voucher(banded, DAY, [("1101", 999_999, 0), ("4101", 0, 999_999)])


def test_sql_refuses_a_maker_who_approves(
    organization: Organization, treasurer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = organization.book
    monkeypatch.setattr("ledger.services.posting.rules.Rules.check_approval", lambda *_args: None)

    with pytest.raises(IntegrityError, match="voucher_two_people"), transaction.atomic():
        journal.post(
            book=book,
            voucher=sale(book, 5, approval=Approval(by=treasurer)),
            actor=treasurer,
            at=AT,
        )

    assert book.vouchers.count() == 0


@pytest.mark.parametrize(
    "strike",
    [
        lambda policy: ApprovalPolicy.objects.filter(pk=policy.pk).update(mode="off"),
        lambda policy: ApprovalPolicy.objects.filter(pk=policy.pk)._raw_delete("default"),
        lambda policy: policy.bands.update(amount=10**12),
        lambda policy: policy.bands.all()._raw_delete("default"),
    ],
)
def test_sql_keeps_every_policy(banded: Book, strike: Callable[..., Any]) -> None:
    policy = banded.approval_policies.get()

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        strike(policy)

    assert MESSAGES["policy_fixed"] in str(refused.value)


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_post_once_and_the_other_hears_who_was_first() -> None:
    organization = OrganizationFactory(slug="kube-serentak")
    book = organization.book
    this_year: dict[str, Any] = {"start": date(2025, 1, 1)}
    maker, *approvers = (
        officer(organization, kind, **this_year) for kind in (K.BENDAHARA, K.KETUA, K.SEKRETARIS)
    )
    set_policy(book=book, mode="bands", bands={0: "officer"}, actor=approvers[0], at=AT)
    draft = wait(book, 70_000, maker)

    def approver(user: User) -> Callable[[], object]:
        return lambda: submission.approve(draft=draft, actor=user, at=AT)

    raised = at_once([approver(user) for user in approvers])

    voucher = Voucher.objects.get(book=book)
    assert voucher.approved_by is not None
    assert [str(error) for error in raised] == [
        f"Sudah dibukukan sebagai {voucher.code}, disetujui {voucher.approved_by.get_full_name()}."
    ]
    assert faults_of_book(book) == []


def test_the_policy_asks_for_amounts_that_make_sense(
    organization: Organization, chair: User, at: datetime
) -> None:
    for mode, bands in (("bands", {}), ("small", {5: "chair"}), ("bands", {-1: "officer"})):
        with pytest.raises(ApprovalError):
            set_policy(book=organization.book, mode=mode, bands=bands, actor=chair, at=at)

    assert ApprovalPolicy.objects.count() == 0
