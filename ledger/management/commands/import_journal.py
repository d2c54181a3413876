"""`import_journal ORG FILE.xlsx|csv [--dry-run]`: all vouchers of a file, or none."""

import sys
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.management.arguments import find_book, output_file
from ledger.readers.sheet import CellsError, FileError
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError
from ledger.services.journal_import import import_journal
from ledger.services.journal_rows import OPTIONAL, REQUIRED

SHOWN = 100


class Command(BaseCommand):
    help = "Impor jurnal dari .xlsx atau .csv: semuanya atau tidak sama sekali."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization", metavar="ORG", nargs="?")
        parser.add_argument("file", metavar="FILE", nargs="?")
        parser.add_argument("--dry-run", action="store_true", help="Periksa saja.")
        parser.add_argument("--as", dest="username", help="Nama masuk yang mencatat.")
        parser.add_argument("--template", metavar="FILE", help="Tulis berkas contoh .xlsx.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            with output_file(options["template"]) as path:
                write_template(path)
            return
        if not options["file"]:
            raise CommandError(_("Sebutkan ORG dan FILE."))
        book = find_book(options["organization"])
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(
                _("Berkas %(path)s tidak dapat dibaca: %(reason)s.")
                % {"path": path, "reason": error.strerror}
            ) from None
        try:
            result = import_journal(
                book=book,
                content=content,
                file_name=path.name,
                actor=self._actor(options["username"]),
                at=timezone.now(),
                dry_run=options["dry_run"],
                progress=self._progress,
            )
        except CellsError as refused:
            for fault in refused.errors[:SHOWN]:
                self.stderr.write(str(fault))
            raise CommandError(
                ngettext(
                    "%(count)s kesalahan; tidak ada yang disimpan.",
                    "%(count)s kesalahan; tidak ada yang disimpan.",
                    len(refused.errors),
                )
                % {"count": len(refused.errors)}
            ) from None
        except (FileError, PostingError) as refused:
            raise CommandError(f"{refused} " + _("Tidak ada yang disimpan.")) from None
        text = (
            _("%(count)s bukti dari %(rows)s baris dapat diimpor; belum ada yang disimpan.")
            if options["dry_run"]
            else _("%(count)s bukti dari %(rows)s baris diimpor.")
        )
        self.stdout.write(text % {"count": result.count, "rows": result.rows})

    def _actor(self, username: str | None) -> Any:
        if username is None:
            return system_actor()
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("Tidak ada nama masuk “%(name)s”.") % {"name": username})
        return user

    def _progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        filled = 30 * done // total
        end = "\n" if done == total else ""
        self.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", ending=end)


EXAMPLE = (
    ("BKM-1", "2025-01-05", "Penjualan tunai", "1101", 250000, None),
    ("BKM-1", "2025-01-05", "Penjualan tunai", "4101", None, 250000),
)


def write_template(path: Path) -> None:
    """Write an example file with every column and one voucher of two lines."""
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Jurnal"
    sheet.append([*REQUIRED, *OPTIONAL])
    for row in EXAMPLE:
        sheet.append(row)
    for column in "ABCDEFGHIJK":
        sheet.column_dimensions[column].width = 18
    workbook.save(path)
