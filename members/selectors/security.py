"""What an organization asks of its officers' sign-in, and who has done it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator

from members.models import (
    Office,
    Organization,
    SecurityLevel,
    SecurityReset,
    SecurityRule,
    User,
)
from members.permissions import offices_of

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Demand:
    """What is asked of a login: the level, and since (or from) when."""

    level: SecurityLevel
    since: date | None = None

    def binds(self, on: date) -> bool:
        """Whether it is an obligation on the day."""
        return self.level == SecurityLevel.REQUIRED and self.since is not None and self.since <= on


NOTHING = Demand(SecurityLevel.NONE)


def rules_of(organizations: Iterable[int]) -> dict[tuple[int, str], SecurityRule]:
    """The newest rule of each organization and office; the office is empty for all of them."""
    found = SecurityRule.objects.filter(organization__in=set(organizations)).order_by("id")
    return {(rule.organization_id, rule.kind): rule for rule in found}


def demand_on(user: User, on: date) -> Demand:
    """The strictest demand that the user's offices of the day bring; one query beside the offices.

    A rule that begins later is told as a recommendation until then.
    """
    offices = offices_of(user, on)
    if not offices:
        return NOTHING
    rules = rules_of(o.organization_id for o in offices)
    demands = []
    for office in offices:
        own = rules.get((office.organization_id, office.kind))
        rule = own or rules.get((office.organization_id, ""))
        if rule is not None:
            demands.append(Demand(SecurityLevel(rule.level), rule.since))
    order = list(SecurityLevel)
    return max(
        demands,
        key=lambda d: (d.binds(on), order.index(d.level)),
        default=NOTHING,
    )


def has_second_step(user: User) -> bool:
    """Whether the login has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_STEPS).exists()


def must_set_up(user: User, on: date) -> bool:
    """Whether an office of the day requires a second step that the login has not got."""
    return demand_on(user, on).binds(on) and not has_second_step(user)


@dataclass(frozen=True)
class OfficerState:
    """An officer, the level asked of the office, and whether the second step is set up."""

    office: Office
    level: str
    has_login: bool
    is_set_up: bool
    reset: SecurityReset | None


def officer_states(organization: Organization, on: date) -> list[OfficerState]:
    """Every officer of the day; four queries."""
    offices = list(
        Office.objects.in_force(on)
        .filter(organization=organization)
        .select_related("person__user")
        .order_by("kind", "pk")
    )
    users = [o.person.user_id for o in offices if o.person.user_id]
    set_up = set(
        Authenticator.objects.filter(user__in=users, type__in=SECOND_STEPS).values_list(
            "user_id", flat=True
        )
    )
    resets = {
        reset.user_id: reset
        for reset in SecurityReset.objects.filter(
            user__in=users, approved_at__isnull=True
        ).select_related("asked_by__person")
    }
    rules = rules_of([organization.pk])
    states = []
    for office in offices:
        rule = rules.get((organization.pk, office.kind)) or rules.get((organization.pk, ""))
        user = office.person.user_id
        states.append(
            OfficerState(
                office=office,
                level=rule.level if rule else SecurityLevel.NONE,
                has_login=user is not None,
                is_set_up=user in set_up,
                reset=resets.get(user) if user else None,
            )
        )
    return states
