"""Where the pages of upper apps are found."""

from dataclasses import dataclass, field

from ledger.registry.catalogue import Catalogue
from ledger.registry.frameworks import EVERY_FRAMEWORK
from ledger.registry.words import Words


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the navigation by work; shown in the books it is for, with the permission."""

    label: Words
    url_name: str
    permission: str
    icon: str
    order: int
    prefixes: tuple[str, ...] = field(default=())
    frameworks: frozenset[str] = EVERY_FRAMEWORK


@dataclass(frozen=True)
class SettingsPage:
    """A page of an upper app that *Pengaturan* leads to, for whoever holds the permission."""

    label: Words
    url_name: str
    permission: str


_navigation: Catalogue[NavigationItem] = Catalogue("navigation", lambda item: item.url_name)
_opening_links: Catalogue[NavigationItem] = Catalogue("opening link", lambda item: item.url_name)
_settings_pages: Catalogue[SettingsPage] = Catalogue("settings page", lambda page: page.url_name)


def register_navigation(item: NavigationItem) -> None:
    """Add an entry to the navigation; an address registered again must be the same entry."""
    _navigation.add(item)


def navigation() -> list[NavigationItem]:
    """All entries in order."""
    return sorted(_navigation, key=lambda item: item.order)


def register_opening_link(item: NavigationItem) -> None:
    """Offer a page beside the opening balances on which an upper app gathers its own."""
    _opening_links.add(item)


def opening_links(framework: str) -> list[NavigationItem]:
    """The pages beside the opening balances of a framework, in order."""
    links = [item for item in _opening_links if framework in item.frameworks]
    return sorted(links, key=lambda item: item.order)


def register_settings_page(page: SettingsPage) -> None:
    """Lead from *Pengaturan* to a page; a name registered again must be the same page."""
    _settings_pages.add(page)


def settings_pages() -> list[SettingsPage]:
    """The pages of upper apps below *Pengaturan*, in the order of registration."""
    return list(_settings_pages)
