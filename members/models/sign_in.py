"""Who came to the door, and what became of it. Passwords are never kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInKind(models.TextChoices):
    """What happened at the door."""

    SUCCESS = "success", _("masuk")
    FAILURE = "failure", _("gagal")
    THROTTLED = "throttled", _("ditahan: terlalu sering mencoba")
    SECOND_STEP = "second", _("kode pengaman salah")
    LOCKED = "locked", _("layar terkunci")
    UNLOCKED = "unlocked", _("kunci layar dibuka")
    OUT = "out", _("keluar")


class SignIn(models.Model):
    """One knock at the door. Rows are only added.

    `user` is the login whose name was typed. A name that belongs to nobody is not kept: people
    type their password into the wrong box.
    """

    at = models.DateTimeField(_("waktu"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="sign_ins",
        db_index=False,
    )
    kind = models.CharField(_("kejadian"), max_length=9, choices=SignInKind)
    address = models.GenericIPAddressField(_("alamat internet"), null=True)
    device = models.CharField(_("peramban"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("catatan masuk")
        verbose_name_plural = _("catatan masuk")
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="sign_in_of_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.get_kind_display()}"
