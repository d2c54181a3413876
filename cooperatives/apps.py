"""The cooperative: identity, bylaws, and how its surplus is shared."""

from pathlib import Path

from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    name = "cooperatives"
    verbose_name = "Koperasi"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from cooperatives import (
            card_parts,
            queued_acts,
            shu_reversals,  # noqa: F401  it listens
        )
        from cooperatives.integrity.messages import MESSAGES
        from cooperatives.reports import shu_papers
        from ledger.integrity.guards import add_guards
        from ledger.registry import (
            NavigationItem,
            SettingsPage,
            register_navigation,
            register_settings_page,
        )

        add_guards(Path(__file__).parent / "integrity", "cooperatives", MESSAGES)
        shu_papers.register_all()
        card_parts.register_all()
        queued_acts.register_all()
        register_settings_page(
            SettingsPage(
                label=_("Identitas dan AD/ART"),
                url_name="cooperatives:overview",
                permission="cooperatives.view",
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Koperasi"),
                url_name="cooperatives:overview",
                permission="cooperatives.view",
                icon="shield",
                order=38,
                prefixes=("cooperatives:edit_identity", "cooperatives:edit_bylaws"),
                frameworks=frozenset({"koperasi"}),
            )
        )
        register_navigation(
            NavigationItem(
                label=_("SHU"),
                url_name="cooperatives:shu",
                permission="cooperatives.view",
                icon="swap",
                order=37,
                prefixes=tuple(
                    f"cooperatives:{name}"
                    for name in (
                        *("calculate", "fund", "distribution", "decide", "distribute"),
                        *("withdraw", "pay", "slip"),
                    )
                ),
                frameworks=frozenset({"koperasi"}),
            )
        )
