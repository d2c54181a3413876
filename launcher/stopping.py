"""Ctrl-C, SIGTERM and a closed terminal all mean: end, and leave nothing running."""

import signal
from types import FrameType

from launcher.common import Stopped


def _stop(signum: int, _frame: FrameType | None) -> None:
    raise Stopped(signum)


def _signals() -> list[int]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def listen_to_signals() -> None:
    for signum in _signals():
        if signum != signal.SIGINT and signal.getsignal(signum) == signal.SIG_IGN:
            continue  # nohup
        signal.signal(signum, _stop)


def ignore_signals() -> None:
    """During the last steps: a second Ctrl-C must not leave the server behind."""
    for signum in _signals():
        signal.signal(signum, signal.SIG_IGN)
