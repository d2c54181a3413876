"""Sign-in policy: logins come by invitation, nobody signs up; what happens is on record."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone, translation

from members.models import SignInKind, User
from members.services import sign_ins


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

    def login(self, request: HttpRequest, user: Any) -> None:
        """Change from the language of the door to the reader's: the welcome is written now."""
        super().login(request, user)
        translation.activate(user.language)
