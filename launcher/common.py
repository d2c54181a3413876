"""What every part of the launcher shares: where things are, how it speaks, how it starts others."""

import argparse
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "var" / "locks"
DATA = Path(os.environ.get("LUMBUNG_VAR", ROOT / "var"))
WINDOWS = os.name == "nt"

USAGE = """\
Pemakaian: ./lumbung PERINTAH

  run [--port N] [--empty]   jalankan di komputer ini (--empty: tanpa buku peragaan)
  manage …                   perintah Django, misalnya: ./lumbung manage check_books
  backup [BERKAS]            salin basis data dengan aman ke var/backups/
  test [pilihan pytest]      jalankan pengujian
  check [nama …]             periksa gaya, tipe, impor, templat, migrasi, dan katalog
  messages                   perbarui katalog terjemahan Inggris
  lock [pilihan uv]          kunci ulang pustaka di requirements/
"""


class LauncherError(Exception):
    """What went wrong and what to do next, in Indonesian, for the person at the desk."""


class Stopped(BaseException):
    """Someone asked the launcher to end (Ctrl-C, SIGTERM or a closed terminal)."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.exit_code = 128 + signum


class Parser(argparse.ArgumentParser):
    """Answers a mistyped option with our own usage text; argparse would answer in English."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        print(USAGE, file=sys.stderr)
        sys.exit(2)


def say(message: str) -> None:
    print(f"lumbung: {message}", file=sys.stderr, flush=True)


_held_locks: list[int] = []


def held_locks() -> tuple[int, ...]:
    """The locks that a child inherits: they hold until it ends, even if the launcher is killed."""
    return () if WINDOWS else tuple(_held_locks)


def environment(**extra: str) -> dict[str, str]:
    """The environment of every child process; what the caller has set wins."""
    env = dict(os.environ)
    env.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    env.setdefault("PYTHONUTF8", "1")
    env.setdefault("UV_SYSTEM_CERTS", "1")
    env.update(extra)
    return env


def call(command: Sequence[object], **options: Any) -> int:
    """Run a child to its end, with its output on stderr unless told otherwise."""
    options.setdefault("env", environment())
    options.setdefault("stdout", sys.stderr)
    return subprocess.call([str(part) for part in command], pass_fds=held_locks(), **options)


def become(command: Sequence[object], env: dict[str, str], cwd: Path | None = None) -> NoReturn:
    """Hand over to the command: its streams, its signals and its exit code are then its own."""
    words = [str(part) for part in command]
    sys.stdout.flush()
    sys.stderr.flush()
    if WINDOWS:
        sys.exit(subprocess.call(words, env=env, cwd=cwd))
    if cwd:
        os.chdir(cwd)
    os.execve(words[0], words, env)


@contextlib.contextmanager
def file_lock(name: str) -> Iterator[None]:
    """Let one launcher at a time through; the operating system releases it whatever happens."""
    LOCKS.mkdir(parents=True, exist_ok=True)
    with (LOCKS / name).open("a+b") as handle:
        if WINDOWS:
            import msvcrt

            lock = getattr(msvcrt, "locking")  # noqa: B009  (absent from other systems' types)
            while True:
                try:
                    handle.seek(0)
                    lock(handle.fileno(), getattr(msvcrt, "LK_LOCK"), 1)  # noqa: B009
                    break
                except OSError:  # LK_LOCK gives up after ten seconds
                    continue
            yield
            return
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("menunggu Lumbung lain yang sedang bersiap …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        _held_locks.append(handle.fileno())
        try:
            yield
        finally:
            _held_locks.remove(handle.fileno())
