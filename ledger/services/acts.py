"""Do an act of the catalogue: work out its voucher, open the names it needs, post it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger.acts import ActLine
from ledger.models import Account, ActUse, Book, Origin, Subsidiary, Unit
from ledger.readers.paper import ReadPaper
from ledger.selectors.acts import ActSlot, BookAct
from ledger.services.books import open_subsidiary
from ledger.services.journal import LineInput, PostingError, VoucherInput
from ledger.services.submission import Submission, submit


@dataclass(frozen=True)
class Name:
    """Whom a line is about: a subsidiary account by code, or a name that is new."""

    name: str
    code: str = ""

    @property
    def is_new(self) -> bool:
        """Whether no subsidiary account stands for it yet."""
        return not self.code


@dataclass(frozen=True)
class ActInput:
    """What was filled in. Amounts in whole rupiah by name; accounts by choice; names by kind."""

    on: date
    amounts: Mapping[str, int]
    accounts: Mapping[str, Account] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    narration: str = ""
    reference: str = ""
    party: str = ""
    unit: Unit | None = None
    key: str | None = None


@dataclass(frozen=True)
class PlannedLine:
    """A line as it will be booked; `name` tells the subsidiary account, also one to be opened."""

    account: Account
    debit: int
    credit: int
    name: Name | None = None

    @property
    def grows(self) -> bool:
        """Whether the account grows: it is booked on its own side."""
        return (self.account.side == "debit") == (self.debit > 0)

    @property
    def amount(self) -> int:
        """Whole rupiah, whichever the side."""
        return self.debit or self.credit


def plan(act: BookAct, given: ActInput) -> list[PlannedLine]:
    """The lines that the act makes of what was filled in; lines that come to nil are left out.

    Raises PostingError, with the name of the field, for what is missing or cannot be.
    """
    for name in act.spec.amounts:
        if name not in act.spec.optional and given.amounts.get(name, 0) <= 0:
            raise PostingError(_("Isi jumlahnya, di atas nol."), field=name)
    lines = [line for slot in act.slots if (line := _line(slot, given)) is not None]
    if len(lines) < 2:
        raise PostingError(_("Isi sedikitnya satu jumlah, di atas nol."), field=act.spec.amounts[0])
    debits = {line.account.pk for line in lines if line.debit}
    twice = next((line for line in lines if line.credit and line.account.pk in debits), None)
    if twice is not None:
        raise PostingError(
            _("Akun %(account)s tidak dapat menjadi asal dan tujuan sekaligus.")
            % {"account": twice.account},
            field=next((s.field for s in act.slots if s.line.choice and not s.line.is_debit), ""),
        )
    return lines


def _line(slot: ActSlot, given: ActInput) -> PlannedLine | None:
    amount = _amount(slot.line, given)
    if amount == 0:
        return None
    if amount < 0:
        raise PostingError(
            _("Jumlah ini lebih besar daripada yang dapat dikurangi; periksa lagi angkanya."),
            field=next(term.name for term in slot.line.terms if term.sign < 0),
        )
    account = given.accounts.get(slot.field, slot.accounts[0])
    if account not in slot.accounts:
        raise PostingError(_("Pilih akun dari daftar."), field=slot.field)
    name = given.names.get(account.control) if account.control else None
    if account.control and name is None:
        raise PostingError(
            _("Akun %(account)s perlu nama: pilih dari daftar atau tulis nama baru.")
            % {"account": account},
            field=f"name_{account.control}",
        )
    debit, credit = (amount, 0) if slot.line.is_debit else (0, amount)
    return PlannedLine(account, debit, credit, name)


def _amount(line: ActLine, given: ActInput) -> int:
    return sum(term.sign * given.amounts.get(term.name, 0) for term in line.terms)


def narration_of(act: BookAct, given: ActInput, lines: list[PlannedLine]) -> str:
    """What was written, or else the act's sentence with the names it is about."""
    if given.narration.strip():
        return given.narration.strip()
    names = dict.fromkeys(line.name.name for line in lines if line.name)
    whom = ", ".join(names) or given.party
    sentence = act.spec.sentence.text(get_language())
    return (f"{sentence}: {whom}" if whom else sentence)[:200]


@transaction.atomic
def submit_act(
    *,
    book: Book,
    act: BookAct,
    given: ActInput,
    actor: Any,
    at: datetime,
    answers: Collection[str] = (),
    attachments: Sequence[ReadPaper] = (),
) -> Submission:
    """Hand the act's voucher in, opening the subsidiary accounts that are new: posted, or waiting
    for the officer that the book's policy asks for. Its papers go in with it.

    The same key with the same content answers with the voucher that stands. Raises PostingError,
    and PaperError for more papers than a voucher may carry; nothing is kept then.
    """
    lines = plan(act, given)
    voucher = VoucherInput(
        date=given.on,
        narration=narration_of(act, given, lines),
        lines=[
            LineInput(
                account=line.account,
                debit=line.debit,
                credit=line.credit,
                subsidiary=_subsidiary(line, actor, at),
                unit=given.unit,
            )
            for line in lines
        ],
        reference=given.reference,
        party=given.party or next((line.name.name for line in lines if line.name), "")[:120],
        key=given.key,
        origin=Origin.ACT,
    )
    handed_in = submit(
        book=book,
        voucher=voucher,
        actor=actor,
        at=at,
        answers=answers,
        attachments=attachments,
    )
    ActUse.objects.update_or_create(
        book=book, user=actor, act=act.spec.code, defaults={"last_used_at": at}
    )
    return handed_in


def _subsidiary(line: PlannedLine, actor: Any, at: datetime) -> Subsidiary | None:
    """The subsidiary account of a line; opened when this account has none for the name yet."""
    if line.name is None:
        return None
    rows = line.account.subsidiaries.filter(name=line.name.name)
    found = (rows.filter(code=line.name.code) if line.name.code else rows).first()
    if found is not None:
        return found
    taken = set(line.account.subsidiaries.values_list("code", flat=True))
    code = line.name.code
    if not code or code in taken:
        code = free_code(line.name.name, taken)
    return open_subsidiary(account=line.account, code=code, name=line.name.name, actor=actor, at=at)


def free_code(name: str, taken: set[str]) -> str:
    """A code from a name: `WARUNG-LELE`, `WARUNG-LELE-2` when that is taken. 20 characters."""
    stem = re.sub(r"[^A-Z0-9]+", "-", name.upper()).strip("-")[:15].strip("-") or "NAMA"
    return next(
        code
        for code in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
        if code not in taken
    )
