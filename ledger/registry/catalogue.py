"""What upper apps hand over, kept by name."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Catalogue(Generic[Entry]):
    """Entries by name, in the order of registration.

    Apps may be readied twice, so an entry may come again, if it is the same one; another one under
    a name that is taken raises ValueError.
    """

    def __init__(self, kind: str, name_of: Callable[[Entry], str]) -> None:
        self._kind = kind
        self._name_of = name_of
        self._entries: dict[str, Entry] = {}

    def add(self, entry: Entry) -> None:
        """Keep an entry; ValueError when another one has its name."""
        name = self._name_of(entry)
        if self._entries.setdefault(name, entry) != entry:
            raise ValueError(f"{self._kind} {name!r} is registered already")

    def __getitem__(self, name: str) -> Entry:
        """One entry; LookupError when there is none."""
        try:
            return self._entries[name]
        except KeyError:
            raise LookupError(name) from None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())
