"""Books of a KUBE that are read from what stands: savings, loans, sales, purchases, minutes, profit
(kube.md §2.3, books 4, 6, 8, 9, 12 and 13)."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import Pool
from enterprises.selectors.data import rows as data_rows
from enterprises.selectors.profit import in_force
from enterprises.selectors.sales import sales_lines
from ledger.models import Book, Kind, Line
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import subsidiary_balances
from members.models import Loan, Meeting, MeetingState, SavingsAccount

KUBE = frozenset({"kube"})
MINUTES = 400
"""Letters of the minutes that the book shows; the whole text stands in the minutes."""


def _before(book: Book, start: date) -> dict[int, int]:
    """Subsidiary id → balance at the end of the day before."""
    day = date.fromordinal(start.toordinal() - 1)
    return subsidiary_balances(book, on=day) if day >= book.opened_on else {}


def _lines(book: Book, subsidiaries: Any, start: date, end: date) -> dict[int, list[Line]]:
    found = Line.objects.filter(book=book, subsidiary__in=subsidiaries, date__range=(start, end))
    answer: dict[int, list[Line]] = defaultdict(list)
    for line in found.select_related("voucher").order_by("date", "voucher__sequence", "position"):
        if line.subsidiary_id is not None:
            answer[line.subsidiary_id].append(line)
    return answer


def _voucher(line: Line) -> Cell:
    return Cell(line.voucher.code, ("voucher", line.voucher.code))


def savings_book(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Per member and product: what stood, came, went, and stands."""
    accounts = list(
        SavingsAccount.objects.filter(product__organization__book=book)
        .select_related("membership__person", "product")
        .order_by("membership__number", "product__pk", "pk")
    )
    moved = _lines(book, [a.subsidiary_id for a in accounts], start, end)
    before = _before(book, start)
    rows: list[Row] = []
    total = 0
    for account in accounts:
        balance = -before.get(account.subsidiary_id, 0)
        lines = moved.get(account.subsidiary_id, [])
        if not lines and not balance:
            continue
        name = f"{account.membership} · {account.product.label}"
        rows.append(Row(cells=(Cell(name), *[Cell("")] * 5), style="heading"))
        rows.append(
            Row(cells=(Cell(""), Cell(""), Cell(_("Saldo sebelumnya")), Cell(None), Cell(None),
                       Cell(balance)))
        )  # fmt: skip
        for line in lines:
            balance += line.credit - line.debit
            rows.append(
                Row(
                    cells=(
                        Cell(line.date),
                        _voucher(line),
                        Cell(line.voucher.narration),
                        Cell(line.credit or None),
                        Cell(line.debit or None),
                        Cell(balance),
                    ),
                    data={
                        "member": account.membership.number,
                        "product": account.product.code,
                        "date": line.date.isoformat(),
                        "voucher": line.voucher.code,
                        "paid_in": line.credit,
                        "paid_out": line.debit,
                        "balance": balance,
                    },
                )
            )
        total += balance
    return report_table(
        book,
        "savings_book",
        _("Buku simpanan"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal"), width=9),
            Column("voucher", _("No. bukti"), width=13),
            Column("name", _("Uraian"), width=30),
            Column("paid_in", _("Setoran"), True, width=11),
            Column("paid_out", _("Penarikan"), True, width=11),
            Column("balance", _("Saldo"), True, width=12),
        ),
        rows=tuple(rows),
        totals={"total": total},
    )


def loans_book(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Loans to members and from banks: lent, paid, its interest, what is left."""
    subsidiaries = list(
        book.subsidiaries.filter(account__control__in=("loan", "lender"))
        .select_related("account")
        .order_by("account__code", "code")
    )
    terms = {
        loan.subsidiary_id: loan
        for loan in Loan.objects.filter(subsidiary__in=subsidiaries).select_related("product")
    }
    moved = _lines(book, subsidiaries, start, end)
    interest = _interest(book, [line.voucher_id for each in moved.values() for line in each])
    before = _before(book, start)
    rows: list[Row] = []
    for one in subsidiaries:
        side = 1 if one.account.kind == Kind.ASSET else -1
        left, lines = side * before.get(one.pk, 0), moved.get(one.pk, [])
        if not left and not lines:
            continue
        rows.append(Row(cells=(Cell(_head(one, terms.get(one.pk))), *[Cell("")] * 6),
                        style="heading"))  # fmt: skip
        for line in lines:
            change = side * (line.debit - line.credit)
            left += change
            paid = interest.get(line.voucher_id, 0) if change < 0 else 0
            rows.append(
                Row(
                    cells=(
                        Cell(line.date),
                        _voucher(line),
                        Cell(line.voucher.narration),
                        Cell(change if change > 0 else None),
                        Cell(-change if change < 0 else None),
                        Cell(paid or None),
                        Cell(left),
                    ),
                    data={
                        "loan": one.code,
                        "date": line.date.isoformat(),
                        "voucher": line.voucher.code,
                        "lent": max(change, 0),
                        "paid": max(-change, 0),
                        "interest": paid,
                        "left": left,
                    },
                )
            )
        if not lines:
            rows.append(
                Row(cells=(*[Cell("")] * 2, Cell(_("Saldo sebelumnya")), *[Cell(None)] * 3,
                           Cell(left)))
            )  # fmt: skip
    return report_table(
        book,
        "loans_book",
        _("Buku pinjaman"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal"), width=9),
            Column("voucher", _("No. bukti"), width=13),
            Column("name", _("Uraian"), width=28),
            Column("lent", _("Pinjaman"), True, width=11),
            Column("paid", _("Pokok dibayar"), True, width=11),
            Column("interest", _("Jasa dibayar"), True, width=10),
            Column("left", _("Sisa"), True, width=11),
        ),
        rows=tuple(rows),
    )


def _head(one: Any, loan: Loan | None) -> str:
    if loan is None:
        return f"{one.account.label}: {one.code} {one.name}"
    return _("%(account)s: %(code)s %(name)s, %(months)s bulan, jasa %(rate)s persen setahun") % {
        "account": one.account.label,
        "code": one.code,
        "name": one.name,
        "months": loan.months,
        "rate": f"{loan.annual_rate.normalize():f}".replace(".", ","),
    }


def _interest(book: Book, vouchers: list[int]) -> dict[int, int]:
    """Voucher id → interest in it: of members as income, of banks as cost."""
    found = Line.objects.filter(
        book=book, voucher__in=vouchers, account__kind__in=(Kind.REVENUE, Kind.EXPENSE)
    )
    sums: dict[int, int] = defaultdict(int)
    for voucher, debit, credit in found.values_list("voucher", "debit", "credit"):
        sums[voucher] += abs(debit - credit)
    return sums


def sales_book(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Every sale: buyer, channel, goods, price, and how it is paid."""
    vouchers: dict[int, list[Line]] = defaultdict(list)
    lines = sales_lines(book, start=start, end=end).select_related(
        "voucher__sale__channel", "voucher__reversal_of"
    )
    for line in lines.order_by("date", "voucher__sequence", "position"):
        vouchers[line.voucher_id].append(line)
    rows, total = [], 0
    for of_voucher in vouchers.values():
        voucher = of_voucher[0].voucher
        amount = sum(line.credit - line.debit for line in of_voucher)
        total += amount
        sale = getattr(voucher, "sale", None)
        goods = list(sale.lines.select_related("product")) if sale else []
        terms = [str(sale.get_terms_display()), sale.due_on] if sale else ["", None]
        first = (Cell(voucher.date), _voucher(of_voucher[0]), Cell(voucher.party))
        channel = Cell(sale.channel.name if sale else "")
        data = {"date": voucher.date.isoformat(), "voucher": voucher.code}
        if len(goods) == 0 or sum(one.amount for one in goods) != amount:
            rows.append(
                Row(
                    cells=(*first, channel, Cell(voucher.narration), Cell(""), Cell(None),
                           Cell(amount), *(Cell(term) for term in terms), Cell("")),
                    data=data | {"amount": amount},
                )
            )  # fmt: skip
            continue
        rows += [
            Row(
                cells=(
                    *first,
                    channel,
                    Cell(one.product.name),
                    Cell(f"{one.quantity_text} {one.measure}"),
                    Cell(one.price),
                    Cell(one.amount),
                    *(Cell(term) for term in terms),
                    Cell(""),
                ),
                data=data | {"amount": one.amount},
            )
            for one in goods
        ]
    rows.append(
        Row(cells=(*[Cell("")] * 4, Cell(_("Jumlah")), Cell(""), Cell(None), Cell(total),
                   *[Cell("")] * 3), style="total")
    )  # fmt: skip
    return report_table(
        book,
        "sales_book",
        _("Buku penjualan"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal"), width=8),
            Column("voucher", _("No. bukti"), width=12),
            Column("buyer", _("Pembeli"), width=13),
            Column("channel", _("Saluran"), width=12),
            Column("product", _("Produk"), width=15),
            Column("quantity", _("Jumlah"), width=9),
            Column("price", _("Harga"), True, width=8),
            Column("amount", _("Total"), True, width=10),
            Column("terms", _("Pembayaran"), width=9),
            Column("due_on", _("Jatuh tempo"), width=8),
            Column("initials", _("Lunas, paraf"), width=8),
        ),
        rows=tuple(rows),
        totals={"total": total},
    )


def purchases_book(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """What was bought for materials and stock, from whom, paid or owed."""
    prefixes = tuple(row["prefix"] for row in data_rows("cost_accounts.csv", book.framework))
    goods = [
        account.pk
        for account in book.accounts.filter(is_heading=False)
        if account.code.startswith((*prefixes, "1105", "1106"))
    ]
    lines = Line.objects.filter(
        book=book,
        account__in=goods,
        debit__gt=0,
        date__range=(start, end),
        voucher__period__range=(1, 12),
        voucher__reversal_of__isnull=True,
        voucher__reversed_by__isnull=True,
    ).select_related("voucher", "account")
    paid = Line.objects.filter(book=book, voucher__in=lines.values("voucher"), credit__gt=0)
    through = {
        voucher: control
        for voucher, control in paid.values_list("voucher", "account__control")
        if control == "supplier"
    }
    cash = set(paid.filter(account__cash_flow="cash").values_list("voucher", flat=True))
    rows, total = [], 0
    for line in lines.order_by("date", "voucher__sequence", "position"):
        if line.voucher_id not in cash and line.voucher_id not in through:
            continue  # stock counted or used, not bought
        total += line.debit
        rows.append(
            Row(
                cells=(
                    Cell(line.date),
                    _voucher(line),
                    Cell(line.voucher.party),
                    Cell(line.voucher.narration),
                    Cell(line.account.label),
                    Cell(line.debit),
                    Cell(_("tempo") if line.voucher_id in through else _("tunai")),
                ),
                data={
                    "date": line.date.isoformat(),
                    "voucher": line.voucher.code,
                    "account": line.account.code,
                    "amount": line.debit,
                },
            )
        )
    rows.append(
        Row(cells=(*[Cell("")] * 4, Cell(_("Jumlah")), Cell(total), Cell("")), style="total")
    )
    return report_table(
        book,
        "purchases_book",
        _("Buku pembelian"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal"), width=9),
            Column("voucher", _("No. bukti"), width=13),
            Column("supplier", _("Pemasok"), width=16),
            Column("goods", _("Barang"), width=26),
            Column("account", _("Masuk sebagai"), width=16),
            Column("amount", _("Jumlah (Rp)"), True, width=11),
            Column("terms", _("Pembayaran"), width=9),
        ),
        rows=tuple(rows),
        totals={"total": total},
    )


def minutes_book(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Meetings that were held: when, where, who came, what was decided."""
    meetings = (
        Meeting.objects.filter(
            organization__book=book,
            held_on__range=(start, end),
            state__in=(MeetingState.HELD, MeetingState.FINAL),
        )
        .prefetch_related("attendances", "motions__decision")
        .order_by("held_on", "pk")
    )
    rows = []
    for number, meeting in enumerate(meetings, 1):
        entitled = list(meeting.attendances.all())
        came = sum(1 for one in entitled if one.presence)
        decided = "; ".join(
            f"{motion.decision.code}: {motion.text}"
            for motion in meeting.motions.all()
            if hasattr(motion, "decision")
        )
        text = meeting.minutes.strip()[:MINUTES]
        rows.append(
            Row(
                cells=(
                    Cell(str(number)),
                    Cell(meeting.held_on),
                    Cell(meeting.place),
                    Cell(meeting.title or meeting.code),
                    Cell(_("%(came)s dari %(all)s") % {"came": came, "all": len(entitled)}),
                    Cell(text),
                    Cell(decided),
                    Cell(""),
                ),
                data={
                    "date": meeting.held_on.isoformat(),
                    "code": meeting.code,
                    "came": came,
                    "entitled": len(entitled),
                },
            )
        )
    return report_table(
        book,
        "minutes_book",
        _("Buku notulen"),
        start,
        end,
        columns=(
            Column("no", _("No."), width=4),
            Column("date", _("Tanggal"), width=8),
            Column("place", _("Tempat"), width=14),
            Column("subject", _("Pokok bahasan"), width=14),
            Column("came", _("Hadir"), width=8),
            Column("minutes", _("Hasil"), width=24),
            Column("decided", _("Keputusan"), width=20),
            Column("initials", _("Paraf"), width=6),
        ),
        rows=tuple(rows),
    )


POOLS = (Pool.RESERVE, Pool.MEMBERS, Pool.SOLIDARITY, Pool.OFFICERS, Pool.EDUCATION)


def profit_book(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Profits divided between two days: each pool, the decision, and what members were paid."""
    found = (
        in_force(book)
        .filter(voucher__date__range=(start, end))
        .select_related("voucher")
        .prefetch_related("lines", "shares__paid_voucher__reversed_by")
    )
    rows = []
    for one in found.order_by("voucher__date", "pk"):
        pools = {line.pool: line.amount for line in one.lines.all()}
        paid = sum(s.due for s in one.shares.all() if not s.is_open) + sum(
            s.advance for s in one.shares.all()
        )
        rows.append(
            Row(
                cells=(
                    Cell(str(one.year)),
                    Cell(one.profit),
                    *(Cell(pools.get(pool, 0)) for pool in POOLS),
                    Cell(one.decision),
                    Cell(paid),
                ),
                data={"code": str(one.year), "name": one.decision, "amount": one.profit},
            )
        )
    return report_table(
        book,
        "profit_book",
        _("Buku bagi hasil"),
        start,
        end,
        columns=(
            Column("year", _("Periode"), width=7),
            Column("profit", _("Laba"), True, width=10),
            *(Column(str(pool), str(pool.label), True, width=10) for pool in POOLS),
            Column("decision", _("Keputusan rapat"), width=18),
            Column("paid", _("Dibayar ke anggota"), True, width=11),
        ),
        rows=tuple(rows),
    )


def register_all() -> None:
    """Offer the computed books under `statement` and on the reports page."""
    reading = "ledger.view_vouchers"
    for name, title, build, permission in (
        ("savings_book", gettext_lazy("Buku simpanan"), savings_book, "members.view_savings"),
        ("loans_book", gettext_lazy("Buku pinjaman"), loans_book, "members.view_savings"),
        ("sales_book", gettext_lazy("Buku penjualan"), sales_book, reading),
        ("purchases_book", gettext_lazy("Buku pembelian"), purchases_book, reading),
        ("minutes_book", gettext_lazy("Buku notulen"), minutes_book, "enterprises.view_books"),
        ("profit_book", gettext_lazy("Buku bagi hasil"), profit_book, "enterprises.view_business"),
    ):
        register_report(
            Report(name=name, title=title, build=build, permission=permission, frameworks=KUBE)
        )
