"""Invitations that can still be used, and whose consent they need."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from members.models import Invitation, Office, Organization


def open_invitations(organization: Organization, at: datetime) -> QuerySet[Invitation]:
    """What was sent and neither used, taken back nor expired; the newest first."""
    return _open(at).filter(organization=organization).select_related("made_by__person")


def _open(at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at
    )


def _offices_to_come(on: date) -> QuerySet[Office]:
    return Office.objects.filter(Q(end__isnull=True) | Q(end__gte=on))


def organizations_to_ask(invitation: Invitation, on: date) -> QuerySet[Organization]:
    """The other organizations whose member or officer the invited person is and that have not
    agreed yet: the login made here would open their cards and rights. None for a new person, and
    for one who has a login already."""
    person = invitation.person
    if person is None or person.user_id is not None:
        return Organization.objects.none()
    concerned = Q(memberships__person=person) | Q(
        offices__in=_offices_to_come(on).filter(person=person)
    )
    return (
        Organization.objects.filter(concerned)
        .exclude(pk=invitation.organization_id)
        .exclude(invitation_consents__invitation=invitation)
        .distinct()
        .order_by("pk")
    )


def invitations_to_agree(organization: Organization, at: datetime) -> list[Invitation]:
    """Open invitations of other organizations that wait for this one's consent."""
    here = Q(person__memberships__organization=organization) | Q(
        person__offices__in=_offices_to_come(timezone.localdate(at)).filter(
            organization=organization
        )
    )
    found = (
        _open(at)
        .filter(here, person__user__isnull=True)
        .exclude(organization=organization)
        .exclude(consents__organization=organization)
        .select_related("organization", "person")
        .distinct()
    )
    return list(found)
