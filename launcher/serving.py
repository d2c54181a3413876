"""`run`: prepare the database, serve it on this machine, and leave nothing behind."""

import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path

from launcher.common import (
    ROOT,
    WINDOWS,
    LauncherError,
    Parser,
    Stopped,
    environment,
    say,
)
from launcher.database import prepare_database
from launcher.environment import ensure_environment
from launcher.stopping import ignore_signals

FIRST_PORT = 8000
PORTS_TO_TRY = 50
SECONDS_TO_START = 90
SECONDS_TO_STOP = 8


def open_listener(port: int | None) -> socket.socket:
    """Return a listening socket on 127.0.0.1: the asked port, or 8000 or the next free one.

    The server inherits this socket, so nobody can take the port in between.
    """
    candidates = range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY) if port is None else (port,)
    for candidate in candidates:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if not WINDOWS:  # there the option would let two servers share one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", candidate))
            listener.listen(64)
        except (OSError, OverflowError) as error:
            listener.close()
            if getattr(error, "errno", None) not in (errno.EADDRINUSE, errno.EACCES, None, 10013):
                raise
        else:
            return listener
    raise LauncherError(
        f"Tidak ada porta bebas antara {FIRST_PORT} dan {FIRST_PORT + PORTS_TO_TRY - 1}."
        if port is None
        else f"Porta {port} tidak dapat dipakai. Pilih yang lain, atau jalankan tanpa --port."
    )


def start_server(
    python: Path, listener: socket.socket, env: dict[str, str]
) -> subprocess.Popen[bytes]:
    """Start the web server in a process group of its own.

    On POSIX it also holds the reading end of a pipe whose other end only the launcher has: when the
    launcher disappears, however that happens, the pipe closes and the server ends itself.
    """
    if WINDOWS:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        listener.close()
        command = [str(python), "manage.py", "runserver", "--noreload", address]
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        return subprocess.Popen(command, cwd=ROOT, env=env, creationflags=flags)
    alive, _kept_open_until_we_end = os.pipe()
    server = subprocess.Popen(
        [str(python), str(ROOT / "lumbung"), "_serve", str(listener.fileno()), str(alive)],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        start_new_session=True,
        pass_fds=(listener.fileno(), alive),
    )
    os.close(alive)
    listener.close()
    return server


def serve(listener: int, alive: int) -> None:
    """Inside the server process (the venv's Python): gunicorn on an inherited socket."""

    def end_with_the_launcher() -> None:
        while os.read(alive, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_the_launcher, daemon=True).start()

    from gunicorn.app.wsgiapp import run as run_gunicorn
    from gunicorn.config import KNOWN_SETTINGS

    sys.argv = ["gunicorn", "config.wsgi:application", "--bind", f"fd://{listener}"]
    sys.argv += ["--worker-class", "gthread", "--workers", "1", "--threads", "8"]
    sys.argv += ["--timeout", "120", "--graceful-timeout", "3", "--log-level", "warning"]
    if any("--no-control-socket" in (setting.cli or ()) for setting in KNOWN_SETTINGS):
        sys.argv.append("--no-control-socket")
    run_gunicorn()


def stop_server(server: subprocess.Popen[bytes]) -> None:
    """End the server and everything it started: politely first, then surely."""

    def send(signum: int) -> None:
        if WINDOWS:
            server.terminate()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(server.pid, signum)

    send(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(SECONDS_TO_STOP)
    send(getattr(signal, "SIGKILL", signal.SIGTERM))
    server.wait()


def wait_for_answer(server: subprocess.Popen[bytes], port: int) -> None:
    """Return once the server answers; raise LauncherError when it ends or stays silent."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise LauncherError("Server berhenti sendiri; sebabnya tertulis di atas.")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        finally:
            connection.close()
        if status >= 500:
            say(f"halaman depan menjawab galat {status}; sebabnya tertulis di atas.")
        return
    raise LauncherError(f"Server tidak menjawab dalam {SECONDS_TO_START} detik.")


def open_browser(address: str) -> None:
    """Open the page unless NO_BROWSER=1, or where only a text browser could answer."""
    desktop = WINDOWS or sys.platform == "darwin"
    desktop = desktop or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if desktop and os.environ.get("NO_BROWSER", "") in ("", "0"):
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def command_run(arguments: list[str]) -> int:
    parser = Parser(add_help=False)
    parser.add_argument("--port", type=int)
    parser.add_argument("--empty", action="store_true")
    options = parser.parse_args(arguments)

    python = ensure_environment("app")
    env = environment()
    logins = prepare_database(python, env, demonstration=not options.empty)
    listener = open_listener(options.port)
    port = listener.getsockname()[1]
    server = start_server(python, listener, env)
    try:
        wait_for_answer(server, port)
        address = f"http://127.0.0.1:{port}/"
        say(f"siap di {address}  (berhenti: Ctrl-C)")
        if logins:
            print(logins, file=sys.stderr, flush=True)
        open_browser(address)
        code = server.wait()
    except Stopped:
        ignore_signals()
        say("berhenti.")
        return 0
    finally:
        ignore_signals()
        stop_server(server)
    say(f"server berhenti sendiri (kode {code}).")
    return 1
