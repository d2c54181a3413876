"""`statement ORG REPORT [--from D] --to D`: any registered report of a book, in any format."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.periods import year_start
from ledger.management.arguments import day, find_book, output_file
from ledger.models import Book
from ledger.reports.paper import paper_of
from ledger.reports.renderers import FORMATS

BINARY = ("pdf", "xlsx")


class Command(BaseCommand):
    help = "Cetak laporan sebuah buku sebagai teks, JSON, CSV, PDF, atau XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization", metavar="ORG")
        parser.add_argument(
            "report", metavar="REPORT", choices=[r.name for r in registry.reports()]
        )
        parser.add_argument("--from", dest="start", type=day)
        parser.add_argument("--to", dest="end", type=day, required=True)
        parser.add_argument("--after-closing", action="store_true")
        parser.add_argument("--account", metavar="CODE")
        parser.add_argument("--subsidiary", metavar="CODE")
        parser.add_argument("--unit", metavar="CODE", help="Satu unit usaha saja.")
        parser.add_argument("--by-unit", action="store_true", help="Satu kolom per unit usaha.")
        parser.add_argument("--budget", action="store_true", help="Dengan anggaran.")
        parser.add_argument("--compare-from", type=day)
        parser.add_argument("--compare-to", type=day, help="Kolom pembanding.")
        parser.add_argument("--hide-zero", action="store_true")
        parser.add_argument("--format", choices=sorted(FORMATS), default="text")
        parser.add_argument("-o", "--output", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        book = find_book(options["organization"])
        end = options["end"]
        start = options["start"] or year_start(end)
        if start > end:
            raise CommandError(_("Tanggal awal sesudah tanggal akhir."))
        _refuse_unknown_codes(book, options)
        report = registry.report(options["report"])
        if book.framework not in report.frameworks:
            raise CommandError(_("Laporan ini tidak berlaku untuk buku %(book)s.") % {"book": book})
        _refuse_unknown_options(report, options)
        table = report.build(
            book,
            start=start,
            end=end,
            after_closing=options["after_closing"],
            account=options["account"],
            subsidiary=options["subsidiary"],
            unit=options["unit"],
            by_unit=options["by_unit"],
            budget=options["budget"],
            compare=_compared(options),
        )
        if options["hide_zero"]:
            table = table.without_zero_rows()
        content = FORMATS[options["format"]].render(paper_of(book, table, at=timezone.now()))
        if options["output"]:
            with output_file(options["output"]) as path:
                path.write_bytes(content)
        elif options["format"] in BINARY:
            raise CommandError(_("Sebutkan berkas tujuan dengan -o."))
        else:
            text = content.decode()
            self.stdout.write(text, ending="" if text.endswith("\n") else "\n")


def _refuse_unknown_options(report: registry.Report, options: dict[str, Any]) -> None:
    """An option that the report does not know would print the answer to another question."""
    asked = {name for name in registry.OPTIONS - {"compare", "hide_zero"} if options[name]}
    if options["compare_to"] or options["compare_from"]:
        asked.add("compare")
    if not (refused := sorted(asked - report.options)):
        return
    raise CommandError(
        _(
            "%(report)s tidak mengenal pilihan %(options)s."
            " Hapus pilihan itu, atau minta laporan lain."
        )
        % {
            "report": report.title,
            "options": ", ".join(
                "--compare-to" if name == "compare" else f"--{name.replace('_', '-')}"
                for name in refused
            ),
        }
    )


def _refuse_unknown_codes(book: Book, options: dict[str, Any]) -> None:
    """A mistyped code would print an empty report, which looks like an answer."""
    known: tuple[tuple[str, QuerySet[Any], str], ...] = (
        ("account", book.accounts.all(), _("Tidak ada akun %(code)s dalam buku ini.")),
        ("subsidiary", book.subsidiaries.all(), _("Tidak ada rekening pembantu %(code)s.")),
        ("unit", book.units.all(), _("Tidak ada unit usaha %(code)s.")),
    )
    for name, held, message in known:
        code = options[name]
        if code and not held.filter(code=code).exists():
            raise CommandError(message % {"code": code})


def _compared(options: dict[str, Any]) -> tuple[date, date] | None:
    end = options["compare_to"]
    return (options["compare_from"] or year_start(end), end) if end else None
