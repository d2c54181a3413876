"""A sheet of members between upload and confirmation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.organization import Organization


class MemberSheet(models.Model):
    """An uploaded sheet that waits to be confirmed; gone once it is entered or put aside.

    The file lies encrypted: it holds citizen numbers (`services/identity.py`).
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="member_sheets"
    )
    file_name = models.CharField(_("berkas"), max_length=120)
    cipher = models.TextField(_("isi terenkripsi"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("diunggah pada"))

    class Meta:
        verbose_name = _("berkas anggota")
        verbose_name_plural = _("berkas anggota")

    def __str__(self) -> str:
        return self.file_name
