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
        *distribution.pools.items(),
    ]
    titles = (_("No. anggota"), _("Jasa modal"), _("Jasa usaha"), _("Jumlah"))
    rows = [
        (
            share.base.member_no,
            *map(format_rupiah, (share.jasa_modal, share.jasa_usaha, share.total)),
        )
        for share in distribution.members
    ]
    residual = _("Sisa pembulatan")
    return "\n".join(
        [
            *(f"{label:<24}{format_rupiah(amount):>20}" for label, amount in head),
            "",
            *(
                f"{cells[0]:<24}{''.join(f'{c:>18}' for c in cells[1:])}"
                for cells in (titles, *rows)
            ),
            "",
            f"{residual:<24}{format_rupiah(distribution.residual):>20}",
        ]
    )
