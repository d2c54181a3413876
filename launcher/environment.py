"""`.venv`, made from the hashed locks in `requirements/` and kept in step with them.

A stamp in the venv says which lock was installed and what that left there. Anything that was not
finished, or of which something is missing, is made anew.
"""

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from launcher.common import ROOT, WINDOWS, LauncherError, call, file_lock, say

REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
TOOLS = ROOT / "var" / "tools"
MINIMUM_PYTHON = (3, 11)


def python_in(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def version_of(python: Path) -> str | None:
    """Return "3.11" for a Python that starts, None for one that does not."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.check_output(
            [str(python), "-I", "-S", "-c", code], stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.decode().strip()


def lock_file(name: str) -> Path:
    return REQUIREMENTS / f"{name}.lock"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_stamp(venv: Path) -> dict[str, Any]:
    """Return what is known of a venv; {} for one that this launcher did not make or finish."""
    try:
        stamp = json.loads((venv / "lumbung.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(venv: Path, stamp: dict[str, Any]) -> None:
    """Replace the stamp in one step: a power cut leaves the old one or the new one."""
    draft = venv / "lumbung.json.new"
    draft.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    draft.replace(venv / "lumbung.json")


def installed_packages(venv: Path) -> list[str]:
    pattern = "Lib/site-packages" if WINDOWS else "lib/python*/site-packages"
    return sorted(info.name for site in venv.glob(pattern) for info in site.glob("*.dist-info"))


def level_for(wanted: str, stamp: dict[str, Any]) -> str:
    """`dev` holds all of `app`: what has been installed once is kept up to date, never narrowed."""
    return "dev" if "dev" in (wanted, stamp.get("level")) else "app"


def is_whole(venv: Path, stamp: dict[str, Any]) -> bool:
    """Whether the last installation came to its end and nothing has gone missing since."""
    return (
        stamp.get("status") == "ready"
        and set(stamp.get("packages", ())) <= set(installed_packages(venv))
        and stamp.get("python") == version_of(python_in(venv))
    )


def is_ready(wanted: str) -> bool:
    stamp = read_stamp(VENV)
    level = level_for(wanted, stamp)
    return (
        stamp.get("level") == level
        and stamp.get("sha256") == digest(lock_file(level))
        and is_whole(VENV, stamp)
    )


def ensure_environment(wanted: str) -> Path:
    """Make or complete `.venv` for `app` or `dev`; return its Python."""
    if not is_ready(wanted):
        with file_lock("environment"):
            if not is_ready(wanted):
                build_environment(wanted)
    return python_in(VENV)


def build_environment(wanted: str) -> None:
    stamp = read_stamp(VENV)
    level = level_for(wanted, stamp)
    foreign = not stamp
    if not is_usable(VENV, stamp):
        foreign = False
        remake_venv(level)
    say("memasang pustaka (pertama kali perlu internet dan beberapa menit) …")
    write_stamp(VENV, {"status": "installing", "level": level})
    install(lock_file(level), over_foreign=foreign)
    write_stamp(
        VENV,
        {
            "status": "ready",
            "level": level,
            "sha256": digest(lock_file(level)),
            "python": version_of(python_in(VENV)),
            "packages": installed_packages(VENV),
        },
    )


def is_usable(venv: Path, stamp: dict[str, Any]) -> bool:
    """Whether to install into this venv: ours and whole, or someone else's with a good Python."""
    if stamp and not is_whole(venv, stamp):
        return False
    version = version_of(python_in(venv))
    return version is not None and tuple(map(int, version.split("."))) >= MINIMUM_PYTHON


def remake_venv(level: str) -> None:
    """Make an empty `.venv`, marked as unfinished from its first moment."""
    if VENV.exists():
        say("lingkungan .venv tidak utuh; dibuat ulang.")
        shutil.rmtree(VENV)
    VENV.mkdir()
    write_stamp(VENV, {"status": "installing", "level": level})
    if call([sys.executable, "-m", "venv", "--without-pip", VENV]):
        raise LauncherError(
            "Python ini tidak dapat membuat lingkungan venv. "
            "Di Debian/Ubuntu: sudo apt install python3-venv, lalu jalankan lagi."
        )


def install(lock: Path, over_foreign: bool) -> None:
    """Install a lock with uv, or with pip where uv cannot be had or cannot reach the index.

    Always without dependency resolution: `requirements/overrides.txt` removes one on purpose.
    """
    rest = ["--no-deps", "--require-hashes", "-r", lock]
    uv = ensure_uv()
    again = ["--reinstall"] if over_foreign else []
    if uv and call([uv, "pip", "install", "--python", python_in(VENV), *again, *rest]) == 0:
        return
    say("mencoba dengan pip …")
    pip = find_pip()
    again = ["--force-reinstall"] if over_foreign else []
    if pip and call([*pip, "--python", python_in(VENV), "install", *again, *rest]) == 0:
        return
    raise LauncherError(
        "Pustaka gagal dipasang. Periksa sambungan internet, lalu jalankan lagi."
        if pip
        else "Pip tidak ditemukan. Di Debian/Ubuntu: sudo apt install python3-venv python3-pip."
    )


def ensure_uv() -> str | None:
    """Return the pinned uv from its own small venv, else one on the PATH, else None."""
    uv = TOOLS / ("Scripts/uv.exe" if WINDOWS else "bin/uv")
    lock = lock_file("tools")
    if read_stamp(TOOLS).get("sha256") == digest(lock) and uv.exists():
        return str(uv)
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.mkdir(parents=True)
    pip = [python_in(TOOLS), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    if (
        call([sys.executable, "-m", "venv", TOOLS], stderr=subprocess.DEVNULL) == 0
        and call([*pip, "--require-hashes", "-r", lock]) == 0
    ):
        write_stamp(TOOLS, {"sha256": digest(lock)})
        return str(uv)
    say("uv tidak dapat dipasang.")
    return shutil.which("uv")


def find_pip() -> list[object] | None:
    for python in (python_in(TOOLS), Path(sys.executable)):
        pip: list[object] = [python, "-m", "pip", "--disable-pip-version-check"]
        with contextlib.suppress(OSError):
            if call([*pip, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
                return pip
    return None
