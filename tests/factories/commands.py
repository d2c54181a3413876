"""Commands as somebody types them: exit status, and what lands on which stream."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.management import ManagementUtility
from django.core.management import base as management


@dataclass(frozen=True)
class Outcome:
    """What a shell would see."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The last line on stderr: what was wrong."""
        return self.err.splitlines()[-1]


Run = Callable[..., Outcome]


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("statement", "mina-lestari", …)`, in this process and its database."""
    monkeypatch.setattr(management.connections, "close_all", lambda: None)

    def run(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = 0
        try:
            ManagementUtility(["manage.py", *arguments]).execute()
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return run
