"""A shared surplus as data and as text."""

from typing import Any

from django.utils.translation import gettext as _

from cooperatives.calculations.shu import Distribution
from ledger.calculations.money import format_rupiah


def as_data(distribution: Distribution) -> dict[str, Any]:
    """What `shu … --format json` prints: whole rupiah throughout."""
    return {
        "base": distribution.base,
        "from_members": distribution.from_members,
        "from_non_members": distribution.from_non_members,
        "pools": dict(distribution.pools),
        "member_pools": dict(distribution.member_pools),
        "members": [
            {
                "member_no": share.base.member_no,
                "capital_base": share.base.capital,
                "business_base": share.base.business,
                "jasa_modal": share.jasa_modal,
                "jasa_usaha": share.jasa_usaha,
                "total": share.total,
            }
            for share in distribution.members
        ],
        "residual": distribution.residual,
    }


def as_text(distribution: Distribution) -> str:
    """The same for a terminal."""
    head = [
        (_("SHU"), distribution.base),
        (_("dari anggota"), distribution.from_members),
        (_("dari bukan anggota"), distribution.from_non_members),
        *((name, amount) for name, amount in distribution.pools.items()),
    ]
    members = [
        (share.base.member_no, share.jasa_modal, share.jasa_usaha, share.total)
        for share in distribution.members
    ]
    lines = [f"{label:<24}{format_rupiah(amount):>20}" for label, amount in head]
    lines += [
        "",
        f"{_('No. anggota'):<24}{_('Jasa modal'):>16}{_('Jasa usaha'):>16}{_('Jumlah'):>16}",
    ]
    lines += [
        f"{number:<24}" + "".join(f"{format_rupiah(amount):>16}" for amount in amounts)
        for number, *amounts in members
    ]
    lines += ["", f"{_('Sisa pembulatan'):<24}{format_rupiah(distribution.residual):>20}"]
    return "\n".join(lines)
