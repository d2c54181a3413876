"""The proofs of a book, one by one, each with what it means and what to do when it fails.

They read the whole book: a page runs them only when somebody asks (`views/health.py`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.export_proof import prove_export
from ledger.calculations.money import format_rupiah
from ledger.integrity.checks import faults_of_database, faults_of_part
from ledger.models import AccountBalance, Book, Sample
from ledger.registry import Words
from ledger.reports.exports import to_json
from ledger.selectors.papers import faults_of_files, faults_of_papers
from ledger.selectors.seals import verify_seals
from ledger.services.health import Found
from ledger.services.sampling import drawn_again

ASK = gettext_lazy(
    "Hentikan pencatatan dan hubungi yang mengurus komputer ini. Bandingkan dengan cadangan"
    " terakhir yang baik."
)


@dataclass(frozen=True)
class HealthCheck:
    """A proof: its name, what it proves, what to do when it fails, and how it is run."""

    name: str
    title: Words
    meaning: Words
    next_step: Words
    run: Callable[[Book], Iterable[str]]


def _trial_balance(book: Book) -> Iterator[str]:
    sums = AccountBalance.objects.filter(book=book).aggregate(d=Sum("debit"), c=Sum("credit"))
    debit, credit = int(sums["d"] or 0), int(sums["c"] or 0)
    if debit != credit:
        yield _("Debet %(debit)s, kredit %(credit)s.") % {
            "debit": format_rupiah(debit),
            "credit": format_rupiah(credit),
        }
    yield from faults_of_part(book, "entries")


def _seals(book: Book) -> Iterator[str]:
    for fault in verify_seals(book):
        yield fault.message


def _papers(book: Book) -> Iterator[str]:
    yield from faults_of_papers(book)
    yield from faults_of_files(book)


def _export(book: Book) -> Iterator[str]:
    """The exported journal, proved by a reader that asks nothing of the books, against them."""
    proof = prove_export(to_json(book))
    words = {
        "order": _("%(code)s: urutannya salah dalam ekspor."),
        "seal": _("%(code)s: segelnya tidak cocok dalam ekspor."),
        "balance": _("%(code)s: debet dan kredit tidak sama dalam ekspor."),
    }
    for code, kind in proof.faults:
        yield words[kind] % {"code": code}
    held = {
        code: int(debit - credit)
        for code, debit, credit in AccountBalance.objects.filter(book=book)
        .order_by()
        .values_list("account__code")
        .annotate(Sum("debit"), Sum("credit"))
    }
    for code in sorted(held.keys() | proof.net.keys()):
        if held.get(code, 0) != proof.net.get(code, 0):
            yield _("Akun %(code)s: saldo %(held)s, menurut ekspor %(net)s.") % {
                "code": code,
                "held": format_rupiah(held.get(code, 0)),
                "net": format_rupiah(proof.net.get(code, 0)),
            }


def _samples(book: Book) -> Iterator[str]:
    for sample in Sample.objects.filter(book=book).select_related("account", "book"):
        kept = list(sample.items.order_by("position").values_list("voucher", flat=True))
        if drawn_again(sample) != kept:
            yield _("Sampel %(sample)s tidak dapat ditarik ulang dengan hasil yang sama.") % {
                "sample": sample
            }


CHECKS = (
    HealthCheck(
        "trial_balance",
        gettext_lazy("Neraca saldo tertutup"),
        gettext_lazy("Jumlah debet sama dengan jumlah kredit, di setiap bukti dan seluruhnya."),
        ASK,
        _trial_balance,
    ),
    HealthCheck(
        "balances",
        gettext_lazy("Saldo terbukti"),
        gettext_lazy(
            "Saldo setiap akun dan rekening pembantu sama dengan jumlah barisnya, dan sama dengan"
            " hitungan mesin pembukuan."
        ),
        ASK,
        lambda book: faults_of_part(book, "balances"),
    ),
    HealthCheck(
        "numbering",
        gettext_lazy("Nomor bukti tanpa lompatan"),
        gettext_lazy("Nomor setiap jenis bukti berurutan dari satu."),
        ASK,
        lambda book: faults_of_part(book, "numbering"),
    ),
    HealthCheck(
        "seals",
        gettext_lazy("Segel utuh"),
        gettext_lazy("Isi setiap bukti cocok dengan segelnya, dan segel-segel itu bersambung."),
        gettext_lazy("Bandingkan segel terakhir dengan yang tercetak pada laporan lama."),
        _seals,
    ),
    HealthCheck(
        "papers",
        gettext_lazy("Lampiran utuh"),
        gettext_lazy("Setiap berkas lampiran masih ada dan tidak tertukar."),
        gettext_lazy("Kembalikan folder lampiran dari cadangan."),
        _papers,
    ),
    HealthCheck(
        "guards",
        gettext_lazy("Pengaman terpasang"),
        gettext_lazy("Basis data sendiri menolak perubahan atas bukti yang sudah dibukukan."),
        gettext_lazy("Jalankan “./lumbung manage migrate”, lalu periksa lagi."),
        lambda _book: faults_of_database(),
    ),
    HealthCheck(
        "export",
        gettext_lazy("Ekspor dihitung ulang"),
        gettext_lazy(
            "Jurnal diekspor dan dihitung ulang oleh pembaca lain yang tidak memakai saldo buku;"
            " hasilnya sama."
        ),
        ASK,
        _export,
    ),
    HealthCheck(
        "samples",
        gettext_lazy("Sampel dapat ditarik ulang"),
        gettext_lazy("Bilangan acak yang tersimpan memberi bukti yang sama."),
        ASK,
        _samples,
    ),
)
"""Every proof, in the order of the page."""


def prove(book: Book) -> list[Found]:
    """Run every proof of a book."""
    return [Found(check.name, tuple(check.run(book))) for check in CHECKS]
