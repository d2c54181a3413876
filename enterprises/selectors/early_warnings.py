"""Early warnings of a KUBE, read from its books and meetings: what failed groups had in common
(kube.md §2.6), each with the next step. Trends are judged on the day of the newest voucher, so
that a book which rests is told once that it rests."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Sum
from django.utils.translation import gettext as _

from enterprises.calculations.activity import ALERT, is_active, is_uneven, percent
from enterprises.models import MarketTrial, SupportVisit, TrialDecision, WorkDays
from enterprises.selectors.profit_shares import profit_to_date, sharing_members
from enterprises.selectors.record_kinds import due_records
from enterprises.selectors.sales import sales_by_channel
from ledger.calculations.money import format_rupiah
from ledger.calculations.periods import month_end, year_start
from ledger.models import Book
from ledger.selectors.standings import last_entries
from members.calculations.loans import add_months
from members.models import Attendance, FundUse, Meeting, MeetingState, Membership
from members.selectors.dues import dues_products, members_in_arrears

WINDOW = 3
"""Months that activity is judged by."""
FEWEST = 5
"""Members below which a KUBE is hardly a group (Permensos 2/2019 art. 3)."""
QUIET = 45
"""Days without a voucher."""
TOP_SHARE = 60
"""Percent of the sales through one channel."""


@dataclass(frozen=True)
class EarlyWarning:
    """What is seen, what it leads to, and the next step; `permission` is asked for the link."""

    code: str
    title: str
    text: str
    step: str
    url_name: str
    permission: str
    argument: tuple[str, str] | None = None


@dataclass(frozen=True)
class MemberActivity:
    """One member in the window: meetings attended, days worked, dues; and what it comes to."""

    membership: Membership
    attended: int
    meetings: int
    days: int
    in_arrears: bool | None
    is_active: bool


def member_activity(book: Book, on: date) -> list[MemberActivity]:
    """Every member of a day, judged by the three months up to it."""
    members = sharing_members(book, on)
    first = add_months(on, -WINDOW) + timedelta(days=1)
    held = Meeting.objects.filter(
        organization__book=book,
        held_on__range=(first, on),
        state__in=(MeetingState.HELD, MeetingState.FINAL),
    )
    meetings = held.count()
    came = Counter(
        Attendance.objects.filter(meeting__in=held)
        .exclude(presence="")
        .values_list("person_id", flat=True)
    )
    worked = dict(
        WorkDays.objects.filter(membership__in=members, month__range=(first.replace(day=1), on))
        .order_by()
        .values_list("membership")
        .annotate(Sum("days"))
    )
    average = sum(worked.values()) / len(members) if members else 0
    late = {found.membership.pk for found in members_in_arrears(book, on=on)}
    has_dues = bool(dues_products(book))
    rows = []
    for member in members:
        given = {
            "attended": came[member.person_id],
            "meetings": meetings,
            "days": worked.get(member.pk, 0),
            "in_arrears": member.pk in late if has_dues else None,
        }
        active = is_active(average=average, **given)
        rows.append(MemberActivity(membership=member, is_active=active, **given))
    return rows


@dataclass(frozen=True)
class Watch:
    """One book on one day, with what several warnings read."""

    book: Book
    today: date
    newest: date

    @property
    def on(self) -> date:
        """The day that trends are judged on."""
        return min(self.today, month_end(self.newest))

    @cached_property
    def activity(self) -> list[MemberActivity]:
        """Every member."""
        return member_activity(self.book, self.on)


def early_warnings(book: Book, today: date) -> list[EarlyWarning]:
    """All warnings that hold, the gravest first; none for a book without a voucher."""
    newest = last_entries([book]).get(book.pk)
    if newest is None:
        return []
    watch = Watch(book, today, newest)
    return [found for check in CHECKS for found in check(watch)]


def _members(watch: Watch) -> Iterator[EarlyWarning]:
    rows = watch.activity
    if len(rows) < FEWEST:
        yield EarlyWarning(
            "few_members",
            _("Anggota tinggal %(count)s orang") % {"count": len(rows)},
            _("Kelompok yang gagal biasanya tinggal 4 atau 5 orang."),
            _("Ajak anggota lama bicara dan terima calon baru"),
            "members:register",
            "members.view_register",
        )
        return
    active = sum(1 for row in rows if row.is_active)
    index = percent(active, len(rows))
    if index < ALERT:
        yield EarlyWarning(
            "inactive",
            _("Hanya %(index)s persen anggota aktif") % {"index": index},
            _("%(active)s dari %(all)s orang aktif dalam tiga bulan: rapat, hari kerja, iuran.")
            % {"active": active, "all": len(rows)},
            _("Lihat siapa yang tertinggal dan bicarakan di rapat"),
            "ledger:report",
            "members.view_savings",
            ("name", "member_activity"),
        )


def _books(watch: Watch) -> Iterator[EarlyWarning]:
    days = (watch.today - watch.newest).days
    if days > QUIET:
        yield EarlyWarning(
            "quiet_books",
            _("Tidak ada catatan sejak %(day)s") % {"day": watch.newest.strftime("%d/%m/%Y")},
            _("Usaha tanpa pembukuan adalah sebab kegagalan yang paling sering disebut."),
            _("Catat kas masuk dan keluar mulai dari bulan terakhir"),
            "ledger:acts",
            "ledger.record_voucher",
        )


def _result(watch: Watch) -> Iterator[EarlyWarning]:
    result = profit_to_date(watch.book, watch.on)
    if result < 0:
        yield EarlyWarning(
            "loss",
            _("Rugi Rp %(amount)s tahun ini") % {"amount": format_rupiah(-result)},
            _("Sampai %(day)s beban lebih besar dari pendapatan.")
            % {"day": watch.on.strftime("%d/%m/%Y")},
            _("Lihat sisa hasil per saluran dan hitung ulang harga"),
            "enterprises:profit",
            "enterprises.view_business",
        )


def _meetings(watch: Watch) -> Iterator[EarlyWarning]:
    latest = (
        Meeting.objects.filter(
            organization__book=watch.book,
            held_on__lte=watch.on,
            state__in=(MeetingState.HELD, MeetingState.FINAL),
        )
        .order_by("-held_on")
        .values_list("held_on", flat=True)
        .first()
    )
    if latest is None or (watch.on - latest).days > 60:
        yield EarlyWarning(
            "no_meeting",
            _("Belum ada rapat dua bulan ini"),
            _("Rapat terakhir %(day)s. Tanpa rapat anggota berjalan sendiri-sendiri.")
            % {"day": latest.strftime("%d/%m/%Y") if latest else "–"},
            _("Susun rapat bulanan"),
            "meetings:new",
            "members.manage_meetings",
        )


def _work(watch: Watch) -> Iterator[EarlyWarning]:
    if is_uneven([row.days for row in watch.activity]):
        yield EarlyWarning(
            "uneven_work",
            _("Hari kerja tidak merata"),
            _("Separuh anggota mengerjakan kurang dari seperempat pekerjaan."),
            _("Susun jadwal piket dan catat hari kerja"),
            "enterprises:work_days",
            "enterprises.keep_books",
        )


def _channels(watch: Watch) -> Iterator[EarlyWarning]:
    sold = sales_by_channel(watch.book, start=year_start(watch.on), end=watch.on)
    whole = sum(item.amount for item in sold)
    first = sold[0] if sold else None
    if first is None or first.channel is None:
        return
    if percent(first.amount, whole) > TOP_SHARE:
        yield EarlyWarning(
            "one_buyer",
            _("%(share)s persen penjualan lewat %(name)s")
            % {"share": percent(first.amount, whole), "name": first.channel.name},
            _("Bila saluran itu berhenti, usaha ikut berhenti."),
            _("Uji pasar di saluran kedua"),
            "enterprises:market",
            "enterprises.view_books",
        )


def _unsold(watch: Watch) -> Iterator[EarlyWarning]:
    trials = MarketTrial.objects.filter(
        book=watch.book, void_reason="", on__gte=add_months(watch.on, -6), on__lte=watch.on
    ).exclude(decision=TrialDecision.STOP)
    bad = next((trial for trial in trials if trial.sold * 2 < trial.offered), None)
    if bad is not None:
        yield EarlyWarning(
            "unsold",
            _("%(product)s laku %(share)s") % {"product": bad.product, "share": bad.sold_share},
            _("Kurang dari separuh yang ditawarkan terjual pada %(day)s.")
            % {"day": bad.on.strftime("%d/%m/%Y")},
            _("Perbaiki mutu, kemasan, atau harga, lalu uji lagi"),
            "enterprises:records",
            "enterprises.view_books",
            ("kind", "uji-pasar"),
        )


def _solidarity(watch: Watch) -> Iterator[EarlyWarning]:
    uses = FundUse.objects.filter(
        product__organization__book=watch.book,
        voucher__date__range=(add_months(watch.on, -12), watch.on),
    )
    if not uses.exists():
        yield EarlyWarning(
            "no_solidarity",
            _("Dana IKS belum pernah dipakai setahun ini"),
            _("Kelompok yang bertahan menolong anggotanya yang sakit atau berduka."),
            _("Bicarakan siapa yang perlu ditolong"),
            "meetings:meetings",
            "members.view_meetings",
        )


def _support(watch: Watch) -> Iterator[EarlyWarning]:
    recent = SupportVisit.objects.filter(
        book=watch.book, void_reason="", on__range=(add_months(watch.on, -6), watch.on)
    )
    if not recent.exists():
        yield EarlyWarning(
            "no_support",
            _("Setengah tahun tanpa pelatihan atau kunjungan"),
            _("Pendampingan yang jarang termasuk sebab KUBE berhenti."),
            _("Minta kunjungan dan catat sarannya"),
            "enterprises:records",
            "enterprises.view_books",
            ("kind", "kunjungan"),
        )


def _follow_ups(watch: Watch) -> Iterator[EarlyWarning]:
    due = due_records(watch.book, watch.today)
    if due:
        yield EarlyWarning(
            "follow_ups",
            _("%(count)s tindak lanjut sudah waktunya") % {"count": len(due)},
            _("Yang paling lama: %(what)s, %(day)s.")
            % {"what": due[0].record, "day": due[0].day.strftime("%d/%m/%Y")},
            _("Buka daftarnya"),
            "enterprises:market",
            "enterprises.view_books",
        )


CHECKS: tuple[Callable[[Watch], Iterator[EarlyWarning]], ...] = (
    _members,
    _books,
    _result,
    _meetings,
    _work,
    _channels,
    _unsold,
    _solidarity,
    _support,
    _follow_ups,
)
"""In the order of gravity."""
