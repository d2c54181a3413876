"""Rows read by SQL straight into tuples, for lists that stay quick at a hundred thousand members.

For fifty members with their accounts the ORM builds some four hundred objects: 27 ms, where the
database answers in less than one (`bench/members.py`). Only pages that show many rows read so.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, Self

from django.db import connection
from django.utils.translation import get_language

from members.models import Element, MembershipKind, MembershipStatus

MEMBER = "m.id, m.number, p.name, m.kind, m.element, m.status, m.joined_on, m.left_on"
"""The columns of `MemberRow`, of a membership `m` and its person `p`."""


MATCHING = r"""(UPPER(p.name) LIKE UPPER(%s) ESCAPE '\'
  OR UPPER(m.number) LIKE UPPER(%s) ESCAPE '\')"""


def read(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement; every value goes in as a parameter."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def day(value: Any) -> date | None:
    """A date as either engine hands it out."""
    return date.fromisoformat(value) if isinstance(value, str) else value


class MemberRow(NamedTuple):
    """One membership as lists show it."""

    pk: int
    number: str
    name: str
    kind: str
    element: str
    status: str
    joined_on: date | None
    left_on: date | None

    @classmethod
    def of(cls, columns: Sequence[Any]) -> Self:
        """From the columns `MEMBER`."""
        return cls._make((*columns[:6], day(columns[6]), day(columns[7])))

    @property
    def kind_label(self) -> str:
        """In the reader's language, as the other labels."""
        return str(MembershipKind(self.kind).label)

    @property
    def element_label(self) -> str:
        """Never printed: only for who may see elements."""
        return str(Element(self.element).label)

    @property
    def status_label(self) -> str:
        """The state of the membership."""
        return str(MembershipStatus(self.status).label)


class Condition:
    """Parts of a WHERE, with their values in order."""

    def __init__(self, sql: str, *values: Any) -> None:
        self._parts = [sql]
        self.values = list(values)

    def add(self, sql: str, *values: Any) -> Self:
        """Also ask for this."""
        self._parts.append(sql)
        self.values += values
        return self

    def matching(self, text: str) -> Self:
        """Only members whose name holds the text or whose number begins with it."""
        if not text:
            return self
        typed = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return self.add(MATCHING, f"%{typed}%", f"{typed}%")

    @property
    def sql(self) -> str:
        """What stands after WHERE."""
        return " AND ".join(self._parts)


def label_of(name: str, name_en: str) -> str:
    """The name of a product in the reader's language."""
    return name_en if name_en and get_language() == "en" else name
