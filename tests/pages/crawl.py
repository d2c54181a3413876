"""Walk through the product as a curious reader would: link by link."""

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import resolve

from tests.pages.reading import Page

EACH = 2
"""Pages opened of one kind: vouchers are many, and alike."""


def kind_of(url: str) -> tuple[str, str]:
    """Which page an address is: the name of its view and, of a report, which one."""
    match = resolve(urlsplit(url).path)
    return match.view_name, str(match.kwargs.get("name", ""))


def crawl(client: Client, start: str) -> Iterator[tuple[str, str, Page]]:
    """Yield (where the link stood, address, page) for everything that can be reached by links."""
    waiting = deque([("", start)])
    seen: set[str] = set()
    opened: Counter[tuple[str, str]] = Counter()
    while waiting:
        origin, url = waiting.popleft()
        kind = kind_of(url)
        if url in seen or opened[kind] >= EACH:
            continue
        seen.add(url)
        opened[kind] += 1
        page = Page(client.get(url))
        yield origin, url, page
        if page.status == 302:
            waiting.append((origin, urljoin(url, page.response.headers["Location"])))
        elif page.is_html:
            waiting.extend((url, urljoin(url, href)) for href in page.links)
