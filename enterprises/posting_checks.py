"""What the business refuses of any voucher, whatever page, file or reversal it comes from."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from enterprises.models import CapitalSource
from enterprises.selectors.data import source_of_code
from ledger.models import Book
from ledger.registry import Refusal, register_posting_check
from ledger.services.journal import VoucherInput
from members.models import Membership

GIVEN = {CapitalSource.GRANT, CapitalSource.SOCIAL_AID}
OF_MEMBERS = {CapitalSource.SAVINGS, CapitalSource.PAYABLE_PROFIT, CapitalSource.RETAINED}
"""Somebody's, or what a meeting can make somebody's."""


def grant_to_member(book: Book, vouchers: Sequence[VoucherInput]) -> Refusal | None:
    """Refuse a voucher that turns aid into savings or profit of a member (kube.md R-16).

    Aid is an asset of the group, not of persons. A reversal may undo what stood before.
    """
    for place, voucher in enumerate(vouchers):
        if voucher.reversal_of is not None or voucher.is_opening or voucher.is_closing:
            continue
        taken = {source_of_code(book.framework, line.account.code)
                 for line in voucher.lines if line.debit}  # fmt: skip
        given = {source_of_code(book.framework, line.account.code)
                 for line in voucher.lines if line.credit}  # fmt: skip
        if taken & GIVEN and (given & OF_MEMBERS or _is_paid_to_member(book, voucher)):
            return Refusal(
                place,
                _(
                    "Bantuan dan hibah milik kelompok, bukan perorangan: tidak dapat dipindahkan"
                    " ke simpanan atau bagi hasil anggota."
                ),
            )
    return None


def _is_paid_to_member(book: Book, voucher: VoucherInput) -> bool:
    """Money that leaves to somebody of the register; giving back to the donor is none."""
    party = voucher.party.strip()
    if not party or not any(line.credit and line.account.is_cash for line in voucher.lines):
        return False
    members = Membership.objects.filter(organization__book=book, person__name__iexact=party)
    return members.exists()


def register_all() -> None:
    """Let the gate ask."""
    register_posting_check("grant_to_member", grant_to_member)
