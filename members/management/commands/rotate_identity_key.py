"""Encrypt every citizen number anew under the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ledger.services import events
from ledger.services.actors import system_actor
from members.services.identity import IdentityKeyError, rotate


class Command(BaseCommand):
    """Put a new key before the old one in LUMBUNG_IDENTITY_KEYS, run this, drop the old one."""

    help = "Encrypt every citizen number anew under the first key of LUMBUNG_IDENTITY_KEYS"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many numbers were written."""
        try:
            count = rotate()
        except IdentityKeyError as error:
            raise CommandError(str(error)) from None
        events.log(
            act="rotate_identity_key",
            subject=str(count),
            actor=system_actor(),
            at=timezone.now(),
        )
        self.stdout.write(f"{count} nomor dienkripsi ulang")
