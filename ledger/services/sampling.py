"""Draw a sample of vouchers, mark its items, conclude. Nothing here ever touches the books."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ledger.calculations import sampling
from ledger.calculations.money import format_rupiah
from ledger.calculations.sampling import Pick
from ledger.checking import tick_marks
from ledger.models import (
    Account,
    Book,
    ItemCheck,
    Sample,
    SampleConclusion,
    SampleItem,
    SampleMethod,
)
from ledger.selectors.sampling import Population, population
from ledger.selectors.seals import seal_head
from ledger.services import events
from ledger.services.periods import lock_book

MAX_ITEMS = 500
"""More is no sample that a person checks."""
SIZED = (SampleMethod.RANDOM, SampleMethod.LARGEST, SampleMethod.MONETARY)


class SamplingError(ValueError):
    """A drawing, a mark or a conclusion was refused. `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What to draw: `size` vouchers (or hits), or all from `threshold` rupiah on."""

    purpose: str
    method: str
    start: date
    end: date
    account: Account | None = None
    size: int = 0
    threshold: int = 0
    seed: str = ""


@transaction.atomic
def draw_sample(*, book: Book, drawing: Drawing, actor: Any, at: datetime) -> Sample:
    """Draw and keep a sample. An empty seed is drawn by the machine.

    Raises SamplingError when nothing lies in the range, when the size is missing, and when more
    than `MAX_ITEMS` vouchers would have to be checked.
    """
    book = lock_book(book)
    method = SampleMethod(drawing.method)
    _check(drawing, method)
    found = population(book, start=drawing.start, end=drawing.end, account=drawing.account)
    if not found.vouchers:
        raise SamplingError(
            _("Tidak ada bukti pada rentang ini. Ubah tanggal atau akunnya."), field="start"
        )
    needs_seed = method in (SampleMethod.RANDOM, SampleMethod.MONETARY)
    seed = (drawing.seed.strip() or secrets.token_hex(8)) if needs_seed else ""
    interval = sampling.interval_of(found.amount, drawing.size) if _is_mus(method) else 0
    first_hit = sampling.start_of(seed, interval) if interval else 0
    picks = picked(
        found, method, size=drawing.size, threshold=drawing.threshold, seed=seed,
        interval=interval, first_hit=first_hit,
    )  # fmt: skip
    _check_picks(picks, drawing)
    last = Sample.objects.filter(book=book).aggregate(last=Max("number"))["last"] or 0
    sample = Sample.objects.create(
        book=book,
        number=last + 1,
        purpose=drawing.purpose.strip(),
        method=method,
        start=drawing.start,
        end=drawing.end,
        account=drawing.account,
        size=drawing.size if method in SIZED else 0,
        threshold=drawing.threshold if method == SampleMethod.ABOVE else 0,
        interval=interval,
        first_hit=first_hit,
        seed=seed,
        sequence=seal_head(book)[0],
        population=len(found.vouchers),
        population_amount=found.amount,
        drawn_by=actor,
        drawn_at=at,
    )
    _keep_items(sample, found, picks)
    events.log(
        act="draw_sample",
        subject=f"{sample} · {sample.purpose}",
        actor=actor,
        at=at,
        book=book,
        vouchers=len(picks),
        seed=seed,
    )
    return sample


def _is_mus(method: SampleMethod) -> bool:
    return method == SampleMethod.MONETARY


def _check(drawing: Drawing, method: SampleMethod) -> None:
    if not drawing.purpose.strip():
        raise SamplingError(_("Tulis untuk apa sampel ini ditarik."), field="purpose")
    if drawing.end < drawing.start:
        raise SamplingError(_("Tanggal akhir harus sesudah tanggal awal."), field="end")
    if method in SIZED and not 1 <= drawing.size <= MAX_ITEMS:
        raise SamplingError(
            _("Isi banyaknya bukti dari 1 sampai %(max)s.") % {"max": MAX_ITEMS}, field="size"
        )
    if method == SampleMethod.ABOVE and drawing.threshold < 1:
        raise SamplingError(_("Isi jumlah rupiah batas bawahnya."), field="threshold")


def picked(
    found: Population, method: str, *, size: int, threshold: int, seed: str, interval: int,
    first_hit: int,
) -> list[Pick]:  # fmt: skip
    """The picks of a method; with the figures of a stored sample, the same picks again."""
    if method == SampleMethod.RANDOM:
        return sampling.at_random(found.units, size=size, seed=seed)
    if method == SampleMethod.LARGEST:
        return sampling.largest(found.units, size=size)
    if method == SampleMethod.ABOVE:
        return sampling.above(found.units, threshold=threshold)
    if method == SampleMethod.MONETARY:
        return sampling.by_monetary_units(found.units, interval=interval, start=first_hit)
    return sampling.whole(found.units)


def _check_picks(picks: list[Pick], drawing: Drawing) -> None:
    if not picks:
        raise SamplingError(
            _("Tidak ada bukti mulai Rp%(amount)s pada rentang ini.")
            % {"amount": format_rupiah(drawing.threshold)},
            field="threshold",
        )
    if len(picks) > MAX_ITEMS:
        raise SamplingError(
            _("Terpilih %(count)s bukti, paling banyak %(max)s. Persempit rentang atau batasnya.")
            % {"count": format_rupiah(len(picks)), "max": MAX_ITEMS}
        )


def _keep_items(sample: Sample, found: Population, picks: list[Pick]) -> None:
    SampleItem.objects.bulk_create(
        SampleItem(
            sample=sample,
            position=position,
            voucher_id=found.vouchers[pick.place],
            amount=found.units[pick.place].amount,
            hits=pick.hits,
        )
        for position, pick in enumerate(picks, start=1)
    )


def drawn_again(sample: Sample) -> list[int]:
    """The vouchers that the stored figures of a sample draw today: the same, or it was forged."""
    found = population(
        sample.book,
        start=sample.start,
        end=sample.end,
        account=sample.account,
        sequence=sample.sequence,
    )
    picks = picked(
        found, sample.method, size=sample.size, threshold=sample.threshold, seed=sample.seed,
        interval=sample.interval, first_hit=sample.first_hit,
    )  # fmt: skip
    return [found.vouchers[pick.place] for pick in picks]


@transaction.atomic
def check_item(
    *, item: SampleItem, marks: Iterable[str], note: str, actor: Any, at: datetime
) -> ItemCheck:
    """Record what was found about an item. The older record stays; the newest counts.

    Raises SamplingError without a mark or note, for an unknown mark, for an exception without a
    note, and once the sample is concluded.
    """
    lock_book(item.sample.book)
    known, note = tick_marks(), note.strip()
    chosen = [code for code in known if code in set(marks)]
    if not chosen:
        raise SamplingError(_("Pilih sedikitnya satu tanda periksa."), field="marks")
    if any(known[code].is_exception for code in chosen) and not note:
        raise SamplingError(_("Tulis apa yang tidak cocok."), field="note")
    if item.sample.conclusions.exists():
        raise SamplingError(_("Sampel ini sudah disimpulkan. Tarik sampel baru bila perlu."))
    made = ItemCheck.objects.create(item=item, marks=chosen, note=note, made_by=actor, made_at=at)
    events.log(
        act="check_item",
        subject=f"{item} · {item.voucher.code}",
        actor=actor,
        at=at,
        book=item.sample.book,
        marks=" ".join(known[code].sign for code in chosen),
        explanation=note,
    )
    return made


@transaction.atomic
def conclude_sample(*, sample: Sample, text: str, actor: Any, at: datetime) -> SampleConclusion:
    """Write the conclusion of a sample whose items are all checked; marks end with it.

    Raises SamplingError without words, while items are left, and the second time.
    """
    lock_book(sample.book)
    if not text.strip():
        raise SamplingError(_("Tulis simpulannya."), field="text")
    if sample.conclusions.exists():
        raise SamplingError(_("Sampel ini sudah disimpulkan. Tarik sampel baru bila perlu."))
    left = sample.items.filter(checks__isnull=True).count()
    if left:
        raise SamplingError(
            _("Masih %(count)s bukti belum diperiksa. Periksa semuanya dahulu.") % {"count": left}
        )
    made = SampleConclusion.objects.create(
        sample=sample, text=text.strip(), made_by=actor, made_at=at
    )
    events.log(
        act="conclude_sample",
        subject=str(sample),
        actor=actor,
        at=at,
        book=sample.book,
        explanation=made.text[:200],
    )
    return made
