"""Everything of a range of days in one zip: for an auditor's own programs.

Statements as PDF and workbooks, the journal and the register of vouchers as CSV, the whole sealed
book as JSON with the stand-alone verifier, the list of papers, the log, the remarks, and the
hashes of all of it.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.periods import month_end
from ledger.models import Book, Line, Paper, Voucher
from ledger.reports.event_log import LIMIT, event_log
from ledger.reports.exports import to_json
from ledger.reports.paper import paper_of
from ledger.reports.renderers import safe_text, to_csv
from ledger.reports.statement_set import statement_set
from ledger.reports.xlsx import to_xlsx
from ledger.selectors.events import events_of
from ledger.selectors.seals import seal_head

IN_MEMORY = 8 * 1024 * 1024
VERIFIER = Path(settings.BASE_DIR) / "docs" / "accounting" / "verify_export.py"
README = """{name}
{start} – {end}, {made}

laporan/          laporan keuangan sebagai Excel; laporan.pdf bila masa berakhir pada akhir bulan
bukti.csv         daftar bukti pada masa ini, dengan segelnya
jurnal.csv        setiap baris bukti pada masa ini
buku.json         seluruh buku yang bersegel, dari bukti pertama
verify_export.py  membuktikan buku.json tanpa Lumbung: python3 verify_export.py buku.json {head}
lampiran.csv      daftar lampiran dengan sidik berkasnya
kejadian.csv      catatan kejadian pada masa ini
temuan.csv        temuan yang dibuka pada masa ini
SHA256SUMS        sidik setiap berkas: sha256sum -c SHA256SUMS
"""


def audit_package(
    book: Book, *, start: date, end: date, may: Callable[[str], bool], at: datetime
) -> IO[bytes]:
    """Write the zip and return it, rewound. `may` says which permission its reader holds."""
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  its reader closes it
    sums: list[str] = []
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, parts in _files(book, start, end, may, at):
            digest = sha256()
            with package.open(name, "w") as file:
                for part in parts:
                    data = part.encode() if isinstance(part, str) else part
                    digest.update(data)
                    file.write(data)
            sums.append(f"{digest.hexdigest()}  {name}\n")
        package.writestr("SHA256SUMS", "".join(sums))
    out.seek(0)
    return out


def _files(
    book: Book, start: date, end: date, may: Callable[[str], bool], at: datetime
) -> Iterator[tuple[str, Iterable[str | bytes]]]:
    made = timezone.localtime(at).strftime("%d/%m/%Y %H:%M")
    head = seal_head(book)[1]
    words = {"name": book.name, "start": f"{start:%d/%m/%Y}", "end": f"{end:%d/%m/%Y}"}
    yield "BACA.txt", [README.format(**words, made=made, head=head)]
    for report in registry.reports(book.framework):
        if may(report.permission) and "account" not in report.options:
            table = report.build(book, start=start, end=end)
            yield f"laporan/{report.name}.xlsx", [to_xlsx(paper_of(book, table, at=at))]
    if end == month_end(end):
        yield "laporan/laporan.pdf", [statement_set(book, end=end, at=at)]
    yield "bukti.csv", _csv(_vouchers(book, start, end))
    yield "jurnal.csv", _csv(_lines(book, start, end))
    yield "buku.json", to_json(book)
    yield "verify_export.py", [VERIFIER.read_bytes()]
    yield "lampiran.csv", _csv(_papers(book, start, end))
    log = event_log(book, events_of(book, start=start, end=end)[:LIMIT], start=start, end=end)
    yield "kejadian.csv", [to_csv(log)]
    yield "temuan.csv", [to_csv(registry.report("remarks").build(book, start=start, end=end))]


def _csv(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Semicolons and a byte-order mark, as elsewhere; no text becomes a formula."""
    yield "\ufeff"
    for row in rows:
        out = io.StringIO()
        cells = [safe_text(cell) if isinstance(cell, str) else cell for cell in row]
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(cells)
        yield out.getvalue()


def _vouchers(book: Book, start: date, end: date) -> Iterator[tuple[Any, ...]]:
    yield (
        _("Urutan"), _("Nomor bukti"), _("Tanggal"), _("Uraian"), _("Pihak"),
        _("No. Bukti sendiri"), _("Jumlah"), _("Dicatat oleh"), _("Disetujui oleh"),
        _("Dicatat pada"), _("Pembalikan dari"), _("Segel"),
    )  # fmt: skip
    found = Voucher.objects.filter(book=book, date__gte=start, date__lte=end)
    found = found.select_related("made_by__person", "approved_by__person", "reversal_of")
    for v in found.prefetch_related("lines").order_by("sequence").iterator(chunk_size=500):
        approver = v.approved_by.get_full_name() if v.approved_by else ""
        yield (
            v.sequence, v.code, v.date.isoformat(), v.narration, v.party, v.reference,
            sum(line.debit for line in v.lines.all()), v.made_by.get_full_name(), approver,
            v.recorded_on.isoformat(), v.reversal_of.code if v.reversal_of else "", v.seal,
        )  # fmt: skip


def _lines(book: Book, start: date, end: date) -> Iterator[tuple[Any, ...]]:
    yield (
        _("Nomor bukti"), _("Tanggal"), _("Baris"), _("Akun"), _("Nama akun"),
        _("Rekening pembantu"), _("Unit"), _("Debet"), _("Kredit"), _("Keterangan"),
    )  # fmt: skip
    found = Line.objects.filter(book=book, date__gte=start, date__lte=end)
    rows = found.order_by("voucher__sequence", "position").values_list(
        "voucher__code", "date", "position", "account__code", "account__name",
        "subsidiary__code", "unit__code", "debit", "credit", "memo",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=2000):
        yield (row[0], row[1].isoformat(), *row[2:5], row[5] or "", *row[6:])


def _papers(book: Book, start: date, end: date) -> Iterator[tuple[Any, ...]]:
    yield (
        _("Urutan"), _("Nomor bukti"), _("Nama berkas"), _("Ukuran"), _("Dilampirkan pada"),
        _("Sidik berkas"), _("Segel"),
    )  # fmt: skip
    found = Paper.objects.filter(book=book).select_related("voucher", "draft__voucher")
    for paper in found.order_by("sequence").iterator(chunk_size=500):
        voucher = paper.voucher or (paper.draft.voucher if paper.draft else None)
        if voucher is None or not start <= voucher.date <= end:
            continue
        when = timezone.localtime(paper.added_at).isoformat(timespec="seconds")
        yield (
            paper.sequence, voucher.code, paper.name, paper.size, when, paper.sha256, paper.seal
        )  # fmt: skip
