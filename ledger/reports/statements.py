"""The statements of a book, each computed once into a ReportTable."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.coa import layout
from ledger.models import Account, Book, Kind
from ledger.reports.layout import ComputedRow, accounts_of_rows, compute, net_reader, total
from ledger.reports.table import Cell, Column, ReportTable, Row
from ledger.selectors.balances import balances, movements, result_movements
from ledger.selectors.cash_flow import counter_movements

RESULT = (Kind.REVENUE, Kind.EXPENSE)


def _table(book: Book, name: str, title: str, start: date, end: date, **rest: Any) -> ReportTable:
    return ReportTable(
        name=name,
        title=title,
        organization=book.slug,
        organization_name=book.name,
        start=start,
        end=end,
        **rest,
    )


def unclosed_result(accounts: list[Account], nets: dict[int, int]) -> int:
    """Revenue minus expense that no closing voucher has moved yet (credit positive)."""
    return -sum(nets.get(a.pk, 0) for a in accounts if a.kind in RESULT)


def trial_balance(
    book: Book, *, start: date, end: date, after_closing: bool = False, **_options: Any
) -> ReportTable:
    """Neraca saldo: every account that moved, with its balance on its side."""
    moved = movements(book, start=start, end=end, after_closing=after_closing)
    rows, debit_total, credit_total = [], 0, 0
    moved_debit = moved_credit = 0
    for account in book.accounts.order_by("code"):
        movement = moved.get(account.pk)
        if movement is None or not (movement.opening or movement.debit or movement.credit):
            continue
        debit, credit = max(movement.balance, 0), max(-movement.balance, 0)
        debit_total, credit_total = debit_total + debit, credit_total + credit
        moved_debit, moved_credit = moved_debit + movement.debit, moved_credit + movement.credit
        target = ("account", account.code)
        rows.append(
            Row(
                cells=(
                    Cell(account.code, target),
                    Cell(account.label, target),
                    Cell(movement.opening),
                    Cell(movement.debit),
                    Cell(movement.credit),
                    Cell(debit, target),
                    Cell(credit, target),
                ),
                data={
                    "code": account.code,
                    "name": account.label,
                    "debit": debit,
                    "credit": credit,
                    "balance": movement.balance,
                    "opening": movement.opening,
                    "movement_debit": movement.debit,
                    "movement_credit": movement.credit,
                },
            )
        )
    rows.append(
        Row(
            cells=(
                Cell(""),
                Cell(_("Jumlah")),
                Cell(None),
                Cell(moved_debit),
                Cell(moved_credit),
                Cell(debit_total),
                Cell(credit_total),
            ),
            style="total",
        )
    )
    title = _("Neraca saldo setelah penutupan") if after_closing else _("Neraca saldo")
    return _table(
        book,
        "trial_balance",
        title,
        start,
        end,
        columns=(
            Column("code", _("Kode")),
            Column("name", _("Akun")),
            Column("opening", _("Saldo awal"), True),
            Column("movement_debit", _("Mutasi debet"), True),
            Column("movement_credit", _("Mutasi kredit"), True),
            Column("debit", _("Debet"), True),
            Column("credit", _("Kredit"), True),
        ),
        rows=tuple(rows),
        totals={"debit": debit_total, "credit": credit_total},
    )


def _layout_rows(computed: list[ComputedRow], nets: dict[int, int]) -> tuple[Row, ...]:
    rows = []
    for item in computed:
        style = item.row.style
        one = item.accounts[0].code if len(item.accounts) == 1 else None
        target = ("account", one) if one else None
        data = None
        if item.amount is not None:
            data = {
                "code": item.code,
                "key": item.row.key,
                "name": item.label,
                "amount": item.amount,
                "style": style,
                "accounts": {a.code: nets.get(a.pk, 0) for a in item.accounts},
            }
        rows.append(
            Row(
                cells=(Cell(item.label, target), Cell(item.amount, target)),
                style=style,
                level=1 if style == "line" else 0,
                data=data,
            )
        )
    return tuple(rows)


def _columns() -> tuple[Column, ...]:
    return (Column("name", _("Uraian")), Column("amount", _("Jumlah (Rp)"), True))


def balance_sheet(
    book: Book, *, start: date, end: date, after_closing: bool = False, **_options: Any
) -> ReportTable:
    """Laporan posisi keuangan at a day; the unclosed result is its own computed line."""
    nets = balances(book, on=end, after_closing=after_closing)
    accounts = list(book.accounts.all())
    computed = compute(
        book, "balance_sheet", net_reader(nets), current_result=unclosed_result(accounts, nets)
    )
    return _table(
        book,
        "balance_sheet",
        _("Laporan posisi keuangan"),
        start,
        end,
        columns=_columns(),
        rows=_layout_rows(computed, nets),
        totals={key: total(computed, key) for key in ("assets", "liabilities", "equity")},
        is_at_date=True,
    )


def income_title(framework: str) -> str:
    """The statement's name under a framework."""
    return {
        "kube": _("Laporan laba rugi"),
        "koperasi": _("Perhitungan hasil usaha"),
        "yayasan": _("Laporan penghasilan komprehensif"),
        "panti": _("Realisasi penerimaan dan belanja"),
    }[framework]


def income_statement(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Result between two days, periods 1 to 12: the closing voucher never empties it."""
    moved = result_movements(book, start=start, end=end)
    nets = {account_id: movement.change for account_id, movement in moved.items()}
    accounts = list(book.accounts.filter(kind__in=RESULT))
    computed = compute(book, "income_statement", net_reader(nets))
    revenue = -sum(nets.get(a.pk, 0) for a in accounts if a.kind == Kind.REVENUE)
    expense = sum(nets.get(a.pk, 0) for a in accounts if a.kind == Kind.EXPENSE)
    return _table(
        book,
        "income_statement",
        income_title(book.framework),
        start,
        end,
        columns=_columns(),
        rows=_layout_rows(computed, nets),
        totals={"revenue": revenue, "expense": expense, "net": total(computed, "net")},
    )


def cash_flow(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Laporan arus kas, direct method: each cash movement has the class of its counter-account."""
    counter = counter_movements(book, start=start, end=end)
    moved = movements(book, start=start, end=end)
    cash = [a for a in book.accounts.all() if a.is_cash]
    opening = sum(moved[a.pk].opening for a in cash if a.pk in moved)
    closing = sum(moved[a.pk].balance for a in cash if a.pk in moved)
    computed = compute(book, "cash_flow", net_reader(counter))
    totals = {key: total(computed, key) for key in ("operating", "investing", "financing", "net")}
    ends = (
        ("opening", _("Kas dan bank awal"), opening),
        ("closing", _("Kas dan bank akhir"), closing),
    )
    rows = list(_layout_rows(computed, counter))
    for key, label, amount in ends:
        rows.append(
            Row(
                cells=(Cell(label), Cell(amount)),
                style="total" if key == "closing" else "subtotal",
                data={"code": key, "key": key, "name": label, "amount": amount, "style": "total"},
            )
        )
    return _table(
        book,
        "cash_flow",
        _("Laporan arus kas"),
        start,
        end,
        columns=_columns(),
        rows=tuple(rows),
        totals={**totals, "opening": opening, "closing": closing},
    )


def equity_changes(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Laporan perubahan ekuitas: opening, additions, reductions, result, closing per column."""
    moved = movements(book, start=start, end=end)
    accounts = list(book.accounts.all())
    columns = accounts_of_rows(book, "equity_changes")
    opening_result = unclosed_result(accounts, {k: m.opening for k, m in moved.items()})
    result = unclosed_result(accounts, {k: m.change for k, m in moved.items()})
    stages: dict[str, tuple[str, list[int]]] = {
        "opening": (_("Saldo awal"), []),
        "additions": (_("Penambahan"), []),
        "reductions": (_("Pengurangan"), []),
        "result": (_("Hasil usaha periode ini"), []),
        "closing": (_("Saldo akhir"), []),
    }
    heads = []
    for row in layout(book.framework, "equity_changes"):
        heads.append(row)
        of_column = [moved[a.pk] for a in columns[row.key] if a.pk in moved]
        takes_result = "@current_result" in row.accounts
        opening = -sum(m.opening for m in of_column) + (opening_result if takes_result else 0)
        additions = sum(m.credit for m in of_column)
        reductions = -sum(m.debit for m in of_column)
        own_result = result if takes_result else 0
        for key, amount in zip(
            stages,
            (
                opening,
                additions,
                reductions,
                own_result,
                opening + additions + reductions + own_result,
            ),
            strict=True,
        ):
            stages[key][1].append(amount)
    rows = [
        Row(
            cells=(Cell(label), *(Cell(a) for a in amounts), Cell(sum(amounts))),
            style="total" if key == "closing" else "line",
            data={
                "code": key,
                "name": label,
                "amount": sum(amounts),
                **{head.key: amount for head, amount in zip(heads, amounts, strict=True)},
            },
        )
        for key, (label, amounts) in stages.items()
    ]
    return _table(
        book,
        "equity_changes",
        _("Laporan perubahan ekuitas"),
        start,
        end,
        columns=(
            Column("name", _("Uraian")),
            *(Column(head.key, head.label, True) for head in heads),
            Column("total", _("Jumlah"), True),
        ),
        rows=tuple(rows),
        totals={key: sum(amounts) for key, (_label, amounts) in stages.items()},
    )
