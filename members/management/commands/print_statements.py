"""`print_statements ORG --from D --to D -o FILE`: every member's statement in one PDF."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.management.arguments import day, find_book, output_file
from members.reports.member_statement import statement_pdf
from members.selectors.passbook import savers


class Command(BaseCommand):
    """Writes one file and says on the way how far it is."""

    help = "Writes the statements of all members with savings as one PDF."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("org")
        parser.add_argument("--from", dest="start", type=day, required=True)
        parser.add_argument("--to", dest="end", type=day, required=True)
        parser.add_argument("-o", "--output", required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        book = find_book(options["org"])
        if options["start"] > options["end"]:
            raise CommandError(_("Tanggal awal sesudah tanggal akhir."))
        people = savers(book.organization)

        def told(done: int, count: int) -> None:
            if done % 50 == 0 or done == count:
                self.stderr.write(
                    _("%(done)s dari %(count)s anggota") % {"done": done, "count": count}
                )

        with output_file(options["output"]) as path:
            content = statement_pdf(
                book,
                people,
                start=options["start"],
                end=options["end"],
                at=timezone.now(),
                progress=told,
            )
            path.write_bytes(content)
        self.stdout.write(str(path))
