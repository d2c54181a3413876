"""What stands in the addresses of capital: a bank account with a statement read in."""

from datetime import date
from typing import Any

from enterprises.models import BankAccount, CapitalAgreement
from enterprises.selectors.bank import layouts
from enterprises.services.bank import open_bank_account, take_statement, upload_statement
from enterprises.services.grants import record_use
from ledger.models import Book

STATEMENT = b"""Tanggal;Keterangan;Keluar;Masuk;Saldo
05/02/2026;SETORAN;;250.000,00;250.000,00
06/02/2026;BIAYA ADM;10.000,00;;240.000,00
"""


def general(book: Book) -> Any:
    """The general layout, with sen behind a comma."""
    columns = next(found.columns for found in layouts(book) if found.key == "umum")
    return {**columns, "decimal": ","}


def bank_of(book: Book, maker: Any, at: Any) -> BankAccount:
    """The group's account, signed by two of its members."""
    first, second = book.organization.memberships.order_by("number")[:2]
    return open_bank_account(
        book=book,
        account=book.accounts.get(code="1102"),
        bank="Bank Fiktif",
        number="0123",
        holder=book.name,
        signatories=(first.person, second.person),
        starts_on=date(2026, 1, 1),
        start_balance=0,
        actor=maker,
        at=at,
    )


def capital_addresses(book: Book, maker: Any, at: Any) -> dict[str, dict[str, Any]]:
    """A bank account of Mina Lestari with one file taken and its lines open."""
    bank = BankAccount.objects.filter(book=book).first() or bank_of(book, maker, at)
    file = upload_statement(
        bank=bank,
        content=STATEMENT,
        file_name="mutasi.csv",
        layout=general(book),
        actor=maker,
        at=at,
    )
    take_statement(file=file, actor=maker, at=at)
    org = {"org": book.slug}
    agreement = CapitalAgreement.objects.get(subsidiary__book=book, subsidiary__code="CSR-2025")
    use = agreement.uses.first() or record_use(
        agreement=agreement,
        line=book.vouchers.get(narration__startswith="Beli terpal").lines.get(account__code="1201"),
        amount=12_000_000,
        purpose="Kolam terpal",
        actor=maker,
        at=at,
    )
    return {
        **{
            f"enterprises:{name}": org | {"pk": bank.pk}
            for name in ("bank_account", "bank_signatories", "upload_statement", "bank_layout")
        },
        "enterprises:use_grant": org | {"pk": agreement.pk},
        "enterprises:take_back_use": org | {"pk": use.pk},
        "enterprises:match_sure": org | {"pk": bank.pk},
        "enterprises:bank_file": org | {"pk": file.pk},
        **{
            f"enterprises:{name}": org | {"pk": bank.lines.earliest("pk").pk}
            for name in ("match_line", "bank_voucher")
        },
    }
