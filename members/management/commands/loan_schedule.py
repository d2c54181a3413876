"""`loan_schedule --principal P --annual-rate R --months N --method M`: a loan's instalments."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from members.calculations.loans import DAY_COUNTS, METHODS, Schedule, TermsError, schedule
from members.services.loan_terms import explain, read_terms


class Command(BaseCommand):
    help = "Hitung jadwal angsuran: flat, menurun, atau anuitas, dengan bunga efektif setahun."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--principal", required=True, metavar="P")
        parser.add_argument("--annual-rate", required=True, metavar="R", help="Persen setahun.")
        parser.add_argument("--months", required=True, metavar="N")
        parser.add_argument("--method", required=True, metavar="|".join(METHODS))
        parser.add_argument("--day-count", default="30/360", metavar="|".join(DAY_COUNTS))
        parser.add_argument("--disbursed", metavar="D", help="Tanggal cair, mis. 2025-01-20.")
        parser.add_argument("--unit", default="1", metavar="1|0.01")
        parser.add_argument("--rounding", default="half_up", metavar="half_up|up_100|up_500|…")
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = schedule(
                read_terms(
                    principal=options["principal"],
                    annual_rate=options["annual_rate"],
                    months=options["months"],
                    method=options["method"],
                    day_count=options["day_count"],
                    disbursed=options["disbursed"],
                    unit=options["unit"],
                    rounding=options["rounding"],
                )
            )
        except TermsError as error:
            raise CommandError(explain(error)) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps(_document(plan), indent=1))
        else:
            self.stdout.write(_text(plan))


def _amount(plan: Schedule, amount: Decimal) -> int | str:
    """Whole rupiah as a number; cents as a text, which loses nothing."""
    return int(amount) if plan.terms.unit == 1 else f"{amount:.2f}"


def _document(plan: Schedule) -> dict[str, Any]:
    terms = plan.terms

    def amount(value: Decimal) -> int | str:
        return _amount(plan, value)

    return {
        "principal": amount(terms.principal),
        "annual_rate": str(terms.annual_rate),
        "months": terms.months,
        "method": terms.method,
        "day_count": terms.day_count,
        "disbursed": _day(terms.disbursed),
        "unit": str(terms.unit),
        "rounding": terms.rounding,
        "rows": [
            {
                "no": row.no,
                "due": _day(row.due),
                "principal": amount(row.principal),
                "interest": amount(row.interest),
                "instalment": amount(row.instalment),
                "balance": amount(row.balance),
            }
            for row in plan.rows
        ],
        "totals": {
            "principal": amount(plan.principal),
            "interest": amount(plan.interest),
            "instalment": amount(plan.paid),
            "paid": amount(plan.paid),
        },
        "effective_annual_percent": float(plan.effective_annual_percent),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(plan: Schedule) -> str:
    def money(value: Decimal) -> str:
        return format_rupiah(value) if plan.terms.unit == 1 else f"{value:.2f}"

    heads = (_("No."), _("Jatuh tempo"), _("Pokok"), _("Bunga"), _("Angsuran"), _("Sisa"))
    lines = ["{:>4} {:<12} {:>15} {:>15} {:>15} {:>16}".format(*heads)]
    lines += [
        f"{row.no:>4} {_day(row.due) or '':<12} {money(row.principal):>15}"
        f" {money(row.interest):>15} {money(row.instalment):>15} {money(row.balance):>16}"
        for row in plan.rows
    ]
    lines.append(
        f"{'':>4} {_('Jumlah'):<12} {money(plan.principal):>15} {money(plan.interest):>15}"
        f" {money(plan.paid):>15}"
    )
    lines.append(
        _("Bunga efektif setahun: %(percent)s %%") % {"percent": plan.effective_annual_percent}
    )
    return "\n".join(lines)
