"""`demo`: load the invented demonstration into a database that has no books."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from empowerment.services import demo, demo_desk
from ledger.models import Book


class Command(BaseCommand):
    help = "Muat peragaan (lembaga, orang, dan pembukuan rekaan) ke pangkalan data yang kosong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Diam saja bila sudah ada pembukuan."
        )
        parser.add_argument("--logins", action="store_true", help="Tulis nama masuk peragaan.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            if demo.is_loaded():
                for username, password, note in demo.logins():
                    self.stdout.write(f"{username:16} {password}   {note}")
            return
        if Book.objects.exists():
            if options["if_empty"] or demo.is_loaded():
                self.stderr.write(_("Pembukuan sudah ada; peragaan tidak dimuat lagi."))
                return
            raise CommandError(
                _(
                    "Pangkalan data ini sudah berisi pembukuan. Peragaan tidak dicampur dengan"
                    " buku sungguhan; pakai pangkalan data lain lewat DATABASE_URL."
                )
            )
        at = timezone.now()
        with transaction.atomic():
            demo.load(at=at, say=self.stderr.write)
            demo_desk.load(at=at)
        self._analyze()

    def _analyze(self) -> None:
        """Fresh statistics after bulk work: without them SQLite picks the wrong indexes."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
