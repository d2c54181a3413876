"""The launcher's parts, without network: each test works on a made-up installation."""

import ast
import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from launcher import backup, commands, common, environment, main, serving

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def entry() -> ModuleType:
    loader = SourceFileLoader("lumbung_entry", str(ROOT / "lumbung"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """An empty installation whose only Python is the one running the tests."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("app", "dev", "tools"):
        (requirements / f"{name}.lock").write_text(f"{name}==1")
    monkeypatch.setattr(environment, "REQUIREMENTS", requirements)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(common, "LOCKS", tmp_path / "locks")
    return tmp_path


def make_venv(installation: Path, level: str = "app", **changes: object) -> Path:
    """Lay down what a finished installation leaves behind."""
    venv = installation / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / "lib" / "python3.11" / "site-packages" / "django-5.2.dist-info").mkdir(parents=True)
    stamp = {
        "status": "ready",
        "level": level,
        "sha256": environment.digest(environment.lock_file(level)),
        "python": ".".join(map(str, sys.version_info[:2])),
        "packages": ["django-5.2.dist-info"],
    }
    environment.write_stamp(venv, stamp | changes)
    return venv


# --- Python ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_an_old_python_gets_a_sentence(entry, version):
    message = entry.old_python_message(version)

    assert message == (
        f"Lumbung memerlukan Python 3.11 atau lebih baru; yang dipakai sekarang Python 3."
        f"{version[1]}. Pasang Python 3.11 atau lebih baru, lalu jalankan lagi."
    )


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_new_python_gets_none(entry, version):
    assert entry.old_python_message(version) is None


def test_the_entry_can_be_read_by_an_old_python():
    ast.parse((ROOT / "lumbung").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_launcher_imports_nothing_but_the_standard_library():
    imported = set()
    for path in [ROOT / "lumbung", *(ROOT / "launcher").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).split(".")[0])

    # gunicorn and Django: only in the processes that run in the venv
    assert imported - set(sys.stdlib_module_names) == {"launcher", "gunicorn", "django"}


# --- the environment ------------------------------------------------------------------------------


def test_a_finished_environment_is_ready(installation):
    make_venv(installation)

    assert environment.is_ready("app")


def test_dev_is_ready_for_app_and_not_the_reverse(installation):
    make_venv(installation, level="dev")

    assert environment.is_ready("app")
    assert environment.is_ready("dev")


def test_app_is_not_ready_for_dev(installation):
    make_venv(installation, level="app")

    assert not environment.is_ready("dev")


def test_a_changed_lock_is_noticed(installation):
    make_venv(installation)

    environment.lock_file("app").write_text("app==2")

    assert not environment.is_ready("app")


def test_dev_stays_dev_when_its_lock_changes(installation):
    venv = make_venv(installation, level="dev")

    environment.lock_file("dev").write_text("dev==2")

    assert not environment.is_ready("app")
    assert environment.level_for("app", environment.read_stamp(venv)) == "dev"


@pytest.mark.parametrize(
    "changes",
    [{"status": "installing"}, {"python": "3.1"}, {"packages": ["gone-1.dist-info"]}],
    ids=["interrupted", "another Python", "a package is gone"],
)
def test_an_environment_that_is_not_whole_is_remade(installation, changes):
    venv = make_venv(installation, **changes)

    assert not environment.is_ready("app")
    assert not environment.is_usable(venv, environment.read_stamp(venv))


def test_a_python_that_does_not_start_is_noticed(installation):
    venv = make_venv(installation)

    (venv / "bin" / "python").unlink()

    assert not environment.is_ready("app")
    assert not environment.is_usable(venv, environment.read_stamp(venv))


def test_an_unreadable_stamp_counts_as_none(installation):
    venv = make_venv(installation)
    (venv / "lumbung.json").write_text('{"status": "rea')

    assert environment.read_stamp(venv) == {}


def test_a_venv_of_someone_else_is_kept_and_installed_over(installation, monkeypatch):
    venv = make_venv(installation)
    (venv / "lumbung.json").unlink()
    (venv / "keep").touch()
    installs = []
    monkeypatch.setattr(
        environment,
        "install",
        lambda lock, over_foreign: installs.append((lock.name, over_foreign)),
    )

    environment.ensure_environment("app")

    assert installs == [("app.lock", True)]
    assert (venv / "keep").exists()
    assert environment.is_ready("app")


def test_an_interrupted_start_is_begun_again(installation, monkeypatch, capfd):
    venv = make_venv(installation, status="installing")
    (venv / "half-written").touch()
    monkeypatch.setattr(environment, "install", lambda _lock, over_foreign: None)

    environment.ensure_environment("app")

    assert not (venv / "half-written").exists()
    assert environment.is_ready("app")
    assert "dibuat ulang" in capfd.readouterr().err


def test_a_failed_installation_leaves_no_ready_stamp(installation, monkeypatch):
    def fail(_lock: Path, over_foreign: bool) -> None:
        raise common.LauncherError("tanpa internet")

    monkeypatch.setattr(environment, "install", fail)

    with pytest.raises(common.LauncherError):
        environment.ensure_environment("app")

    assert environment.read_stamp(installation / ".venv") == {
        "status": "installing",
        "level": "app",
    }


def test_pip_installs_where_uv_cannot_be_had(installation, monkeypatch):
    calls = []
    monkeypatch.setattr(environment, "ensure_uv", lambda: None)
    monkeypatch.setattr(environment, "find_pip", lambda: ["pip"])
    monkeypatch.setattr(environment, "call", lambda command: calls.append(command) or 0)

    environment.install(environment.lock_file("app"), over_foreign=False)

    assert calls == [
        [
            *["pip", "--python", installation / ".venv" / "bin" / "python", "install"],
            *["--no-deps", "--require-hashes", "-r", environment.lock_file("app")],
        ]
    ]


def test_one_launcher_waits_for_the_other(installation):
    order = []

    def second() -> None:
        with common.file_lock("environment"):
            order.append("second")

    with common.file_lock("environment"):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]


# --- run ------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_busy_port_leads_to_the_next_free_one(monkeypatch):
    monkeypatch.setattr(serving, "FIRST_PORT", free_port())
    with serving.open_listener(None) as first, serving.open_listener(None) as second:
        ports = [listener.getsockname() for listener in (first, second)]

    assert ports[0] == ("127.0.0.1", serving.FIRST_PORT)
    assert ports[1][0] == "127.0.0.1"
    assert ports[1][1] > serving.FIRST_PORT


def test_an_asked_port_that_is_busy_is_refused():
    with (
        serving.open_listener(0) as taken,
        pytest.raises(common.LauncherError, match="tidak dapat dipakai"),
    ):
        serving.open_listener(taken.getsockname()[1])


def test_an_impossible_port_is_refused():
    with pytest.raises(common.LauncherError, match="Porta 70000"):
        serving.open_listener(70000)


def test_waiting_ends_with_the_first_answer():
    class Hello(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        serving.wait_for_answer(sleeper, server.server_port)
    finally:
        sleeper.kill()
        sleeper.wait()
        server.shutdown()
        server.server_close()


def test_a_server_that_ends_is_reported():
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    ended.wait()

    with pytest.raises(common.LauncherError, match="berhenti sendiri"):
        serving.wait_for_answer(ended, free_port())


def test_stopping_ends_the_children_of_the_server_too():
    code = (
        "import subprocess, sys, time; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        "print(child.pid, flush=True); time.sleep(60)"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    )
    child = int(server.stdout.readline())

    serving.stop_server(server)
    server.stdout.close()

    assert server.returncode == -signal.SIGTERM
    assert not is_running(child)


def is_running(pid: int) -> bool:
    """Whether a process still runs; an ended one nobody has waited for does not."""
    for _attempt in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True


def test_no_browser_is_opened_when_told_so(monkeypatch):
    opened = []
    monkeypatch.setattr(serving.webbrowser, "open", opened.append)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("NO_BROWSER", "1")

    serving.open_browser("http://127.0.0.1:8000/")

    assert opened == []


# --- backup ---------------------------------------------------------------------------------------


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(tmp_path):
    source, target = tmp_path / "lumbung.sqlite3", tmp_path / "copy.sqlite3"
    live = backup.sqlite3.connect(source)
    live.execute("PRAGMA journal_mode=WAL")
    live.execute("CREATE TABLE voucher (number INTEGER)")
    live.execute("INSERT INTO voucher VALUES (1), (2), (3)")
    live.commit()
    live.execute("INSERT INTO voucher VALUES (4)")  # not committed: not in the books

    backup.backup_sqlite(source, target)

    copy = backup.sqlite3.connect(target)
    rows = copy.execute("SELECT number FROM voucher").fetchall()
    mode = copy.execute("PRAGMA journal_mode").fetchone()
    copy.close()
    live.close()
    assert rows == [(1,), (2,), (3,)]
    assert mode == ("delete",)


def test_a_missing_database_is_said_and_not_made(tmp_path):
    source = tmp_path / "lumbung.sqlite3"

    with pytest.raises(common.LauncherError, match="Belum ada basis data"):
        backup.backup_sqlite(source, tmp_path / "copy.sqlite3")

    assert not source.exists()


def test_a_backup_never_overwrites_an_older_one(tmp_path, monkeypatch):
    older = tmp_path / "older.sqlite3"
    older.write_text("kept")
    monkeypatch.setattr(backup, "ensure_environment", lambda _level: Path(sys.executable))
    monkeypatch.setattr(
        backup, "database_settings", lambda _python: {"ENGINE": "sqlite3", "NAME": "x"}
    )

    with pytest.raises(common.LauncherError, match="sudah ada"):
        backup.command_backup([str(older)])

    assert older.read_text() == "kept"


def test_a_backup_leaves_a_trace_for_the_health_page(tmp_path, monkeypatch):
    source, target = tmp_path / "lumbung.sqlite3", tmp_path / "copy.sqlite3"
    backup.sqlite3.connect(source).execute("CREATE TABLE voucher (number INTEGER)")
    monkeypatch.setattr(backup, "DATA", tmp_path / "var")
    monkeypatch.setattr(backup, "ensure_environment", lambda _level: Path(sys.executable))
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": source}
    monkeypatch.setattr(backup, "database_settings", lambda _python: settings)

    assert backup.command_backup([str(target)]) == 0

    record = json.loads((tmp_path / "var" / "backups" / "last.json").read_text())
    assert (record["file"], record["size"]) == (str(target), target.stat().st_size)
    assert [p.name for p in (tmp_path / "var" / "backups").iterdir()] == ["last.json"]


def test_a_failed_backup_leaves_no_half_file(tmp_path, monkeypatch):
    target = tmp_path / "backups" / "today.sqlite3"
    monkeypatch.setattr(backup, "ensure_environment", lambda _level: Path(sys.executable))
    monkeypatch.setattr(
        backup,
        "database_settings",
        lambda _python: {"ENGINE": "sqlite3", "NAME": tmp_path / "none.sqlite3"},
    )

    with pytest.raises(common.LauncherError):
        backup.command_backup([str(target)])

    assert list(target.parent.iterdir()) == []


# --- messages and exit codes ----------------------------------------------------------------------


def launch(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "lumbung"), *arguments],
        env=dict(os.environ) | extra,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_messages_go_to_stderr(capsys):
    common.say("halo")

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "lumbung: halo\n"


def test_usage_goes_to_stderr_and_an_unknown_command_is_refused():
    result = launch("terbang")

    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("lumbung: tidak mengenal perintah terbang.\nPemakaian:")


def test_help_names_every_command():
    result = launch("--help")

    assert result.returncode == 0
    named = [line.split()[0] for line in result.stderr.splitlines() if line.startswith("  ")]
    assert sorted(named) == sorted(main.COMMANDS)


def test_a_mistyped_option_gets_our_usage():
    result = launch("run", "--prot", "1")

    assert result.returncode == 2
    assert result.stderr.startswith("Pemakaian:")


def test_an_unknown_check_is_refused(monkeypatch):
    monkeypatch.setattr(commands, "ensure_environment", lambda _level: Path(sys.executable))

    with pytest.raises(common.LauncherError, match="Tidak ada pemeriksaan gaya"):
        commands.command_check(["gaya"])


def test_check_runs_everything_and_names_what_failed(monkeypatch, capfd):
    def checks(python: Path) -> dict[str, list[str]]:
        return {
            "good": [str(python), "-c", "print('unseen')"],
            "bad": [str(python), "-c", "print('why'); raise SystemExit(1)"],
            "last": [str(python), "-c", ""],
        }

    monkeypatch.setattr(commands, "ensure_environment", lambda _level: Path(sys.executable))
    monkeypatch.setattr(commands, "checks", checks)

    code = commands.command_check([])

    captured = capfd.readouterr()
    assert code == 1
    assert captured.out == "why\n"
    assert captured.err.splitlines() == [
        "lumbung: good: baik",
        "lumbung: bad: GAGAL",
        "lumbung: last: baik",
        "lumbung: gagal: bad",
    ]


def test_children_get_the_development_settings_unless_others_are_set(monkeypatch):
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    unset = common.environment()["DJANGO_SETTINGS_MODULE"]
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.prod")

    assert unset == "config.settings.dev"
    assert common.environment()["DJANGO_SETTINGS_MODULE"] == "config.settings.prod"


# --- the locks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tools", "app", "dev"])
def test_locks_hold_hashes_and_no_address(name):
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]

    assert pinned
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert "://" not in text


def test_the_locks_agree_with_each_other():
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        return {line.split()[0] for line in text.splitlines() if line[:1].isalpha()}

    assert pins("app") <= pins("dev")
