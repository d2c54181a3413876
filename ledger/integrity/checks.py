"""Re-prove a book: what `check_books` and every month close run."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Max, Q, Sum
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.engine.accounts import account_facts, tree_problems
from ledger.engine.digest import digest_balances
from ledger.integrity import guards
from ledger.models import (
    Account,
    AccountBalance,
    Book,
    Line,
    PostingGate,
    Subsidiary,
    SubsidiaryBalance,
    Voucher,
)
from ledger.selectors.papers import faults_of_papers
from ledger.selectors.seals import verify_seals

FAR_FUTURE = date(2999, 12, 31)


def faults_of_database() -> Iterator[str]:
    """Guards in place, the posting gate shut, the account tree whole."""
    for name in guards.missing_guards():
        yield _("Pengaman %(name)s tidak terpasang.") % {"name": name}
    if PostingGate.objects.exists():
        yield _("Gerbang pembukuan terbuka di luar pembukuan.")
    for problem in tree_problems():
        yield _("Pohon akun mesin rusak: %(problem)s.") % {"problem": problem}


def faults_of_book(book: Book) -> list[str]:
    """Return one sentence per fault; empty when every proof holds."""
    return [
        *_accounts(book),
        *_entries(book),
        *_account_balances(book),
        *_subsidiary_balances(book),
        *_numbering(book),
        *_digest(book),
        *(fault.message for fault in verify_seals(book)),
        *faults_of_papers(book),
        *registry.faults_beside(book),
    ]


def faults_of_part(book: Book, part: str) -> Iterator[str]:
    """The faults of one part: `entries`, `balances` or `numbering`."""
    parts = {
        "entries": (_entries,),
        "balances": (_accounts, _account_balances, _subsidiary_balances, _digest),
        "numbering": (_numbering,),
    }
    for proof in parts[part]:
        yield from proof(book)


def _accounts(book: Book) -> Iterator[str]:
    """Each account is what the engine says it is, and each line is below the right account."""
    facts = account_facts(book.entity)
    for account in Account.objects.filter(book=book):
        if facts.get(account.engine_account_id) != (account.code, account.kind, account.side):
            yield _("Akun %(account)s berbeda dari akun mesinnya.") % {"account": account.code}
    strays = Line.objects.filter(book=book).exclude(
        Q(subsidiary__isnull=True) | Q(subsidiary__account=F("account"))
    )
    for code in strays.values_list("voucher__code", flat=True):
        yield _("%(voucher)s: rekening pembantunya milik akun lain.") % {"voucher": code}
    others = Line.objects.filter(book=book).exclude(
        transaction__account=F("account__engine_account")
    )
    for code in others.values_list("voucher__code", flat=True):
        yield _("%(voucher)s: akun barisnya berbeda dari jurnal mesin.") % {"voucher": code}


def _entries(book: Book) -> Iterator[str]:
    vouchers = Voucher.objects.filter(book=book)
    for code in vouchers.filter(entry__posted=False).values_list("code", flat=True):
        yield _("%(voucher)s: jurnalnya belum dibukukan.") % {"voucher": code}
    uneven = (
        vouchers.order_by()
        .annotate(gap=Sum(F("lines__debit") - F("lines__credit")), rows=Count("lines"))
        .filter(~Q(gap=0) | Q(rows__lt=2))
        .values_list("code", flat=True)
    )
    for code in uneven:
        yield _("%(voucher)s: debet dan kredit tidak sama.") % {"voucher": code}
    entries = book.ledger.journal_entries.model._base_manager.filter(ledger=book.ledger_id)
    strays = entries.filter(posted=True, voucher__isnull=True).values_list("je_number", flat=True)
    for number in strays:
        yield _("Jurnal %(number)s dibukukan tanpa bukti.") % {"number": number}


def _account_balances(book: Book) -> Iterator[str]:
    keys = ("period", "account__code", "unit__code")
    truth = {
        row[:3]: row[3:]
        for row in Line.objects.filter(book=book)
        .order_by()
        .values_list(*keys)
        .annotate(Sum("debit"), Sum("credit"), Count("pk"))
    }
    held = {
        row[:3]: row[3:]
        for row in AccountBalance.objects.filter(book=book).values_list(
            *keys, "debit", "credit", "count"
        )
    }
    for key in sorted(truth.keys() | held.keys()):
        if truth.get(key) != held.get(key):
            period, account, unit = key
            yield _("Saldo akun %(account)s unit %(unit)s periode %(period)s tidak cocok.") % {
                "account": account,
                "unit": unit,
                "period": period,
            }


def _subsidiary_balances(book: Book) -> Iterator[str]:
    truth = {
        row[:2]: row[2:]
        for row in Line.objects.filter(book=book, subsidiary__isnull=False)
        .order_by()
        .values_list("subsidiary_id", "period")
        .annotate(Sum("debit"), Sum("credit"), Count("pk"))
    }
    held = {
        row[:2]: row[2:]
        for row in SubsidiaryBalance.objects.filter(subsidiary__book=book).values_list(
            "subsidiary_id", "period", "debit", "credit", "count"
        )
    }
    names = dict(Subsidiary.objects.filter(book=book).values_list("pk", "code"))
    for key in sorted(truth.keys() | held.keys()):
        if truth.get(key) != held.get(key):
            yield _("Saldo rekening pembantu %(code)s periode %(period)s tidak cocok.") % {
                "code": names.get(key[0], key[0]),
                "period": key[1],
            }
    gaps = (
        Account.objects.filter(book=book)
        .exclude(control="")
        .annotate(bare=Count("lines", filter=Q(lines__subsidiary__isnull=True)))
        .filter(bare__gt=0)
    )
    for account in gaps:
        yield _("Akun %(account)s memuat baris tanpa rekening pembantu.") % {"account": account}


def _numbering(book: Book) -> Iterator[str]:
    series = (
        Voucher.objects.filter(book=book)
        .order_by()
        .values("kind", "year")
        .annotate(last=Max("number"), count=Count("pk"))
    )
    for row in series:
        if row["last"] != row["count"]:
            yield _("Nomor %(kind)s tahun %(year)s melompat.") % row
    total = Voucher.objects.filter(book=book).aggregate(last=Max("sequence"), count=Count("pk"))
    if (total["last"] or 0) != total["count"]:
        yield _("Urutan bukti dalam buku melompat.")


def _digest(book: Book) -> Iterator[str]:
    ours = {
        code: int(net)
        for code, net in AccountBalance.objects.filter(book=book)
        .order_by()
        .values_list("account__code")
        .annotate(net=Sum(F("debit") - F("credit")))
        if net
    }
    theirs = digest_balances(book.entity, FAR_FUTURE)
    for code in sorted(ours.keys() | theirs.keys()):
        if ours.get(code, 0) != theirs.get(code, 0):
            yield _("Akun %(code)s: saldo %(ours)s, menurut mesin %(theirs)s.") % {
                "code": code,
                "ours": format_rupiah(ours.get(code, 0)),
                "theirs": format_rupiah(theirs.get(code, 0)),
            }
