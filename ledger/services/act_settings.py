"""What an organization offers: hide acts, add its own; what a person likes: favourites."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Account, ActUse, Book, HiddenAct, OwnAct
from ledger.services import events


class ActError(ValueError):
    """An act of one's own was refused; `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def set_favourite(*, book: Book, act: str, is_favourite: bool, actor: Any) -> None:
    """Put an act among a person's favourites in a book, or take it out. No audit: a habit."""
    ActUse.objects.update_or_create(
        book=book, user=actor, act=act, defaults={"is_favourite": is_favourite}
    )


@transaction.atomic
def set_hidden(*, book: Book, act: str, is_hidden: bool, actor: Any, at: datetime) -> None:
    """Stop offering an act in a book, or offer it again. What was booked with it stays."""
    if is_hidden:
        HiddenAct.objects.get_or_create(book=book, act=act)
    else:
        HiddenAct.objects.filter(book=book, act=act).delete()
    events.log(
        act="set_act_hidden", subject=act, actor=actor, at=at, book=book, is_hidden=is_hidden
    )


@transaction.atomic
def add_own_act(
    *,
    book: Book,
    name: str,
    debit: Account,
    credit: Account,
    actor: Any,
    at: datetime,
    name_en: str = "",
) -> OwnAct:
    """Add an act with one debit and one credit.

    Raises ActError for a name that is taken, for one account on both sides, or for an account
    that cannot be booked on.
    """
    if book.own_acts.filter(name__iexact=name.strip()).exists():
        raise ActError(_("Nama ini sudah dipakai. Pakai nama lain."), field="name")
    if debit == credit:
        raise ActError(_("Akun debet dan kredit harus berbeda."), field="credit")
    for field, account in (("debit", debit), ("credit", credit)):
        if account.book_id != book.pk or account.is_heading or not account.is_active:
            raise ActError(_("Pilih akun dari daftar."), field=field)
    own = OwnAct.objects.create(
        book=book, name=name.strip(), name_en=name_en.strip(), debit=debit, credit=credit
    )
    events.log(
        act="add_own_act",
        subject=own.name,
        actor=actor,
        at=at,
        book=book,
        debit=debit.code,
        credit=credit.code,
    )
    return own


@transaction.atomic
def set_own_act_active(*, own: OwnAct, is_active: bool, actor: Any, at: datetime) -> None:
    """Retire an own act, or offer it again."""
    own.is_active = is_active
    own.save(update_fields=["is_active"])
    events.log(
        act="set_act_hidden",
        subject=own.name,
        actor=actor,
        at=at,
        book=own.book,
        is_hidden=not is_active,
    )
