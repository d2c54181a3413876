"""Keys of acts that are done once, and again only after they were reversed."""

from django.db.models import Q

from ledger.models import Book


def key_after_reversals(book: Book, base: str) -> str:
    """`base`, with the number of its reversed vouchers once there are some."""
    mine = book.vouchers.filter(Q(key=base) | Q(key__startswith=f"{base}-"))
    undone = mine.filter(reversed_by__isnull=False).count()
    return f"{base}-{undone}" if undone else base
