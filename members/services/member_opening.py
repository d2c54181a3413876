"""Members' opening balances: gathered from sheets, held against the balance sheet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Book, OpeningDraft
from ledger.readers.sheet import CellError
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import MemberOpening, Organization
from members.readers.member_opening import read_loans, read_savings
from members.selectors.member_opening import (
    control_rows,
    loan_products,
    opening_of,
    savings_products,
)


class MemberOpeningError(ValueError):
    """Opening balances were not kept or not posted; `faults` says where in the sheet."""

    def __init__(self, message: str, faults: Sequence[CellError] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)


def draft_of(organization: Organization, actor: Any, at: datetime) -> MemberOpening:
    """The draft, its book locked. Raises MemberOpeningError once the opening is posted."""
    lock_book(organization.book)
    found = opening_of(organization) or MemberOpening(organization=organization)
    if found.is_live or _is_posted(organization.book):
        raise MemberOpeningError(_("Saldo awal sudah dibukukan."))
    found.changed_by, found.changed_at = actor, at
    return found


def _is_posted(book: Book) -> bool:
    return OpeningDraft.objects.filter(book=book, voucher__isnull=False).exists()


def _members(organization: Organization) -> dict[str, int]:
    standing = organization.memberships.filter(left_on__isnull=True)
    return dict(standing.values_list("number", "pk"))


@transaction.atomic
def keep_details(
    *,
    organization: Organization,
    kind: str,
    content: bytes,
    file_name: str,
    actor: Any,
    at: datetime,
) -> MemberOpening:
    """Read a sheet of savings or loans in place of the one before, whole or not at all.

    Raises MemberOpeningError with every fault by row and column, FileError and CellsError for
    what cannot be read.
    """
    draft = draft_of(organization, actor, at)
    members = _members(organization)
    faults: list[CellError]
    if kind == "savings":
        titles = {product.name: product.code for product in savings_products(organization)}
        cells, faults = read_savings(content, file_name, members=members, products=titles)
        draft.savings = [[cell.member, cell.product, cell.amount] for cell in cells]
        draft.savings_file = file_name[-120:]
    else:
        loans, faults = read_loans(
            content,
            file_name,
            members=members,
            products=_names(loan_products(organization)),
            until=organization.book.opened_on,
        )
        draft.loans = [{**vars(loan), "disbursed_on": loan.disbursed_on.isoformat()}
                       for loan in loans]  # fmt: skip
        draft.loans_file = file_name[-120:]
    if faults:
        raise MemberOpeningError(_("Ada baris yang belum benar."), faults)
    draft.save()
    events.log(
        act="keep_member_opening",
        subject=draft.savings_file if kind == "savings" else draft.loans_file,
        actor=actor,
        at=at,
        book=organization.book,
        rows=len(draft.savings if kind == "savings" else draft.loans),
    )
    return draft


def _names(products: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for product in products:
        found[product.name.lower()] = found[product.code.lower()] = product.code
    return found


@transaction.atomic
def set_controls(
    *, organization: Organization, controls: Mapping[str, int | None], actor: Any, at: datetime
) -> MemberOpening:
    """Say what the opening balance sheet shows on each control account (None: not said yet)."""
    draft = draft_of(organization, actor, at)
    known = {row.account.code for row in control_rows(organization, draft)}
    draft.controls = {
        code: amount for code, amount in controls.items() if code in known and amount is not None
    }
    draft.save()
    events.log(
        act="set_opening_controls",
        subject=organization.slug,
        actor=actor,
        at=at,
        book=organization.book,
        controls=draft.controls,
    )
    return draft


def waiting_sentence(book: Book) -> str:
    """Why the ledger may not post the opening by itself; empty when it may."""
    waits = MemberOpening.objects.filter(organization__book=book, is_live=False)
    found = waits.first()
    if found is None or not (found.savings or found.loans or found.controls):
        return ""
    return _(
        "Rincian simpanan dan pinjaman anggota menunggu. Bukukan dari halaman “Saldo awal anggota”,"
        " sesudah selisihnya nol."
    )
