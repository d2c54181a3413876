"""The empowerment loop of an institution."""

from pathlib import Path

from django.apps import AppConfig

PAGES = tuple(
    f"empowerment:{name}"
    for name in (
        *("posts", "rules", "traceability", "new_plan", "plan", "revise_plan", "plan_step"),
        *("new_source", "source", "new_group", "group", "new_activity", "edit_activity"),
        *("new_forum", "activity", "new_need", "need", "new_commitment", "settle_commitment"),
    )
)
"""The pages below *Pemberdayaan*."""


class EmpowermentConfig(AppConfig):
    name = "empowerment"
    verbose_name = "Pemberdayaan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from empowerment.integrity.messages import MESSAGES
        from empowerment.reports import plans
        from ledger.integrity.guards import add_guards
        from ledger.registry import NavigationItem, register_navigation

        add_guards(Path(__file__).parent / "integrity", "empowerment", MESSAGES)
        plans.register_all()
        register_navigation(
            NavigationItem(
                label=_("Pemberdayaan"),
                url_name="empowerment:overview",
                permission="empowerment.view_plan",
                icon="empowerment",
                order=36,
                prefixes=PAGES,
                frameworks=frozenset({"panti"}),
            )
        )
