"""Bank accounts: opening them, who signs, and reading their statements in."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.calculations.bank import StatedLine, fingerprints, whole, whole_amounts
from enterprises.models import (
    BankAccount,
    BankFile,
    BankLayout,
    BankLine,
    FileState,
)
from enterprises.readers.bank_statement import read_statement
from ledger.models import Account, Book
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Person


class BankError(ValueError):
    """Something about a bank account was refused; `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def open_bank_account(
    *,
    book: Book,
    account: Account,
    bank: str,
    number: str,
    holder: str,
    signatories: tuple[Person, Person],
    starts_on: date,
    start_balance: int,
    actor: Any,
    at: datetime,
) -> BankAccount:
    """Say which account at which bank a cash account of the chart is.

    Raises BankError for an account that is no bank's or is taken, and where not two different
    people sign (kube.md R-18).
    """
    lock_book(book)
    if account.book_id != book.pk or not account.is_cash or account.purpose == "cash":
        raise BankError(_("Pilih akun bank dari bagan akun."), field="account")
    if BankAccount.objects.filter(account=account).exists():
        raise BankError(_("Akun ini sudah punya rekening bank."), field="account")
    if signatories[0] == signatories[1]:
        raise BankError(
            _("Rekening kelompok ditandatangani dua orang yang berbeda."),
            field="second_signatory",
        )
    made = BankAccount.objects.create(
        book=book,
        account=account,
        bank=bank.strip(),
        number=number.strip(),
        holder=holder.strip(),
        first_signatory=signatories[0],
        second_signatory=signatories[1],
        starts_on=starts_on,
        start_balance=start_balance,
    )
    events.log(act="open_bank_account", subject=str(made), actor=actor, at=at, book=book)
    return made


@transaction.atomic
def change_signatories(
    *, bank: BankAccount, signatories: tuple[Person, Person], actor: Any, at: datetime
) -> BankAccount:
    """Name others who sign; the event log keeps who did before. Raises BankError for one person."""
    if signatories[0] == signatories[1]:
        raise BankError(
            _("Rekening kelompok ditandatangani dua orang yang berbeda."),
            field="second_signatory",
        )
    before = f"{bank.first_signatory}, {bank.second_signatory}"
    bank.first_signatory, bank.second_signatory = signatories
    bank.save(update_fields=["first_signatory", "second_signatory"])
    events.log(
        act="change_signatories",
        subject=str(bank),
        actor=actor,
        at=at,
        book=bank.book,
        before=before,
        now=f"{signatories[0]}, {signatories[1]}",
    )
    return bank


@transaction.atomic
def save_layout(
    *, book: Book, name: str, columns: Mapping[str, str], actor: Any, at: datetime
) -> BankLayout:
    """Keep a layout of the book's own under its name. Raises BankError without amounts."""
    has_sides = bool(columns["debit_column"] and columns["credit_column"])
    if not columns["amount_column"] and not has_sides:
        raise BankError(
            _("Isi kolom jumlah, atau kolom uang keluar dan kolom uang masuk."),
            field="amount_column",
        )
    made, _created = BankLayout.objects.update_or_create(
        book=book, name=name.strip(), defaults=dict(columns)
    )
    events.log(act="save_bank_layout", subject=made.name, actor=actor, at=at, book=book)
    return made


@transaction.atomic
def upload_statement(
    *,
    bank: BankAccount,
    content: bytes,
    file_name: str,
    layout: Mapping[str, str] | None,
    actor: Any,
    at: datetime,
) -> BankFile:
    """Read a statement and keep it waiting; nothing becomes a line before `take_statement`.

    Raises FileError and CellsError as the reader does (then nothing is kept), and BankError for
    a file that was taken before, or whose lines lie before or after what it can hold.
    """
    lock_book(bank.book)
    digest = hashlib.sha256(content).hexdigest()
    taken = bank.files.filter(digest=digest, state=FileState.TAKEN).first()
    if taken is not None:
        day = taken.uploaded_at.strftime("%d/%m/%Y")
        raise BankError(
            _("Berkas ini sudah dimasukkan pada %(day)s. Tidak ada baris baru.") % {"day": day},
            field="file",
        )
    lines = read_statement(content, file_name, layout=layout)
    wrong = next((line for line in lines if not _is_in_range(bank, line, at)), None)
    if wrong is not None:
        raise BankError(
            _("Baris %(row)s: tanggal %(day)s di luar masa rekening koran (%(first)s – hari ini).")
            % {
                "row": wrong.row,
                "day": wrong.day.strftime("%d/%m/%Y"),
                "first": bank.starts_on.strftime("%d/%m/%Y"),
            },
            field="file",
        )
    bank.files.filter(digest=digest, state=FileState.WAITING).update(state=FileState.DISCARDED)
    rows = [
        [
            *(line.row, line.day.isoformat(), amount, line.text),
            *(None if line.balance is None else whole(line.balance), mark),
        ]
        for line, amount, mark in zip(lines, whole_amounts(lines), fingerprints(lines), strict=True)
    ]
    return BankFile.objects.create(
        bank_account=bank,
        file_name=file_name[:120],
        digest=digest,
        state=FileState.WAITING,
        rows=rows,
        uploaded_by=actor,
        uploaded_at=at,
    )


def _is_in_range(bank: BankAccount, line: StatedLine, at: datetime) -> bool:
    return bank.starts_on <= line.day <= at.date()


def new_rows(file: BankFile) -> list[list[Any]]:
    """The rows of a waiting file that are not lines yet, and move a whole rupiah."""
    known = set(
        file.bank_account.lines.filter(fingerprint__in=[row[5] for row in file.rows]).values_list(
            "fingerprint", flat=True
        )
    )
    return [row for row in file.rows if row[5] not in known and row[2]]


@transaction.atomic
def take_statement(*, file: BankFile, actor: Any, at: datetime) -> int:
    """Make lines of a waiting file's rows, all or nothing; return how many were new.

    Raises BankError for a file that does not wait, or whose new lines do not continue from the
    balance that stands.
    """
    bank = file.bank_account
    lock_book(bank.book)
    file = BankFile.objects.select_for_update().get(pk=file.pk)
    if file.state != FileState.WAITING:
        raise BankError(_("Berkas ini sudah dimasukkan atau dibuang."))
    rows = new_rows(file)
    BankLine.objects.bulk_create(
        BankLine(
            bank_account=bank,
            file=file,
            row=row[0],
            date=date.fromisoformat(row[1]),
            amount=row[2],
            text=row[3],
            balance=row[4],
            fingerprint=row[5],
        )
        for row in rows
    )
    file.state, file.added = FileState.TAKEN, len(rows)
    file.save(update_fields=["state", "added"])
    events.log(
        act="take_bank_statement",
        subject=file.file_name,
        actor=actor,
        at=at,
        book=bank.book,
        rows=len(rows),
    )
    return len(rows)


@transaction.atomic
def discard_statement(*, file: BankFile, actor: Any, at: datetime) -> None:
    """Put a waiting file aside. Raises BankError for one that does not wait."""
    if file.state != FileState.WAITING:
        raise BankError(_("Berkas ini sudah dimasukkan atau dibuang."))
    file.state = FileState.DISCARDED
    file.save(update_fields=["state"])
    events.log(
        act="discard_bank_statement",
        subject=file.file_name,
        actor=actor,
        at=at,
        book=file.bank_account.book,
    )
