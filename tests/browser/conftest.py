"""Chromium before the demonstration, served by a real server from a copy that is thrown away."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from ledger.models import Book
from tests.browser.visitor import ORG, Visitor, chrome
from tests.tools import require_tool


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Pages that are refused on purpose are not worth a warning each."""
    loggers = [logging.getLogger(name) for name in ("django.request", "django.server")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def book(demo: dict[str, Book]) -> Book:
    """The book of KUBE Mina Lestari: 2025 recorded and closed, 2026 not begun."""
    return demo[ORG]


@pytest.fixture
def browse(live_server: Any, clock: Callable[[datetime], None]) -> Iterator[Callable[..., Visitor]]:
    """`browse(width=1280, javascript=True)`: a fresh browser; the server's clock stands still."""
    programs = require_tool("chromium"), require_tool("chromedriver")
    with contextlib.ExitStack() as browsers:

        def start(*, width: int = 1280, javascript: bool = True) -> Visitor:
            driver = chrome(*programs, width=width, javascript=javascript)
            browsers.callback(driver.quit)
            return Visitor(driver, live_server.url, width)

        yield start


@pytest.fixture
def visit(book: Book, browse: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """A fresh browser before the demonstration."""
    return browse


@pytest.fixture
def treasurer(visit: Callable[..., Visitor]) -> Visitor:
    """The treasurer of Mina Lestari, signed in at a desk."""
    visitor = visit()
    visitor.sign_in("bendahara.mina")
    return visitor
