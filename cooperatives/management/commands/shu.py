"""`shu ORG YEAR`: a year's SHU from the books; `shu --simulate FILE`: on figures alone."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.calculations.shu import Distribution, ShuError, distribute
from cooperatives.readers import shu_simulation
from cooperatives.reports.shu import as_data, as_text
from cooperatives.selectors.shu import ShuRefusedError, policy_now
from cooperatives.selectors.shu_words import sentence
from cooperatives.services.shu import computed
from ledger.models import Book


class Command(BaseCommand):
    help = (
        "SHU satu tahun buku dari bukunya, menurut keputusan rapat atau AD/ART; dengan --simulate"
        " dari angka dalam berkas JSON. Tidak menulis apa pun."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("org", nargs="?", metavar="ORG")
        parser.add_argument("year", nargs="?", type=int, metavar="YEAR")
        parser.add_argument("--simulate", metavar="FILE", type=Path)
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        org, year, file = options["org"], options["year"], options["simulate"]
        if file is not None and org is None:
            distribution = simulated(file)
        elif file is None and year is not None:
            distribution = of_year(org, year)
        else:
            raise CommandError(_("Tulis ORG dan tahunnya, atau --simulate FILE saja."))
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_data(distribution), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(distribution))


def of_year(org: str, year: int) -> Distribution:
    """Share a closed year: by the standing calculation's policy, else by the bylaws."""
    book = Book.objects.filter(slug=org).select_related("organization").first()
    if book is None:
        raise CommandError(_("Tidak ada lembaga %(org)s.") % {"org": org})
    today = timezone.localdate()
    try:
        policy = policy_now(book, year, today)
        return computed(book=book, year=year, policy=policy, on=today).shared
    except ShuRefusedError as error:
        raise CommandError(str(error)) from None


def simulated(path: Path) -> Distribution:
    """Share the figures of a file; CommandError says what to mend."""
    try:
        wish = shu_simulation.read(path)
        return distribute(wish.surplus, wish.policy, wish.members, wish.from_members)
    except shu_simulation.SimulationFileError as error:
        raise CommandError(str(error)) from None
    except ShuError as error:
        raise CommandError(sentence(error)) from None
