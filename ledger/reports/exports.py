"""A book for other programs: hledger, beancount, CSV (importable again) and sealed JSON.

Read straight from the engine's tables, not from our balances, so that another program's
figures are an independent proof.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator

from ledger.calculations.seal import FORM
from ledger.models import Account, Book, Line, Voucher
from ledger.reports.renderers import safe_text
from ledger.selectors.seals import canonical_content, sealed_vouchers
from ledger.services.journal_rows import OPTIONAL, REQUIRED

CLASSES = {
    "asset": "Aset",
    "liability": "Liabilitas",
    "equity": "Ekuitas",
    "revenue": "Pendapatan",
    "expense": "Beban",
}
BEANCOUNT_ROOTS = {
    "name_assets": "Aset",
    "name_liabilities": "Liabilitas",
    "name_equity": "Ekuitas",
    "name_income": "Pendapatan",
    "name_expenses": "Beban",
}


MARKS = {Voucher.OPENING: "pembukaan", Voucher.CLOSING: "penutup"}
"""What the import reads in the column Jenis, and a tag for the others."""


def account_name(account: Account) -> str:
    """`Aset:1101 Kas tunai`: one space inside, two would end the name in hledger."""
    return f"{CLASSES[account.kind]}:{account.code} {_one_line(account.name)}"


def beancount_account(account: Account) -> str:
    """`Aset:1101-Kas-tunai`: beancount allows letters, digits and hyphens only."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", account.name).strip("-")
    return f"{CLASSES[account.kind]}:{account.code}-{name}"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(";", ",").replace("|", "/")).strip()


def _tag(text: str) -> str:
    """A tag's value for hledger, where a bracket or a colon could give a line another date."""
    return re.sub(r"[\[\],:]", "-", _one_line(text))


def _amount(line: Line) -> int:
    """Signed amount as the engine holds it: debit positive."""
    amount = int(line.transaction.amount)
    return amount if line.transaction.tx_type == "debit" else -amount


def to_hledger(book: Book) -> Iterator[str]:
    """A journal for hledger."""
    yield f"; {_one_line(book.name)} ({book.slug})\ndecimal-mark .\ncommodity 1000. IDR\n\n"
    for account in book.accounts.filter(is_heading=False):
        yield f"account {account_name(account)}\n"
    for voucher, lines in sealed_vouchers(book):
        tags = f"bukti:{voucher.code}, rujukan:{_tag(voucher.reference)}"
        if voucher.period in MARKS:
            tags += f", jenis:{MARKS[voucher.period]}"
        yield f"\n{voucher.date} * ({voucher.code}) {_one_line(voucher.narration)}  ; {tags}\n"
        for line in lines:
            note = f"  ; pembantu:{_tag(line.subsidiary.code)}" if line.subsidiary else ""
            yield f"    {account_name(line.account)}  {_amount(line)} IDR{note}\n"


def to_beancount(book: Book) -> Iterator[str]:
    """A ledger for beancount, with Indonesian root names."""
    for option, name in BEANCOUNT_ROOTS.items():
        yield f'option "{option}" "{name}"\n'
    yield f'option "title" {_quoted(book.name)}\noption "operating_currency" "IDR"\n\n'
    for account in book.accounts.filter(is_heading=False):
        yield f"{book.opened_on} open {beancount_account(account)} IDR\n"
    for voucher, lines in sealed_vouchers(book):
        yield f"\n{voucher.date} * {_quoted(voucher.party)} {_quoted(voucher.narration)}\n"
        yield f"  bukti: {_quoted(voucher.code)}\n  rujukan: {_quoted(voucher.reference)}\n"
        if voucher.period in MARKS:
            yield f"  jenis: {_quoted(MARKS[voucher.period])}\n"
        for line in lines:
            yield f"  {beancount_account(line.account)}  {_amount(line)} IDR\n"
            if line.subsidiary:
                yield f"    pembantu: {_quoted(line.subsidiary.code)}\n"


def _quoted(text: str) -> str:
    escaped = _one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def to_csv(book: Book) -> Iterator[str]:
    """The columns of the import: what goes out can come in again."""
    yield "\ufeff"
    yield _csv_line([*REQUIRED, *OPTIONAL])
    numbers: set[str] = set()
    for voucher, lines in sealed_vouchers(book):
        # A reversal has the reference of what it reverses: rows of one number are one voucher.
        known = not voucher.reference or voucher.reference in numbers
        number = voucher.code if known else voucher.reference
        numbers.add(number)
        for line in lines:
            amount = _amount(line)
            yield _csv_line(
                [
                    safe_text(number),
                    voucher.date.isoformat(),
                    safe_text(voucher.narration),
                    line.account.code,
                    str(amount) if amount > 0 else "",
                    str(-amount) if amount < 0 else "",
                    line.subsidiary.code if line.subsidiary else "",
                    line.unit.code,
                    safe_text(voucher.party),
                    voucher.recorded_on.isoformat(),
                    MARKS.get(voucher.period, ""),
                ]
            )


def _csv_line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def to_json(book: Book) -> Iterator[str]:
    """The sealed book: what docs/accounting/verify_export.py proves offline."""
    head = {"form": FORM, "book": book.slug, "name": book.name, "currency": "IDR"}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "vouchers": [\n'
    separator = ""
    for voucher, lines in sealed_vouchers(book):
        content = canonical_content(voucher, lines, book.slug)
        for item, line in zip(content["lines"], lines, strict=True):
            amount = _amount(line)
            item["debit"], item["credit"] = max(amount, 0), max(-amount, 0)
        record = {"content": content, "previous_seal": voucher.previous_seal, "seal": voucher.seal}
        yield separator + json.dumps(record, ensure_ascii=False, sort_keys=True)
        separator = ",\n"
    yield "\n]}\n"


EXPORTERS: dict[str, Callable[[Book], Iterator[str]]] = {
    "hledger": to_hledger,
    "beancount": to_beancount,
    "csv": to_csv,
    "json": to_json,
}
