"""Sign-in policy: logins come by invitation, nobody signs up; what happens is on record."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy

from members.models import SecurityLevel, SignInKind, User
from members.selectors.security import demand_on, has_second_step
from members.services import identity, sign_ins

MUST_SET_UP = gettext_lazy(
    "Jabatan Anda mewajibkan pengaman dua langkah. Pasang dahulu; sesudahnya Anda dapat mencatat."
)
SHOULD_SET_UP = gettext_lazy(
    "Lembaga menganjurkan pengaman dua langkah bagi jabatan Anda. Pasang lewat menu nama Anda."
)


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Closes the public sign-up page; welcomes in the reader's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; who tries too often is kept out and on record."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._record(SignInKind.THROTTLED, request, credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password goes on record."""
        self._record(SignInKind.FAILURE, request, credentials)

    def _record(self, kind: SignInKind, request: HttpRequest, credentials: Any) -> None:
        name = str(credentials.get("username", ""))
        user = User.objects.filter(username__iexact=name).first() if name else None
        sign_ins.record(kind=kind, user=user, request=request, at=timezone.now())

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Lead who must use a second step to setting it up; remind whom it is recommended to."""
        response = super().post_login(request, user, **kwargs)
        today = timezone.localdate()
        demand = demand_on(user, today)
        if demand.level == SecurityLevel.NONE or has_second_step(user):
            return response
        if demand.binds(today):
            messages.warning(request, str(MUST_SET_UP))
            return HttpResponseRedirect(reverse("mfa_index"))
        messages.info(request, str(SHOULD_SET_UP))
        return response

    def login(self, request: HttpRequest, user: Any) -> None:
        """Change from the language of the door to the reader's: the welcome is written now."""
        super().login(request, user)
        translation.activate(user.language)


class SealedMfaAdapter(DefaultMFAAdapter):
    """Secrets of the second step lie encrypted, as citizen numbers do; keys have plain names."""

    def encrypt(self, text: str) -> str:
        """Encrypt a secret before it is stored."""
        return identity.encrypt(text.encode())

    def decrypt(self, encrypted_text: str) -> str:
        """Read a stored secret."""
        return identity.decrypt(encrypted_text).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """A name that its owner recognizes in the list."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Kunci %(number)s") % {"number": count + 1}
