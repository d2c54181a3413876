"""`statement ORG REPORT [--from D] --to D`: any registered report of a book."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.periods import year_start
from ledger.management.arguments import day, find_book
from ledger.reports.renderers import RENDERERS


class Command(BaseCommand):
    help = "Cetak laporan sebuah buku sebagai teks, JSON, atau CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization", metavar="ORG")
        parser.add_argument(
            "report", metavar="REPORT", choices=[r.name for r in registry.reports()]
        )
        parser.add_argument("--from", dest="start", type=day)
        parser.add_argument("--to", dest="end", type=day, required=True)
        parser.add_argument("--after-closing", action="store_true")
        parser.add_argument("--account")
        parser.add_argument("--format", choices=sorted(RENDERERS), default="text")
        parser.add_argument("-o", "--output", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        book = find_book(options["organization"])
        end = options["end"]
        start = options["start"] or year_start(end)
        if start > end:
            raise CommandError(_("Tanggal awal sesudah tanggal akhir."))
        table = registry.report(options["report"]).build(
            book,
            start=start,
            end=end,
            after_closing=options["after_closing"],
            account=options["account"],
        )
        text = RENDERERS[options["format"]](table)
        if options["output"]:
            Path(options["output"]).write_text(text, encoding="utf-8", newline="")
        else:
            self.stdout.write(text, ending="" if text.endswith("\n") else "\n")
