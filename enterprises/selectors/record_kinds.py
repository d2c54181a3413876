"""The kinds of records that are typed: one list, one form, one print for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enterprises.models import group_books, market
from enterprises.models.records import CostedRecord
from ledger.calculations.money import format_rupiah
from ledger.models import Book

BUSINESS = frozenset({"kube", "koperasi"})
RAISED = BUSINESS | {"panti"}


@dataclass(frozen=True)
class Shown:
    """A column: a field (or property) of the record, its width, and whether it is rupiah."""

    name: str
    width: int = 10
    label: Any = ""
    is_amount: bool = False


@dataclass(frozen=True)
class RecordKind:
    """One kind: its address, model, the day that places it in a period, and what is shown."""

    slug: str
    model: Any
    day: str
    columns: tuple[Shown, ...]
    group: str = "pasar"
    frameworks: frozenset[str] = BUSINESS
    hint: Any = ""
    signed: Any = ""
    """The last column of its print, to be signed or initialled by hand; empty for none."""

    @property
    def title(self) -> str:
        """The list."""
        return _capital(str(self.model._meta.verbose_name_plural))

    @property
    def singular(self) -> str:
        """One of it."""
        return str(self.model._meta.verbose_name)

    @cached_property
    def is_costed(self) -> bool:
        """Whether its cost stands in vouchers."""
        return issubclass(self.model, CostedRecord)

    @cached_property
    def form_fields(self) -> tuple[str, ...]:
        """What is typed, in the order of the model."""
        hidden = {"id", "book", "void_reason", "made_by", "made_at"}
        return tuple(f.name for f in self.model._meta.fields if f.name not in hidden)

    def label(self, column: Shown) -> str:
        """The head of a column."""
        if column.label:
            return str(column.label)
        return _capital(str(self.model._meta.get_field(column.name).verbose_name))

    def text(self, record: Any, column: Shown) -> Any:
        """What a cell shows: a choice by its label, a day as a day, else text."""
        shown: Callable[[], str] | None = getattr(record, f"get_{column.name}_display", None)
        value = shown() if shown else getattr(record, column.name)
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, int):
            return value if column.is_amount else format_rupiah(value)
        return str(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


COST = Shown("cost", 10, _("Biaya di buku"), is_amount=True)

KINDS: tuple[RecordKind, ...] = (
    RecordKind(
        "produksi",
        group_books.ProductionNote,
        "made_on",
        (Shown("made_on", 8), Shown("product", 12), Shown("materials", 20), Shown("output", 10),
         Shown("loss", 10), Shown("quality", 12), Shown("workers", 16)),
        group="buku",
        frameworks=frozenset({"kube"}),
        signed=_("Paraf"),
    ),
    RecordKind(
        "inventaris",
        group_books.InventoryGood,
        "acquired_on",
        (Shown("code", 8), Shown("name", 16), Shown("model", 13), Shown("origin", 10),
         Shown("acquired_on", 8), Shown("quantity", 6), Shown("value", 10, is_amount=True),
         Shown("state", 10), Shown("place", 11), Shown("keeper", 12)),
        group="buku",
        frameworks=frozenset({"kube"}),
        hint=_("Barang pinjam pakai dicatat di sini saja; tidak pernah menjadi aset kelompok."),
        signed=_("Paraf"),
    ),
    RecordKind(
        "tamu",
        group_books.GuestVisit,
        "visited_on",
        (Shown("visited_on", 8), Shown("name", 16), Shown("office", 18), Shown("position", 12),
         Shown("purpose", 18), Shown("impression", 16)),
        group="buku",
        frameworks=frozenset({"kube"}),
        signed=_("Tanda tangan"),
    ),
    RecordKind(
        "kegiatan",
        group_books.ActivityNote,
        "on",
        (Shown("on", 8), Shown("kind", 11), Shown("number", 10), Shown("text", 26),
         Shown("by", 14), Shown("follow_up", 16), Shown("done_on", 8)),
        group="buku",
        frameworks=frozenset({"kube"}),
        signed=_("Paraf"),
    ),
    RecordKind(
        "uji-pasar",
        market.MarketTrial,
        "on",
        (Shown("on", 8), Shown("product", 13), Shown("place", 14), Shown("offered", 8),
         Shown("sold", 8), Shown("sold_share", 7, _("Laku")), Shown("price", 9, is_amount=True),
         Shown("feedback", 16), Shown("decision", 10), COST),
        hint=_("Coba jual sedikit dahulu, sebelum uang banyak ditanam (C.3.c)."),
    ),
    RecordKind(
        "promosi",
        market.Promotion,
        "on",
        (Shown("on", 9), Shown("what", 24), Shown("source", 14),
         Shown("aid_value", 12, is_amount=True), COST, Shown("result", 22)),
    ),
    RecordKind(
        "kontrak",
        market.SupplyContract,
        "starts_on",
        (Shown("partner", 18), Shown("number", 12), Shown("product", 18), Shown("quantity", 16),
         Shown("price", 10, is_amount=True), Shown("starts_on", 8), Shown("ends_on", 8)),
    ),
    RecordKind(
        "kemitraan",
        market.Partnership,
        "starts_on",
        (Shown("partner", 18), Shown("number", 12), Shown("subject", 22), Shown("starts_on", 8),
         Shown("ends_on", 8), Shown("contact", 12), Shown("result", 16)),
        frameworks=RAISED,
    ),
    RecordKind(
        "alih-teknologi",
        market.TechnologyTransfer,
        "on",
        (Shown("on", 9), Shown("what", 18), Shown("giver", 14), Shown("learners", 8),
         Shown("check_on", 9), Shown("adoption", 11), Shown("finding", 18), COST),
        frameworks=RAISED,
        hint=_("Tiga bulan sesudah diserahkan, lihat apakah benar-benar dipakai (C.3.d)."),
    ),
    RecordKind(
        "kunjungan",
        market.SupportVisit,
        "on",
        (Shown("on", 8), Shown("kind", 12), Shown("by", 14), Shown("people", 7),
         Shown("problem", 18), Shown("advice", 18), Shown("due_on", 8), Shown("done_on", 8), COST),
        frameworks=RAISED,
    ),
    RecordKind(
        "penempatan",
        market.Placement,
        "starts_on",
        (Shown("person", 16), Shown("partner", 18), Shown("work", 16), Shown("starts_on", 8),
         Shown("ends_on", 8), Shown("wage", 10, is_amount=True), Shown("note", 14)),
        frameworks=RAISED,
    ),
    RecordKind(
        "magang",
        market.Apprenticeship,
        "starts_on",
        (Shown("person", 16), Shown("place", 18), Shown("mentor", 14), Shown("skill", 16),
         Shown("starts_on", 8), Shown("ends_on", 8), Shown("result", 16)),
        frameworks=RAISED,
    ),
    RecordKind(
        "potensi",
        market.FieldPotential,
        "rated_on",
        (Shown("field", 16), Shown("resource", 22), Shown("market", 18), Shown("rating", 7),
         Shown("rated_on", 8), Shown("step", 20)),
        frameworks=RAISED,
        hint=_("Bidang mana yang pantas dibuka atau diperbesar, dan mengapa (C.3.a.1)."),
    ),
)  # fmt: skip
"""All kinds, in the order of the pages."""


def kinds_of(book: Book, group: str) -> list[RecordKind]:
    """The kinds of a group of pages that a framework keeps."""
    return [k for k in KINDS if k.group == group and book.framework in k.frameworks]


def kind_of(slug: str) -> RecordKind | None:
    """One kind by its address."""
    return next((kind for kind in KINDS if kind.slug == slug), None)


def records_of(kind: RecordKind, book: Book) -> QuerySet[Any]:
    """What counts of a kind, newest first."""
    found: QuerySet[Any] = kind.model.objects.filter(book=book, void_reason="")
    return found.prefetch_related("vouchers") if kind.is_costed else found


def records_between(kind: RecordKind, book: Book, start: date, end: date) -> QuerySet[Any]:
    """What counts of a period, oldest first; goods and potential of every day up to its end."""
    found = records_of(kind, book).order_by(kind.day, "pk")
    if kind.slug in ("inventaris", "potensi"):
        return found.filter(**{f"{kind.day}__lte": end})
    return found.filter(**{f"{kind.day}__range": (start, end)})


@dataclass(frozen=True)
class Due:
    """Something that somebody ought to look after: what, since when, where."""

    kind: RecordKind
    record: Any
    day: date


def due_records(book: Book, today: date) -> list[Due]:
    """Adoption checks and follow-ups whose day has come, oldest first."""
    mine: dict[str, Any] = {"book": book, "void_reason": ""}
    found = [
        *(
            Due(_kind("alih-teknologi"), one, one.check_on)
            for one in market.TechnologyTransfer.objects.filter(
                adoption="", check_on__lte=today, **mine
            )
        ),
        *(
            Due(_kind("kunjungan"), one, one.due_on or today)
            for one in market.SupportVisit.objects.filter(
                done_on__isnull=True, due_on__lte=today, **mine
            )
        ),
        *(
            Due(_kind("kegiatan"), one, one.due_on or today)
            for one in group_books.ActivityNote.objects.filter(
                done_on__isnull=True, due_on__lte=today, **mine
            )
        ),
    ]
    return sorted(found, key=lambda due: due.day)


def _kind(slug: str) -> RecordKind:
    found = kind_of(slug)
    assert found is not None  # noqa: S101  named above
    return found
