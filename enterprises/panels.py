"""What this app says on *Hari ini*: early warnings of a KUBE, each with the next step."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from enterprises.selectors.early_warnings import early_warnings
from ledger.models import Framework
from ledger.registry import Panel, Visit, register_panel


def warnings(visit: Visit) -> Mapping[str, Any] | None:
    """The warnings that hold; None for other organizations and where none does."""
    if visit.book.framework != Framework.KUBE:
        return None
    found = early_warnings(visit.book, visit.today)
    if not found:
        return None
    return {
        "warnings": [
            (
                one,
                reverse(
                    one.url_name,
                    kwargs={"org": visit.book.slug, **dict([one.argument] if one.argument else [])},
                )
                if visit.may(one.permission)
                else "",
            )
            for one in found
        ]
    }


def register_all() -> None:
    """Below what waits, above the pictures."""
    register_panel(
        Panel(
            "warnings",
            "enterprises.view_books",
            45,
            "enterprises/panels/warnings.html",
            warnings,
            is_wide=True,
        )
    )
