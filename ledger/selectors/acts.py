"""Which acts a book offers, and which accounts each may name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.acts import ActLine, ActSpec, Term, Words, catalogue
from ledger.models import Account, ActUse, Book, OwnAct, Subsidiary


@dataclass(frozen=True)
class ActSlot:
    """A line of an act in one book: the accounts that may stand in it, the proposed one first."""

    line: ActLine
    accounts: tuple[Account, ...]

    @property
    def field(self) -> str:
        """The name of the question which of them; the code when only one is meant."""
        return self.line.choice or self.line.accounts[0]


@dataclass(frozen=True)
class BookAct:
    """An act with the accounts of one book."""

    spec: ActSpec
    slots: tuple[ActSlot, ...]

    @property
    def controls(self) -> list[str]:
        """The kinds of subsidiary account that may be asked for, each once."""
        kinds = (account.control for slot in self.slots for account in slot.accounts)
        return list(dict.fromkeys(kind for kind in kinds if kind))


def _matches(account: Account, pattern: str, bank_from: str) -> bool:
    if pattern == "@cash":
        return account.is_cash
    if pattern == "@bank":
        return account.is_cash and account.code >= bank_from
    if pattern.endswith("*"):
        return account.code.startswith(pattern[:-1])
    return account.code == pattern


def resolve(patterns: Iterable[str], accounts: list[Account]) -> tuple[Account, ...]:
    """The active, postable accounts that patterns of the catalogue mean, in their order."""
    usable = [a for a in accounts if a.is_active and not a.is_heading]
    bank_from = next((a.code for a in accounts if a.purpose == "bank"), "")
    without = {pattern[1:] for pattern in patterns if pattern.startswith("!")}
    found = {
        account.pk: account
        for pattern in patterns
        if not pattern.startswith("!")
        for account in usable
        if account.code not in without and _matches(account, pattern, bank_from)
    }
    return tuple(found.values())


def book_act(spec: ActSpec, accounts: list[Account]) -> BookAct | None:
    """The act with a book's accounts; None when a line has no account left."""
    slots = tuple(ActSlot(line, resolve(line.accounts, accounts)) for line in spec.lines)
    return BookAct(spec, slots) if all(slot.accounts for slot in slots) else None


def own_spec(own: OwnAct) -> ActSpec:
    """An organization's own act as a row of the catalogue; cash may be any cash or bank."""

    def line(account: Account, *, is_debit: bool) -> ActLine:
        amount = (Term("amount", 1),)
        if account.is_cash:
            return ActLine(is_debit, "money", (account.code, "@cash"), amount)
        return ActLine(is_debit, "", (account.code,), amount)

    lines = (line(own.debit, is_debit=True), line(own.credit, is_debit=False))
    return ActSpec(
        code=own.code,
        group="sendiri",
        sentence=Words(own.name, own.name_en),
        lines=lines,
        amounts=("amount",),
        optional=frozenset(),
        when=Words("", ""),
        law="",
        example={"amount": 1},
    )


def book_acts(book: Book, *, with_hidden: bool = False) -> dict[str, BookAct]:
    """Every act that can be done in a book, by code: the catalogue's and its own."""
    accounts = list(book.accounts.order_by("code"))
    hidden = set() if with_hidden else set(book.hidden_acts.values_list("act", flat=True))
    own = book.own_acts.filter(is_active=True).select_related("debit", "credit")
    specs = [*catalogue(book.framework).values(), *(own_spec(act) for act in own)]
    made = ((spec.code, book_act(spec, accounts)) for spec in specs if spec.code not in hidden)
    return {code: act for code, act in made if act is not None}


RECENT = 6


@dataclass(frozen=True)
class Shelf:
    """Codes of acts: a person's favourites, and what was done last (newest first)."""

    favourites: tuple[str, ...]
    recent: tuple[str, ...]


def shelf(book: Book, user: Any) -> Shelf:
    """What a person uses in a book."""
    uses = list(ActUse.objects.filter(book=book, user=user).order_by("-last_used_at", "act"))
    favourites = tuple(use.act for use in uses if use.is_favourite)
    recent = tuple(u.act for u in uses if u.last_used_at and not u.is_favourite)
    return Shelf(favourites, recent[:RECENT])


def names_of(book: Book, act: BookAct) -> Mapping[str, list[Subsidiary]]:
    """Kind of subsidiary account → those that the act's accounts have, each code and name once."""
    pks = [a.pk for slot in act.slots for a in slot.accounts if a.control]
    if not pks:
        return {}
    found: dict[str, dict[tuple[str, str], Subsidiary]] = {kind: {} for kind in act.controls}
    rows = book.subsidiaries.filter(account__in=pks, is_active=True).select_related("account")
    for row in rows.order_by("name", "code"):
        found[row.account.control].setdefault((row.code, row.name), row)
    return {kind: list(rows.values()) for kind, rows in found.items()}
