"""`check_books [ORG]`: re-prove guards, balances, subsidiaries, seals, numbering, the digest."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ledger.integrity.checks import faults_of_book, faults_of_database
from ledger.management.arguments import find_book
from ledger.models import Book
from ledger.selectors.papers import faults_of_files
from ledger.selectors.seals import seal_head


class Command(BaseCommand):
    help = "Buktikan ulang seluruh pembukuan; keluar dengan 1 dan satu kalimat per kesalahan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization", metavar="ORG", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["organization"]
        books = [find_book(slug)] if slug else list(Book.objects.select_related("entity", "ledger"))
        faults = list(faults_of_database())
        for fault in faults:
            self.stdout.write(fault)
        for book in books:
            found = [*faults_of_book(book), *faults_of_files(book)]
            faults += found
            for fault in found:
                self.stdout.write(f"{book.slug}: {fault}")
            if not found:
                count, head = seal_head(book)
                self.stdout.write(
                    _("%(book)s: %(count)s bukti terbukti, segel terakhir %(head)s.")
                    % {"book": book.slug, "count": count, "head": head[:16]}
                )
        if faults:
            raise SystemExit(1)
