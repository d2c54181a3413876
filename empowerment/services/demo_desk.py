"""What lies on the desks of the demonstration: habits, papers, counts, people on their way.

Loaded after the books by the command `demo`; nothing here posts a voucher.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from empowerment.services.demo_papers import letter_pdf, nota_jpeg
from ledger.coa import denominations
from ledger.models import Account, Book, Voucher
from ledger.readers.paper import read_paper
from ledger.selectors.cash_counts import expected_cash
from ledger.selectors.vouchers import cash_moved, whole_vouchers
from ledger.services.act_settings import set_favourite
from ledger.services.approvals import set_policy
from ledger.services.cash_counts import record_count
from ledger.services.papers import attach
from ledger.services.remarks import About, answer_remark, close_remark, open_remark
from ledger.services.templates import content_of, save_template
from members.models import Organization, User
from members.services.invitations import invite
from members.services.savings_desk import hand_in_deposit
from members.services.substitutions import name_substitute

KSU, MINA = "ksu-karya-lentera", "mina-lestari"
LAST = date(2025, 12, 31)
FAVOURITES = {
    MINA: ("jual-tunai", "beli-bahan", "terima-simpanan-wajib"),
    KSU: ("bayar-listrik",),
}
PAPERS = {
    MINA: ("Pakan pelet & maggot", "Benih lele 6000 ekor", "Bahan abon lele", "Angsuran KUR ke-6"),
    KSU: ("Listrik, air, internet Desember", "Setor PPh final November", "Gaji karyawan Desember"),
}
"""How the narration begins of the vouchers that get their paper; what a bank or office wrote comes
as PDF, everything else was photographed."""
FROM_AN_OFFICE = ("Angsuran", "Setor PPh", "Gaji")
DRAWERS = {MINA: ("1101",), KSU: ("1-1101", "1-1102")}
BANDS = {5_000_000: "officer", 20_000_000: "chair"}
"""Of the cooperative; whole rupiah, and who must agree from there on."""


@transaction.atomic
def load(*, at: datetime) -> None:
    """Lay everything out. The books of the demonstration must be loaded, and unchanged."""
    for slug in (MINA, KSU):
        organization = Organization.objects.select_related("book").get(slug=slug)
        _favourites(organization.book)
        _templates(organization.book, at)
        _papers(organization.book, at)
        _counts(organization.book, at)
    _remarks(Book.objects.get(slug=MINA), at)
    ksu = Organization.objects.select_related("book").get(slug=KSU)
    _people(ksu, at)
    _waiting(ksu, at)


def _officer(book: Book, office: str) -> User:
    short = {MINA: "mina", KSU: "ksu"}[book.slug]
    return User.objects.get(username=f"{office}.{short}")


def _favourites(book: Book) -> None:
    for act in FAVOURITES[book.slug]:
        set_favourite(book=book, act=act, is_favourite=True, actor=_officer(book, "bendahara"))


def _templates(book: Book, at: datetime) -> None:
    """One that is due today, one later in the month, one without a day."""
    today = timezone.localdate(at)
    wanted: dict[str, tuple[tuple[str, str, int | None], ...]] = {
        MINA: (
            ("Listrik dan air kolam", "Listrik & air kolam", today.day),
            ("Pakan pelet", "Pakan pelet & maggot", None),
        ),
        KSU: (
            ("Listrik, air, internet", "Listrik, air, internet Desember", today.day),
            ("Gaji karyawan", "Gaji karyawan Desember", 28),
            ("Beban sewa gudang", "Beban sewa gudang Desember", 31),
        ),
    }
    for name, narration, day in wanted[book.slug]:
        save_template(
            book=book,
            name=name,
            content=content_of(_voucher(book, narration)) | {"narration": name},
            day=day,
            today=today,
            actor=_officer(book, "bendahara"),
            at=at,
        )


def _voucher(book: Book, narration: str) -> Voucher:
    """The newest voucher whose narration begins so."""
    found = whole_vouchers(book).filter(narration__startswith=narration).order_by("-sequence")
    return found[0]


def _papers(book: Book, at: datetime) -> None:
    for narration in PAPERS[book.slug]:
        voucher = _voucher(book, narration)
        amount = abs(cash_moved(voucher)) or sum(line.debit for line in voucher.lines.all())
        seller = voucher.party or "Toko Rekaan Randuasri"
        if narration.startswith(FROM_AN_OFFICE):
            content = letter_pdf(seller, voucher.date, voucher.narration, int(amount))
            name = f"{voucher.date:%Y-%m-%d}-surat.pdf"
        else:
            content = nota_jpeg(seller, voucher.date, voucher.narration, int(amount))
            name = f"IMG_{voucher.date:%Y%m%d}_nota.jpg"
        attach(
            book=book,
            voucher=voucher,
            papers=[read_paper(ContentFile(content, name=name))],
            actor=_officer(book, "bendahara"),
            at=at,
        )


def _counts(book: Book, at: datetime) -> None:
    """Every drawer closed at the end of the year, and one surprise that missed a coin."""
    for code in DRAWERS[book.slug]:
        account = book.accounts.get(code=code)
        held = expected_cash(account, on=LAST)[0]
        record_count(
            account=account,
            on=LAST,
            pieces=dict(_pieces(held, LAST)),
            kind="close",
            witness=_officer(book, "ketua").get_full_name(),
            actor=_officer(book, "bendahara"),
            at=at,
        )
    _surprise(book.accounts.get(code=DRAWERS[book.slug][0]), date(2025, 12, 12), at)


def _surprise(account: Account, on: date, at: datetime) -> None:
    held = expected_cash(account, on=on)[0]
    record_count(
        account=account,
        on=on,
        pieces=dict(_pieces(held - 500, on)),
        kind="surprise",
        witness=_officer(account.book, "bendahara").get_full_name(),
        note="Kurang satu keping Rp500; bendahara mencarinya di laci kembalian.",
        actor=_officer(account.book, "pengawas"),
        at=at,
    )


def _pieces(amount: int, on: date) -> Iterator[tuple[str, int]]:
    """The fewest notes and coins; what is below the smallest coin stays uncounted."""
    for piece in denominations(on):
        number, amount = divmod(amount, piece.value)
        if number:
            yield piece.key, number


def _remarks(book: Book, at: datetime) -> None:
    """One unanswered, one answered, one closed."""
    supervisor, treasurer = _officer(book, "pengawas"), _officer(book, "bendahara")
    by: dict[str, Any] = {"book": book, "actor": supervisor, "at": at}
    due_on = timezone.localdate(at) + timedelta(days=14)
    open_remark(
        about=About(voucher=_voucher(book, "Insentif piket kolam")),
        kind="finding",
        text="Daftar hadir piket belum dilampirkan. Mohon difoto dan dilampirkan.",
        due_on=due_on,
        **by,
    )
    asked = open_remark(
        about=About(voucher=_voucher(book, "Benih lele 6000 ekor")),
        kind="note",
        text="Apakah harga Rp250 per ekor sudah dibandingkan dengan pembenih lain?",
        due_on=due_on,
        **by,
    )
    answer = "Sudah, dua pembenih menawarkan Rp270 dan Rp265."
    answer_remark(remark=asked, text=answer, actor=treasurer, at=at)
    done = open_remark(
        about=About(voucher=_voucher(book, "ATK")),
        kind="note",
        text="Mohon nota ATK ditunjukkan.",
        due_on=due_on,
        **by,
    )
    answer_remark(remark=done, text="Nota ada di map Desember.", actor=treasurer, at=at)
    close_remark(remark=done, text="Sudah dilihat, cocok.", actor=supervisor, at=at)


def _people(organization: Organization, at: datetime) -> None:
    """A collector invited by link, and a secretary who stands in for the chair for a fortnight."""
    today = timezone.localdate(at)
    chair = _officer(organization.book, "ketua")
    offices = organization.offices
    invite(
        organization=organization,
        person=organization.memberships.get(number="KL-10").person,
        kind="kolektor",
        start=today,
        end=None,
        decree="Penugasan 05/KSU",
        key="peragaan-undangan",
        actor=chair,
        at=at,
    )
    name_substitute(
        office=offices.get(kind="ketua"),
        stand_in=offices.get(kind="sekretaris"),
        acts=["ledger.approve_large_voucher"],
        start=today + timedelta(days=7),
        end=today + timedelta(days=20),
        reason="Menjenguk orang tua di luar kota",
        today=today,
        actor=chair,
        at=at,
    )


def _waiting(organization: Organization, at: datetime) -> None:
    """From now on large amounts need a second officer; a deposit of the cashier waits for one."""
    book = organization.book
    chair = _officer(book, "ketua")
    set_policy(
        book=book,
        mode="bands",
        bands=BANDS,
        decision="Rapat pengurus: dua orang di atas Rp5 juta",
        actor=chair,
        at=at,
    )
    hand_in_deposit(
        membership=organization.memberships.get(number="KL-05"),
        product=organization.savings_products.get(code="sukarela"),
        amount=6_500_000,
        cash=book.accounts.get(code=DRAWERS[KSU][0]),
        on=timezone.localdate(at),
        key="peragaan-setoran",
        actor=_officer(book, "kasir"),
        at=at,
    )
