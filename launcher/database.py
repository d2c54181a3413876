"""Preparing the database: migrations, then the demonstration books where there are no books."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from launcher.common import ROOT, LauncherError, file_lock, held_locks, say

PENDING, DEMONSTRATION_FAILED = 3, 4


def prepare_database(python: Path, env: Mapping[str, str], demonstration: bool) -> str:
    """Migrate when something is pending, then load the demonstration into a database without books.

    Returns the lines that tell the demonstration's logins; "" when there are none. Everything runs
    in one process of the venv's Python, because starting Django takes longer than the work.
    """
    with file_lock("database"):
        code, logins = run_inside(python, env, "check", demonstration)
        if code == PENDING:
            say("menyiapkan basis data …")
            code, logins = run_inside(python, env, "migrate", demonstration)
    if code == DEMONSTRATION_FAILED:
        raise LauncherError(
            "Buku peragaan gagal dimuat; sebabnya tertulis di atas. "
            "Tanpa peragaan: ./lumbung run --empty"
        )
    if code:
        raise LauncherError("Basis data gagal disiapkan; sebabnya tertulis di atas.")
    return logins


def run_inside(
    python: Path, env: Mapping[str, str], step: str, demonstration: bool
) -> tuple[int, str]:
    words = [str(python), str(ROOT / "lumbung"), "_prepare", step]
    process = subprocess.Popen(
        [*words, "demonstration"] if demonstration else words,
        env=env,
        stdout=subprocess.PIPE,
        pass_fds=held_locks(),
    )
    try:
        output, _nothing = process.communicate()
    except BaseException:
        process.kill()  # every step is one transaction
        process.wait()
        raise
    return process.returncode, output.decode(errors="replace").rstrip()


def prepare_here(step: str, demonstration: bool) -> int:
    """Inside the venv's Python: do the work, say on stderr what happens, print the logins."""
    import django
    from django.core.management import CommandError, call_command
    from django.db import OperationalError

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the launcher's to answer
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    django.setup()
    try:
        if step == "check":
            call_command("migrate", check_unapplied=True, verbosity=0, stdout=sys.stderr)
        else:
            call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    except SystemExit:
        return PENDING
    except (CommandError, OperationalError) as error:
        print(error, file=sys.stderr)
        return 1
    if not demonstration:
        return 0
    try:
        call_command("demo", if_empty=True, stdout=sys.stderr)
        call_command("demo", logins=True)
    except CommandError as error:
        print(error, file=sys.stderr)
        return DEMONSTRATION_FAILED
    return 0
