"""Read the terms of a loan as people type them, and say in a sentence what is wrong with them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from ledger.calculations.dates import DateError, parse_date
from ledger.calculations.money import AmountError, format_rupiah, parse_rupiah
from members.calculations.loans import (
    DAY_COUNTS,
    MAX_ANNUAL_RATE,
    MAX_MONTHS,
    MAX_PRINCIPAL,
    METHODS,
    UNITS,
    Terms,
    TermsError,
)


class LoanError(ValueError):
    """An act on a loan was refused; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def read_terms(
    *,
    principal: str,
    annual_rate: str,
    months: str,
    method: str,
    day_count: str = "30/360",
    disbursed: str | None = None,
    unit: str = "1",
    rounding: str = "half_up",
) -> Terms:
    """Turn typed words into terms. Raises TermsError, which `explain` puts into a sentence."""
    if unit not in {str(known) for known in UNITS}:
        raise TermsError("unit", "unknown")
    if not months.strip().isascii() or not months.strip().isdigit() or len(months.strip()) > 6:
        raise TermsError("months", "number")
    day: date | None = None
    if disbursed:
        try:
            day = parse_date(disbursed)
        except DateError:
            raise TermsError("disbursed", "date") from None
    return Terms(
        principal=_principal(principal, Decimal(unit)),
        annual_rate=_percent(annual_rate),
        months=int(months),
        method=method,
        day_count=day_count,
        disbursed=day,
        unit=Decimal(unit),
        rounding=rounding,
    )


def _principal(text: str, unit: Decimal) -> Decimal:
    try:
        return parse_rupiah(text)
    except AmountError:
        if unit == 1:
            raise TermsError("principal", "number") from None
    whole, dot, cents = text.strip().partition(".")
    if not (dot and text.isascii() and whole.isdigit() and cents.isdigit() and len(cents) <= 2):
        raise TermsError("principal", "number")
    return Decimal(text.strip())


def _percent(text: str) -> Decimal:
    """Percent with a comma or a point: `9,4822` and `9.4822` are one value."""
    cleaned = text.strip().removesuffix("%").strip().replace(",", ".")
    if not cleaned.isascii() or not cleaned.replace(".", "", 1).isdigit() or len(cleaned) > 12:
        raise TermsError("annual_rate", "number")
    try:
        return Decimal(cleaned)
    except InvalidOperation:
        raise TermsError("annual_rate", "number") from None


def explain(error: TermsError) -> str:
    """The sentence for a fault in the terms: what is wrong and what to write instead."""
    sentences = {
        "principal": _("Pokok pinjaman ditulis dengan angka di atas nol, paling besar Rp %(most)s.")
        % {"most": format_rupiah(MAX_PRINCIPAL)},
        "annual_rate": _(
            "Bunga setahun ditulis dalam persen, dari 0 sampai %(most)s; periksa lagi angkanya."
        )
        % {"most": MAX_ANNUAL_RATE},
        "months": _("Jangka waktu ditulis dalam bulan, dari 1 sampai %(most)s.")
        % {"most": MAX_MONTHS},
        "method": _("Cara bunga adalah salah satu dari: %(known)s.")
        % {"known": ", ".join(METHODS)},
        "day_count": _("Hitungan hari adalah salah satu dari: %(known)s.")
        % {"known": ", ".join(DAY_COUNTS)},
        "unit": _("Satuan adalah 1 (rupiah) atau 0.01 (sen)."),
        "rounding": _("Pembulatan adalah half_up, atau up_100, up_500, up_1000 dan seterusnya."),
    }
    if error.field == "disbursed":
        if error.reason == "missing":
            return _("Hitungan act/act memerlukan tanggal cair (--disbursed 2025-01-20).")
        return _("Tanggal cair bukan tanggal yang ada. Tulis seperti 2025-01-20.")
    if (error.field, error.reason) == ("principal", "unit"):
        return _("Pokok pinjaman harus kelipatan satuannya.")
    return sentences[error.field]
