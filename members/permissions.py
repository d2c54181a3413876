"""Who may do what. The only place that decides; every view asks `user.has_perm(action, object)`.

Three kinds of people: officers of the organization (for their term), its members (while in the
register), and officers of the institution above it. Sources: organs and separation of duties,
koperasi.md §2; guideline roles, kube.md §1.7. A pengawas, an auditor and a pendamping are
read-only by construction: none of their offices stands beside an action that writes to the books.
An auditor's office always has a last day. docs/permissions.md shows the table.
"""

from datetime import date
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ledger.models import Book
from members.models import (
    Membership,
    Office,
    OfficeKind,
    Organization,
    OrganizationKind,
    SubstituteAct,
    Substitution,
    User,
)

K = OfficeKind
MEMBER = "anggota"
"""The role of a person in the member register: no office, so no `OfficeKind`."""

READERS = frozenset(
    {K.KETUA, K.SEKRETARIS, K.BENDAHARA, K.PENGAWAS, K.MANAJER, K.AUDITOR, K.PENDAMPING}
)
"""Who reads vouchers and statements of the organization. Not cashier and collector: they see
what they handled themselves (koperasi.md §2); not a member: he sees his own and the totals."""
WATCHERS = frozenset({K.KETUA, K.PENGAWAS, K.AUDITOR})
"""Who reads the log of events and has the book re-proved: the three who check others."""
CHECKERS = frozenset({K.PENGAWAS, K.AUDITOR})
"""Who draws samples, marks vouchers and writes remarks, and never a voucher."""
OVERSIGHT = frozenset({K.KEPALA, K.MONEV})
"""The institution: sums of its groups, never a voucher and never a voice in a group's books."""

RIGHTS: dict[str, frozenset[str]] = {
    "members.enter": frozenset({*K, MEMBER}),
    "members.view_consolidated": frozenset(),
    "members.view_savings": READERS,
    "members.view_register": READERS,
    # addresses, birth dates, telephones: who works with them or inspects the paper book
    "members.view_personal_data": frozenset({K.KETUA, K.SEKRETARIS, K.PENGAWAS, K.PENDAMPING}),
    # being a client says something about a person's life: only who looks after the members
    "members.view_elements": frozenset({K.KETUA, K.SEKRETARIS, K.PENDAMPING}),
    "members.manage_register": frozenset({K.KETUA, K.SEKRETARIS}),
    "members.view_offices": READERS | {K.KEPALA},
    "members.manage_offices": frozenset({K.KETUA, K.SEKRETARIS, K.KEPALA}),
    # who acts for an absent officer: named by the board, confirmed by another of these
    "members.name_substitute": frozenset({K.KETUA, K.SEKRETARIS, K.BENDAHARA}),
    "members.confirm_substitute": frozenset({K.KETUA, K.SEKRETARIS, K.BENDAHARA, K.PENGAWAS}),
    # two of these take the second step off for who lost telephone and codes
    "members.reset_security": frozenset({K.KETUA, K.SEKRETARIS, K.BENDAHARA, K.PENGAWAS, K.KEPALA}),
    # who came to the door and when: who looks after the offices and who checks
    "members.view_sign_ins": frozenset({K.KETUA, K.SEKRETARIS, K.PENGAWAS, K.KEPALA}),
    "members.view_meetings": READERS | {MEMBER},
    "members.manage_meetings": frozenset({K.KETUA, K.SEKRETARIS}),
    # ends a membership with its balances, by a decision that others made
    "members.settle_leaving": frozenset({K.BENDAHARA}),
    # what is printed above and below every paper: who speaks for the organization
    "members.manage_letterhead": frozenset({K.KETUA, K.SEKRETARIS, K.KEPALA}),
    "members.record_savings": frozenset({K.BENDAHARA, K.KASIR}),
    # the cashier opens the area for its desk; the totals show to readers alone
    "members.use_savings": READERS | {K.KASIR},
    # what touches all members at once: the month's dues, the month's interest, the fund
    "members.run_savings": frozenset({K.BENDAHARA}),
    # terms come from bylaws and meetings, exemptions from the officers
    "members.manage_savings": frozenset({K.KETUA, K.BENDAHARA}),
    # a cashier sees whose instalment it is
    "members.view_loans": READERS | {K.KASIR},
    "members.record_loans": frozenset({K.BENDAHARA, K.KASIR}),
    "members.analyse_loans": frozenset({K.BENDAHARA, K.MANAJER}),
    # by band, office and kinship: members/services/loans.py
    "members.decide_loans": frozenset({K.KETUA, K.SEKRETARIS, K.MANAJER}),
    "members.manage_loans": frozenset({K.BENDAHARA}),
    "members.manage_loan_products": frozenset({K.KETUA, K.BENDAHARA}),
    "ledger.view_totals": READERS | {MEMBER},
    "ledger.view_statements": READERS,
    "ledger.view_vouchers": READERS,
    "ledger.view_events": WATCHERS,
    # samples, marks and remarks: papers of those who check, beside the books and never in them
    "ledger.check_vouchers": CHECKERS,
    "ledger.run_checks": WATCHERS,
    "ledger.export_book": WATCHERS,
    "ledger.view_remarks": CHECKERS | {K.KETUA, K.SEKRETARIS, K.BENDAHARA},
    "ledger.answer_remark": frozenset({K.BENDAHARA}),
    "ledger.record_voucher": frozenset({K.BENDAHARA}),
    # one's own acts that wait for another officer: seen, printed, withdrawn by who made them
    "ledger.hand_in": frozenset({K.BENDAHARA, K.KASIR}),
    # a surprise count by the pengawas is a record of what he saw; it never touches the books
    "ledger.count_cash": frozenset({K.BENDAHARA, K.PENGAWAS}),
    "ledger.manage_acts": frozenset({K.KETUA, K.BENDAHARA}),
    "ledger.manage_chart": frozenset({K.KETUA, K.BENDAHARA}),
    "ledger.reverse_voucher": frozenset({K.BENDAHARA}),
    "ledger.close_period": frozenset({K.BENDAHARA}),
    "ledger.request_reopen": frozenset({K.BENDAHARA}),
    "ledger.approve_reopen": frozenset({K.KETUA}),
    "ledger.approve_voucher": frozenset({K.KETUA, K.SEKRETARIS, K.BENDAHARA}),
    "ledger.approve_large_voucher": frozenset({K.KETUA}),
    "ledger.change_settings": frozenset({K.KETUA}),
    "enterprises.view_business": READERS,
    "enterprises.record_sale": frozenset({K.BENDAHARA}),
    "enterprises.allocate_profit": frozenset({K.BENDAHARA}),
    # bank accounts and their statements, grants, assets, the group's own loans
    "enterprises.manage_capital": frozenset({K.BENDAHARA}),
    # the least reserve and the limit of interim shares, by a meeting's decision
    "enterprises.manage_profit_rules": frozenset({K.KETUA}),
    "enterprises.view_books": READERS | OVERSIGHT,
    # what a group keeps beside its money: days worked, guests, activities, goods, market
    "enterprises.keep_books": frozenset({K.KETUA, K.SEKRETARIS, K.BENDAHARA}) | OVERSIGHT,
    # purchases, what suppliers are owed, stock cards: single vouchers, so not the institution's
    "enterprises.view_stock": READERS,
    "enterprises.manage_stock": frozenset({K.BENDAHARA}),
    "cooperatives.view": READERS,
    # numbers and rules of the organization: from deeds and meetings
    "cooperatives.manage_bylaws": frozenset({K.KETUA, K.SEKRETARIS}),
    # the year's SHU: who calculates, books and pays; who reviews and ties the meeting's decision
    "cooperatives.prepare_shu": frozenset({K.BENDAHARA}),
    "cooperatives.review_shu": frozenset({K.KETUA, K.SEKRETARIS}),
    # what the KUBE is and how it stands: who speaks for the group
    "enterprises.manage_kube": frozenset({K.KETUA, K.SEKRETARIS}),
    # the institution's fields of business (A.2.c)
    "enterprises.manage_fields": frozenset({K.KEPALA}),
    # the institution plans with everybody (guideline A, B.2): its team drafts, its head signs
    "empowerment.view_plan": OVERSIGHT | {K.BENDAHARA, K.AUDITOR},
    "empowerment.draft_plan": frozenset({K.KEPALA, K.MONEV, K.BENDAHARA}),
    "empowerment.approve_plan": frozenset({K.KEPALA}),
}
"""Action → roles in the organization itself that may do it.

An empty set: nobody by an office of the organization, only from the institution above."""

INSTITUTION_RIGHTS: dict[str, frozenset[OfficeKind]] = {
    "members.enter": OVERSIGHT,
    "members.view_consolidated": OVERSIGHT,
    "ledger.view_totals": OVERSIGHT,
    "ledger.view_statements": OVERSIGHT,
    "enterprises.view_business": OVERSIGHT,
}
"""Action → offices of the institution that may do it in it and in every organization it raises."""

STAND_INS: dict[str, OfficeKind] = {"members.manage_offices": K.BENDAHARA}
"""Action → the office that may do it as long as nobody in office today may: the first officer of
a new organization is often its treasurer, and somebody has to bring in the others."""


SUBSTITUTABLE = frozenset(SubstituteAct.values)
"""Actions that may be left to a substitute; no other right ever comes by standing in."""


def offices_of(user: User, on: date) -> list[Office]:
    """The user's offices in force on a day; one query per user object and day.

    `stands_in_today` says whether an office carries a substitution: only then is there more to ask.
    """
    cache: dict[date, list[Office]] = user.__dict__.setdefault("_offices", {})
    if on not in cache:
        cache[on] = list(
            Office.objects.in_force(on)
            .filter(person__user=user)
            .select_related("organization", "organization__institution")
            .annotate(
                stands_in_today=Exists(
                    Substitution.objects.in_force(on).filter(stand_in=OuterRef("pk"))
                )
            )
        )
    return cache[on]


def substitutions_of(user: User, on: date) -> list[Substitution]:
    """In whose stead the user acts on a day; a query only for who stands in for somebody."""
    if not any(o.stands_in_today for o in offices_of(user, on)):  # type: ignore[attr-defined]
        return []
    cache: dict[date, list[Substitution]] = user.__dict__.setdefault("_substitutions", {})
    if on not in cache:
        cache[on] = list(
            Substitution.objects.in_force(on)
            .filter(stand_in__person__user=user)
            .select_related("office__person")
        )
    return cache[on]


def substitution_for(
    user: User, action: str, organization: Organization, on: date
) -> Substitution | None:
    """The substitution that gives an action which the user's own offices do not give."""
    if action not in SUBSTITUTABLE or _by_own_office(user, action, organization, on):
        return None
    return next(
        (
            found
            for found in substitutions_of(user, on)
            if action in found.acts
            and found.office.organization_id == organization.pk
            and found.office.kind in RIGHTS[action]
        ),
        None,
    )


def memberships_of(user: User, on: date) -> frozenset[int]:
    """Organizations whose register of members names the user's person on a day; one query."""
    cache: dict[date, frozenset[int]] = user.__dict__.setdefault("_memberships", {})
    if on not in cache:
        cache[on] = frozenset(
            Membership.objects.in_force(on)
            .filter(person__user=user)
            .values_list("organization_id", flat=True)
        )
    return cache[on]


def is_allowed(user: User, action: str, organization: Organization, on: date) -> bool:
    """Whether an office in force, or being a member, gives the user this action here.

    A social institution (panti) has beneficiaries and staff in its register, not members with a
    right to its books: there only offices count.
    """
    if action not in RIGHTS:
        raise LookupError(f"unknown action {action!r}: add it to members/permissions.py")
    return (
        _by_own_office(user, action, organization, on)
        or _stands_in(user, action, organization, on)
        or substitution_for(user, action, organization, on) is not None
        or (
            MEMBER in RIGHTS[action]
            and organization.kind != OrganizationKind.PANTI
            and organization.pk in memberships_of(user, on)
        )
    )


def _by_own_office(user: User, action: str, organization: Organization, on: date) -> bool:
    own = RIGHTS[action]
    above = INSTITUTION_RIGHTS.get(action, frozenset())
    return any(
        (office.organization_id == organization.pk and office.kind in own)
        or (office.organization_id == organization.institution_id and office.kind in above)
        or (
            office.organization_id == organization.pk
            and office.kind in above
            and organization.kind == "panti"
        )
        for office in offices_of(user, on)
    )


def _stands_in(user: User, action: str, organization: Organization, on: date) -> bool:
    """Whether the action falls to the user because nobody in office today may do it."""
    kind = STAND_INS.get(action)
    if kind is None:
        return False
    holds = any(
        o.organization_id == organization.pk and o.kind == kind for o in offices_of(user, on)
    )
    others = Office.objects.in_force(on).filter(organization=organization, kind__in=RIGHTS[action])
    return holds and not others.filter(person__user__is_active=True).exists()


class OfficeBackend(BaseBackend):
    """Answers `user.has_perm(action, book_or_organization)` from offices alone."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Passwords are allauth's business."""
        return

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether an office in force today gives the action on the object."""
        if not user_obj.is_active or obj is None:
            return False
        organization = obj if isinstance(obj, Organization) else organization_of(obj)
        if organization is None:
            return False
        return is_allowed(user_obj, perm, organization, timezone.localdate())


def organization_of(obj: Any) -> Organization | None:
    """The organization in whose books an object lies."""
    book = obj if isinstance(obj, Book) else getattr(obj, "book", None)
    return getattr(book, "organization", None)
