"""All addresses of the product by name, and who gets which answer."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

PEOPLE = (
    "bendahara.mina",
    "ketua.mina",
    "pengawas.mina",
    "bendahara.tani",
    "kepala.panti",
    "orang.luar",
    "",
)
"""Treasurer, chair and supervisor of Mina Lestari; the treasurer of another KUBE; the head of the
institution; a person without office; nobody."""


def names(patterns: Any = None, namespace: str = "") -> Iterator[str]:
    """The name of every address, with its namespace."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, namespace + inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


QUERIES = {"ledger:new_remark": "?bukti=BKM-2025-1"}
"""What an address cannot do without: a remark is about something."""


def address(name: str, examples: dict[str, dict[str, Any]]) -> str:
    """An address by name, with the example's parts in it."""
    apps = (
        *("ledger:", "members:", "meetings:", "letterhead:"),
        *("enterprises:", "cooperatives:", "empowerment:"),
    )
    inside = name.startswith(apps) or name == "organization_home"
    org = "psbk-lentera-karya" if name.startswith("empowerment:") else "mina-lestari"
    url = reverse(name, kwargs=examples.get(name) or ({"org": org} if inside else {}))
    return url + QUERIES.get(name, "")
