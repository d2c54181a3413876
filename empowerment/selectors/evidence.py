"""Clause → where it lives in the product → what evidence an institution has in a year.

A clause without an entry here is not built yet, and says so; one with an entry and nothing counted
waits for its evidence. Figures come from records and books only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from empowerment.models import (
    ExecutingGroup,
    ForumParticipant,
    NeedKind,
    PlanActivity,
    PlanNeed,
    PostKind,
    StaffPost,
)
from empowerment.selectors.clauses import Clause, clauses
from empowerment.selectors.plans import binding_plan, plan_figures
from enterprises.models import (
    Apprenticeship,
    Batch,
    CapitalAgreement,
    Channel,
    Kube,
    KubeKind,
    MarketTrial,
    PriceCalculation,
    ProfitAllocation,
    Sale,
    SupportVisit,
    TechnologyTransfer,
)
from enterprises.models.market import VisitKind
from enterprises.models.records import Record
from members.models import Element, Membership, Office, Organization


@dataclass(frozen=True)
class Asked:
    """The institution and the year that is asked about."""

    institution: Organization
    year: int

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)

    @property
    def groups(self) -> list[Organization]:
        """What the institution raises."""
        return list(self.institution.organizations.select_related("book"))


@dataclass(frozen=True)
class Found:
    """How much there is, and the sentence that says it."""

    count: int
    words: str


Count = Callable[[Asked], Found]


@dataclass(frozen=True)
class Entry:
    """Where in the product a clause lives, and how its evidence is counted."""

    where: object
    """The words of the navigation, lazy."""
    url_name: str
    count: Count


@dataclass(frozen=True)
class Traced:
    """One row of the matrix. `status`: ok, wait (no evidence yet) or missing (not built)."""

    clause: Clause
    where: str
    url_name: str
    evidence: str
    status: str

    @property
    def tone(self) -> str:
        """The light."""
        return {"ok": "ok", "wait": "wait", "missing": "info"}[self.status]

    @property
    def label(self) -> str:
        """The light in words."""
        return {"ok": _("ada"), "wait": _("belum ada"), "missing": _("belum dibangun")}[self.status]


def _forum_people(asked: Asked) -> Found:
    people = ForumParticipant.objects.filter(
        forum__plan__organization=asked.institution, forum__plan__year=asked.year, attended=True
    )
    elements = people.values("element").distinct().count()
    names = people.values("name").distinct().count()
    words = _("%(people)s peserta dari %(elements)s unsur") % {
        "people": names,
        "elements": elements,
    }
    return Found(names if elements >= 3 else 0, words)


def _activities(*prefix: str) -> Count:
    def count(asked: Asked) -> Found:
        plan = binding_plan(asked.institution, asked.year)
        if plan is None:
            return Found(0, _("belum ada rencana yang disahkan"))
        chosen = [
            f
            for f in plan_figures(plan, until=asked.last).activities
            if f.activity.clause.startswith(prefix)
        ]
        done = sum(1 for f in chosen if f.actual > 0)
        words = _("%(done)s dari %(planned)s kegiatan rencana sudah berbelanja") % {
            "done": done,
            "planned": len(chosen),
        }
        return Found(done, words)

    return count


def _tasks(asked: Asked) -> Found:
    shared = PlanActivity.objects.filter(
        plan=binding_plan(asked.institution, asked.year),
        responsible__isnull=False,
        group__isnull=False,
    ).count()
    return Found(shared, _("%(n)s kegiatan dengan penanggung jawab dan kelompok") % {"n": shared})


def _needs(*kinds: str) -> Count:
    def count(asked: Asked) -> Found:
        needs = PlanNeed.objects.filter(
            activity__plan=binding_plan(asked.institution, asked.year), kind__in=kinds
        ).count()
        return Found(needs, _("%(n)s kebutuhan direncanakan") % {"n": needs})

    return count


def _fits(asked: Asked) -> Found:
    plan = binding_plan(asked.institution, asked.year)
    if plan is None:
        return Found(0, _("belum ada rencana yang disahkan"))
    figures = plan_figures(plan, until=asked.last)
    over = any(use.over for use in figures.sources.values())
    words = _("rencana di dalam pagu, versi %(v)s") % {"v": plan.version}
    return Found(0 if over else 1, words)


def _posts(*kinds: str) -> Count:
    def count(asked: Asked) -> Found:
        held = StaffPost.objects.filter(organization=asked.institution).in_force(asked.last)
        found = held.filter(kind__in=kinds).count()
        return Found(found, _("%(n)s pejabat memegang jabatan") % {"n": found})

    return count


def _agreed_groups(asked: Asked) -> Found:
    groups = ExecutingGroup.objects.filter(
        plan=binding_plan(asked.institution, asked.year), agreed_on__isnull=False
    ).count()
    return Found(groups, _("%(n)s kelompok dengan berita acara") % {"n": groups})


def _monev_team(asked: Asked) -> Found:
    team = (
        Office.objects.in_force(asked.last)
        .filter(organization=asked.institution, kind="monev")
        .values_list("person", flat=True)
    )
    held = StaffPost.objects.filter(organization=asked.institution, person__in=team)
    kinds = set(held.in_force(asked.last).values_list("kind", flat=True))
    both = {PostKind.STRUCTURAL, PostKind.FUNCTIONAL} <= kinds
    return Found(len(team) if both else 0, _("%(n)s anggota tim monev") % {"n": len(team)})


def _mixed_kube(asked: Asked) -> Found:
    full = 0
    for group in asked.groups:
        elements = set(
            Membership.objects.in_force(asked.last)
            .filter(organization=group)
            .values_list("element", flat=True)
        )
        full += {Element.STAFF, Element.CLIENT, Element.FAMILY} <= elements
    return Found(full, _("%(n)s KUBE dengan ketiga unsur") % {"n": full})


def _client_kube(asked: Asked) -> Found:
    only = 0
    for group in asked.groups:
        elements = set(
            Membership.objects.in_force(asked.last)
            .filter(organization=group)
            .values_list("element", flat=True)
        )
        only += elements == {Element.CLIENT}
    return Found(only, _("%(n)s KUBE khusus klien") % {"n": only})


def _channels(asked: Asked) -> Found:
    books = [group.book for group in asked.groups]
    sales = Sale.objects.filter(
        book__in=books, voucher__date__range=(asked.first, asked.last)
    ).count()
    channels = Channel.objects.filter(book__in=books, is_active=True).count()
    return Found(
        min(sales, channels),
        _("%(sales)s penjualan lewat %(channels)s saluran")
        % {"sales": sales, "channels": channels},
    )


def _retained(asked: Asked) -> Found:
    shared = ProfitAllocation.objects.filter(
        book__in=[group.book for group in asked.groups],
        decided_on__range=(asked.first, asked.last),
    ).count()
    return Found(shared, _("%(n)s keputusan pembagian laba") % {"n": shared})


def _agreements(*sources: str) -> Count:
    def count(asked: Asked) -> Found:
        found = CapitalAgreement.objects.filter(
            subsidiary__account__book__in=[group.book for group in asked.groups],
            source__in=sources,
        ).count()
        return Found(found, _("%(n)s perjanjian modal") % {"n": found})

    return count


def _bank(asked: Asked) -> Found:
    books = [group.book for group in asked.groups]
    used = sum(
        book.accounts.filter(
            name__icontains="bank", cash_flow="cash", is_heading=False,
            lines__date__range=(asked.first, asked.last),
        ).exists()
        for book in books
    )  # fmt: skip
    return Found(used, _("%(n)s KUBE memakai rekening bank") % {"n": used})


def _records(model: type[Record], day: str, **only: object) -> Count:
    """Typed records of the year in the institution's and its groups' lists, void ones left out."""

    def count(asked: Asked) -> Found:
        books = [asked.institution.book, *(group.book for group in asked.groups)]
        rows = model._base_manager.filter(book__in=books, void_reason="", **only)
        found = rows.filter(**{f"{day}__range": (asked.first, asked.last)}).count()
        return Found(found, f"{found} {model._meta.verbose_name}")

    return count


def _gated_kube(asked: Asked) -> Found:
    gated = Kube.objects.filter(
        organization__in=asked.groups,
        kind=KubeKind.CLIENTS,
        effective_from__lte=asked.last,
    ).count()
    return Found(gated, _("%(n)s KUBE khusus klien sudah berlaku efektif") % {"n": gated})


def _batches(asked: Asked) -> Found:
    books = [group.book for group in asked.groups]
    made = Batch.objects.filter(book__in=books, made_on__range=(asked.first, asked.last))
    checked = made.filter(checks__isnull=False).distinct().count()
    return Found(
        made.count(),
        _("%(n)s proses produksi, %(checked)s diperiksa mutunya")
        % {"n": made.count(), "checked": checked},
    )


def _calculations(asked: Asked) -> Found:
    books = [group.book for group in asked.groups]
    made = PriceCalculation.objects.filter(
        product__book__in=books, on__range=(asked.first, asked.last)
    ).count()
    return Found(made, _("%(n)s perhitungan harga") % {"n": made})


PLAN = gettext_lazy("Pemberdayaan › Rencana")
MARKET = gettext_lazy("Potensi dan mitra")
ENTRIES: dict[str, Entry] = {
    "A.1": Entry(PLAN, "empowerment:overview", _forum_people),
    **{
        f"A.2.{part}.{number}": Entry(
            PLAN, "empowerment:overview", _activities(f"A.2.{part}.{number}")
        )
        for part, last in (("a", 4), ("b", 5), ("c", 7))
        for number in range(1, last + 1)
    },
    "A.3": Entry(PLAN, "empowerment:overview", _tasks),
    "A.4.1": Entry(PLAN, "empowerment:overview", _needs(NeedKind.EQUIPMENT)),
    "A.4.2": Entry(PLAN, "empowerment:overview", _needs(NeedKind.SEED, NeedKind.MATERIAL)),
    "A.4.3": Entry(PLAN, "empowerment:overview", _needs(*NeedKind.values)),
    "A.4.4": Entry(PLAN, "empowerment:overview", _fits),
    "B.2.1": Entry(
        gettext_lazy("Pemberdayaan › Jabatan"),
        "empowerment:posts",
        _posts(PostKind.HEAD, PostKind.STRUCTURAL, PostKind.FUNCTIONAL),
    ),
    "B.2.2": Entry(PLAN, "empowerment:overview", _agreed_groups),
    "B.2.3": Entry(gettext_lazy("Pengurus › tim monev"), "members:offices", _monev_team),
    "C.1": Entry(PLAN, "empowerment:overview", _activities("A.")),
    "C.3.b.1": Entry(gettext_lazy("Anggota tiap KUBE"), "", _mixed_kube),
    "C.3.b.2": Entry(gettext_lazy("Anggota tiap KUBE"), "", _client_kube),
    "C.3.a.1": Entry(
        MARKET,
        "enterprises:market",
        _records(SupportVisit, "on", kind=VisitKind.TECHNICAL),
    ),
    "C.3.a.2": Entry(
        MARKET,
        "enterprises:market",
        _records(SupportVisit, "on", kind=VisitKind.ENTERPRISE),
    ),
    "C.3.a.3": Entry(
        MARKET,
        "enterprises:market",
        _records(SupportVisit, "on", kind__in=[VisitKind.CONSULTATION, VisitKind.COACHING]),
    ),
    "C.3.a.4": Entry(MARKET, "enterprises:market", _records(Apprenticeship, "starts_on")),
    "C.3.b.3": Entry(gettext_lazy("Usaha tiap KUBE › KUBE"), "", _gated_kube),
    "C.3.c.1": Entry(gettext_lazy("Usaha tiap KUBE › Produk"), "", _calculations),
    "C.3.c.2": Entry(
        gettext_lazy("Usaha tiap KUBE › Pasar dan teknologi"), "", _records(MarketTrial, "on")
    ),
    "C.3.d.1": Entry(gettext_lazy("Usaha tiap KUBE › Produksi"), "", _batches),
    "C.3.d.2": Entry(MARKET, "enterprises:market", _records(TechnologyTransfer, "on")),
    "C.3.c.3": Entry(gettext_lazy("Usaha tiap KUBE"), "", _channels),
    "C.3.e.1": Entry(gettext_lazy("Usaha tiap KUBE › Pembagian laba"), "", _retained),
    "C.3.e.2": Entry(
        gettext_lazy("Usaha tiap KUBE › Sumber modal"), "", _agreements("grant", "social_aid")
    ),
    "C.3.e.3": Entry(gettext_lazy("Laporan tiap KUBE › Buku bank"), "", _bank),
}
"""What is built. Later topics add theirs here."""


def traced(institution: Organization, *, year: int) -> list[Traced]:
    """One row for each clause of the guideline, in its order."""
    asked = Asked(institution, year)
    rows = []
    for clause in clauses().values():
        entry = ENTRIES.get(clause.id)
        if entry is None:
            rows.append(Traced(clause, "", "", _("belum ada di aplikasi"), "missing"))
            continue
        found = entry.count(asked)
        status = "ok" if found.count > 0 else "wait"
        rows.append(Traced(clause, str(entry.where), entry.url_name, found.words, status))
    return rows
