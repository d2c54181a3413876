"""Invitations that can still be used."""

from datetime import datetime

from django.db.models import QuerySet

from members.models import Invitation, Organization


def open_invitations(organization: Organization, at: datetime) -> QuerySet[Invitation]:
    """What was sent and neither used, taken back nor expired; the newest first."""
    found = Invitation.objects.filter(
        organization=organization,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=at,
    )
    return found.select_related("made_by__person")
