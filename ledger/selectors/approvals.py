"""Which approval a voucher needs, what waits for it, and what was posted without one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ledger import registry
from ledger.models import (
    ApprovalBand,
    ApprovalLevel,
    ApprovalMode,
    ApprovalPolicy,
    Book,
    Draft,
    DraftState,
    Event,
)


@dataclass(frozen=True)
class Policy:
    """The rule of a book now: bands by rising amount (whole rupiah)."""

    mode: ApprovalMode
    bands: tuple[ApprovalBand, ...] = ()
    row: ApprovalPolicy | None = None

    def level(self, amount: int) -> ApprovalLevel | None:
        """Who must approve this amount; None when nobody need."""
        levels = [band.level for band in self.bands if band.amount <= amount]
        return ApprovalLevel(levels[-1]) if levels and self.mode != ApprovalMode.OFF else None

    @property
    def lowest(self) -> int | None:
        """From which amount on somebody must approve; None when nobody ever need."""
        return self.bands[0].amount if self.bands and self.mode != ApprovalMode.OFF else None

    @property
    def may_post_alone(self) -> bool:
        """Whether a small group may go on without the second pair of eyes; pengawas reads it."""
        return self.mode == ApprovalMode.SMALL


def policy_of(book: Book) -> Policy:
    """The newest policy of a book; a book without one asks for no approval."""
    row = book.approval_policies.select_related("set_by__person").order_by("-id").first()
    if row is None:
        return Policy(ApprovalMode.OFF)
    return Policy(ApprovalMode(row.mode), tuple(row.bands.order_by("amount")), row)


def waiting(book: Book) -> QuerySet[Draft]:
    """What waits for approval, oldest first."""
    found = Draft.objects.filter(book=book, state=DraftState.WAITING)
    return found.select_related("made_by__person").order_by("asked_at", "pk")


def waiting_act(book: Book, act: str, **arguments: Any) -> Draft | None:
    """An act of a service that waits for approval, for the page that would do it again."""
    named = {f"arguments__{name}": value for name, value in arguments.items()}
    return waiting(book).filter(act=act, **named).first()


def refused(book: Book) -> QuerySet[Draft]:
    """What was refused and waits to be mended or discarded."""
    found = Draft.objects.filter(book=book, state=DraftState.REFUSED)
    return found.select_related("made_by__person", "refused_by__person").order_by("-changed_at")


def may_approve(draft: Draft, user: Any) -> bool:
    """Whether this person may approve or refuse it today: the right, and neither the maker nor in
    the maker's stead."""
    if draft.made_by_id == user.pk or not draft.level:
        return False
    if not user.has_perm(ApprovalLevel(draft.level).permission, draft.book):
        return False
    mandate = mandate_for(draft, user)
    return mandate is None or mandate.principal_id != draft.made_by_id


def mandate_for(draft: Draft, user: Any) -> registry.Mandate | None:
    """In whose stead this person would approve it today; None when in his own right."""
    permission = ApprovalLevel(draft.level).permission
    return registry.mandate(draft.book, user, permission, timezone.localdate())


def waiting_for(book: Book, user: Any) -> list[Draft]:
    """What waits for this very person."""
    found = list(waiting(book).exclude(made_by=user))
    for draft in found:
        draft.book = book
    return [draft for draft in found if may_approve(draft, user)]


@dataclass(frozen=True)
class PostedAlone:
    """A voucher that its maker posted without a second person."""

    code: str
    day: date
    narration: str
    amount: int
    maker: str
    reason: str


def posted_alone(book: Book, start: date, end: date) -> Sequence[PostedAlone]:
    """What was posted alone, by the date of the voucher; read from the append-only log."""
    events = Event.objects.filter(book=book, act="post_alone")
    reasons: Mapping[str, Event] = {event.subject: event for event in events}
    vouchers = book.vouchers.filter(code__in=reasons, date__range=(start, end)).select_related(
        "made_by__person"
    )
    return [
        PostedAlone(
            code=voucher.code,
            day=voucher.date,
            narration=voucher.narration,
            amount=int(reasons[voucher.code].detail["amount"]),
            maker=voucher.made_by.get_full_name(),
            reason=reasons[voucher.code].detail["reason"],
        )
        for voucher in vouchers.order_by("date", "sequence")
    ]
