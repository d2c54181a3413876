"""Check, or bring up to date, the English catalogue of a product whose msgids are Indonesian."""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

LANGUAGE = "en"
DOMAINS = ("django", "djangojs")
# Nothing in these speaks to a user of the product.
SILENT = (".*", "var", "tests", "bench", "docs", "requirements", "vendor", "__pycache__", "locale")
NEW_CATALOGUE = """\
# English catalogue of Lumbung; the msgids are Indonesian.
msgid ""
msgstr ""
"Project-Id-Version: Lumbung\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
PLACEHOLDER = re.compile(
    r"%(?P<named>\(\w+\))?[#0+-]*\d*(?:\.\d+)?(?P<kind>[sdiufgexr])"
    r"|(?P<brace>\{(?:[A-Za-z_]\w*(?:[.\[][^{}]*)?|\d*)(?:![rsa])?(?::[^{}]*)?\})"
)


class Command(BaseCommand):
    help = "Check the English catalogue; with --update, extract the messages and compile it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--update", action="store_true", help="write locale/en from the sources, then compile"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        folder = Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES"
        if options["update"]:
            for domain in DOMAINS:
                update(root, folder, domain)
        problems = [
            problem
            for domain in DOMAINS
            if (folder / f"{domain}.po").exists() or domain == "django"
            for problem in check_domain(root, folder, domain)
        ]
        if problems and options["update"]:
            self.stdout.write("\n".join(problems))
            self.stdout.write(f"Masih {len(problems)} hal untuk diterjemahkan atau diperbaiki.")
            return
        if problems:
            raise CommandError("\n".join([f"{len(problems)} masalah katalog:", *problems]))
        if not shutil.which("xgettext"):
            self.stderr.write("Dilewati: sumber tidak dibandingkan, xgettext (gettext) tidak ada.")
        self.stdout.write("Katalog Inggris lengkap.")


def check_domain(root: Path, folder: Path, domain: str) -> list[str]:
    """Return every problem of one catalogue as a sentence; an empty list is a clean one."""
    source = folder / f"{domain}.po"
    if not source.exists():
        return [f"{source.name}: belum ada; jalankan ./lumbung messages"]
    catalogue = read_po(source.read_text(encoding="utf-8"), source.name)
    problems = [
        *entry_problems(catalogue),
        *compiled_problems(catalogue, source.with_suffix(".mo")),
        *source_problems(root, catalogue, domain),
    ]
    return [f"{source.name}: {problem}" for problem in problems]


def read_po(text: str, name: str) -> Any:
    """Parse a .po with Babel, refusing what gettext itself would refuse."""
    from babel.messages.pofile import PoFileError
    from babel.messages.pofile import read_po as babel_read_po

    try:
        return babel_read_po(io.StringIO(text), locale=LANGUAGE, abort_invalid=True)
    except PoFileError as error:
        raise CommandError(f"{name} tidak terbaca: {error}") from error


def entry_problems(catalogue: Any) -> Iterator[str]:
    """Yield what is untranslated, fuzzy, obsolete, or disagrees in its placeholders."""
    if catalogue.obsolete:
        yield f"{len(catalogue.obsolete)} entri usang (#~); jalankan ./lumbung messages"
    for message in catalogue:
        if not message.id:
            continue
        originals, translations = as_tuple(message.id), as_tuple(message.string)
        shown = quoted(originals[0])
        if not all(translations):
            yield f"belum diterjemahkan: {shown}"
        elif message.fuzzy:
            yield f"masih ragu (fuzzy): {shown}"
        elif len(translations) != (catalogue.num_plurals if len(originals) > 1 else 1):
            yield f"jumlah bentuk jamak keliru: {shown}"
        else:
            yield from (f"{reason}: {shown}" for reason in disagreements(originals, translations))


def disagreements(originals: tuple[str, ...], translations: tuple[str, ...]) -> Iterator[str]:
    """Compare placeholders and the line breaks at either end.

    The last form speaks for many and needs every placeholder; "one member" needs no number.
    """
    last = len(translations) - 1
    wanted = placeholders(originals[-1])
    for index, translation in enumerate(translations):
        found = placeholders(translation)
        missing = wanted - found if index == last else Counter[str]()
        for name in [*missing, *(found - wanted)]:
            yield f"isian {name} tidak sama"
        for end in (str.startswith, str.endswith):
            if end(originals[0], "\n") != end(translation, "\n"):
                yield "baris baru di awal atau akhir tidak sama"


def placeholders(text: str) -> Counter[str]:
    """Count the placeholders; a named one may be repeated in a translation, so it counts once."""
    found: Counter[str] = Counter()
    for match in PLACEHOLDER.finditer(text.replace("%%", "")):
        if match["named"] or (match["brace"] and match["brace"] != "{}"):
            found[match[0]] = 1
        else:
            found[match[0]] += 1
    return found


def compiled_problems(catalogue: Any, compiled: Path) -> Iterator[str]:
    """Yield where the .mo that ships differs from what the .po compiles to."""
    if not compiled.exists():
        yield f"{compiled.name} belum ada; jalankan ./lumbung messages"
    elif entries_of(compiled.read_bytes()) != entries_of(compile_mo(catalogue)):
        yield f"{compiled.name} tidak sama dengan .po; jalankan ./lumbung messages"


def compile_mo(catalogue: Any) -> bytes:
    """Compile in memory, leaving out what has no translation, as msgfmt does."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    translated = Catalog(locale=LANGUAGE)
    for message in catalogue:
        if message.id and any(as_tuple(message.string)) and not message.fuzzy:
            translated.add(message.id, message.string, context=message.context)
    stream = io.BytesIO()
    write_mo(stream, translated)
    return stream.getvalue()


def entries_of(compiled: bytes) -> dict[Any, str]:
    """Return what gettext finds in a .mo, without the header, whose dates and tools may differ."""
    found = dict(GNUTranslations(io.BytesIO(compiled))._catalog)  # type: ignore[attr-defined]  # noqa: SLF001
    found.pop("", None)
    return found


def source_problems(root: Path, catalogue: Any, domain: str) -> Iterator[str]:
    """Yield messages that the sources say and the catalogue lacks, and the reverse."""
    if not shutil.which("xgettext"):
        if os.environ.get("LUMBUNG_REQUIRE_ALL") == "1":
            yield "xgettext tidak ada, padahal LUMBUNG_REQUIRE_ALL=1: pasang gettext"
        return
    said, known = keys(messages_in_sources(root, domain)), keys(catalogue)
    for _context, message in sorted(said - known, key=str):
        yield f"ada di sumber, tidak di katalog: {quoted(message[0])}"
    for _context, message in sorted(known - said, key=str):
        yield f"tidak lagi di sumber: {quoted(message[0])}"


def keys(catalogue: Iterable[Any]) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(message.context, as_tuple(message.id)) for message in catalogue if message.id}


def as_tuple(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (tuple, list)) else (text or "",)


def quoted(text: str, width: int = 90) -> str:
    line = " ".join(text.split())
    return f"“{line[:width]}…”" if len(line) > width else f"“{line}”"


def messages_in_sources(root: Path, domain: str) -> Any:
    return read_po(merge(root, domain, NEW_CATALOGUE), f"{domain}.po")


def merge(root: Path, domain: str, catalogue: str) -> str:
    """Return a catalogue's text after merging in the messages of the sources.

    makemessages writes helper files beside every template, so it works on a copy of the tree.
    """
    with tempfile.TemporaryDirectory(prefix="lumbung-messages-") as workplace:
        copy = Path(workplace) / "sources"
        shutil.copytree(root, copy, ignore=ignore_silent)
        merged = copy / "locale" / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"
        merged.parent.mkdir(parents=True)
        merged.write_text(catalogue, encoding="utf-8")
        run_makemessages(copy, domain)
        text = merged.read_text(encoding="utf-8")
    # A date that changes with every run would make every two branches collide.
    return re.sub(r'^"(POT-Creation-Date|PO-Revision-Date): .*\n', "", text, flags=re.MULTILINE)


def ignore_silent(folder: str, names: list[str]) -> set[str]:
    """Copy what makemessages reads and nothing else."""
    here = Path(folder)
    by_name = shutil.ignore_patterns(*SILENT)(folder, names)
    speaking = (".py", ".html", ".txt", ".js")
    return by_name | {
        name for name in names if not (here / name).is_dir() and not name.endswith(speaking)
    }


def run_makemessages(folder: Path, domain: str) -> None:
    """Run Django's makemessages over a folder that has no settings, hence no other locale paths."""
    env = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--locale", LANGUAGE]
    command += ["--domain", domain, "--no-location", "--no-obsolete", "--no-wrap"]
    if domain == "django":
        command += ["--extension", "html,txt,py"]
    result = subprocess.run(  # noqa: S603
        command, cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise CommandError(f"makemessages gagal:\n{result.stdout}{result.stderr}")


def update(root: Path, folder: Path, domain: str) -> None:
    """Merge the messages of the sources into the .po and compile it to the .mo."""
    for program in ("xgettext", "msgmerge", "msgfmt"):
        if not shutil.which(program):
            raise CommandError("gettext tidak ada. Di Debian: sudo apt install gettext")
    source = folder / f"{domain}.po"
    exists = source.exists()
    text = merge(root, domain, source.read_text(encoding="utf-8") if exists else NEW_CATALOGUE)
    if not exists and domain != "django" and not keys(read_po(text, source.name)):
        return
    folder.mkdir(parents=True, exist_ok=True)
    source.write_text(text, encoding="utf-8")
    compiled = source.with_suffix(".mo")
    command = ["msgfmt", "--check-format", "--output-file", str(compiled), str(source)]
    if subprocess.run(command, check=False).returncode:  # noqa: S603
        raise CommandError(f"{source.name} tidak dapat disusun; sebabnya tertulis di atas.")
