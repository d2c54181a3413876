"""Which organizations a login may enter."""

from datetime import date

from django.db.models import Q, QuerySet

from members.models import Membership, Organization, OrganizationKind, User
from members.permissions import OVERSIGHT, offices_of


def organizations_of(user: User, on: date) -> QuerySet[Organization]:
    """Organizations in which the user holds an office or is a member, or his institution raises."""
    offices = offices_of(user, on)
    own = {o.organization_id for o in offices}
    above = {o.organization_id for o in offices if o.kind in OVERSIGHT}
    member = Membership.objects.in_force(on).filter(person__user=user)
    joined = ~Q(kind=OrganizationKind.PANTI) & Q(pk__in=member.values("organization"))
    return (
        Organization.objects.filter(Q(pk__in=own) | Q(institution__in=above) | joined)
        .select_related("book", "institution")
        .order_by("name")
    )
