"""The register of loans that left the books, and what is still claimed on them."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from members.models import LoanWriteOff, Membership, Organization


@dataclass(frozen=True)
class WriteOffClaim:
    """What a member still owes on a loan that was written off; whole rupiah."""

    entry: LoanWriteOff
    amount: int


def written_off_loans(organization: Organization) -> list[LoanWriteOff]:
    """The register, with `got`, what came in since, and with what was reversed; one query."""
    got = Sum("recoveries__amount", filter=Q(recoveries__voucher__reversed_by__isnull=True))
    return list(
        LoanWriteOff.objects.filter(loan__product__organization=organization)
        .annotate(got=Coalesce(got, 0))
        .select_related("loan__membership__person", "voucher__reversed_by")
        .order_by("on", "pk")
    )


def recovered(entry: LoanWriteOff) -> int:
    """What came in since, whole rupiah."""
    standing = entry.recoveries.filter(voucher__reversed_by__isnull=True)
    return int(standing.aggregate(s=Sum("amount"))["s"] or 0)


def claim_of(entry: LoanWriteOff) -> int:
    """What may still be asked for: principal and interest, less what came in."""
    return entry.amount + entry.interest_claim - recovered(entry)


def claims_on(membership: Membership) -> tuple[WriteOffClaim, ...]:
    """What is still claimed of a member on loans that left the books, by number."""
    entries = (
        LoanWriteOff.objects.standing()
        .filter(loan__membership=membership)
        .select_related("loan__product__recovery_account", "loan__product__unit")
        .order_by("loan__number")
    )
    claims = (WriteOffClaim(entry, claim_of(entry)) for entry in entries)
    return tuple(claim for claim in claims if claim.amount > 0)
