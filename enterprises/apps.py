"""The productive business of an organization."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "Usaha"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from enterprises import queued_acts
        from enterprises.reports import sources
        from ledger.registry import NavigationItem, register_navigation

        sources.register_all()
        queued_acts.register_all()
        register_navigation(
            NavigationItem(
                label=_("Usaha"),
                url_name="enterprises:overview",
                permission="enterprises.view_business",
                icon="enterprise",
                order=35,
                prefixes=(
                    "enterprises:record_sale",
                    "enterprises:offer",
                    "enterprises:assign_channels",
                    "enterprises:allocate_profit",
                ),
                frameworks=sources.BUSINESS,
            )
        )
