"""The append-only log of every act."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Book


class Event(models.Model):
    """Who did what, when, in whose books. Rows can only be added (guarded in the database)."""

    at = models.DateTimeField(_("waktu"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, null=True, related_name="events", db_index=False
    )
    act = models.CharField(_("perbuatan"), max_length=40)
    subject = models.CharField(_("tentang"), max_length=120)
    detail = models.JSONField(_("rincian"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("catatan kejadian")
        verbose_name_plural = _("catatan kejadian")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["book", "-id"]),
            models.Index(fields=["book", "actor", "-id"], name="event_of_actor"),
            models.Index(fields=["book", "act", "-id"], name="event_of_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
