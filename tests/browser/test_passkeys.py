"""A passkey of the telephone or laptop: added, used at the door, and taken off again.

The browser's own virtual authenticator stands in for the fingerprint.
"""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions

from empowerment.services.demo import PASSWORD
from ledger.models import Book
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def with_fingerprint(visitor: Visitor) -> None:
    """Give the browser an authenticator whose owner always agrees."""
    options = VirtualAuthenticatorOptions()
    options.protocol = VirtualAuthenticatorOptions.Protocol.CTAP2  # type: ignore[assignment]
    options.transport = VirtualAuthenticatorOptions.Transport.INTERNAL  # type: ignore[assignment]
    options.has_resident_key = True
    options.has_user_verification = True
    options.is_user_verified = True
    visitor.driver.add_virtual_authenticator(options)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_passkey_opens_the_door(visit: Callable[..., Visitor], book: Book, width: int) -> None:
    visitor = visit(width=width)
    with_fingerprint(visitor)
    visitor.sign_in("bendahara.mina")

    visitor.open("mfa_index")
    visitor.shot("second-step")
    visitor.follow("Tambah kunci")
    visitor.write("password", PASSWORD)
    visitor.press("Lanjutkan")
    assert visitor.heading == "Tambah kunci perangkat"
    assert visitor.overflow() == 0
    visitor.write("name", "Telepon Sutini")
    visitor.one("[name=passwordless]").click()
    visitor.shot("passkey-add")
    visitor.press("Tambah")
    assert visitor.heading == "Kode cadangan"
    visitor.shot("recovery-codes")
    visitor.open("account_logout")
    visitor.press("Keluar")

    visitor.open("account_login")
    visitor.shot("door")
    visitor.press("Masuk dengan kunci perangkat")

    assert visitor.path == "/lembaga/mina-lestari/"
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert (str(key), key.last_used_at is not None) == ("Telepon Sutini", True)
    assert visitor.complaints() == []

    visitor.open("mfa_list_webauthn")
    visitor.shot("passkeys")
    assert visitor.overflow() == 0
