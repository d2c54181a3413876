"""The ledger's part of the navigation by work."""

from django.utils.translation import gettext_lazy as _

from ledger.registry import NavigationItem, register_navigation


def register_all() -> None:
    """Catat, Bukti, Laporan, Kas, Periode and, for those who supervise, Kejadian."""
    for item in (
        NavigationItem(
            _("Catat"),
            "ledger:acts",
            "ledger.record_voucher",
            "record",
            20,
            prefixes=("ledger:act", "ledger:record", "ledger:template", "ledger:use_template"),
        ),
        NavigationItem(
            _("Bukti"),
            "ledger:vouchers",
            "ledger.view_vouchers",
            "attach",
            30,
            prefixes=(
                *("ledger:voucher", "ledger:reverse", "ledger:draft", "ledger:approval"),
                *("ledger:imports", "ledger:import_sheet", "ledger:undo_import", "ledger:opening"),
            ),
        ),
        NavigationItem(
            _("Kas"),
            "ledger:cash",
            "ledger.view_vouchers",
            "cash",
            45,
            prefixes=("ledger:count_cash", "ledger:cash_count", "ledger:petty_cash", "ledger:bank"),
        ),
        NavigationItem(
            _("Laporan"),
            "ledger:reports",
            "ledger.view_statements",
            "reports",
            40,
            prefixes=("ledger:report",),
        ),
        NavigationItem(
            _("Periode"),
            "ledger:periods",
            "ledger.view_statements",
            "calendar",
            50,
            prefixes=(
                *("ledger:close_period", "ledger:request_reopen", "ledger:decline_reopen"),
                *("ledger:check", "ledger:year", "ledger:note"),
            ),
        ),
        NavigationItem(
            _("Bagan akun"),
            "ledger:accounts",
            "ledger.manage_chart",
            "settings",
            85,
            prefixes=(
                "ledger:new_account",
                "ledger:account",
                "ledger:unit",
                "ledger:layouts",
                "ledger:budget",
            ),
        ),
        NavigationItem(
            _("Pengaturan"), "ledger:settings", "ledger.change_settings", "settings", 90
        ),
        NavigationItem(
            _("Pemeriksaan"),
            "ledger:remarks",
            "ledger.view_remarks",
            "check",
            55,
            prefixes=(
                *("ledger:remark", "ledger:new_remark", "ledger:samples", "ledger:draw_sample"),
                *("ledger:sample", "ledger:sample_item", "ledger:health", "ledger:export_package"),
            ),
        ),
        NavigationItem(_("Kejadian"), "ledger:events", "ledger.view_events", "search", 60),
    ):
        register_navigation(item)
