"""What the ledger's commands share: finding the book, reading dates, naming the actor."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ledger.calculations.dates import DateError, parse_date
from ledger.models import Book


def find_book(slug: str) -> Book:
    """Return the book of that slug; CommandError names the ones there are."""
    try:
        return Book.objects.select_related("entity", "ledger").get(slug=slug)
    except Book.DoesNotExist:
        known = ", ".join(Book.objects.values_list("slug", flat=True)) or "-"
        raise CommandError(
            _("Tidak ada buku “%(slug)s”. Yang ada: %(known)s.") % {"slug": slug, "known": known}
        ) from None


def day(text: str) -> date:
    """An argparse type: a date such as 2025-12-31."""
    try:
        return parse_date(text)
    except DateError:
        raise argparse.ArgumentTypeError(
            _("“%(text)s” bukan tanggal. Tulis seperti 2025-12-31.") % {"text": text}
        ) from None


@contextmanager
def output_file(path: str) -> Iterator[Path]:
    """The file to write; CommandError when it cannot be written."""
    try:
        yield Path(path)
    except OSError as error:
        raise CommandError(
            _("Berkas %(path)s tidak dapat ditulis: %(reason)s.")
            % {"path": path, "reason": error.strerror}
        ) from None
