"""What a plan says, what was promised and what the books say about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from empowerment.calculations.plans import SourceUse, light, percent_of, spread_spent
from empowerment.models import (
    BINDING_STATES,
    Commitment,
    ForumParticipant,
    FundSource,
    Plan,
    PlanActivity,
    PlanNeed,
)
from empowerment.selectors.rules import Fault, warning_rules
from ledger.calculations.money import format_rupiah
from ledger.models import Book, Side
from ledger.selectors.balances import movements
from members.models import Element, Organization

ELEMENTS = (Element.STAFF, Element.CLIENT, Element.FAMILY)
"""The three elements that plan together (A.1)."""


@dataclass(frozen=True)
class ActivityFigures:
    """One activity, whole rupiah: planned by source, promised, booked."""

    activity: PlanActivity
    needs: tuple[PlanNeed, ...]
    commitments: tuple[Commitment, ...]
    actual: int

    @cached_property
    def planned(self) -> int:
        """Sum of its needs."""
        return sum(need.amount for need in self.needs)

    @cached_property
    def by_source(self) -> dict[int, int]:
        """Source → planned; needs without a source are left out."""
        sums: dict[int, int] = {}
        for need in self.needs:
            if need.source_id is not None:
                sums[need.source_id] = sums.get(need.source_id, 0) + need.amount
        return sums

    @cached_property
    def committed(self) -> int:
        """Promised and not yet booked."""
        return sum(c.amount for c in self.commitments if c.is_open)

    @property
    def left(self) -> int:
        """Planned less booked and promised; negative when overrun."""
        return self.planned - self.actual - self.committed

    @property
    def tenths(self) -> int | None:
        """Booked as tenths of a percent of planned; None without a plan."""
        return percent_of(self.actual, self.planned)

    @property
    def percent(self) -> str:
        """`96,6 %`, or that there was no plan."""
        return percent_words(self.tenths)

    @property
    def tone(self) -> str:
        """The light of the achievement."""
        return light(self.tenths)


@dataclass(frozen=True)
class PlanFigures:
    """A whole plan with its figures."""

    plan: Plan
    activities: tuple[ActivityFigures, ...]
    sources: dict[FundSource, SourceUse] = field(default_factory=dict)

    @cached_property
    def planned(self) -> int:
        """Sum of all activities."""
        return sum(a.planned for a in self.activities)

    @cached_property
    def actual(self) -> int:
        """Booked for all activities."""
        return sum(a.actual for a in self.activities)

    @cached_property
    def committed(self) -> int:
        """Promised for all activities."""
        return sum(a.committed for a in self.activities)

    @property
    def ceiling(self) -> int:
        """Sum of the sources' ceilings."""
        return sum(use.ceiling for use in self.sources.values())

    @property
    def left(self) -> int:
        """Planned less booked and promised."""
        return self.planned - self.actual - self.committed

    @property
    def tenths(self) -> int | None:
        """Booked as tenths of a percent of planned."""
        return percent_of(self.actual, self.planned)

    @property
    def percent(self) -> str:
        """`96,5 %`."""
        return percent_words(self.tenths)

    def part(self, part: str) -> "PlanFigures":
        """The activities of one of the three parts, with their sums."""
        chosen = tuple(a for a in self.activities if a.activity.part == part)
        return PlanFigures(self.plan, chosen, {})


def percent_words(tenths: int | None) -> str:
    """`96,5 %`; what had no plan says so instead of an infinite figure."""
    if tenths is None:
        return _("tanpa rencana")
    return f"{tenths // 10},{tenths % 10} %"


def plans_of(organization: Organization, year: int | None = None) -> list[Plan]:
    """Every version, the newest first."""
    plans = Plan.objects.filter(organization=organization)
    return list(plans if year is None else plans.filter(year=year))


def binding_plan(organization: Organization, year: int) -> Plan | None:
    """The version that the head has signed for a year."""
    plans = Plan.objects.filter(organization=organization, year=year)
    return plans.filter(state__in=BINDING_STATES).first()


def plan_figures(plan: Plan, *, until: date | None = None) -> PlanFigures:
    """The plan with what was promised and what the books hold up to a day (else the whole year)."""
    activities = list(
        plan.activities.select_related("account", "unit", "group", "responsible__person")
        .prefetch_related(
            Prefetch("needs", PlanNeed.objects.select_related("source")),
            Prefetch("commitments", Commitment.objects.select_related("source", "voucher")),
        )
        .all()
    )
    actual = _actual(plan, activities, until or date(plan.year, 12, 31))
    figures = tuple(
        ActivityFigures(a, tuple(a.needs.all()), tuple(a.commitments.all()), actual[a.pk])
        for a in activities
    )
    return PlanFigures(plan, figures, _sources(plan.sources.all(), figures))


def _actual(plan: Plan, activities: list[PlanActivity], until: date) -> dict[int, int]:
    """Activity → what posted vouchers of the year moved on its account (and unit)."""
    book: Book = plan.organization.book
    start = max(date(plan.year, 1, 1), book.opened_on)
    sums: dict[int, int] = {}
    units = {a.unit_id: a.unit for a in activities}
    for unit_id, unit in units.items():
        moved = movements(book, start=start, end=until, units=[unit] if unit else None)
        for activity in activities:
            if activity.unit_id == unit_id:
                change = moved[activity.account_id].change if activity.account_id in moved else 0
                sums[activity.pk] = change if activity.account.side == Side.DEBIT else -change
    return sums


def _sources(
    sources: Iterable[FundSource], figures: tuple[ActivityFigures, ...]
) -> dict[FundSource, SourceUse]:
    planned: dict[int, int] = {}
    spent: dict[int, int] = {}
    committed: dict[int, int] = {}
    for figure in figures:
        for key, amount in figure.by_source.items():
            planned[key] = planned.get(key, 0) + amount
        for key, amount in spread_spent(figure.actual, figure.by_source).items():
            spent[key] = spent.get(key, 0) + amount
        for promise in figure.commitments:
            if promise.is_open:
                key = promise.source_id
                committed[key] = committed.get(key, 0) + promise.amount
    return {
        source: SourceUse(
            source.ceiling,
            planned.get(source.pk, 0),
            committed.get(source.pk, 0),
            spent.get(source.pk, 0),
        )
        for source in sources
    }


def participation(plan: Plan) -> list[tuple[str, int, int]]:
    """(element, who came, who signed a commitment) over all forums of a plan, each person once."""
    rows = (
        ForumParticipant.objects.filter(forum__plan=plan, attended=True)
        .values("element")
        .annotate(
            came=Count("name", distinct=True),
            signed=Count("name", distinct=True, filter=Q(committed_on__isnull=False)),
        )
    )
    found = {row["element"]: (row["came"], row["signed"]) for row in rows}
    return [(str(e.label), *found.get(e.value, (0, 0))) for e in ELEMENTS]


def faults_of_plan(figures: PlanFigures, on: date) -> list[Fault]:
    """What keeps a plan from being agreed and approved: R-01, R-03, R-04, R-05, R-07."""
    plan = figures.plan
    soft = warning_rules(plan.organization, on)
    found = [
        *_without_elements(plan),
        *_without_people(figures),
        *_money(figures),
    ]
    return [Fault(rule, text, rule not in soft) for rule, text in found]


def ceiling_faults(figures: PlanFigures) -> list[Fault]:
    """What keeps a plan a draft: needs without source (R-04), over a ceiling (R-05)."""
    return [Fault(rule, text) for rule, text in _money(figures)]


def _without_elements(plan: Plan) -> list[tuple[str, str]]:
    for forum in plan.forums.prefetch_related("participants"):
        present = {p.element for p in forum.participants.all() if p.attended}
        if all(element in present for element in ELEMENTS):
            return []
    return [
        (
            "R-01",
            _(
                "Belum ada forum yang dihadiri ketiga unsur: petugas, klien, dan keluarga."
                " Catat forumnya dengan peserta dari setiap unsur."
            ),
        )
    ]


def _without_people(figures: PlanFigures) -> list[tuple[str, str]]:
    found = []
    for figure in figures.activities:
        activity = figure.activity
        if activity.responsible is None or activity.group is None:
            found.append(
                (
                    "R-03",
                    _("%(activity)s: tentukan penanggung jawab dan kelompok pelaksananya.")
                    % {"activity": activity.name},
                )
            )
        elif not activity.group.is_active:
            found.append(
                (
                    "R-07",
                    _("Kelompok %(group)s belum punya berita acara kesepakatan.")
                    % {"group": activity.group.name},
                )
            )
    return list(dict.fromkeys(found))


def _money(figures: PlanFigures) -> list[tuple[str, str]]:
    found = []
    if not figures.activities or not figures.planned:
        found.append(("R-04", _("Rencana belum berisi kegiatan dengan kebutuhan biayanya.")))
    found += [
        (
            "R-04",
            _("%(activity)s, %(item)s: tentukan sumber dananya.")
            % {"activity": figure.activity.name, "item": need.item},
        )
        for figure in figures.activities
        for need in figure.needs
        if need.source_id is None
    ]
    over = figures.planned - figures.ceiling
    if over > 0:
        found.append(
            (
                "R-05",
                _(
                    "Rencana Rp%(planned)s melampaui pagu Rp%(ceiling)s sebesar Rp%(over)s."
                    " Kurangi kebutuhan; sampai itu rencana tetap draf."
                )
                % {
                    "planned": format_rupiah(figures.planned),
                    "ceiling": format_rupiah(figures.ceiling),
                    "over": format_rupiah(over),
                },
            )
        )
    for source, use in figures.sources.items():
        if use.over:
            found.append(
                (
                    "R-05",
                    _("Sumber %(source)s terlampaui Rp%(over)s dari pagunya Rp%(ceiling)s.")
                    % {
                        "source": source.name,
                        "over": format_rupiah(use.over),
                        "ceiling": format_rupiah(use.ceiling),
                    },
                )
            )
    return found
