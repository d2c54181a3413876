"""Rules that are a strict reading of the guideline, set from block to warn (kube.md §1)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Organization

USER = settings.AUTH_USER_MODEL

SWITCHABLE = ("R-01", "R-03", "R-07", "R-08", "R-15", "R-20", "R-21", "R-23")
"""The rules that a panti may loosen; R-05, R-09, R-12, R-13, E.4 and the books' never."""


class RuleSwitch(models.Model):
    """From a day on a rule warns (or blocks again), with the reason. Only ever added."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="rule_switches"
    )
    rule = models.CharField(_("aturan"), max_length=4)
    warns_only = models.BooleanField(_("hanya mengingatkan"))
    reason = models.CharField(_("alasan"), max_length=300)
    valid_from = models.DateField(_("berlaku sejak"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("pelonggaran aturan")
        verbose_name_plural = _("pelonggaran aturan")
        ordering = ["rule", "-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rule__in=SWITCHABLE), name="rule_switch_of_switchable_rule"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="rule_switch_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {'W' if self.warns_only else 'B'}"
