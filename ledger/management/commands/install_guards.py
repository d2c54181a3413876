"""`install_guards`: put the database guards up again, for instance after a restore."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger.integrity import guards


class Command(BaseCommand):
    help = "Pasang ulang pengaman pembukuan di pangkalan data."

    def handle(self, *args: Any, **options: Any) -> None:
        guards.install()
        self.stdout.write(f"{len(guards.guard_sql(guards.connections['default'].vendor))} pengaman")
