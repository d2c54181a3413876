"""The productive business of an organization."""

from pathlib import Path

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "Usaha"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from enterprises import (
            capital_parts,
            card_parts,
            posting_checks,
            profit_checks,
            profit_reversals,  # noqa: F401  it listens
            queued_acts,
            stock_parts,
            trade,
        )
        from enterprises.integrity.profit.messages import MESSAGES as PROFIT_MESSAGES
        from enterprises.reports import (
            computed_books,
            member_activity,
            own_capital,
            records,
            results,
            sources,
        )
        from ledger.integrity.guards import add_guards
        from ledger.registry import NavigationItem, register_navigation

        add_guards(Path(__file__).parent / "integrity" / "profit", "enterprises", PROFIT_MESSAGES)
        sources.register_all()
        own_capital.register_all()
        results.register_all()
        computed_books.register_all()
        records.register_all()
        member_activity.register_all()
        card_parts.register_all()
        posting_checks.register_all()
        profit_checks.register_all()
        queued_acts.register_all()
        stock_parts.register_all()
        trade.register_all()
        capital_parts.register_all()
        register_navigation(
            NavigationItem(
                label=_("Usaha"),
                url_name="enterprises:overview",
                permission="enterprises.view_business",
                icon="enterprise",
                order=35,
                prefixes=(
                    *stock_parts.PAGES,
                    *("enterprises:record_sale", "enterprises:nota", "enterprises:return_goods"),
                    *("enterprises:receivables", "enterprises:customer", "enterprises:advance"),
                    *("enterprises:new_buyer", "enterprises:prices", "enterprises:offer"),
                    *(
                        "enterprises:marketing",
                        "enterprises:insights",
                        "enterprises:early_warnings",
                    ),
                    *("enterprises:consignments", "enterprises:consignment"),
                    "enterprises:new_consignment",
                    *("enterprises:kube", "enterprises:manage_kube", "enterprises:assess"),
                    *("enterprises:practice", "enterprises:assign_channels"),
                    *capital_parts.PAGES,
                    "enterprises:allocate_profit",
                    *("enterprises:profit", "enterprises:allocation", "enterprises:share_interim"),
                    *("enterprises:profit_rules", "enterprises:work_days", "enterprises:books"),
                    *("enterprises:market", "enterprises:records", "enterprises:new_record"),
                    "enterprises:record",
                ),
                frameworks=sources.BUSINESS,
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Bidang usaha"),
                url_name="enterprises:fields",
                permission="enterprises.manage_fields",
                icon="enterprise",
                order=35,
                frameworks=frozenset({"panti"}),
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Potensi dan mitra"),
                url_name="enterprises:market",
                permission="enterprises.view_books",
                icon="enterprise",
                order=36,
                prefixes=("enterprises:records", "enterprises:new_record", "enterprises:record"),
                frameworks=frozenset({"panti"}),
            )
        )
