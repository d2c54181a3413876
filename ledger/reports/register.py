"""The ledger's own entries in the registry."""

from django.utils.translation import gettext_lazy as _

from ledger.registry import Report, register_report
from ledger.reports.balance_sheet import balance_sheet
from ledger.reports.cash_flow import cash_flow
from ledger.reports.closing_journal import closing_journal
from ledger.reports.equity_changes import equity_changes
from ledger.reports.general_ledger import cash_book, general_ledger
from ledger.reports.income_statement import income_statement
from ledger.reports.posted_alone import posted_alone
from ledger.reports.remarks import remarks
from ledger.reports.subsidiary import subsidiary_balances, subsidiary_ledger
from ledger.reports.trial_balance import trial_balance
from ledger.reports.without_paper import vouchers_without_paper

OF_VOUCHERS = (
    "general_ledger",
    "cash_book",
    "subsidiary_balances",
    "subsidiary_ledger",
    "posted_alone",
    "without_paper",
)
"""Reports that show names or single vouchers; the others show sums only."""


OPTIONS: dict[str, tuple[str, ...]] = {
    "trial_balance": ("after_closing",),
    "balance_sheet": ("compare", "unit", "by_unit", "after_closing", "hide_zero"),
    "income_statement": ("compare", "unit", "by_unit", "budget", "hide_zero"),
    "cash_flow": ("hide_zero",),
    "general_ledger": ("account", "after_closing"),
    "cash_book": ("account",),
    "subsidiary_balances": ("account",),
    "subsidiary_ledger": ("account", "subsidiary"),
}
"""What each report can be asked for beside its dates; one that is not named, nothing."""


def register_all() -> None:
    """Offer every statement of the ledger."""
    for name, title, build in (
        ("trial_balance", _("Neraca saldo"), trial_balance),
        ("balance_sheet", _("Laporan posisi keuangan"), balance_sheet),
        ("income_statement", _("Laporan hasil usaha"), income_statement),
        ("equity_changes", _("Laporan perubahan ekuitas"), equity_changes),
        ("cash_flow", _("Laporan arus kas"), cash_flow),
        ("closing_journal", _("Jurnal penutup"), closing_journal),
        ("general_ledger", _("Buku besar"), general_ledger),
        ("cash_book", _("Buku kas dan bank"), cash_book),
        ("subsidiary_balances", _("Daftar saldo rekening pembantu"), subsidiary_balances),
        ("subsidiary_ledger", _("Buku pembantu"), subsidiary_ledger),
        ("posted_alone", _("Bukti tanpa persetujuan"), posted_alone),
        ("without_paper", _("Bukti tanpa lampiran"), vouchers_without_paper),
    ):
        permission = "ledger.view_vouchers" if name in OF_VOUCHERS else "ledger.view_statements"
        register_report(
            Report(
                name=name,
                title=title,
                build=build,
                permission=permission,
                options=frozenset(OPTIONS.get(name, ())),
            )
        )
    register_report(Report("remarks", _("Daftar temuan"), remarks, "ledger.view_remarks"))
