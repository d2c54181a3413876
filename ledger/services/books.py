"""Open books; add units, accounts and subsidiary accounts to them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.coa import ChartRow, chart
from ledger.engine import accounts as engine_accounts
from ledger.engine import books as engine_books
from ledger.models import Account, Book, CashPolicy, Framework, Subsidiary, Unit
from ledger.services import events
from ledger.services.actors import system_actor
from ledger.services.periods import open_year


class ChartError(ValueError):
    """An account, unit or subsidiary account could not be added."""


@transaction.atomic
def open_book(
    *,
    slug: str,
    name: str,
    framework: str,
    opened_on: date,
    actor: Any,
    at: datetime,
    is_practice: bool = False,
) -> Book:
    """Open a book with the seed chart of its framework and its first year's periods.

    A KUBE's cash may not go below zero; elsewhere one is warned (changeable per book).
    """
    entity, ledger = engine_books.create_entity(name=name, admin=system_actor())
    book = Book.objects.create(
        slug=slug,
        name=name,
        framework=framework,
        is_practice=is_practice,
        opened_on=opened_on,
        cash_policy=CashPolicy.REFUSE if framework == Framework.KUBE else CashPolicy.WARN,
        entity=entity,
        ledger=ledger,
    )
    add_unit(
        book=book,
        code=Unit.DEFAULT_CODE,
        name="Tidak dialokasikan",
        name_en="Unallocated",
        actor=actor,
        at=at,
    )
    add_accounts(book=book, rows=list(chart(framework)), actor=actor, at=at)
    open_year(book=book, year=opened_on.year, actor=actor, at=at, first_month=opened_on.month)
    events.log(
        act="open_book", subject=slug, actor=actor, at=at, book=book, framework=str(framework)
    )
    return book


@transaction.atomic
def add_accounts(*, book: Book, rows: list[ChartRow], actor: Any, at: datetime) -> list[Account]:
    """Add accounts to a book's chart. Raises ChartError when a code is taken already."""
    taken = set(
        book.accounts.filter(code__in=[r.code for r in rows]).values_list("code", flat=True)
    )
    if taken:
        raise ChartError(_("Kode akun %(code)s sudah dipakai.") % {"code": min(taken)})
    made = engine_accounts.create_accounts(
        book.entity,
        [
            engine_accounts.AccountRow(
                code=r.code, name=r.name, role=r.role, side=r.side, is_active=not r.is_heading
            )
            for r in rows
        ],
    )
    accounts = Account.objects.bulk_create(
        Account(
            book=book,
            code=r.code,
            name=r.name,
            name_en=r.name_en,
            kind=r.kind,
            side=r.side,
            cash_flow=r.cash_flow,
            control=r.control,
            purpose=r.purpose,
            is_heading=r.is_heading,
            engine_account=engine_account,
        )
        for r, engine_account in zip(rows, made, strict=True)
    )
    events.log(
        act="add_accounts", subject=book.slug, actor=actor, at=at, book=book, count=len(accounts)
    )
    return accounts


@transaction.atomic
def set_account_active(*, account: Account, is_active: bool, actor: Any, at: datetime) -> None:
    """Switch an account off for new vouchers, or on again; its history stays."""
    account.is_active = is_active
    account.save(update_fields=["is_active"])
    account.engine_account.active = is_active
    account.engine_account.save(update_fields=["active", "updated"])
    events.log(
        act="set_account_active",
        subject=account.code,
        actor=actor,
        at=at,
        book=account.book,
        is_active=is_active,
    )


@transaction.atomic
def set_cash_policy(*, book: Book, policy: str, reason: str, actor: Any, at: datetime) -> Book:
    """Refuse vouchers that leave cash below zero, or only warn. The reason goes on record."""
    was = Book.objects.select_for_update(no_key=True).get(pk=book.pk).cash_policy
    book.cash_policy = CashPolicy(policy)
    book.save(update_fields=["cash_policy"])
    events.log(
        act="set_cash_policy",
        subject=str(book.cash_policy),
        actor=actor,
        at=at,
        book=book,
        was=was,
        reason=reason,
    )
    return book


@transaction.atomic
def add_unit(
    *, book: Book, code: str, name: str, name_en: str = "", actor: Any, at: datetime
) -> Unit:
    """Add a business unit. Raises ChartError when the code is taken already."""
    if book.units.filter(code=code).exists():
        raise ChartError(_("Kode unit %(code)s sudah dipakai.") % {"code": code})
    unit = Unit.objects.create(
        book=book,
        code=code,
        name=name,
        name_en=name_en,
        engine_unit=engine_books.create_unit(entity=book.entity, name=name, code=code),
    )
    events.log(act="add_unit", subject=code, actor=actor, at=at, book=book)
    return unit


@transaction.atomic
def open_subsidiary(
    *,
    account: Account,
    code: str,
    name: str,
    actor: Any,
    at: datetime,
    counterparty: Book | None = None,
) -> Subsidiary:
    """Open a subsidiary account below a control account.

    `counterparty` is the other side's book when it is kept here too. Raises ChartError when the
    account is not a control account or the code is taken.
    """
    if not account.control:
        raise ChartError(
            _("Akun %(account)s tidak memakai rekening pembantu.") % {"account": account}
        )
    if account.subsidiaries.filter(code=code).exists():
        raise ChartError(
            _("Rekening pembantu %(code)s sudah ada pada akun %(account)s.")
            % {"code": code, "account": account}
        )
    subsidiary = Subsidiary.objects.create(
        book=account.book, account=account, code=code, name=name, counterparty=counterparty
    )
    events.log(
        act="open_subsidiary",
        subject=f"{account.code} {code}",
        actor=actor,
        at=at,
        book=account.book,
    )
    return subsidiary


def open_subsidiaries(
    *, account: Account, names: Mapping[str, str], actor: Any, at: datetime
) -> dict[str, Subsidiary]:
    """Open many at once (code → name) and return all of these codes, standing ones among them.

    Raises ChartError when the account is not a control account.
    """
    if not names:
        return {}
    if not account.control:
        raise ChartError(
            _("Akun %(account)s tidak memakai rekening pembantu.") % {"account": account}
        )
    standing = {s.code: s for s in account.subsidiaries.all()}
    made = Subsidiary.objects.bulk_create(
        [
            Subsidiary(book=account.book, account=account, code=code[:20], name=name[:120])
            for code, name in names.items()
            if code not in standing
        ],
        batch_size=500,
    )
    events.log(
        act="open_subsidiary",
        subject=account.code,
        actor=actor,
        at=at,
        book=account.book,
        count=len(made),
    )
    return {code: found for code, found in (standing | {s.code: s for s in made}).items()
            if code in names}  # fmt: skip
