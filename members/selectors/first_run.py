"""Whether anybody has been here."""

from ledger.services.actors import SYSTEM
from members.models import Organization, User


def is_first_run() -> bool:
    """Whether the database holds no organization and no login of a person."""
    return not (Organization.objects.exists() or User.objects.exclude(username=SYSTEM).exists())
