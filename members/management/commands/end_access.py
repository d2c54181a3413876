"""`end_access`: write once into the log whose access has ended. For a nightly timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from members.services.access_end import note_ended


class Command(BaseCommand):
    help = "Catat pada Kejadian, sekali saja, jabatan yang masa aksesnya sudah berakhir."

    def handle(self, *args: Any, **options: Any) -> None:
        count = note_ended(at=timezone.now())
        self.stdout.write(_("%(count)s akhir akses dicatat.") % {"count": count})
