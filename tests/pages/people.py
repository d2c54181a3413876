"""Examples of what lies behind the addresses about offices: an invitation and a substitution."""

from typing import Any

from allauth.mfa.models import Authenticator

from ledger.models import Book
from members.models import SecurityReset, Substitution, User
from members.services.invitations import invite


def addresses(mina: Book, at: Any) -> dict[str, dict[str, Any]]:
    """Name of an address → its parts."""
    chair = User.objects.get(username="ketua.mina")
    made = invite(
        organization=mina.organization,
        person=mina.organization.memberships.get(number="ML-05").person,
        kind="kolektor",
        start=at.date(),
        end=None,
        decree="SK 5/2026",
        key="undang",
        actor=chair,
        at=at,
    )
    substitute = Substitution.objects.create(
        office=mina.organization.offices.get(kind="ketua"),
        stand_in=mina.organization.offices.get(kind="sekretaris"),
        acts=["ledger.approve_large_voucher"],
        start=at.date(),
        end=at.date(),
        reason="Sakit",
        named_by=chair,
        named_at=at,
        needs_confirmation=True,
    )
    reset = SecurityReset.objects.create(
        organization=mina.organization,
        user=User.objects.get(username="pendamping.mina"),
        reason="Telepon hilang",
        asked_by=User.objects.get(username="orang.luar"),
        asked_at=at,
    )
    key = Authenticator.objects.create(
        user=User.objects.get(username="pendamping.mina"),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Telepon"},
    )
    org = {"org": mina.slug}
    return {
        "mfa_edit_webauthn": {"pk": key.pk},
        "mfa_remove_webauthn": {"pk": key.pk},
        "members:ask_security_reset": org
        | {"pk": mina.organization.offices.get(kind="bendahara").pk},
        "members:approve_security_reset": org | {"pk": reset.pk},
        "invitation": {"token": made.token},
        "members:revoke_invitation": org | {"pk": made.invitation.pk},
        "members:agree_invitation": org | {"pk": made.invitation.pk},
        "members:confirm_substitute": org | {"pk": substitute.pk},
        "members:stop_substitute": org | {"pk": substitute.pk},
    }
