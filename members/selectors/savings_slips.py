"""What one voucher did to members' savings."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ledger.models import Book, Line, Voucher
from ledger.selectors.vouchers import whole_vouchers
from members.models import FundContribution, SavingsAccount
from members.selectors.savings_accounts import movements_of


@dataclass(frozen=True)
class SlipRow:
    """One account that moved: rupiah in (positive) or out, and the balance right after.

    A pooled fund has no balance of the member: None.
    """

    number: str
    name: str
    product: str
    change: int
    balance: int | None

    @property
    def who(self) -> str:
        """Number and name of the member."""
        return f"{self.number} {self.name}".strip()


def savings_vouchers(book: Book) -> QuerySet[Voucher]:
    """Vouchers of a book that moved members' savings or a fund they pay into."""
    lines = Line.objects.filter(voucher=OuterRef("pk"), subsidiary__savings_account__isnull=False)
    given = FundContribution.objects.filter(voucher=OuterRef("pk"))
    return whole_vouchers(book).filter(Q(Exists(lines)) | Q(Exists(given)))


def rows_of_voucher(voucher: Voucher) -> list[SlipRow]:
    """Each savings account of a voucher, then what went to funds."""
    moved = {line.subsidiary_id for line in voucher.lines.all() if line.subsidiary_id}
    accounts = SavingsAccount.objects.filter(subsidiary__in=moved).select_related(
        "product", "membership__person"
    )
    rows = []
    for account in accounts.order_by("membership__number", "pk"):
        mine = [m for m in movements_of(account) if m.voucher.pk == voucher.pk]
        rows.append(
            SlipRow(
                account.membership.number,
                account.membership.person.name,
                account.product.label,
                sum(m.given - m.taken for m in mine),
                mine[0].balance if mine else None,
            )
        )
    given = FundContribution.objects.filter(voucher=voucher).select_related(
        "product", "membership__person"
    )
    return rows + [
        SlipRow(g.membership.number, g.membership.person.name, g.product.label, g.amount, None)
        for g in given
    ]
