"""Hand a voucher in: posted at once, or kept until another officer has agreed.

Every page on which people record comes through `submit`, or through `hand_in` where a service of
any app makes the voucher; who may agree is the book's policy (`services/approvals.py`). The gate
and the database refuse what slips past.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import ApprovalLevel, ApprovalMandate, Book, Draft, DraftState, Voucher
from ledger.readers.paper import ReadPaper
from ledger.selectors.approvals import mandate_for, may_approve, policy_of
from ledger.services import drafts, events, journal
from ledger.services.papers import attach, missing_papers
from ledger.services.periods import lock_book
from ledger.services.posting.inputs import (
    Approval,
    ApprovalError,
    ApprovalNeededError,
    PostingError,
    VoucherInput,
)
from ledger.services.questions import record_answers
from ledger.services.wishes import form_content, is_same, voucher_of, wish_of


@dataclass(frozen=True)
class Submission:
    """What became of it: a posted voucher, or a draft that waits for approval."""

    voucher: Voucher | None = None
    draft: Draft | None = None

    @property
    def is_posted(self) -> bool:
        """Whether it is in the books."""
        return self.voucher is not None


@transaction.atomic
def submit(
    *,
    book: Book,
    voucher: VoucherInput,
    actor: Any,
    at: datetime,
    attachments: Sequence[ReadPaper] = (),
    answers: Collection[str] = (),
) -> Submission:
    """Post a voucher, or keep it waiting where the book's policy wants another officer.

    `attachments` are papers that were read (`readers/paper.py`) and `answers` the questions that
    its maker answered (`services/questions.py`); they stay with it either way. The same key again
    answers with what stands already. Raises PostingError as the gate does, also for what has to
    wait: nothing enters the queue that could not be posted.
    """
    level = policy_of(book).level(voucher.amount) if voucher.is_recorded else None
    stands = bool(voucher.key) and book.vouchers.filter(key=voucher.key).exists()
    if level is None or stands:
        posted = drafts.record_voucher(book=book, voucher=voucher, actor=actor, at=at)
        papers = missing_papers(posted, attachments) if stands else attachments
        attach(book=book, voucher=posted, papers=papers, actor=actor, at=at)
        if not stands:
            record_answers(voucher=posted, codes=answers, actor=actor, at=at)
        return Submission(voucher=posted)
    voucher = replace(voucher, key=voucher.key or uuid4().hex)
    journal.check(book=book, voucher=voucher, actor=actor, at=at)
    draft = _draft_under(book, str(voucher.key), at)
    if draft.state == DraftState.WAITING and draft.wish == wish_of(voucher):
        return Submission(draft=draft)
    if draft.state not in Draft.OPEN:
        raise _gone()
    draft.content, draft.answers = form_content(voucher), sorted(answers)
    _wait(draft, voucher, level, actor, at)
    attach(book=book, draft=draft, papers=attachments, actor=actor, at=at)
    return Submission(draft=draft)


@transaction.atomic
def hand_in(
    *,
    book: Book,
    act: str,
    arguments: Mapping[str, Any],
    actor: Any,
    at: datetime,
    attachments: Sequence[ReadPaper] = (),
) -> Submission:
    """Do an act of a service, or keep it waiting whole where the policy wants another officer.

    `act` is registered (`registry.QueuedAct`) and reads its `arguments`, plain values, back. What
    waits was tried and undone: nothing enters the queue that its service would refuse. When it
    is approved the same service does it, with the same checks, and only what was shown.
    Its papers go in with it either way. Raises what the service raises, and PaperError.
    """
    lock_book(book)
    policy = policy_of(book)
    trial = Approval(waits_from=policy.lowest)
    run = registry.queued_act(act).run
    try:
        with transaction.atomic():
            posted = run(book, arguments, actor=actor, at=at, approval=trial)
            papers = missing_papers(posted, attachments)
            attach(book=book, voucher=posted, papers=papers, actor=actor, at=at)
            return Submission(voucher=posted)
    except ApprovalNeededError as needed:
        voucher = replace(needed.voucher, key=needed.voucher.key or uuid4().hex)
    level = policy.level(voucher.amount)
    assert level is not None, "only what reaches a band waits"  # noqa: S101
    draft = _draft_under(book, str(voucher.key), at)
    if draft.state == DraftState.WAITING and draft.wish == wish_of(voucher, by_act=True):
        return Submission(draft=draft)
    if draft.state not in (*Draft.OPEN, DraftState.DISCARDED):
        raise _gone()
    draft.act, draft.arguments = act, dict(arguments)
    draft.content = {"narration": voucher.narration, "date": voucher.date.isoformat()}
    _wait(draft, voucher, level, actor, at)
    attach(book=book, draft=draft, papers=attachments, actor=actor, at=at)
    return Submission(draft=draft)


def _draft_under(book: Book, key: str, at: datetime) -> Draft:
    """The draft of a key under lock, or a new one."""
    found = Draft.objects.select_for_update().filter(book=book, key=key).first()
    return found or Draft(book=book, key=key, made_at=at)


def _gone() -> PostingError:
    return PostingError(_("Bukti ini sudah diajukan, dibukukan, atau dibuang. Muat ulang."))


def _wait(
    draft: Draft, voucher: VoucherInput, level: ApprovalLevel, actor: Any, at: datetime
) -> None:
    draft.wish = wish_of(voucher, by_act=bool(draft.act))
    draft.state, draft.level, draft.amount = DraftState.WAITING, level, voucher.amount
    draft.made_by, draft.asked_at, draft.changed_at = actor, at, at
    draft.refused_by, draft.refusal = None, ""
    draft.save()
    _log("ask_approval", draft, actor, at, level=str(level))


@transaction.atomic
def approve(*, draft: Draft, actor: Any, at: datetime) -> Voucher:
    """Post a waiting voucher in its maker's name with `actor` as approver, and return it.

    Who approves in the stead of an absent officer is named with him on the voucher.
    Raises ApprovalError for the maker, for whom the office does not give the right (any more),
    and for what another has approved or refused already; PostingError as the gate does.
    """
    draft = _still_waiting(draft)
    _check_approver(draft, actor)
    mandate = mandate_for(draft, actor)
    posted = _post(draft, at, approved_by=actor)
    detail = {}
    if mandate is not None:
        ApprovalMandate.objects.create(
            voucher=posted, principal_id=mandate.principal_id, words=mandate.words[:200]
        )
        detail = {"mandate": mandate.words}
    _log("approve_voucher", draft, actor, at, voucher=posted.code, **detail)
    return posted


@transaction.atomic
def refuse(*, draft: Draft, actor: Any, at: datetime, reason: str) -> Draft:
    """Give a waiting voucher back to its maker with the reason. Raises as `approve` does."""
    draft = _still_waiting(draft)
    _check_approver(draft, actor)
    if not reason.strip():
        raise ApprovalError(_("Tulis alasannya, supaya dapat diperbaiki."), field="reason")
    draft.state, draft.changed_at = DraftState.REFUSED, at
    draft.refused_by, draft.refusal = actor, reason.strip()[:200]
    draft.save()
    _log("refuse_voucher", draft, actor, at, reason=draft.refusal)
    return draft


@transaction.atomic
def withdraw(*, draft: Draft, actor: Any, at: datetime) -> Draft:
    """Take a waiting voucher back to mend it; an act is put aside, to be done again."""
    draft = _still_waiting(draft)
    if draft.made_by_id != actor.pk:
        raise ApprovalError(_("Hanya yang mencatat dapat menariknya kembali."))
    draft.state = DraftState.DISCARDED if draft.act else DraftState.DRAFT
    draft.changed_at = at
    draft.save()
    _log("withdraw_voucher", draft, actor, at)
    return draft


@transaction.atomic
def post_alone(*, draft: Draft, actor: Any, at: datetime, reason: str) -> Voucher:
    """Post one's own waiting voucher where a small group has nobody else at hand.

    It carries no approver; the pengawas reads it with its reason in the digest. Raises
    ApprovalError where the book's policy does not allow it.
    """
    draft = _still_waiting(draft)
    if draft.made_by_id != actor.pk:
        raise ApprovalError(_("Hanya yang mencatat dapat membukukannya sendiri."))
    if not policy_of(draft.book).may_post_alone:
        raise ApprovalError(_("Aturan buku ini meminta persetujuan pengurus lain."))
    if not reason.strip():
        raise ApprovalError(_("Tulis alasannya; pengawas akan membacanya."), field="reason")
    posted = _post(draft, at, approved_by=None)
    events.log(
        act="post_alone",
        subject=posted.code,
        actor=actor,
        at=at,
        book=draft.book,
        reason=reason.strip()[:200],
        amount=draft.amount,
    )
    return posted


def _still_waiting(draft: Draft) -> Draft:
    """The draft under lock; whoever comes second hears who was first."""
    lock_book(draft.book)  # in the order in which handing in locks
    locked = Draft.objects.select_for_update(of=("self",)).select_related("book", "made_by")
    draft = locked.get(pk=draft.pk)
    if draft.state == DraftState.WAITING:
        return draft
    if draft.state == DraftState.POSTED and draft.voucher is not None:
        by = draft.voucher.approved_by
        raise ApprovalError(
            _("Sudah dibukukan sebagai %(code)s, disetujui %(name)s.")
            % {"code": draft.voucher.code, "name": by.get_full_name() if by else "–"}
        )
    if draft.state == DraftState.REFUSED:
        raise ApprovalError(_("Bukti ini sudah ditolak; menunggu perbaikan yang mencatat."))
    raise ApprovalError(_("Bukti ini tidak lagi menunggu persetujuan."))


def _check_approver(draft: Draft, actor: Any) -> None:
    if draft.made_by_id == actor.pk:
        raise ApprovalError(
            _("Yang mencatat tidak dapat menyetujui sendiri. Mintalah pengurus lain.")
        )
    if draft.act:
        concerned = registry.queued_act(draft.act).concerns(draft.book, draft.arguments)
        if concerned == actor.pk:
            raise ApprovalError(_("Ini uang Anda sendiri; mintalah pengurus lain menyetujui."))
    if not may_approve(draft, actor):
        raise ApprovalError(_("Jabatan Anda hari ini tidak berwenang menyetujui bukti ini."))


def _post(draft: Draft, at: datetime, *, approved_by: Any) -> Voucher:
    asked = timezone.localdate(draft.asked_at) if draft.asked_at else None
    approval = Approval(by=approved_by, asked_on=asked)
    if draft.act:
        posted = _do(draft, at, approval)
    else:
        voucher = replace(voucher_of(draft.book, draft.wish or {}), approval=approval)
        posted = journal.post(book=draft.book, voucher=voucher, actor=draft.made_by, at=at)
    record_answers(voucher=posted, codes=draft.answers, actor=draft.made_by, at=at)
    draft.state, draft.voucher, draft.changed_at = DraftState.POSTED, posted, at
    draft.save()
    return posted


def _do(draft: Draft, at: datetime, approval: Approval) -> Voucher:
    """Do the act that waits; PostingError when its service refuses it now, or would book
    something else than was shown."""
    act = registry.queued_act(draft.act)
    by: dict[str, Any] = {"actor": draft.made_by, "at": at, "approval": approval}
    try:
        posted: Voucher = act.run(draft.book, draft.arguments, **by)
    except ObjectDoesNotExist:
        raise ApprovalError(
            _("Yang disebut di dalamnya sudah tidak ada. Tolak, lalu minta dicatat lagi.")
        ) from None
    except act.refusals as refused:
        raise ApprovalError(str(refused)) from None
    if not is_same(draft.wish or {}, posted):
        raise ApprovalError(_("Keadaannya berubah sejak diajukan. Tolak, lalu minta dicatat lagi."))
    return posted


def _log(act: str, draft: Draft, actor: Any, at: datetime, **detail: Any) -> None:
    events.log(
        act=act,
        subject=f"{draft} · {format_rupiah(draft.amount)}",
        actor=actor,
        at=at,
        book=draft.book,
        draft=draft.pk,
        **detail,
    )
