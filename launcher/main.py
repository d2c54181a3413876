"""The command line of `./lumbung`."""

import sys

from launcher import backup, commands, database, serving
from launcher.common import USAGE, LauncherError, Stopped, say
from launcher.stopping import listen_to_signals

COMMANDS = {
    "run": serving.command_run,
    "manage": commands.command_manage,
    "backup": backup.command_backup,
    "test": commands.command_test,
    "check": commands.command_check,
    "messages": commands.command_messages,
    "lock": commands.command_lock,
}
HELP = ("-h", "--help", "help")


def main(arguments: list[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name == "_serve":  # started by command_run in the venv's Python
        serving.serve(int(rest[0]), int(rest[1]))
        return 0
    if name == "_prepare":  # started by prepare_database in the venv's Python
        return database.prepare_here(rest[0], demonstration="demonstration" in rest[1:])
    if name not in COMMANDS:
        if name and name not in HELP:
            say(f"tidak mengenal perintah {name}.")
        print(USAGE, file=sys.stderr)
        return 0 if name in HELP else 2
    listen_to_signals()
    try:
        return COMMANDS[name](rest)
    except LauncherError as error:
        say(str(error))
        return 1
    except Stopped as stopped:
        return stopped.exit_code
