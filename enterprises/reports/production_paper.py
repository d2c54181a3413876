"""The production card, and the berita acara of a stock count, on paper."""

from datetime import datetime

from django.utils.translation import gettext as _

from enterprises.models import Batch, StockCount
from enterprises.reports.sheet import Sheet, sheet, sheet_table
from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.reports.voucher_paper import CHAIRS, TREASURER


def batch_paper(batch: Batch, *, at: datetime) -> Sheet:
    """Kartu produksi: what went in, what came out, its cost and quality."""
    head = registry.letterhead(batch.book, batch.made_on)
    inputs, outputs = list(batch.inputs.all()), list(batch.outputs.all())
    total = sum(line.cost for line in inputs) + batch.labour + batch.overhead
    used = [
        (str(i.item), f"{i.quantity_text} {i.item.measure}", format_rupiah(i.cost)) for i in inputs
    ]
    used += [(_("Upah"), "", format_rupiah(batch.labour))] if batch.labour else []
    used += [(_("Biaya lain"), "", format_rupiah(batch.overhead))] if batch.overhead else []
    checks = [
        (
            str(c.standard),
            _("memenuhi") if c.is_met else _("tidak memenuhi"),
            c.found or "–",
            f"{c.checked_by}, {c.checked_on:%d/%m/%Y}",
        )
        for c in batch.checks.all()
    ]
    tables = [
        sheet_table(
            _("Bahan dan biaya"),
            ((_("Barang"), 46, False), (_("Jumlah"), 24, True), (_("Nilai (Rp)"), 30, True)),
            [*used, (_("Jumlah"), "", format_rupiah(total))],
        ),
        sheet_table(
            _("Hasil"),
            (
                (_("Barang"), 28, False),
                (_("Hasil baik"), 18, True),
                (_("Susut"), 14, True),
                (_("Rendemen"), 14, True),
                (_("Harga pokok per satuan"), 26, True),
            ),
            [
                (
                    str(o.item),
                    f"{o.quantity_text} {o.item.measure}",
                    o.lost_text if o.lost else "–",
                    o.yield_text,
                    format_rupiah(o.unit_cost),
                )
                for o in outputs
            ],
        ),
    ]
    if checks:
        columns = (
            (_("Syarat mutu"), 34, False),
            (_("Hasil periksa"), 20, False),
            (_("Yang ditemukan"), 24, False),
            (_("Pemeriksa"), 22, False),
        )
        tables.append(sheet_table(_("Mutu"), columns, checks))
    return sheet(
        batch.book,
        title=_("Kartu Produksi"),
        code=_("No. %(number)s") % {"number": batch.number},
        on=batch.made_on,
        at=at,
        facts=(
            (_("Dikerjakan oleh"), batch.workers),
            (_("Bukti"), batch.voucher.code if batch.voucher else "–"),
            *(((_("Catatan"), batch.note),) if batch.note else ()),
        ),
        tables=tables,
        boxes=(
            (_("Petugas produksi"), ""),
            (_("Dicatat oleh"), head.holder(TREASURER)),
            (_("Mengetahui"), head.holder(*CHAIRS)),
        ),
    )


def count_paper(count: StockCount, *, at: datetime) -> Sheet:
    """Berita acara hitung stok, signed by both counters."""
    head = registry.letterhead(count.book, count.counted_on)
    lines = list(count.lines.all())
    has_cards = any(line.book_quantity for line in lines)
    columns: list[tuple[str, int, bool]]
    rows: list[tuple[str, ...]]
    total = sum(line.value for line in lines)
    if has_cards:
        columns = [
            (_("Barang"), 30, False),
            (_("Dihitung"), 16, True),
            (_("Menurut kartu"), 16, True),
            (_("Nilai (Rp)"), 19, True),
            (_("Selisih (Rp)"), 19, True),
        ]
        rows = [
            (
                str(line.item),
                f"{line.quantity_text} {line.item.measure}",
                line.book_quantity_text,
                format_rupiah(line.value),
                format_rupiah(line.difference) if line.difference else "–",
            )
            for line in lines
        ]
        gap = sum(line.difference for line in lines)
        rows.append((_("Jumlah"), "", "", format_rupiah(total), format_rupiah(gap)))
    else:
        columns = [
            (_("Barang"), 34, False),
            (_("Akun persediaan"), 24, False),
            (_("Dihitung"), 22, True),
            (_("Nilai (Rp)"), 20, True),
        ]
        rows = [
            (
                str(line.item),
                line.account.code,
                f"{line.quantity_text} {line.item.measure}",
                format_rupiah(line.value),
            )
            for line in lines
        ]
        rows.append((_("Jumlah"), "", "", format_rupiah(total)))
    booked = (
        _("Selisih dengan buku dibukukan dengan %(code)s.") % {"code": count.voucher.code}
        if count.voucher
        else _("Hitungan sama dengan buku; tidak ada yang dibukukan.")
    )
    return sheet(
        count.book,
        title=_("Berita Acara Hitung Stok"),
        code=_("No. %(number)s") % {"number": count.pk},
        on=count.counted_on,
        at=at,
        opening=_(
            "Persediaan dihitung bersama oleh %(first)s dan %(second)s; kedua hitungan sama, dengan"
            " hasil sebagai berikut."
        )
        % {"first": count.first_counter, "second": count.second_counter},
        tables=(sheet_table("", columns, rows),),
        closing=(
            booked,
            *((count.note,) if count.note else ()),
            _("Demikian berita acara ini dibuat dengan sebenarnya."),
        ),
        boxes=(
            (_("Penghitung pertama"), count.first_counter),
            (_("Penghitung kedua"), count.second_counter),
            (_("Mengetahui"), head.holder(*CHAIRS)),
        ),
    )
