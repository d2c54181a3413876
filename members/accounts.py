"""Sign-in policy: logins are made by an officer, nobody signs up by himself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Closes the public sign-up page; welcomes in the reader's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Change from the language of the door to the reader's: the welcome is written now."""
        super().login(request, user)
        translation.activate(user.language)
