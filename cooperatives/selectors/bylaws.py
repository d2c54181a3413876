"""What the bylaws say on a day: the newest row of each rule, or the default of the file.

Other features read their rules here: `text`, `percent` and `number` of a `Bylaws`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.utils.translation import get_language

from cooperatives.models import Bylaw, LegalIdentity
from cooperatives.selectors.data import rows
from members.models import LoanState, Office, Organization, SavingsKind


@dataclass(frozen=True)
class RuleKind:
    """A row of `data/bylaws.csv`: a rule that some feature reads."""

    code: str
    group: str
    kind: str
    """`percent`, `number` or `choice`."""
    default: str
    minimum: str
    maximum: str
    choices: tuple[str, ...]
    name: str
    name_en: str
    help: str
    help_en: str

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name

    @property
    def hint(self) -> str:
        """What helps to fill it in."""
        return self.help_en if get_language() == "en" else self.help

    def shown(self, value: str) -> str:
        """A value in the reader's words."""
        if self.kind == "choice":
            return choice_label(self.code, value)
        return value.replace(".", ",")


@cache
def rule_kinds() -> dict[str, RuleKind]:
    """Every rule by code, in the order of the file."""
    return {
        row["code"]: RuleKind(**(row | {"choices": tuple(row["choices"].split())}))  # type: ignore[arg-type]
        for row in rows("bylaws.csv")
    }


def choice_label(rule: str, choice: str) -> str:
    """A choice in the reader's language."""
    found = next(r for r in rows("bylaw_choices.csv") if (r["rule"], r["choice"]) == (rule, choice))
    return found["name_en"] if get_language() == "en" else found["name"]


@dataclass(frozen=True)
class Rule:
    """A rule as it stands on a day; `row` is None where only the default counts."""

    kind: RuleKind
    value: str
    row: Bylaw | None = None

    @property
    def shown(self) -> str:
        """Its value in the reader's words."""
        return self.kind.shown(self.value)


@dataclass(frozen=True)
class Bylaws:
    """All rules of an organization on a day."""

    rules: dict[str, Rule]

    def text(self, code: str) -> str:
        """A choice."""
        return self.rules[code].value

    def percent(self, code: str) -> Decimal:
        """A percentage."""
        return Decimal(self.rules[code].value)

    def number(self, code: str) -> int:
        """A whole number."""
        return int(self.rules[code].value)

    @property
    def is_recorded(self) -> bool:
        """Whether the organization has written down any rule of its own."""
        return any(rule.row is not None for rule in self.rules.values())


def bylaws_on(organization: Organization, on: date) -> Bylaws:
    """Every rule as it stands on a day; one query."""
    newest: dict[str, Bylaw] = {}
    found = Bylaw.objects.filter(organization=organization, valid_from__lte=on)
    for row in found.select_related("decision").order_by("valid_from", "pk"):
        newest[row.rule] = row
    return Bylaws(
        {
            code: Rule(
                kind, newest[code].value if code in newest else kind.default, newest.get(code)
            )
            for code, kind in rule_kinds().items()
        }
    )


def identity_on(organization: Organization, on: date) -> LegalIdentity | None:
    """The identity in force on a day."""
    return LegalIdentity.objects.filter(organization=organization, valid_from__lte=on).first()


def lacks_licence(organization: Organization, identity: LegalIdentity | None) -> bool:
    """Whether members save or borrow here without a licence number (a warning, never a block).

    Permenkop 8/2023 wants a licence for simpan pinjam; simpanan pokok and wajib are own capital
    and need none.
    """
    if organization.kind != "koperasi" or (identity is not None and identity.licence_no):
        return False
    lends = organization.loan_products.filter(loans__state=LoanState.DISBURSED).exists()
    return (
        lends
        or organization.savings_products.filter(
            kind__in=(SavingsKind.SUKARELA, SavingsKind.BERJANGKA, SavingsKind.TUJUAN),
            is_active=True,
            accounts__isnull=False,
        ).exists()
    )


def long_terms(organization: Organization, on: date, years: int) -> list[Office]:
    """Offices of the organs whose term is longer than the bylaws allow, or has no end."""
    organs = ("ketua", "sekretaris", "bendahara", "pengawas")
    found = Office.objects.in_force(on).filter(organization=organization, kind__in=organs)
    return [
        office
        for office in found.select_related("person")
        if office.end is None or office.end >= _years_later(office.start, years)
    ]


def _years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February falls on 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
