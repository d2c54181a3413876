"""`traceability ORG`: every clause of the guideline, where it lives, what evidence there is."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from empowerment.selectors.evidence import traced
from members.models import Organization, OrganizationKind


class Command(BaseCommand):
    help = "Every clause of the guideline with an institution's evidence of a year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("org", help="slug of the institution")
        parser.add_argument("--year", type=int, default=None)
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Organization.objects.filter(slug=options["org"]).select_related("book").first()
        if found is None or found.kind != OrganizationKind.PANTI:
            raise CommandError(f"Tidak ada panti dengan kode “{options['org']}”.")
        year = options["year"] or timezone.localdate().year
        rows = [
            {
                "clause": row.clause.id,
                "title": row.clause.title,
                "where": row.where,
                "evidence": row.evidence,
                "status": row.status,
            }
            for row in traced(found, year=year)
        ]
        if options["format"] == "json":
            self.stdout.write(
                json.dumps(
                    {"organization": found.slug, "year": year, "rows": rows}, ensure_ascii=False
                )
            )
            return
        for row in rows:
            self.stdout.write(
                f"{row['clause']:8} {row['status']:8} {row['title']}: {row['evidence']}"
            )
