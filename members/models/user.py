"""The login of a person."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.services.actors import SYSTEM


class User(AbstractUser):
    """A login. What it may do comes from the offices of its person, never from a flag here."""

    language = models.CharField(
        _("bahasa"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("akun masuk")
        verbose_name_plural = _("akun masuk")

    def get_full_name(self) -> str:
        """The person's name, or the user name of a login without a person."""
        if self.username == SYSTEM:
            return gettext("sistem")
        person = getattr(self, "person", None)
        return person.name if person else super().get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions carry this; it changes with the password and with every ended set of sessions
        (`services/sessions.py`), so an old session is refused at its next request."""
        found: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if not self.session_epoch:
            return found
        return salted_hmac(
            "members.User.session_epoch",
            f"{found}:{self.session_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the offices; unlike Django's default, no flag passes them by."""
        return self.is_active and any(
            backend.has_perm(self, perm, obj)
            for backend in get_backends()
            if hasattr(backend, "has_perm")
        )
