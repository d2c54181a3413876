"""Example files that the import reads, as XLSX and CSV."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from ledger.models import Book, SheetKind
from ledger.services.cash_book_rows import COLUMNS
from ledger.services.journal_rows import OPTIONAL, REQUIRED

ENDINGS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def example_rows(book: Book, kind: str) -> list[Sequence[Any]]:
    """Header and a few rows that can be imported into this book after changing the figures."""
    day = book.opened_on.isoformat()
    if kind == SheetKind.CASH_BOOK:
        return [
            COLUMNS,
            ("", day, "Saldo awal", "", "", "", 500000),
            (1, day, "Penjualan tunai", "N-1", 250000, "", 750000),
            (2, day, "Bayar listrik", "N-2", "", 100000, 650000),
        ]
    cash = book.accounts.get(purpose="cash").code
    income = book.accounts.filter(kind="revenue", is_heading=False, control="").order_by("code")
    code = income.values_list("code", flat=True)[0]
    blank = ("",) * len(OPTIONAL)
    return [
        (*REQUIRED, *OPTIONAL),
        ("BKM-1", day, "Penjualan tunai", cash, 250000, "", *blank),
        ("BKM-1", day, "Penjualan tunai", code, "", 250000, *blank),
    ]


def example_file(book: Book, kind: str, ending: str) -> bytes:
    """The example as bytes; Indonesian CSV has semicolons and a byte-order mark."""
    rows = example_rows(book, kind)
    if ending == "csv":
        text = io.StringIO()
        text.write("\ufeff")
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
        return text.getvalue().encode()
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "in_memory": True})
    sheet = workbook.add_worksheet("buku kas" if kind == SheetKind.CASH_BOOK else "jurnal")
    bold = workbook.add_format({"bold": True, "bottom": 1})
    sheet.set_column(0, len(rows[0]) - 1, 16)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, place, value)
            else:
                sheet.write_string(number, place, value, None if number else bold)
    workbook.close()
    return out.getvalue()
