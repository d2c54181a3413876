"""`./lumbung run --empty`: a fresh folder, no demonstration, the page that begins everything."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from launcher import environment
from tests.tools import require

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str, str]:
    """Status, the address it leads to, and the page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()
    finally:
        connection.close()


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            get(port, "/")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError("the server did not answer")


def test_an_empty_lumbung_opens_at_the_first_page_and_stops_politely(tmp_path: Path) -> None:
    require(environment.is_ready("app"), "the environment was not made by ./lumbung")
    port, said = free_port(), tmp_path / "said.txt"
    left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    env |= {"LUMBUNG_VAR": str(tmp_path / "var"), "NO_BROWSER": "1"}
    words = [sys.executable, str(ROOT / "lumbung"), "run", "--empty", "--port", str(port)]

    with said.open("wb") as out:
        server = subprocess.Popen(words, env=env, cwd=tmp_path, stdout=out, stderr=out)
        try:
            wait_for(server, port)
            door, page = get(port, "/"), get(port, "/mulai/")
        finally:
            server.send_signal(signal.SIGINT)
            code = server.wait(60)

    text = said.read_text(encoding="utf-8")
    assert door[:2] == (302, "/mulai/")
    assert page[0] == 200
    assert "Selamat datang di Lumbung" in page[2]
    assert f"siap di http://127.0.0.1:{port}/" in text
    assert "padi-di-lumbung" not in text
    assert (tmp_path / "var" / "lumbung.sqlite3").exists()
    assert code == 0
