"""Whether a rule of the guideline blocks or warns in an institution on a day (kube.md §1)."""

from dataclasses import dataclass
from datetime import date

from empowerment.models import RuleSwitch
from members.models import Organization


@dataclass(frozen=True)
class Fault:
    """What a rule found. `blocks`: refused; otherwise a warning that wants a written reason."""

    rule: str
    text: str
    blocks: bool = True


def warning_rules(organization: Organization, on: date) -> frozenset[str]:
    """The rules that only warn on a day; the newest switch of each counts."""
    newest: dict[str, bool] = {}
    switches = RuleSwitch.objects.filter(organization=organization, valid_from__lte=on)
    for switch in switches.order_by("valid_from", "pk"):
        newest[switch.rule] = switch.warns_only
    return frozenset(rule for rule, warns in newest.items() if warns)
