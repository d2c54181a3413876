"""`export_journal ORG --format hledger|beancount|csv|json`: a book for other programs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ledger.management.arguments import find_book, output_file
from ledger.reports.exports import EXPORTERS


class Command(BaseCommand):
    help = "Tulis seluruh jurnal sebuah buku untuk program lain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization", metavar="ORG")
        parser.add_argument("--format", choices=sorted(EXPORTERS), required=True)
        parser.add_argument("-o", "--output", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = EXPORTERS[options["format"]](find_book(options["organization"]))
        if options["output"]:
            with (
                output_file(options["output"]) as path,
                path.open("w", encoding="utf-8", newline="") as file,
            ):
                file.writelines(parts)
            return
        for part in parts:
            self.stdout.write(part, ending="")
