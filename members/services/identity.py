"""Keep citizen numbers: encrypted, searchable by a keyed digest, never readable from the database.

The keys come from LUMBUNG_IDENTITY_KEYS, newest first, separated by commas. Every key decrypts;
the newest encrypts. `rotate_identity_key` writes everything anew under the newest key, after
which the older ones can be dropped. Who loses the keys loses the numbers, and nothing else.
"""

import base64
import hashlib
import hmac

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from members.calculations.identity import masked, normalized
from members.models import Person


class IdentityKeyError(RuntimeError):
    """A stored number cannot be read with the keys of this installation."""


def _keys() -> list[bytes]:
    keys = [key.strip().encode() for key in settings.LUMBUNG_IDENTITY_KEYS if key.strip()]
    if not keys:
        raise ImproperlyConfigured("set LUMBUNG_IDENTITY_KEYS before citizen numbers are stored")
    return keys


def _derived(key: bytes, purpose: bytes) -> bytes:
    """One key for each purpose, so that what searches can never decrypt."""
    return hmac.new(key, b"lumbung nik " + purpose, hashlib.sha256).digest()


def _cipher() -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(_derived(key, b"encrypt"))) for key in _keys()]
    )


def encrypt(content: bytes) -> str:
    """Encrypt what holds citizen numbers for a while, and secrets of the second step."""
    return _cipher().encrypt(content).decode()


def decrypt(cipher: str) -> bytes:
    """The content again. Raises IdentityKeyError when none of the keys fits."""
    try:
        return _cipher().decrypt(cipher.encode())
    except InvalidToken:
        raise IdentityKeyError("no key of LUMBUNG_IDENTITY_KEYS fits") from None


def digests(number: str) -> list[str]:
    """The digests under which a number may be stored, the newest key's first."""
    text = normalized(number).encode()
    return [hmac.new(_derived(k, b"search"), text, hashlib.sha256).hexdigest() for k in _keys()]


def set_number(person: Person, number: str) -> None:
    """Put a number (or none) on a person; the caller saves."""
    number = normalized(number)
    person.nik_cipher = _cipher().encrypt(number.encode()).decode() if number else ""
    person.nik_digest = digests(number)[0] if number else ""
    person.nik_mask = masked(number)


def number_of(person: Person) -> str:
    """The number in the clear, for comparing only: no page and no export shows it.

    Raises IdentityKeyError when none of the keys fits.
    """
    if not person.nik_cipher:
        return ""
    try:
        return _cipher().decrypt(person.nik_cipher.encode()).decode()
    except InvalidToken:
        raise IdentityKeyError(
            f"person {person.pk}: no key of LUMBUNG_IDENTITY_KEYS fits"
        ) from None


@transaction.atomic
def rotate() -> int:
    """Write every stored number anew under the newest key; returns how many. All or none."""
    count = 0
    people = Person.objects.exclude(nik_cipher="").select_for_update().order_by("pk")
    for person in people.iterator(chunk_size=500):
        set_number(person, number_of(person))
        Person.objects.filter(pk=person.pk).update(
            nik_cipher=person.nik_cipher, nik_digest=person.nik_digest
        )
        count += 1
    _rotate_second_steps()
    return count


def _rotate_second_steps() -> None:
    for step in Authenticator.objects.select_for_update().order_by("pk"):
        kept = {name: step.data[name] for name in ("secret", "seed") if name in step.data}
        step.data |= {name: encrypt(decrypt(text)) for name, text in kept.items()}
        step.save(update_fields=["data"])
