"""What a KUBE is today: its state, who belongs to it, which rules warn, what its data says."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enterprises.models import (
    AllocationLine,
    BusinessField,
    CapitalAgreement,
    Kube,
    KubeRule,
    KubeState,
)
from enterprises.selectors.data import rows
from enterprises.selectors.profit import in_force
from enterprises.selectors.sales import sales_lines
from ledger.models import Book, PeriodState
from members.models import Element, Membership, Organization

OFFICERS = ("ketua", "sekretaris", "bendahara")
ELEMENTS = (Element.STAFF, Element.CLIENT, Element.FAMILY)


@dataclass(frozen=True)
class RuleWarning:
    """A rule of the guideline that a group does not meet: `block`, `warn` or `inform`."""

    rule: str
    severity: str
    text: str


@dataclass(frozen=True)
class Mix:
    """Who belongs to a group on a day."""

    total: int
    by_element: dict[str, int]
    state_servants: int
    warnings: tuple[RuleWarning, ...]


def kube_rule(name: str) -> dict[str, str]:
    """A rule of `kube_rules.csv`: its severity and its limits."""
    return next(row for row in rows("kube_rules.csv", "kube") if row["rule"] == name)


def kube_of(book: Book) -> Kube | None:
    """The KUBE behind a book, if it was set up."""
    return (
        Kube.objects.select_related("organization__institution", "field", "founding_decision")
        .filter(organization__book=book)
        .first()
    )


def state_of(kube: Kube, on: date | None = None) -> str:
    """The state today, or the one that held on a day; `rencana` before any."""
    moves = kube.moves.all() if on is None else kube.moves.filter(on__lte=on)
    newest = moves.order_by("-pk").values_list("state", flat=True).first()
    return newest or KubeState.RENCANA


def members_on(organization: Organization, on: date) -> QuerySet[Membership]:
    """Active members of a day."""
    return organization.memberships.in_force(on).filter(status__in=("active", "inactive"))


def mix_of(kube: Kube, on: date) -> Mix:
    """The members of a day by element, and what the rules say to it (R-11, R-12, R-17, size)."""
    found = list(members_on(kube.organization, on).values_list("element", "person__state_service"))
    counted = Counter(element for element, _service in found)
    servants = sum(1 for _element, service in found if service)
    warnings = [*_mix_warnings(kube, counted), *_size_warnings(len(found))]
    if servants:
        warnings.append(
            RuleWarning(
                "R-17",
                kube_rule("R-17")["severity"],
                _(
                    "%(count)s anggota ASN, TNI, atau Polri: kelompok boleh berusaha, tetapi"
                    " mungkin tidak berhak atas bansos UEP dan KUR kelompok. Pilihannya: bantuan"
                    " kepada KUBE khusus klien, ASN menjadi pembina, atau modal dari CSR dan laba."
                )
                % {"count": servants},
            )
        )
    return Mix(len(found), {e: counted[e] for e in Element}, servants, tuple(warnings))


def _mix_warnings(kube: Kube, counted: Counter[str]) -> list[RuleWarning]:
    if kube.kind == "khusus_klien":
        others = sum(count for element, count in counted.items() if element != Element.CLIENT)
        if not others:
            return []
        text = _("KUBE khusus klien beranggota %(count)s bukan klien. Pindahkan keanggotaannya.")
        return [RuleWarning("R-12", kube_rule("R-12")["severity"], text % {"count": others})]
    lacking = [str(element.label).lower() for element in ELEMENTS if not counted[element]]
    if not lacking:
        return []
    text = _("KUBE campuran belum punya anggota dari unsur: %(elements)s.")
    return [
        RuleWarning("R-11", kube_rule("R-11")["severity"], text % {"elements": ", ".join(lacking)})
    ]


def _size_warnings(total: int) -> list[RuleWarning]:
    rule = kube_rule("size")
    if int(rule["least"]) <= total <= int(rule["most"]):
        return []
    text = _("Anggota %(total)s orang; lazimnya %(least)s sampai %(most)s.")
    words = {"total": total, "least": rule["least"], "most": rule["most"]}
    return [RuleWarning(_("ukuran"), rule["severity"], text % words)]


def fields_owner(organization: Organization) -> Organization:
    """Whose list of fields counts: the institution's, or one's own where there is none."""
    return organization.institution or organization


def fields_without_kube(organization: Organization) -> list[BusinessField]:
    """Active fields of an institution in which no KUBE works (R-10)."""
    found = BusinessField.objects.filter(organization=organization, is_active=True)
    return list(found.exclude(kubes__isnull=False))


def rules_in_force(kube: Kube, on: date) -> list[KubeRule]:
    """The newest wording of each rule that holds on a day."""
    newest = {rule.number: rule for rule in kube.rules.filter(valid_from__lte=on)}
    return [newest[number] for number in sorted(newest)]


def proxies(kube: Kube, on: date) -> dict[str, bool]:
    """What the data says to the signs that it can speak to; the others are judged by people."""
    organization, book = kube.organization, kube.organization.book
    offices = set(organization.offices.in_force(on).values_list("kind", flat=True))
    total = members_on(organization, on).count()
    officers = len(offices & set(OFFICERS)) >= int(kube_rule("officers")["least"])
    aided = CapitalAgreement.objects.filter(
        subsidiary__book=book, source__in=("grant", "social_aid")
    )
    recent = sales_lines(book, start=on - timedelta(days=92), end=on)
    return {
        "T1": "pendamping" in offices,
        "T3": officers and total >= int(kube_rule("size")["least"]),
        "T4": aided.exists(),
        "T6": recent.filter(credit__gt=0).exists(),
        "B2": _shared_three_ways(book, on),
        "M3": _whole_year_closed(book, on),
        "S8": _pooled_fund_used(book, on),
    }


def _shared_three_ways(book: Book, on: date) -> bool:
    newest = in_force(book).filter(voucher__date__lte=on).order_by("-voucher__date").first()
    if newest is None:
        return False
    lines = AllocationLine.objects.filter(allocation=newest, amount__gt=0)
    return {"cadangan", "anggota", "iks"} <= set(lines.values_list("pool", flat=True))


def _whole_year_closed(book: Book, on: date) -> bool:
    """All twelve months of this year or the last one are closed."""
    closed = book.periods.filter(state=PeriodState.CLOSED, month__range=(1, 12))
    return any(closed.filter(year=year).count() == 12 for year in (on.year - 1, on.year))


def _pooled_fund_used(book: Book, on: date) -> bool:
    return book.vouchers.filter(
        fund_use__isnull=False, date__lte=on, reversed_by__isnull=True
    ).exists()
