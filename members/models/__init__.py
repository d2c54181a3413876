from members.models.organization import Organization, OrganizationKind
from members.models.person import (
    Element,
    Membership,
    Office,
    OfficeKind,
    Person,
    Sex,
)
from members.models.user import User

__all__ = [
    "Element",
    "Membership",
    "Office",
    "OfficeKind",
    "Organization",
    "OrganizationKind",
    "Person",
    "Sex",
    "User",
]
