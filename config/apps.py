"""The wiring: one command of its own, and the cache table that migrations don't know."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


def create_cache_table(*, using: str, **_kwargs: Any) -> None:
    """Sign-in limits live in the database cache; its table comes with every migrate."""
    call_command("createcachetable", database=using, verbosity=0)


class WiringConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        # Django sends the signal only for apps with models, which the wiring has not.
        post_migrate.connect(create_cache_table, sender=apps.get_app_config("sessions"))
