"""Settings of the test suite, on either engine (DATABASE_URL)."""

import os
import tempfile
from pathlib import Path

from config.settings.base import *
from config.settings.base import DATABASES

SECRET_KEY = "only-for-tests"  # noqa: S105
LUMBUNG_IDENTITY_KEYS = ["only-for-tests"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The process id keeps two runs at once, and the workers of one run, out of each other's way.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the guards, WAL and several connections are what is being tested.
    _name = str(Path(tempfile.gettempdir()) / f"lumbung-test-{os.getpid()}.sqlite3")
else:
    _name = f"test_{DATABASES['default']['NAME']}_{os.getpid()}"
DATABASES["default"]["TEST"] = {"NAME": _name}
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
