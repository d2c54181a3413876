"""Who stands in for an absent officer, for which acts, from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.person import Office


class SubstituteAct(models.TextChoices):
    """The acts that may be left to a substitute; each is an action of `members/permissions.py`."""

    APPROVE = "ledger.approve_voucher", _("menyetujui bukti sebagai pengurus lain")
    APPROVE_LARGE = "ledger.approve_large_voucher", _("menyetujui bukti yang perlu ketua")


class SubstitutionQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "SubstitutionQuerySet":
        """Those that count on the day: confirmed where it was asked for, not stopped, and both
        offices still held."""
        held = [
            Q(**{f"{office}__start__lte": on})
            & (Q(**{f"{office}__end__isnull": True}) | Q(**{f"{office}__end__gte": on}))
            for office in ("office", "stand_in")
        ]
        return self.filter(
            Q(needs_confirmation=False) | Q(confirmed_at__isnull=False),
            *held,
            start__lte=on,
            end__gte=on,
            stopped_at__isnull=True,
        )


class Substitution(models.Model):
    """The holder of `stand_in` acts for the holder of `office` during an absence."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="substitutions")
    stand_in = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="stands_in")
    acts = models.JSONField(_("perbuatan"), default=list)
    start = models.DateField(_("sejak"))
    end = models.DateField(_("sampai"))
    reason = models.CharField(_("alasan"), max_length=200)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField(_("ditunjuk pada"))
    needs_confirmation = models.BooleanField(_("perlu pengesahan"), default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("disahkan pada"), null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stopped_at = models.DateTimeField(_("dihentikan pada"), null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengganti")
        verbose_name_plural = _("pengganti")
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="substitution_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(office=F("stand_in")), name="substitution_of_another_office"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("named_by")),
                name="substitution_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} → {self.office}"

    @property
    def act_labels(self) -> list[str]:
        """The acts in words."""
        return [str(SubstituteAct(act).label) for act in self.acts]

    @property
    def is_waiting(self) -> bool:
        """Whether a second officer still has to confirm it."""
        return self.needs_confirmation and self.confirmed_at is None and self.stopped_at is None
