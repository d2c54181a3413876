"""`shu --simulate FILE`: how a surplus would be shared, on figures alone."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext_lazy as _

from cooperatives.calculations.shu import Distribution, ShuError, distribute
from cooperatives.readers import shu_simulation
from cooperatives.reports.shu import as_data, as_text

SENTENCES = {
    "loss": _("Tahun rugi: tidak ada SHU yang dibagi. Rapat memutuskan penutupan ruginya."),
    "from_members": _("SHU dari anggota harus antara nol dan SHU seluruhnya."),
    "percentages": _("Persentase berjumlah %(detail)s; harus tepat 100."),
    "negative_percentage": _("Persentase “%(detail)s” di bawah nol."),
    "two_level": _(
        "Pembagian dua tingkat memerlukan bagian “anggota”, yang dibagi menjadi jasa_modal dan"
        " jasa_usaha; keduanya tidak disebut lagi di tingkat pertama."
    ),
    "negative_base": _("Dasar bagian anggota %(detail)s di bawah nol."),
    "member_twice": _("Anggota %(detail)s tertulis dua kali."),
}


class Command(BaseCommand):
    help = "Simulasi pembagian SHU dari angka dalam berkas JSON; tidak menyentuh buku."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--simulate", metavar="FILE", type=Path, required=True)
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        distribution = simulated(options["simulate"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_data(distribution), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(distribution))


def simulated(path: Path) -> Distribution:
    """Share the figures of a file; CommandError says what to mend."""
    try:
        wish = shu_simulation.read(path)
        return distribute(wish.surplus, wish.policy, wish.members, wish.from_members)
    except shu_simulation.SimulationFileError as error:
        raise CommandError(str(error)) from None
    except ShuError as error:
        raise CommandError(str(SENTENCES[error.code]) % {"detail": error.detail}) from None
