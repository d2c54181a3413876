"""What the register of members adds to the lights of a close (`ledger/closing_checks.py`)."""

from datetime import date

from django.db.models import Exists, OuterRef, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.periods import period_code
from ledger.models import Book, SubsidiaryBalance
from ledger.registry import ClosingCheck, Light, register_closing_check
from members.models import (
    InterestSlip,
    Loan,
    LoanProduct,
    Obligation,
    SavingsAccount,
    SavingsProduct,
)
from members.selectors.dues_month import DUES_KINDS


def dues_run(book: Book, end: date) -> Light | None:
    """Every product with monthly dues has its obligations of the month."""
    products = SavingsProduct.objects.filter(
        organization__book=book, kind__in=DUES_KINDS, is_active=True, fixed_amount__isnull=False
    )
    written = Obligation.objects.filter(
        product=OuterRef("pk"), period=period_code(end.year, end.month)
    )
    rows = list(products.annotate(is_run=Exists(written)).order_by("pk"))
    if not rows:
        return None
    page = reverse("members:run_dues", kwargs={"org": book.slug})
    url = f"{page}?month={end:%Y-%m}"
    missing = [product.label for product in rows if not product.is_run]
    if missing:
        words = _("Kewajiban iuran bulan ini belum dibuat: %(names)s.")
        return Light("wait", words % {"names": ", ".join(missing)}, url)
    return Light("ok", _("Kewajiban iuran bulan ini sudah dibuat."), url)


def interest_run(book: Book, end: date) -> Light | None:
    """Where savings earn interest, the month's interest was credited."""
    earning = SavingsProduct.objects.filter(
        organization__book=book, is_active=True, interest_percent__gt=0
    )
    if not SavingsAccount.objects.filter(product__in=earning).exists():
        return None
    slips = InterestSlip.objects.filter(
        account__product__organization__book=book,
        year=end.year,
        month=end.month,
        voucher__reversed_by__isnull=True,
    )
    if slips.exists():
        return Light("ok", _("Jasa simpanan bulan ini sudah dibukukan."))
    page = reverse("members:run_interest", kwargs={"org": book.slug})
    words = _("Jasa simpanan bulan ini belum dibukukan.")
    return Light("wait", words, f"{page}?month={end:%Y-%m}")


def members_tie(book: Book, end: date) -> Light | None:
    """Money in the accounts of savings and loans belongs to a savings account or a loan."""
    accounts = {
        *SavingsProduct.objects.filter(
            organization__book=book, account__control__gt=""
        ).values_list("account_id", flat=True),
        *LoanProduct.objects.filter(organization__book=book).values_list("account_id", flat=True),
    }
    if not accounts:
        return None
    known = Exists(SavingsAccount.objects.filter(subsidiary=OuterRef("subsidiary"))) | Exists(
        Loan.objects.filter(subsidiary=OuterRef("subsidiary"))
    )
    strays = (
        SubsidiaryBalance.objects.filter(
            subsidiary__account__in=accounts, period__lte=period_code(end.year, end.month)
        )
        .exclude(known)
        .order_by()
        .values_list("subsidiary__code", "subsidiary__account__code")
        .annotate(net=Sum("debit") - Sum("credit"))
        .exclude(net=0)
    )
    names = sorted(f"{code} ({account})" for code, account, _net in strays)
    if names:
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        words = _("Saldo tanpa simpanan atau pinjaman anggota: %(names)s.")
        return Light("warn", words % {"names": shown})
    return Light("ok", _("Simpanan dan pinjaman anggota sama dengan pembukuan."))


def register_all() -> None:
    """The lights of members, between the ledger's own."""
    for order, name, title, build in (
        (25, "dues_run", gettext_lazy("Iuran anggota"), dues_run),
        (26, "interest_run", gettext_lazy("Jasa simpanan"), interest_run),
        (45, "members_tie", gettext_lazy("Simpanan dan pinjaman"), members_tie),
    ):
        register_closing_check(ClosingCheck(name, title, order, build))
