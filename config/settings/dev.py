"""Settings of `./lumbung run`: this machine only, SQLite unless DATABASE_URL says otherwise."""

import os
import secrets

from config.settings.base import *
from config.settings.base import LUMBUNG_IDENTITY_KEYS, STATIC_ROOT, VAR_DIR

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEBUG = os.environ.get("LUMBUNG_DEBUG") == "1"
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_AUTOREFRESH = DEBUG


def _local_secret(name: str) -> str:
    """A key of this installation's own, made once and kept beside its database."""
    path = VAR_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = os.environ.get("LUMBUNG_SECRET_KEY") or _local_secret("secret_key")
if LUMBUNG_IDENTITY_KEYS == [""]:
    LUMBUNG_IDENTITY_KEYS = [_local_secret("identity_key")]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
