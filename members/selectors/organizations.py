"""Which organizations a login may enter."""

from datetime import date

from django.db.models import Q, QuerySet

from members.models import Organization, User
from members.permissions import INSTITUTION_RIGHTS, READERS, offices_of

ABOVE = frozenset().union(*INSTITUTION_RIGHTS.values())


def organizations_of(user: User, on: date) -> QuerySet[Organization]:
    """Organizations in which the user holds a reading office, or which his institution raises."""
    offices = offices_of(user, on)
    own = {o.organization_id for o in offices if o.kind in READERS | ABOVE}
    above = {o.organization_id for o in offices if o.kind in ABOVE}
    return (
        Organization.objects.filter(Q(pk__in=own) | Q(institution__in=above))
        .select_related("book", "institution")
        .order_by("name")
    )
