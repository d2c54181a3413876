"""September 2025 of Mina Lestari in a fresh book, done by its treasurer in a browser.

Opened with the balances of 31 August, recorded by hand and from a file, counted, compared with the
bank, closed and printed: it ends on the same figures as the demonstration. Steps and seconds of
each act stand in docs/accounting/month.md (`LUMBUNG_STEPS=1` writes it again).
"""

import csv
import io
import os
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book, Kind, Line
from ledger.selectors.balances import balances, result_movements, subsidiary_balances
from ledger.services.books import open_subsidiary
from members.models import Office, OfficeKind, Organization, User
from members.services.organizations import found_organization
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

NEW = "mina-september"
AUGUST, START, END = date(2025, 8, 31), date(2025, 9, 1), date(2025, 9, 30)
BY_HAND = 3
"""Vouchers recorded line by line; the others come from a file."""
TABLE = Path(__file__).parents[2] / "docs" / "accounting" / "month.md"
WIDTHS = (1280, 360)


@pytest.fixture
def fresh(book: Book, actor: Any, at: datetime) -> Book:
    """An empty book of the same framework with the same names below control accounts."""
    organization = found_organization(
        slug=NEW, name="KUBE Mina September", kind="kube", framework="kube", books_from=START,
        actor=actor, at=at,
    )  # fmt: skip
    for username, kind in (("bendahara.mina", "bendahara"), ("ketua.mina", "ketua")):
        Office.objects.create(
            organization=organization,
            person=User.objects.get(username=username).person,
            kind=OfficeKind(kind),
            start=START,
        )
    accounts = {a.code: a for a in organization.book.accounts.all()}
    for s in book.subsidiaries.select_related("account"):
        open_subsidiary(
            account=accounts[s.account.code], code=s.code, name=s.name, actor=actor, at=at
        )
    return organization.book


def opening(book: Book) -> dict[tuple[str, str], int]:
    """(account, subsidiary) → debit minus credit on 31 August; the result so far in 3402."""
    held, parts = balances(book, on=AUGUST), subsidiary_balances(book, on=AUGUST)
    rows: dict[tuple[str, str], int] = {}
    for account in book.accounts.filter(is_heading=False):
        if account.kind in (Kind.REVENUE, Kind.EXPENSE):
            key = ("3402", "")
            rows[key] = rows.get(key, 0) + held.get(account.pk, 0)
        elif account.control:
            for s in account.subsidiaries.all():
                rows[account.code, s.code] = parts.get(s.pk, 0)
        else:
            key = (account.code, "")
            rows[key] = rows.get(key, 0) + held.get(account.pk, 0)
    return {key: net for key, net in rows.items() if net}


def september(book: Book) -> list[Any]:
    """The vouchers of the month, in order, with their lines."""
    return list(
        book.vouchers.filter(year=2025, period=9)
        .order_by("sequence")
        .prefetch_related("lines__account", "lines__subsidiary")
    )


def codes_of(voucher: Any) -> list[str]:
    """The accounts of a voucher, line by line."""
    return [line.account.code for line in voucher.lines.all()]


def figures(book: Book) -> dict[str, int]:
    """Account code → balance on 30 September; results only of the month, equity in one sum."""
    held = balances(book, on=END)
    moved = result_movements(book, start=START, end=END)
    found: dict[str, int] = {}
    for account in book.accounts.filter(is_heading=False):
        if account.kind in (Kind.REVENUE, Kind.EXPENSE):
            amount = moved[account.pk].change if account.pk in moved else 0
            found["result so far"] = found.get("result so far", 0) + held.get(account.pk, 0)
        else:
            amount = held.get(account.pk, 0)
        found[account.code] = amount
    found["result so far"] += found.pop("3402")
    return {code: amount for code, amount in found.items() if amount}


class Desk:
    """The treasurer's month, act by act, with steps and seconds."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.acts: list[tuple[str, int, float]] = []

    def act(self, name: str, do: Callable[[], object]) -> None:
        """Do an act; its steps are the links followed and the forms sent once its page is open."""
        began, before = time.monotonic(), self.visitor.steps
        do()
        self.acts.append((name, self.visitor.steps - before, time.monotonic() - began))

    def open(self, name: str, **kwargs: Any) -> None:
        self.visitor.open(name, org=NEW, **kwargs)

    def set(self, field: str, text: str) -> None:
        """Write into a field as fast as a script can; typing itself is not what is tested."""
        script = "arguments[0].value = arguments[1];"
        self.visitor.driver.execute_script(script, self.visitor.one(f"[name='{field}']"), text)

    def fill_opening(self, rows: dict[tuple[str, str], int]) -> None:
        self.open("ledger:opening")
        places = {}
        for field in self.visitor.all("input[name$='-account']"):
            number = str(field.get_attribute("name")).split("-")[0]
            subsidiary = self.visitor.all(f"[name='{number}-subsidiary']")
            code = subsidiary[0].get_attribute("value") if subsidiary else ""
            places.setdefault((field.get_attribute("value"), code), number)
        for key, net in rows.items():
            self.set(f"{places[key]}-{'debit' if net > 0 else 'credit'}", str(abs(net)))
        self.visitor.shot("month-opening")
        self.visitor.press("Bukukan saldo awal")

    def record(self, voucher: Any) -> None:
        self.open("ledger:record")
        self.set("date", voucher.date.isoformat())
        self.set("narration", voucher.narration)
        for row, line in enumerate(voucher.lines.all()):
            self.visitor.write_choice(f"lines-{row}-account", line.account.code)
            if line.subsidiary:
                self.visitor.write_choice(f"lines-{row}-subsidiary", line.subsidiary.code)
            side = "debit" if line.debit else "credit"
            self.set(f"lines-{row}-{side}", str(line.debit or line.credit))
        self.visitor.press("Bukukan")

    def sell(self, voucher: Any) -> None:
        """The same sale in plain words: choose the act, see the journal, book it."""
        self.open("ledger:acts")
        self.visitor.follow("Jual tunai\nUang diterima saat itu juga.")
        money, _sales = voucher.lines.all()
        self.set("date", voucher.date.isoformat())
        self.visitor.write_choice("money", money.account.code)
        self.set("amount", str(money.debit))
        details = self.visitor.one("form details")
        self.visitor.driver.execute_script("arguments[0].open = true", details)
        self.set("narration", voucher.narration)
        self.visitor.press("Lihat jurnal")
        self.visitor.shot("month-act")
        self.visitor.press("Bukukan")

    def upload(self, path: Path) -> None:
        self.open("ledger:imports")
        self.visitor.one("[name=kind][value=journal]").click()
        self.visitor.one("[name=file]").send_keys(str(path))
        self.visitor.press("Unggah dan periksa")
        self.visitor.shot("month-import")
        self.visitor.press("Bukukan semuanya")

    def count(self, amount: int) -> None:
        self.open("ledger:count_cash", code="1101")
        self.set("counted_on", END.isoformat())
        for value in (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000):
            self.set(f"note-{value}", str(amount // value))
            amount %= value
        for value in (500, 200, 100):
            self.set(f"coin-{value}", str(amount // value))
            amount %= value
        self.visitor.press("Simpan hitungan")
        self.visitor.shot("month-count")

    def bank(self, amount: int) -> None:
        self.open("ledger:bank", code="1102")
        self.set("on", END.isoformat())
        self.set("balance", str(amount))
        self.visitor.press("Simpan")

    def close(self) -> None:
        self.open("ledger:close_period", year=2025, month=9)
        self.visitor.shot("month-close")
        self.visitor.press("Tutup bulan")


def journal_file(vouchers: list[Any], path: Path) -> Path:
    """The vouchers as a file that the import reads."""
    header = ("No. Bukti", "Tanggal", "Uraian", "Akun", "Debet", "Kredit", "Rekening Pembantu")
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(header)
        for voucher in vouchers:
            for line in voucher.lines.all():
                sub = line.subsidiary.code if line.subsidiary else ""
                out.writerow(
                    (voucher.code, voucher.date.isoformat(), voucher.narration, line.account.code,
                     line.debit or "", line.credit or "", sub)
                )  # fmt: skip
    return path


def table() -> dict[str, list[str]]:
    """Act → steps, seconds at 1280 and at 360 pixels, as the page of documentation has them."""
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[1].isdigit():
            rows[cells[0]] = cells[1:]
    return rows


def write_table(acts: list[tuple[str, int, float]], width: int) -> None:
    """Put what was measured into the table, the other width as it was."""
    before, place = table(), 1 + WIDTHS.index(width)
    lines = [
        "# A month at the treasurer's desk",
        "",
        "September 2025 of Mina Lestari in a fresh book, done in a real browser by",
        "`tests/browser/test_month.py`, which counts steps (links followed and forms sent, once",
        "the page of the act is open) and seconds (opening the page to the answer, on a machine",
        "busy with other tests; typing by a script takes none). The test holds the steps;",
        "`LUMBUNG_STEPS=1` writes this table again.",
        "",
        "| Act | Steps | Seconds at 1280 px | Seconds at 360 px |",
        "|---|---|---|---|",
    ]
    for name, steps, seconds in acts:
        cells = before.get(name, ["", "–", "–"])
        cells[0], cells[place] = str(steps), f"{seconds:.1f}"
        lines.append(f"| {name} | {' | '.join(cells)} |")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_month_from_opening_to_the_printed_set(
    visit: Callable[..., Visitor], fresh: Book, book: Book, tmp_path: Path, width: int
) -> None:
    visitor = visit(width=width)
    visitor.sign_in("bendahara.mina")
    desk, vouchers = Desk(visitor), september(book)
    plain = [v for v in vouchers if all(not x.subsidiary_id for x in v.lines.all())][:BY_HAND]
    sold = next(v for v in vouchers if v not in plain and codes_of(v) == ["1101", "4101"])
    others = [v for v in vouchers if v not in plain and v != sold]
    rest = journal_file(others, tmp_path / "september.csv")
    held = balances(book, on=END)
    cash, bank = (held[book.accounts.get(code=code).pk] for code in ("1101", "1102"))

    desk.act("opening balances", lambda: desk.fill_opening(opening(book)))
    for voucher in plain:
        name = f"general journal, {voucher.code}"
        desk.act(name, lambda v=voucher: desk.record(v))
    desk.act("cash sale in plain words", lambda: desk.sell(sold))
    desk.act(f"import of {len(others)} vouchers", lambda: desk.upload(rest))
    desk.act("cash count", lambda: desk.count(cash))
    desk.act("bank statement", lambda: desk.bank(bank))
    desk.act("close of the month", desk.close)

    assert figures(fresh) == figures(book)
    assert (
        Line.objects.filter(book=fresh, period=202509).count()
        == Line.objects.filter(book=book, period=202509).count()
    )
    assert not fresh.periods.get(year=2025, month=9).is_open
    assert visitor.complaints() == []
    assert_set_is_printed(fresh)
    if os.environ.get("LUMBUNG_STEPS"):
        write_table(desk.acts, width)
    counted = [(name, str(steps)) for name, steps, _seconds in desk.acts]
    assert counted == [(name, cells[0]) for name, cells in table().items()]


def assert_set_is_printed(fresh: Book) -> None:
    """The set of September names the organization on its cover and the cash in its notes."""
    assert Organization.objects.get(slug=NEW).book_id == fresh.pk
    client = Client()
    client.force_login(
        User.objects.get(username="bendahara.mina"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    answer = client.get(f"/lembaga/{NEW}/tahun/2025/pdf/?month=9")
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(answer.content)).pages]
    assert "KUBE Mina September" in pages[0]
    assert "Laporan posisi keuangan" in pages[2]
