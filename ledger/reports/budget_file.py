"""A year's budget as a workbook to fill in elsewhere; `services/budget_file.py` reads it back."""

import io

from ledger.calculations.periods import MONTHS
from ledger.models import Book
from ledger.services.budget_file import TITLES, budget_accounts, held

TITLE_ROW = 2
"""Rows above the headings, counted from 0: the book's name, and an empty one."""


def budget_xlsx(book: Book, year: int) -> bytes:
    """Every result account in every unit in use, with what is planned already."""
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    sheet = workbook.add_worksheet(f"anggaran {year}")
    bold = workbook.add_format({"bold": True, "bottom": 1})
    text = workbook.add_format({"num_format": "@"})
    amount = workbook.add_format({"num_format": "#,##0"})
    sheet.write_string(0, 0, f"{book.name} · anggaran {year}")
    for place, title in enumerate(TITLES):
        sheet.write_string(TITLE_ROW, place, title, bold)
    sheet.set_column(0, 0, 10, text)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 10, text)
    sheet.set_column(3, len(TITLES) - 1, 13, amount)
    sheet.freeze_panes(TITLE_ROW + 1, 3)
    planned = held(book, year)
    units = list(book.units.filter(is_active=True).order_by("code"))
    number = TITLE_ROW
    for account in budget_accounts(book):
        for unit in units:
            number += 1
            sheet.write_string(number, 0, account.code, text)
            sheet.write_string(number, 1, account.label)
            sheet.write_string(number, 2, unit.code, text)
            for place, month in enumerate(MONTHS, start=3):
                if value := planned.get((account.pk, unit.pk, month)):
                    sheet.write_number(number, place, value, amount)
    workbook.close()
    return out.getvalue()
