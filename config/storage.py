"""Static files with hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class TolerantManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed files; django-ledger's missing source map must not stop collectstatic."""

    manifest_strict = False
