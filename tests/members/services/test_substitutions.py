"""Substitutes for an absence: who may be named, when they count, what the voucher says."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ledger.integrity.messages import MESSAGES
from ledger.models import ApprovalMandate, Book, Draft, Event, Voucher
from ledger.reports.voucher_paper import voucher_paper
from ledger.services import submission
from ledger.services.approvals import set_policy
from ledger.services.journal import ApprovalError
from members.models import Office, OfficeKind, Organization, Substitution, User
from members.permissions import RIGHTS, is_allowed
from members.services import substitutions
from members.services.offices import end_office
from members.services.substitutions import SubstitutionError
from tests.factories.books import voucher_input
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory, officer

K = OfficeKind
TODAY = date(2026, 2, 15)
LAST = date(2026, 2, 20)
LARGE = "ledger.approve_large_voucher"


@pytest.fixture
def group(db: None, clock: Callable[..., None]) -> Organization:
    return OrganizationFactory(slug="kube-ganti", name="KUBE Ganti")


@pytest.fixture
def people(group: Organization) -> dict[str, User]:
    """Board and supervisor of the group by office."""
    kinds = (K.KETUA, K.SEKRETARIS, K.BENDAHARA, K.PENGAWAS)
    return {kind.value: officer(group, kind) for kind in kinds}


@pytest.fixture
def book(group: Organization, people: dict[str, User]) -> Book:
    """From 1.000.000 another officer, from 5.000.000 the chair."""
    bands = {1_000_000: "officer", 5_000_000: "chair"}
    set_policy(book=group.book, mode="bands", bands=bands, actor=people["ketua"], at=AT)
    return group.book


def office(group: Organization, kind: str) -> Office:
    return group.offices.select_related("person", "organization__book").get(kind=kind)


def name(group: Organization, actor: User, **more: Any) -> Substitution:
    given: dict[str, Any] = {
        "office": office(group, "ketua"),
        "stand_in": office(group, "sekretaris"),
        "acts": [LARGE],
        "start": TODAY,
        "end": LAST,
        "reason": "Berobat ke kota",
        "today": TODAY,
    }
    return substitutions.name_substitute(actor=actor, at=AT, **given | more)


def wait(book: Book, maker: User, amount: int = 6_000_000) -> Draft:
    sale = voucher_input(book, date(2026, 2, 10), [("1101", amount, 0), ("4101", 0, amount)])
    draft = submission.submit(book=book, voucher=sale, actor=maker, at=AT).draft
    assert draft is not None
    return draft


def fresh(user: User) -> User:
    """The login as the next request knows it: without remembered offices."""
    return User.objects.get(pk=user.pk)


def approve(draft: Draft, user: User) -> Voucher:
    return submission.approve(draft=draft, actor=fresh(user), at=AT)


def test_a_confirmed_substitute_approves_and_the_voucher_says_so(
    group: Organization, book: Book, people: dict[str, User]
) -> None:
    draft = wait(book, people["bendahara"])
    found = name(group, people["ketua"])
    with pytest.raises(ApprovalError, match="tidak berwenang"):
        approve(draft, people["sekretaris"])
    substitutions.confirm(substitution=found, actor=people["pengawas"], at=AT)

    voucher = approve(draft, people["sekretaris"])

    words = f"a.n. Ketua {people['ketua'].get_full_name()} (pengganti 15/02/2026–20/02/2026)"
    assert (voucher.approved_by, voucher.mandate.words) == (people["sekretaris"], words)
    assert voucher.mandate.principal == people["ketua"]
    assert Event.objects.get(act="approve_voucher").detail["mandate"] == words
    box = voucher_paper(Voucher.objects.get(pk=voucher.pk), at=AT).boxes[1]
    assert (box.name, box.office) == (people["sekretaris"].get_full_name(), words)
    acts = [e.act for e in Event.objects.filter(act__endswith="substitute").order_by("pk")]
    assert acts == ["name_substitute", "confirm_substitute"]


def test_a_small_group_needs_no_confirmation(
    group: Organization, book: Book, people: dict[str, User]
) -> None:
    set_policy(book=book, mode="small", bands={0: "officer"}, actor=people["ketua"], at=AT)

    found = name(group, people["ketua"])

    assert (found.needs_confirmation, found.is_waiting) == (False, False)
    assert is_allowed(fresh(people["sekretaris"]), LARGE, group, TODAY)


def test_only_the_stated_acts_on_the_stated_days(
    group: Organization, book: Book, people: dict[str, User]
) -> None:
    found = name(group, people["ketua"])
    before = {a for a in RIGHTS if is_allowed(fresh(people["sekretaris"]), a, group, TODAY)}
    substitutions.confirm(substitution=found, actor=people["bendahara"], at=AT)
    user = fresh(people["sekretaris"])

    gained = {a for a in RIGHTS if is_allowed(user, a, group, TODAY)} - before
    days = (date(2026, 2, 14), TODAY, LAST, date(2026, 2, 21))

    assert gained == {LARGE}
    assert [is_allowed(user, LARGE, group, day) for day in days] == [False, True, True, False]


def test_a_maker_never_approves_his_own_as_substitute(
    group: Organization, book: Book, people: dict[str, User]
) -> None:
    found = name(group, people["ketua"], stand_in=office(group, "bendahara"))
    substitutions.confirm(substitution=found, actor=people["sekretaris"], at=AT)
    draft = wait(book, people["bendahara"])

    with pytest.raises(ApprovalError, match="tidak dapat menyetujui sendiri"):
        approve(draft, people["bendahara"])


def test_nobody_approves_in_the_stead_of_the_maker(
    group: Organization, book: Book, people: dict[str, User]
) -> None:
    """The chair recorded it before leaving: in his name it would be his own approval."""
    found = name(group, people["ketua"])
    substitutions.confirm(substitution=found, actor=people["pengawas"], at=AT)
    draft = wait(book, people["ketua"])

    with pytest.raises(ApprovalError, match="tidak berwenang"):
        approve(draft, people["sekretaris"])

    draft.refresh_from_db()
    assert (draft.state, book.vouchers.count()) == ("waiting", 0)


@pytest.mark.parametrize("what", ["substitution", "office", "stand_in", "stopped"])
def test_what_ended_yesterday_gives_nothing_today(
    group: Organization, book: Book, people: dict[str, User], what: str
) -> None:
    found = name(group, people["ketua"])
    substitutions.confirm(substitution=found, actor=people["pengawas"], at=AT)
    draft, yesterday = wait(book, people["bendahara"]), date(2026, 2, 14)
    if what == "substitution":
        Substitution.objects.update(start=date(2026, 2, 1), end=yesterday)
    elif what == "stopped":
        substitutions.stop(substitution=found, actor=people["ketua"], at=AT)
    else:
        held = office(group, "ketua" if what == "office" else "sekretaris")
        other = people["sekretaris" if what == "office" else "ketua"]
        end_office(office=held, on=yesterday, reason="Berhenti", actor=other, at=AT)

    with pytest.raises(ApprovalError, match="tidak berwenang"):
        approve(draft, people["sekretaris"])

    assert book.vouchers.count() == 0


def test_an_approver_whose_own_office_ended_yesterday_is_refused(
    group: Organization, book: Book, people: dict[str, User]
) -> None:
    draft = wait(book, people["bendahara"])
    end_office(
        office=office(group, "ketua"), on=date(2026, 2, 14), reason="Berhenti",
        actor=people["sekretaris"], at=AT,
    )  # fmt: skip

    with pytest.raises(ApprovalError, match="Jabatan Anda hari ini tidak berwenang"):
        approve(draft, people["ketua"])


@pytest.mark.parametrize(
    ("more", "actor", "field"),
    [
        ({"stand_in": "pengawas"}, "ketua", "stand_in"),
        ({"stand_in": "ketua"}, "ketua", "stand_in"),
        ({}, "sekretaris", "stand_in"),
        ({"start": date(2026, 2, 14)}, "ketua", "start"),
        ({"end": date(2026, 2, 14)}, "ketua", "end"),
        ({"end": date(2026, 6, 1)}, "ketua", "end"),
        ({"acts": []}, "ketua", "acts"),
        ({"acts": ["ledger.approve_reopen"]}, "ketua", "acts"),
        ({"reason": " "}, "ketua", "reason"),
        ({"office": "bendahara"}, "ketua", "acts"),
    ],
)
def test_a_substitution_that_cannot_be(
    group: Organization,
    book: Book,
    people: dict[str, User],
    more: dict[str, Any],
    actor: str,
    field: str,
) -> None:
    given = {
        key: office(group, value) if key in ("stand_in", "office") else value
        for key, value in more.items()
    }

    with pytest.raises(SubstitutionError) as refused:
        name(group, people[actor], **given)

    assert refused.value.field == field
    assert Substitution.objects.count() == 0


def test_one_substitute_at_a_time(group: Organization, book: Book, people: dict[str, User]) -> None:
    name(group, people["ketua"])

    with pytest.raises(SubstitutionError, match="sudah ada penggantinya"):
        name(group, people["ketua"], stand_in=office(group, "bendahara"), start=LAST, end=LAST)


@pytest.mark.parametrize("who", ["ketua", "sekretaris"])
def test_a_second_officer_confirms(
    group: Organization, book: Book, people: dict[str, User], who: str
) -> None:
    found = name(group, people["ketua"])

    with pytest.raises(SubstitutionError, match="oleh pengurus lain"):
        substitutions.confirm(substitution=found, actor=people[who], at=AT)

    found.refresh_from_db()
    assert found.confirmed_at is None
    found.confirmed_by = found.named_by
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save()


# --- what the database refuses --------------------------------------------------------------------


@pytest.fixture
def approved(group: Organization, book: Book, people: dict[str, User]) -> Voucher:
    """A voucher that the secretary approved in his own right."""
    return approve(wait(book, people["bendahara"], 2_000_000), people["sekretaris"])


def insert(voucher: Voucher, principal: User) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_approvalmandate (voucher_id, principal_id, words)"
            " VALUES (%s, %s, 'a.n.')",
            [voucher.pk, principal.pk],
        )


@pytest.mark.parametrize("who", ["bendahara", "sekretaris"])
def test_the_database_refuses_a_mandate_of_maker_or_approver(
    approved: Voucher, people: dict[str, User], who: str
) -> None:
    with pytest.raises(DatabaseError, match=MESSAGES["mandate_wrong"]):
        insert(approved, people[who])


def test_the_database_refuses_a_mandate_afterwards(
    book: Book, approved: Voucher, people: dict[str, User], at: datetime
) -> None:
    later = at.replace(hour=11)
    sale = voucher_input(book, date(2026, 2, 10), [("1101", 500, 0), ("4101", 0, 500)])
    submission.submit(book=book, voucher=sale, actor=people["bendahara"], at=later)

    with pytest.raises(DatabaseError, match=MESSAGES["mandate_late"]):
        insert(approved, people["ketua"])


def test_the_database_keeps_a_mandate_as_it_is(approved: Voucher, people: dict[str, User]) -> None:
    insert(approved, people["ketua"])

    with pytest.raises(DatabaseError, match=MESSAGES["mandate_fixed"]), transaction.atomic():
        ApprovalMandate.objects.update(words="a.n. siapa saja")
    with pytest.raises(DatabaseError, match=MESSAGES["mandate_fixed"]), transaction.atomic():
        ApprovalMandate.objects.all().delete()

    assert ApprovalMandate.objects.get().words == "a.n."
