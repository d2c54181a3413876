"""Writing down identity and bylaws: versions that are only ever added."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Bylaw, LegalIdentity
from cooperatives.selectors.bylaws import RuleKind, bylaws_on, rule_kinds
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Decision, Organization
from members.services.decisions import DecisionError, use_decision


class BylawError(ValueError):
    """An identity or rule cannot be written down so; `field` says where, the text what to do."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def set_identity(
    *,
    organization: Organization,
    valid_from: date,
    fields: Mapping[str, Any],
    actor: Any,
    at: datetime,
) -> LegalIdentity:
    """Add a version of the identity. Raises BylawError for a version before the newest one."""
    lock_book(organization.book)
    newest = organization.identities.first()
    if newest is not None and valid_from < newest.valid_from:
        raise BylawError(
            _("Identitas yang berlaku sejak %(day)s sudah ada; pakai tanggal itu atau sesudahnya.")
            % {"day": newest.valid_from.strftime("%d/%m/%Y")},
            field="valid_from",
        )
    made = LegalIdentity.objects.create(
        organization=organization, valid_from=valid_from, made_by=actor, made_at=at, **fields
    )
    events.log(
        act="set_identity",
        subject=organization.slug,
        actor=actor,
        at=at,
        book=organization.book,
        valid_from=valid_from.isoformat(),
    )
    return made


@transaction.atomic
def set_bylaws(
    *,
    organization: Organization,
    values: Mapping[str, str],
    valid_from: date,
    article: str,
    decision: Decision | None,
    actor: Any,
    at: datetime,
) -> list[Bylaw]:
    """Write down the rules that differ from those of the day, and return them.

    The first time says what the AD/ART of the founding hold: their article is enough. Each later
    change is the key's: it wants a decision of kind `rule_change` where the organization asks for
    one. Raises BylawError for values out of range and percentages that do not total 100.
    """
    lock_book(organization.book)
    standing = bylaws_on(organization, valid_from)
    cleaned = {code: checked(rule_kinds()[code], value) for code, value in values.items()}
    whole = {code: rule.value for code, rule in standing.rules.items()} | cleaned
    check_shares(whole)
    is_first = not Bylaw.objects.filter(organization=organization).exists()
    changed = {
        code: value
        for code, value in cleaned.items()
        if is_first or value != standing.rules[code].value
    }
    if not changed:
        raise BylawError(_("Tidak ada aturan yang berubah."))
    if not article.strip():
        raise BylawError(_("Tulis pasal AD/ART atau dasarnya."), field="article")
    _refuse_backdating(organization, changed, valid_from)
    if not is_first:
        try:
            decision = use_decision(
                organization=organization,
                kind="rule_change",
                on=valid_from,
                decision=decision,
                act="set_bylaws",
                subject=", ".join(rule_kinds()[code].name for code in changed),
                actor=actor,
                at=at,
            )
        except DecisionError as error:
            raise BylawError(str(error), field="decision") from None
    made = [
        Bylaw.objects.create(
            organization=organization,
            rule=code,
            value=value,
            valid_from=valid_from,
            article=article.strip()[:120],
            decision=decision,
            made_by=actor,
            made_at=at,
        )
        for code, value in changed.items()
    ]
    events.log(
        act="set_bylaws",
        subject=organization.slug,
        actor=actor,
        at=at,
        book=organization.book,
        rules=changed,
        decision=decision.code if decision else "",
    )
    return made


def checked(kind: RuleKind, value: str) -> str:
    """A value as it is stored. Raises BylawError at the rule's field."""
    text = value.strip().replace(",", ".")
    if kind.kind == "choice":
        if text not in kind.choices:
            raise BylawError(_("Pilih salah satu isian yang ada."), field=kind.code)
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    is_whole = kind.kind == "percent" or number == number.to_integral_value()
    if not number.is_finite() or not is_whole:
        raise BylawError(_("Tulis angka seperti 40 atau 2,5."), field=kind.code)
    if not Decimal(kind.minimum) <= number <= Decimal(kind.maximum):
        raise BylawError(
            _("Isi antara %(least)s dan %(most)s.") % {"least": kind.minimum, "most": kind.maximum},
            field=kind.code,
        )
    return f"{number.normalize():f}"


SECOND_LEVEL = ("shu_jasa_modal", "shu_jasa_usaha")
FIRST_LEVEL = (
    *("shu_cadangan", "shu_pengurus", "shu_karyawan", "shu_pendidikan", "shu_sosial"),
    "shu_pembangunan",
)


def check_shares(values: Mapping[str, str]) -> None:
    """Raise BylawError unless the shares of the SHU total 100 on each level of the style."""
    levels: list[tuple[str, ...]] = [(*FIRST_LEVEL, *SECOND_LEVEL)]
    if values["shu_style"] == "two_level":
        levels = [(*FIRST_LEVEL, "shu_anggota"), SECOND_LEVEL]
    for level in levels:
        total = sum((Decimal(values[code]) for code in level), Decimal(0))
        if total != 100:
            names = ", ".join(rule_kinds()[code].label.removesuffix(" (%)") for code in level)
            raise BylawError(
                _("%(names)s berjumlah %(total)s persen; harus tepat 100.")
                % {"names": names, "total": f"{total.normalize():f}".replace(".", ",")},
                field=level[0],
            )
    if Decimal(values["shu_cadangan"]) < Decimal(values["shu_reserve_minimum"]):
        raise BylawError(
            _("Cadangan di bawah cadangan paling sedikit."), field="shu_reserve_minimum"
        )


def _refuse_backdating(
    organization: Organization, changed: Mapping[str, str], valid_from: date
) -> None:
    later = Bylaw.objects.filter(
        organization=organization, rule__in=changed, valid_from__gt=valid_from
    ).first()
    if later is not None:
        raise BylawError(
            _("Aturan “%(rule)s” yang berlaku sejak %(day)s sudah ada; pilih tanggal sesudahnya.")
            % {
                "rule": rule_kinds()[later.rule].label,
                "day": later.valid_from.strftime("%d/%m/%Y"),
            },
            field="valid_from",
        )
