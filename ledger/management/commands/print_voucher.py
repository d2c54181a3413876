"""`print_voucher ORG CODE -o FILE [--receipt] [--size a5|a4|58|80]`: a voucher or kuitansi, PDF."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.management.arguments import find_book, output_file
from ledger.reports.thermal import ROLLS, receipt_roll, voucher_roll
from ledger.reports.voucher_paper import (
    SIZES,
    NoCashError,
    receipt_paper,
    receipt_pdf,
    voucher_paper,
    voucher_pdf,
)
from ledger.selectors.vouchers import whole_vouchers


class Command(BaseCommand):
    help = "Cetak sebuah bukti, atau kuitansinya, sebagai PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization", metavar="ORG")
        parser.add_argument("code", metavar="CODE", help="Nomor bukti, seperti BKM/2025/01/0007.")
        parser.add_argument("-o", "--output", metavar="FILE", required=True)
        parser.add_argument("--receipt", action="store_true", help="Kuitansinya.")
        parser.add_argument("--size", choices=[*SIZES, *ROLLS], default="a5")

    def handle(self, *args: Any, **options: Any) -> None:
        book = find_book(options["organization"])
        voucher = whole_vouchers(book).filter(code=options["code"]).first()
        if voucher is None:
            raise CommandError(
                _("Tidak ada bukti %(code)s dalam buku %(book)s.")
                % {"code": options["code"], "book": book.slug}
            )
        at, size = timezone.now(), options["size"]
        if options["receipt"]:
            print_receipt = receipt_roll if size in ROLLS else receipt_pdf
            try:
                content = print_receipt(receipt_paper(voucher, at=at), size=size)
            except NoCashError as error:
                raise CommandError(str(error)) from None
        else:
            print_on = voucher_roll if size in ROLLS else voucher_pdf
            content = print_on(voucher_paper(voucher, at=at), size=size)
        with output_file(options["output"]) as path:
            path.write_bytes(content)
