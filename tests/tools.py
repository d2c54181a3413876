"""Programs that some tests need: a missing one skips the test, or fails it where all must run."""

import os
import shutil

import pytest
from django.db import connection


def require(condition: object, reason: str) -> None:
    """Skip the test with a reason; fail it when LUMBUNG_REQUIRE_ALL=1."""
    if condition:
        return
    if os.environ.get("LUMBUNG_REQUIRE_ALL") == "1":
        pytest.fail(f"LUMBUNG_REQUIRE_ALL: {reason}")
    pytest.skip(reason)


def require_tool(name: str) -> str:
    """Return the path of a program, for instance `hledger` or `chromium`."""
    path = shutil.which(name)
    require(path, f"{name} is not installed")
    return str(path)


def only_on(vendor: str, reason: str) -> None:
    """Skip on the other engine: each engine has its own run of the whole suite."""
    if connection.vendor != vendor:
        pytest.skip(f"{vendor} only: {reason}")
