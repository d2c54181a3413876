"""What those who check the demonstration's cooperative have begun: samples and remarks."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from ledger.models import Book, SampleItem
from ledger.services.remarks import About, answer_remark, open_remark
from ledger.services.sampling import Drawing, check_item, conclude_sample, draw_sample
from members.models import User

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def load(book: Book, at: datetime) -> None:
    """A concluded sample of the supervisor, one of the auditor under way, two remarks."""
    supervisor, auditor, treasurer = (
        User.objects.get(username=f"{name}.ksu") for name in ("pengawas", "auditor", "bendahara")
    )
    largest = draw_sample(
        book=book,
        drawing=Drawing(
            purpose="Lima pengeluaran dan pemasukan terbesar tahun 2025",
            method="largest",
            size=5,
            start=FIRST,
            end=LAST,
        ),
        actor=supervisor,
        at=at,
    )
    for item in largest.items.select_related("sample__book", "voucher"):
        check_item(item=item, marks=["paper", "sum"], note="", actor=supervisor, at=at)
    conclude_sample(
        sample=largest, text="Kelima bukti cocok dengan aslinya.", actor=supervisor, at=at
    )
    _of_the_auditor(book, supervisor, auditor, treasurer, at)


def _of_the_auditor(
    book: Book, supervisor: User, auditor: User, treasurer: User, at: datetime
) -> None:
    sample = draw_sample(
        book=book,
        drawing=Drawing(
            purpose="Apakah pencatatan tahun 2025 didukung bukti",
            method="monetary",
            size=12,
            seed="dadu 4-2-6-1",
            start=FIRST,
            end=LAST,
        ),
        actor=auditor,
        at=at,
    )
    items: list[SampleItem] = list(sample.items.select_related("sample__book", "voucher"))
    check_item(item=items[0], marks=["paper", "sum", "account"], note="", actor=auditor, at=at)
    words = "Penerima belum menandatangani"
    check_item(item=items[1], marks=["exception"], note=words, actor=auditor, at=at)
    open_remark(
        book=book,
        about=About(voucher=items[1].voucher, item=items[1]),
        kind="finding",
        text="Bukti ini belum ditandatangani penerimanya. Mohon dilengkapi dan dilampirkan.",
        due_on=timezone.localdate(at) + timedelta(days=14),
        actor=auditor,
        at=at,
    )
    asked = open_remark(
        book=book,
        about=About(voucher=items[2].voucher),
        kind="note",
        text="Mohon tunjukkan persetujuan atas transaksi sebesar ini.",
        due_on=None,
        actor=supervisor,
        at=at,
    )
    answer_remark(
        remark=asked,
        text="Disetujui rapat pengurus; risalahnya ada pada sekretaris.",
        actor=treasurer,
        at=at,
    )
