"""The ledger's own entries in the registry."""

from django.utils.translation import gettext_lazy as _

from ledger.registry import Report, register_report
from ledger.reports import journals, statements


def register_all() -> None:
    """Offer every statement of the ledger."""
    for name, title, build in (
        ("trial_balance", _("Neraca saldo"), statements.trial_balance),
        ("balance_sheet", _("Laporan posisi keuangan"), statements.balance_sheet),
        ("income_statement", _("Laporan hasil usaha"), statements.income_statement),
        ("equity_changes", _("Laporan perubahan ekuitas"), statements.equity_changes),
        ("cash_flow", _("Laporan arus kas"), statements.cash_flow),
        ("general_ledger", _("Buku besar"), journals.general_ledger),
        ("cash_book", _("Buku kas dan bank"), journals.cash_book),
    ):
        permission = (
            "ledger.view_vouchers"
            if name in ("general_ledger", "cash_book")
            else "ledger.view_statements"
        )
        register_report(Report(name=name, title=title, build=build, permission=permission))
