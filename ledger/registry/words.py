"""Texts that are translated when they are shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise
else:
    StrPromise = str

Words = str | StrPromise
"""A text, or one that is translated when it is shown."""
