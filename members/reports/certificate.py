"""Bilyet simpanan berjangka: the certificate that a member takes home, signed by the officers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.reports.pdf import html_to_pdf
from ledger.reports.voucher_paper import (
    CHAIRS,
    SIZES,
    TREASURER,
    SignatureBox,
    amount_in_words,
    signature,
)
from members.models import SavingsAccount
from members.selectors.savings_terms import product_on


@dataclass(frozen=True, kw_only=True)
class CertificatePaper:
    """Everything that is printed; texts are ready."""

    title: str
    code: str
    date: str
    letterhead: registry.Letterhead
    marks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    amount: str
    in_words: str
    terms: str
    place_and_day: str
    boxes: tuple[SignatureBox, ...]
    seal: str
    printed: str


def certificate_paper(account: SavingsAccount, balance: int, *, at: datetime) -> CertificatePaper:
    """Put a certificate on paper as it stands now; `at` is the moment of printing."""
    book, today = account.product.organization.book, timezone.localdate(at)
    head = registry.letterhead(book, today)
    day = formats.date_format(today, "DATE_FORMAT")
    member = account.membership
    product = product_on(account.product, account.placed_on or today)
    return CertificatePaper(
        title=_("Bilyet %(product)s") % {"product": account.product.label},
        code=account.certificate,
        date=_shown(account.placed_on),
        letterhead=head,
        marks=tuple(_marks(book.is_practice, balance)),
        facts=(
            (_("Atas nama"), member.person.name),
            (_("Nomor anggota"), member.number),
            (_("Ditempatkan"), _shown(account.placed_on)),
            (_("Jatuh tempo"), _shown(account.matures_on)),
            (_("Bunga setahun"), f"{product.interest_percent.normalize():f}%".replace(".", ",")),
        ),
        amount=format_rupiah(balance),
        in_words=amount_in_words(balance),
        terms=_(
            "Bilyet ini tidak dapat dipindahtangankan dan dicairkan seluruhnya. Bila dicairkan"
            " sebelum jatuh tempo dipotong %(percent)s%% dari jumlahnya."
        )
        % {"percent": f"{product.break_penalty_percent.normalize():f}".replace(".", ",")},
        place_and_day=f"{head.place}, {day}" if head.place else day,
        boxes=(
            signature(_("Ketua"), head.holder(*CHAIRS), head),
            signature(_("Bendahara"), head.holder(TREASURER), head),
        ),
        seal="",
        printed=_("dicetak %(at)s") % {"at": timezone.localtime(at).strftime("%d/%m/%Y %H:%M")},
    )


def certificate_pdf(paper: CertificatePaper) -> bytes:
    """The certificate as PDF on A5."""
    context = {"paper": paper, "sheet": SIZES["a5"], "is_small": True}
    return html_to_pdf(render_to_string("members/paper/certificate.html", context))


def _marks(is_practice: bool, balance: int) -> Iterator[str]:
    if is_practice:
        yield _("BUKU LATIHAN: bukan bukti yang sah")
    if balance <= 0:
        yield _("SUDAH DICAIRKAN")


def _shown(day: date | None) -> str:
    return str(formats.date_format(day, "DATE_FORMAT")) if day else "–"
