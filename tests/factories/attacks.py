"""The shape of an attack: what is struck, and which guard must answer."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import DatabaseError

from ledger.integrity.messages import MESSAGES
from tests.factories.forging import attempt, run, said, snapshot
from tests.factories.world import World


@dataclass(frozen=True)
class Attack:
    """`aim` sets the attack up and returns the blow: a statement, or a function that strikes."""

    name: str
    aim: Callable[[World], str | Callable[[], object]]
    says: str


def assert_refused(attack: Attack, world: World) -> None:
    """The guard speaks with its own words, and every row of the books is as before."""
    blow = attack.aim(world)
    before = snapshot()

    with pytest.raises(DatabaseError) as refused, attempt():
        run(blow) if isinstance(blow, str) else blow()

    answer = said(refused.value)
    assert answer == MESSAGES[attack.says]
    assert snapshot() == before
