"""Settings of a shared server behind TLS. Everything that differs per site comes from outside."""

import os

from config.settings.base import *

SECRET_KEY = os.environ["LUMBUNG_SECRET_KEY"]
LUMBUNG_IDENTITY_KEYS = os.environ["LUMBUNG_IDENTITY_KEYS"].split(",")
ALLOWED_HOSTS = os.environ["LUMBUNG_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.TolerantManifestStorage"},
}
