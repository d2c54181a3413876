"""Add, rename, move and retire accounts and units; what was booked keeps its place.

A new account stands after another and is of its sort: kind, side, cash-flow class and the row of
every statement are those of the account before it, so none is ever left out of a statement.
"""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from ledger.coa import ChartRow
from ledger.models import Account, AccountBalance, Book, Line, Unit
from ledger.services import events
from ledger.services.books import ChartError, add_accounts, set_account_active

LONGEST_CODE = 10


def free_code_after(after: Account) -> str:
    """The next code behind an account that still sorts before the one that follows it."""
    codes = set(after.book.accounts.values_list("code", flat=True))
    later = min((code for code in codes if code > after.code), default="~")
    head, number = re.fullmatch(r"(.*?)(\d+)", after.code).groups()  # type: ignore[union-attr]
    candidates = [f"{head}{int(number) + 1:0{len(number)}}"]
    candidates += [f"{after.code}{digit}" for digit in range(1, 10)]
    for code in candidates:
        if code not in codes and after.code < code < later and len(code) <= LONGEST_CODE:
            return code
    raise ChartError(
        _("Sesudah akun %(account)s tidak ada kode yang kosong. Pilih akun lain.")
        % {"account": after}
    )


@transaction.atomic
def add_account(
    *, after: Account, name: str, name_en: str = "", actor: Any, at: datetime
) -> Account:
    """Add an account of the same sort behind another one. Raises ChartError."""
    _require_new_name(after.book, name)
    if after.is_heading:
        raise ChartError(_("Pilih akun, bukan judul kelompok."))
    row = ChartRow(
        code=free_code_after(after),
        name=name.strip(),
        name_en=name_en.strip(),
        kind=after.kind,
        side=after.side,
        role=after.engine_account.role,
        cash_flow=after.cash_flow,
        control=after.control,
        is_heading=False,
        purpose="",
    )
    [account] = add_accounts(book=after.book, rows=[row], actor=actor, at=at)
    events.log(
        act="add_account",
        subject=str(account)[:120],
        actor=actor,
        at=at,
        book=after.book,
        after=after.code,
    )
    return account


@transaction.atomic
def rename_account(
    *, account: Account, name: str, name_en: str = "", actor: Any, at: datetime
) -> Account:
    """Give an account another name, in all its history. Raises ChartError for a taken name."""
    _require_new_name(account.book, name, besides=account)
    was = account.name
    account.name, account.name_en = name.strip(), name_en.strip()
    account.save(update_fields=["name", "name_en"])
    account.engine_account.name = account.name
    account.engine_account.save(update_fields=["name", "updated"])
    events.log(
        act="rename_account",
        subject=account.code,
        actor=actor,
        at=at,
        book=account.book,
        was=was,
        name=account.name,
    )
    return account


@transaction.atomic
def move_account(*, account: Account, after: Account, actor: Any, at: datetime) -> Account:
    """Put an account that was never booked on behind another one of its kind and side.

    Its code changes and its cash-flow class is that of its new neighbour. Raises ChartError for
    one that is used: its code stands on paper.
    """
    if Line.objects.filter(account=account).exists():
        raise ChartError(
            _("Akun %(account)s sudah dipakai; kodenya tetap. Buat akun baru di tempat itu.")
            % {"account": account}
        )
    if (account.kind, account.side) != (after.kind, after.side):
        raise ChartError(_("Akun hanya pindah di antara akun segolongan dan sesisi."))
    if account.purpose or after.is_heading or account == after:
        raise ChartError(_("Akun %(account)s tidak dapat dipindah.") % {"account": account})
    was, account.code = account.code, free_code_after(after)
    account.cash_flow = after.cash_flow
    account.save(update_fields=["code", "cash_flow"])
    account.engine_account.code = account.code
    account.engine_account.role = after.engine_account.role
    account.engine_account.save(update_fields=["code", "role", "updated"])
    events.log(
        act="move_account", subject=account.code, actor=actor, at=at, book=account.book, was=was
    )
    return account


@transaction.atomic
def retire_account(*, account: Account, actor: Any, at: datetime) -> None:
    """Stop offering an account. Raises ChartError while it holds a balance or the books need it."""
    if account.is_heading or account.purpose:
        raise ChartError(
            _("Akun %(account)s dipakai oleh pembukuan sendiri dan tidak dapat dihentikan.")
            % {"account": account}
        )
    sums = AccountBalance.objects.filter(account=account).aggregate(d=Sum("debit"), c=Sum("credit"))
    if (sums["d"] or 0) != (sums["c"] or 0):
        raise ChartError(
            _("Akun %(account)s masih bersaldo. Nolkan dahulu dengan bukti, lalu hentikan.")
            % {"account": account}
        )
    set_account_active(account=account, is_active=False, actor=actor, at=at)


@transaction.atomic
def change_unit(
    *, unit: Unit, name: str, name_en: str, is_active: bool, actor: Any, at: datetime
) -> Unit:
    """Rename a unit, retire it or take it up again. The default unit stays."""
    if unit.code == Unit.DEFAULT_CODE and not is_active:
        raise ChartError(_("Unit ini menampung yang tidak dialokasikan; ia tetap aktif."))
    unit.name, unit.name_en, unit.is_active = name.strip(), name_en.strip(), is_active
    unit.save(update_fields=["name", "name_en", "is_active"])
    events.log(
        act="change_unit",
        subject=unit.code,
        actor=actor,
        at=at,
        book=unit.book,
        name=unit.name,
        is_active=is_active,
    )
    return unit


def _require_new_name(book: Book, name: str, besides: Account | None = None) -> None:
    same = book.accounts.filter(name__iexact=name.strip(), is_heading=False)
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise ChartError(_("Nama ini sudah dipakai. Pakai nama lain."))
