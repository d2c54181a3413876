"""Settings shared by every environment. Wiring only: no rule of the field lives here."""

import os
from pathlib import Path

from config.settings.database import database_from_url

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("LUMBUNG_VAR", BASE_DIR / "var"))

SECRET_KEY = os.environ.get("LUMBUNG_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_ledger",
    "django_tables2",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "config",
    "ledger",
    "members",
    "enterprises",
    "cooperatives",
    "empowerment",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.SignInMiddleware",
    "members.middleware.PreferredLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.middleware.OfficeTermMiddleware",
    "members.shared_devices.SharedDeviceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "members.middleware.OrganizationMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "members.context_processors.workplace",
            ],
        },
    }
]

DATABASES = {
    "default": database_from_url(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'lumbung.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits of sign-in attempts must hold across processes, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
    }
}

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "members.permissions.OfficeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "members.accounts.ClosedSignupAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "member_pin": "30/10m/ip",
    "invite": "20/h/user",
    "accept_invitation": "20/m/ip",
}
ACCOUNT_SESSION_REMEMBER = False
# A member's PIN opens his own card for so many minutes.
LUMBUNG_PIN_MINUTES = 10
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "members.accounts.SealedMfaAdapter"
MFA_FORMS = {
    "add_webauthn": "members.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "members.forms.passkeys.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "Lumbung"
MFA_TOTP_TOLERANCE = 1  # telephones of the field run half a minute wrong

# django-ledger refuses codes such as 7-1101 for an expense unless this is off.
DJANGO_LEDGER_ACCOUNT_CODE_USE_PREFIX = False
DJANGO_LEDGER_USE_CLOSING_ENTRIES = False
DJANGO_LEDGER_USE_DEPRECATED_BEHAVIOR = False

# A kuitansi above this amount (whole rupiah) reminds of the meterai, until a book's chair sets
# another one on the page of its papers' rules.
LUMBUNG_METERAI_LIMIT = 5_000_000
LUMBUNG_METERAI_SOURCE = "UU 10/2020 tentang Bea Meterai, pasal 3"

# Years, counted from the end of the year of leaving, for which a person's data is kept (koperasi.md
# §2: ten, as accounting records). Configuration, not law.
LUMBUNG_RETENTION_YEARS = 10

# Citizen numbers are encrypted under the first key; older ones still decrypt.
LUMBUNG_IDENTITY_KEYS = os.environ.get("LUMBUNG_IDENTITY_KEYS", "").split(",")
# How many days an invitation by link can be used.
LUMBUNG_INVITATION_DAYS = 7
# A device that is marked as shared asks for the password again after so many idle seconds.
LUMBUNG_LOCK_SECONDS = 300
# The longest absence that a substitute may cover; beyond it the organization appoints anew.
LUMBUNG_SUBSTITUTION_DAYS = 92
# Papers of a voucher: what may be stored. Photographs are written anew no longer than the edge.
LUMBUNG_PAPER_BYTES = 10 * 1024 * 1024
LUMBUNG_PAPER_PIXELS = 60_000_000
LUMBUNG_PAPER_EDGE = 2400
LUMBUNG_PAPER_PAGES = 50
LUMBUNG_PAPERS_PER_VOUCHER = 20
# The logo of a letterhead: what may be sent, and the longest side of what is kept.
LUMBUNG_LOGO_BYTES = 2 * 1024 * 1024
LUMBUNG_LOGO_PIXELS = 20_000_000
LUMBUNG_LOGO_EDGE = 600

# Older than so many days, the last backup shows a warning on the health page of a book.
LUMBUNG_BACKUP_DAYS = 7

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5.html"
SIMPLE_HISTORY_REVERT_DISABLED = True

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
