"""Fixtures of the whole suite. How tests get their database: tests/databases.py."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.test import Client, TestCase, TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

from empowerment.services import demo as demonstration
from ledger.integrity import guards
from ledger.models import Account, Book, Framework, Voucher
from ledger.services.actors import system_actor
from members.models import User
from tests.databases import EMPTY, databases
from tests.factories import books as factories
from tests.factories import world as attacked_world
from tests.factories.clock import AT

hypothesis_settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("suite")

# --- databases ------------------------------------------------------------------------------------

databases.worlds = {
    "demo": lambda: demonstration.load(at=AT, say=lambda _text: None),
    "world": attacked_world.load,
}
DB_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


def wants_database(item: pytest.Item) -> bool:
    """Whether a test touches the database at all."""
    cls = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not DB_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or (isinstance(cls, type) and issubclass(cls, TransactionTestCase))
    )


def is_transactional(item: pytest.Item) -> bool:
    """Whether a test commits, and so needs a database of its own."""
    cls = getattr(item, "cls", None)
    if isinstance(cls, type) and issubclass(cls, TransactionTestCase):
        return not issubclass(cls, TestCase)
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or not (
        DB_FIXTURES - {"db"}
    ).isdisjoint(getattr(item, "fixturenames", ()))


def world_of(item: pytest.Item) -> str:
    """Which ready-made world a test asks for."""
    return next((name for name in databases.worlds if name in item.fixturenames), EMPTY)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, then world by world, then those that need copies."""
    items.sort(key=lambda i: (wants_database(i), is_transactional(i), world_of(i)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Point the connection at the database that the test needs."""
    if wants_database(item):
        databases.wanted = (world_of(item), is_transactional(item))
        with item.config.stash[blocking_manager_key].unblock():
            databases.provide()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Add the copies to the database that pytest-django makes and migrates."""
    with django_db_blocker.unblock():
        databases.start()
    yield
    with django_db_blocker.unblock():
        databases.finish()


@pytest.fixture(scope="session", autouse=True)
def _copies_are_not_flushed() -> Iterator[None]:
    """Transactional tests write into a copy that is thrown away: Django need not flush it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
        yield


@pytest.fixture
def without_guards(db: None) -> Callable[[], AbstractContextManager[None]]:
    """Take the guards down for what an attacker with the database's owner's rights could do."""

    @contextmanager
    def disarmed() -> Iterator[None]:
        guards.drop()
        try:
            yield
        finally:
            guards.install()

    return disarmed


# --- time and people ------------------------------------------------------------------------------


@pytest.fixture
def at() -> datetime:
    """The moment at which tests take place: 15 February 2026, 10:00 in Jakarta."""
    return AT


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stop the clock of views and commands at `at`, or at the moment it is called with."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(AT)
    return set_to


@pytest.fixture
def actor(db: None) -> User:
    """The login in whose name commands act."""
    return system_actor()


@pytest.fixture
def second_actor(db: None) -> User:
    """Another officer."""
    return User.objects.create_user("pengurus.kedua")


# --- books ----------------------------------------------------------------------------------------


@pytest.fixture
def book(db: None) -> Book:
    """A KUBE book, open since 1 January 2025."""
    return factories.BookFactory(slug="kube-uji", name="KUBE Uji")


@pytest.fixture
def koperasi_book(db: None) -> Book:
    """A cooperative's book, open since 1 January 2025."""
    return factories.BookFactory(
        slug="koperasi-uji", name="Koperasi Uji", framework=Framework.KOPERASI
    )


@pytest.fixture
def accounts(book: Book) -> dict[str, Account]:
    """The accounts of `book` by code."""
    return {account.code: account for account in book.accounts.all()}


@pytest.fixture
def make_voucher(db: None) -> Callable[..., Voucher]:
    """`make_voucher(book, day, [(code, debit, credit, subsidiary code?), …], **fields)`."""
    return factories.make_voucher


@pytest.fixture
def demo(db: None) -> dict[str, Book]:
    """The whole demonstration: slug → book. Rolled back or thrown away after each test."""
    assert databases.wanted[0] == "demo", "name `demo` in the test's signature or usefixtures"
    return {book.slug: book for book in Book.objects.all()}


@pytest.fixture
def world(db: None) -> attacked_world.World:
    """Two small books to attack: tests/factories/world.py."""
    return attacked_world.World()


@pytest.fixture
def client_of(db: None, clock: Callable[[datetime], None]) -> Callable[[str], Client]:
    """`client_of("bendahara.mina")`: a signed-in browser; the clock stands at `at`."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(
            User.objects.get(username=username),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client

    return sign_in
