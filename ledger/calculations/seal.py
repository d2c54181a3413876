"""The seal of a voucher: sha256 over the previous seal and the voucher's canonical form.

The canonical form is documented in docs/accounting/seals.md; the stand-alone verifier
(docs/accounting/verify_export.py) repeats these few lines without importing anything of ours.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORM = "lumbung-seal-1"


def canonical(content: Mapping[str, Any]) -> str:
    """Return the canonical JSON text: keys sorted, no spaces, no escapes beyond JSON's own."""
    return json.dumps(
        {"form": FORM, **content}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def seal(previous: str, content: Mapping[str, Any]) -> str:
    """Return the hexadecimal seal that follows `previous` in the book's chain."""
    return hashlib.sha256((previous + canonical(content)).encode()).hexdigest()


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return a hash of what a sender wanted to record, to tell a retry from another voucher."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
