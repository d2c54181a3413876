"""What upper apps hand over: by name, in order, and never two things under one name."""

from dataclasses import dataclass

import pytest

from ledger.registry.catalogue import Catalogue


@dataclass(frozen=True)
class Thing:
    """Something with a name and a content."""

    name: str
    content: int = 0


@pytest.fixture
def things() -> Catalogue[Thing]:
    return Catalogue("thing", lambda thing: thing.name)


def test_entries_keep_the_order_in_which_they_came(things: Catalogue[Thing]) -> None:
    for name in ("c", "a", "b"):
        things.add(Thing(name))

    assert [thing.name for thing in things] == ["c", "a", "b"]
    assert things["a"] == Thing("a")


def test_the_same_entry_may_come_again_and_another_one_may_not(things: Catalogue[Thing]) -> None:
    things.add(Thing("a", 1))
    things.add(Thing("a", 1))

    with pytest.raises(ValueError, match="thing 'a' is registered already"):
        things.add(Thing("a", 2))
    assert list(things) == [Thing("a", 1)]


def test_an_unknown_name_is_a_lookup_error(things: Catalogue[Thing]) -> None:
    with pytest.raises(LookupError, match="nothing"):
        things["nothing"]
