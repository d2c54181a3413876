"""Buku pembantu: what a control account is made of, and one subsidiary account's lines."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Account, Book, Line, Side, Subsidiary
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import Movement, subsidiary_movements


def _control_accounts(book: Book, account: str | None) -> list[Account]:
    accounts = book.accounts.exclude(control="").order_by("code")
    return list(accounts.filter(code=account) if account else accounts)


def subsidiary_balances(
    book: Book, *, start: date, end: date, account: str | None = None, **_options: Any
) -> ReportTable:
    """Daftar saldo rekening pembantu: each with its movement; they add up to the account."""
    controls = _control_accounts(book, account)
    moved = subsidiary_movements(book, accounts=controls, start=start, end=end)
    by_account: dict[int, list[Subsidiary]] = {}
    for subsidiary in Subsidiary.objects.filter(account__in=controls).order_by("code"):
        by_account.setdefault(subsidiary.account_id, []).append(subsidiary)
    rows: list[Row] = []
    total_debit = total_credit = 0
    for control in controls:
        held = [s for s in by_account.get(control.pk, []) if s.pk in moved]
        if not held:
            continue
        rows.append(Row(cells=(Cell(str(control)), *[Cell(None)] * 5), style="heading"))
        sign = 1 if control.side == Side.DEBIT else -1
        rows += [_balance_row(control, s, moved[s.pk], sign) for s in held]
        sums = [moved[s.pk] for s in held]
        debit, credit = sum(m.debit for m in sums), sum(m.credit for m in sums)
        total_debit, total_credit = total_debit + debit, total_credit + credit
        rows.append(
            Row(
                cells=(
                    Cell(""),
                    Cell(_("Jumlah")),
                    Cell(sign * sum(m.opening for m in sums)),
                    Cell(debit),
                    Cell(credit),
                    Cell(sign * sum(m.balance for m in sums), ("account", control.code)),
                ),
                style="total",
            )
        )
    return report_table(
        book,
        "subsidiary_balances",
        _("Daftar saldo rekening pembantu"),
        start,
        end,
        columns=(
            Column("code", _("Kode")),
            Column("name", _("Nama")),
            Column("opening", _("Saldo awal"), True),
            Column("debit", _("Debet"), True),
            Column("credit", _("Kredit"), True),
            Column("balance", _("Saldo akhir"), True),
        ),
        rows=tuple(rows),
        totals={"debit": total_debit, "credit": total_credit},
    )


def _balance_row(control: Account, subsidiary: Subsidiary, moved: Movement, sign: int) -> Row:
    target = ("subsidiary", f"{control.code}:{subsidiary.code}")
    return Row(
        cells=(
            Cell(subsidiary.code, target),
            Cell(subsidiary.name, target),
            Cell(sign * moved.opening),
            Cell(moved.debit),
            Cell(moved.credit),
            Cell(sign * moved.balance),
        ),
        data={
            "account": control.code,
            "code": subsidiary.code,
            "name": subsidiary.name,
            "opening": moved.opening,
            "debit": moved.debit,
            "credit": moved.credit,
            "balance": moved.balance,
        },
    )


def subsidiary_ledger(
    book: Book,
    *,
    start: date,
    end: date,
    account: str | None = None,
    subsidiary: str | None = None,
    **_options: Any,
) -> ReportTable:
    """Buku pembantu: the lines of one subsidiary account, or of all of a control account."""
    controls = _control_accounts(book, account)
    moved = subsidiary_movements(book, accounts=controls, start=start, end=end)
    wanted = Subsidiary.objects.filter(account__in=controls).select_related("account")
    if subsidiary:
        wanted = wanted.filter(code=subsidiary)
    held = [s for s in wanted.order_by("account__code", "code") if s.pk in moved]
    lines_of: dict[int, list[Line]] = {s.pk: [] for s in held}
    lines = (
        Line.objects.filter(subsidiary__in=held, date__gte=start, date__lte=end)
        .exclude(voucher__period=0)
        .select_related("voucher")
        .order_by("date", "voucher__sequence", "position")
    )
    for line in lines:
        if line.subsidiary_id is not None:
            lines_of[line.subsidiary_id].append(line)
    rows: list[Row] = []
    for item in held:
        rows += _ledger_rows(item, moved[item.pk].opening, lines_of[item.pk], start)
    return report_table(
        book,
        "subsidiary_ledger",
        _("Buku pembantu"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal")),
            Column("voucher", _("No. bukti")),
            Column("narration", _("Uraian")),
            Column("debit", _("Debet"), True),
            Column("credit", _("Kredit"), True),
            Column("balance", _("Saldo"), True),
        ),
        rows=tuple(rows),
        totals={
            "debit": sum(moved[s.pk].debit for s in held),
            "credit": sum(moved[s.pk].credit for s in held),
        },
    )


def _ledger_rows(subsidiary: Subsidiary, opening: int, lines: list[Line], start: date) -> list[Row]:
    sign = 1 if subsidiary.account.side == Side.DEBIT else -1
    head = f"{subsidiary.account.code} {subsidiary.account.label} · {subsidiary}"
    rows = [
        Row(cells=(Cell(head), *[Cell(None)] * 5), style="heading"),
        Row(
            cells=(
                Cell(start),
                Cell(""),
                Cell(_("Saldo awal")),
                Cell(None),
                Cell(None),
                Cell(sign * opening),
            )
        ),
    ]
    balance = opening
    for line in lines:
        balance += line.debit - line.credit
        target = ("voucher", line.voucher.code)
        rows.append(
            Row(
                cells=(
                    Cell(line.date),
                    Cell(line.voucher.code, target),
                    Cell(line.voucher.narration, target),
                    Cell(line.debit),
                    Cell(line.credit),
                    Cell(sign * balance),
                ),
                data={
                    "account": subsidiary.account.code,
                    "code": subsidiary.code,
                    "name": subsidiary.name,
                    "date": line.date.isoformat(),
                    "voucher": line.voucher.code,
                    "narration": line.voucher.narration,
                    "debit": line.debit,
                    "credit": line.credit,
                    "balance": balance,
                },
            )
        )
    rows.append(
        Row(
            cells=(
                Cell(""),
                Cell(""),
                Cell(_("Saldo akhir")),
                Cell(sum(line.debit for line in lines)),
                Cell(sum(line.credit for line in lines)),
                Cell(sign * balance),
            ),
            style="total",
        )
    )
    return rows
