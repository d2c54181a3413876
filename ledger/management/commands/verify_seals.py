"""`verify_seals ORG`: re-prove the chain of seals; names the voucher where it breaks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ledger.management.arguments import find_book
from ledger.selectors.papers import faults_of_files, faults_of_papers
from ledger.selectors.seals import seal_head, verify_seals


class Command(BaseCommand):
    help = "Buktikan ulang rantai segel sebuah buku."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization", metavar="ORG")
        parser.add_argument(
            "--head",
            help="Segel terakhir seperti tercetak di luar pangkalan data: bukti yang terpotong"
            " dari ujung buku hanya terlihat dengan ini.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        book = find_book(options["organization"])
        faults = [fault.message for fault in verify_seals(book)]
        faults += [*faults_of_papers(book), *faults_of_files(book)]
        count, head = seal_head(book)
        known = options["head"]
        if known and not book.vouchers.filter(seal=known).exists():
            faults.append(
                _("Segel %(head)s yang tercetak tidak ada lagi: ada bukti yang hilang.")
                % {"head": known}
            )
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise SystemExit(1)
        self.stdout.write(
            _("%(book)s: %(count)s segel utuh, yang terakhir %(head)s.")
            % {"book": book.slug, "count": count, "head": head}
        )
