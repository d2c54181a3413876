"""`backup`: one whole file of a database that may be in use."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from launcher.common import DATA, ROOT, LauncherError, Parser, call, environment, say
from launcher.environment import ensure_environment


def command_backup(arguments: list[str]) -> int:
    parser = Parser(add_help=False)
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args(arguments)

    python = ensure_environment("app")
    database = database_settings(python)
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    suffix = "sqlite3" if is_sqlite else "dump"
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    target = options.file or DATA / "backups" / f"lumbung-{stamp}.{suffix}"
    target = target.absolute()
    if target.exists():
        raise LauncherError(f"{target} sudah ada. Beri nama lain; cadangan lama tidak ditimpa.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".part")
    try:
        if is_sqlite:
            backup_sqlite(Path(database["NAME"]), draft)
        else:
            backup_postgresql(database, draft)
        draft.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
    record_backup(target)
    say("cadangan selesai. Simpan satu salinan di luar komputer ini.")
    if any((DATA / "media").glob("**/*")):
        say(f"lampiran bukti tidak ikut di dalamnya; salin juga folder {DATA / 'media'}.")
    print(target)
    return 0


def record_backup(target: Path) -> None:
    """Leave a trace of the newest backup: the health page of a book shows its age."""
    record = DATA / "backups" / "last.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    content = {"at": at, "file": str(target), "size": target.stat().st_size}
    draft = record.with_name("last.json.part")
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(record)


def database_settings(python: Path) -> dict[str, Any]:
    """Ask Django itself, so that the launcher never copies the wrong database."""
    code = (
        "import json; from django.conf import settings; "
        "print(json.dumps(settings.DATABASES['default'], default=str))"
    )
    answer = subprocess.run(
        [str(python), "-c", code],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        check=False,
    )
    if answer.returncode:
        raise LauncherError("Pengaturan basis data tidak terbaca; sebabnya tertulis di atas.")
    settings: dict[str, Any] = json.loads(answer.stdout.decode().splitlines()[-1])
    return settings


def backup_sqlite(source: Path, target: Path) -> None:
    """Copy a live SQLite database as one whole file.

    A plain copy of the file loses what is still in the write-ahead log, or tears pages in two.
    """
    if not source.exists():
        raise LauncherError(f"Belum ada basis data di {source}.")
    origin = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=20)
    copy = sqlite3.connect(target)
    try:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise LauncherError("Basis data rusak: salinannya tidak lolos pemeriksaan SQLite.")
    finally:
        copy.close()
        origin.close()


def backup_postgresql(database: dict[str, Any], target: Path) -> None:
    """Dump with pg_dump in its custom format; the password travels in the environment only."""
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    given = {names[key]: str(database[key]) for key in names if database.get(key)}
    program = shutil.which("pg_dump")
    if not program:
        raise LauncherError("pg_dump tidak ditemukan. Debian: sudo apt install postgresql-client")
    command = [program, "--format=custom", "--file", target, database["NAME"]]
    if call(command, env=environment(**given)):
        raise LauncherError("pg_dump gagal; sebabnya tertulis di atas.")
