"""The library's forms about passkeys, in the product's words."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext as _


class AddPasskeyForm(AddWebAuthnForm):
    """Name and kind of a new key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci")
        self.fields["passwordless"].label = _("Masuk tanpa kata sandi")
        self.fields["passwordless"].help_text = _(
            "Kunci ini saja cukup untuk masuk; perangkatnya meminta sidik jari, wajah, atau PIN."
        )


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci")
