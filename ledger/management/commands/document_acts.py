"""`document_acts`: print docs/accounting/acts.md from the catalogue."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ledger.reports.acts import acts_page


class Command(BaseCommand):
    """Write the page anew."""

    help = "Menulis docs/accounting/acts.md dari katalog transaksi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Replace the file."""
        page = Path(settings.BASE_DIR) / "docs" / "accounting" / "acts.md"
        page.write_text(acts_page(), encoding="utf-8")
        self.stdout.write(str(page.name))
