"""The commands that hand over to a tool: manage, test, check, messages, lock."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from launcher.common import ROOT, LauncherError, become, call, environment, file_lock, say
from launcher.database import prepare_database
from launcher.environment import ensure_environment, ensure_uv

APPS = ("config", "ledger", "members", "enterprises", "cooperatives", "empowerment")


def command_manage(arguments: list[str]) -> int:
    python = ensure_environment("app")
    if arguments[:1] == ["demo"]:
        prepare_database(python, environment(), demonstration=False)
    become([python, ROOT / "manage.py", *arguments], environment())


def command_test(arguments: list[str]) -> int:
    python = ensure_environment("dev")
    env = environment(DJANGO_SETTINGS_MODULE="config.settings.test")
    become([python, "-m", "pytest", *(arguments or ["-n", "2"])], env, cwd=ROOT)


def checks(python: Path) -> dict[str, list[str]]:
    """Every check by name, in the order in which they are shown."""
    module = [str(python), "-m"]
    manage = [str(python), "manage.py"]
    linter = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    return {
        "ruff": [*module, "ruff", "check", "."],
        "format": [*module, "ruff", "format", "--check", "."],
        "mypy": [*module, "mypy"],
        "imports": [str(python), "-c", linter],
        "djlint": [*module, "djlint", "templates", "--lint", "--quiet"],
        "django": [*manage, "check"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "catalogue": [*manage, "check_catalogue"],
        "bandit": [*module, "bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *APPS],
    }


def command_check(arguments: list[str]) -> int:
    """Run all checks, two at a time, and show each one's output as a whole."""
    python = ensure_environment("dev")
    every = checks(python)
    unknown = [name for name in arguments if name not in every]
    if unknown:
        raise LauncherError(f"Tidak ada pemeriksaan {unknown[0]}. Yang ada: {', '.join(every)}.")
    names = arguments or list(every)
    env = environment(DJANGO_SETTINGS_MODULE="config.settings.test")

    def run_one(name: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            every[name],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )

    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, result in zip(names, pool.map(run_one, names), strict=True):
            say(f"{name}: {'GAGAL' if result.returncode else 'baik'}")
            if result.returncode:
                failed.append(name)
                sys.stdout.write(result.stdout.decode(errors="replace"))
                sys.stdout.flush()
    say(f"gagal: {', '.join(failed)}" if failed else f"{len(names)} pemeriksaan lolos.")
    return 1 if failed else 0


def command_messages(arguments: list[str]) -> int:
    python = ensure_environment("dev")
    env = environment(DJANGO_SETTINGS_MODULE="config.settings.test")
    become([python, "manage.py", "check_catalogue", "--update", *arguments], env, cwd=ROOT)


def command_lock(arguments: list[str]) -> int:
    """Resolve for every Python and platform we name: hashes, wheels only, no index addresses."""
    with file_lock("environment"):
        uv = ensure_uv()
    if not uv:
        raise LauncherError("Mengunci pustaka memerlukan uv, dan uv tidak dapat dipasang.")
    compile_ = [uv, "--no-config", "pip", "compile", "--universal", "--python-version", "3.11"]
    compile_ += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"]
    compile_ += ["--only-binary", ":all:", "--override", "requirements/overrides.txt"]
    for name in ("tools", "app", "dev"):
        say(f"mengunci {name} …")
        base = ["-c", "requirements/app.lock"] if name == "dev" else []
        files = [f"requirements/{name}.in", "-o", f"requirements/{name}.lock"]
        if call([*compile_, *arguments, *base, *files], cwd=ROOT):
            raise LauncherError(f"requirements/{name}.in tidak dapat dikunci.")
    return 0
