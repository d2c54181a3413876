"""The books of any organization; knows no member and no KUBE."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class LedgerConfig(AppConfig):
    name = "ledger"
    verbose_name = "Pembukuan"

    def ready(self) -> None:
        from ledger.integrity import guards

        # An altering migration on SQLite rebuilds its table and silently drops the triggers.
        pre_migrate.connect(guards.drop_before_migrate, sender=self)
        post_migrate.connect(guards.install_after_migrate, sender=self)
        from ledger import closing_checks, navigation, panels, queued_acts
        from ledger.reports import register

        register.register_all()
        navigation.register_all()
        panels.register_all()
        closing_checks.register_all()
        queued_acts.register_all()
