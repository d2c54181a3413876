"""The catalogue check, on small products of its own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import check_catalogue

needs_gettext = pytest.mark.skipif(
    not shutil.which("msgfmt") and os.environ.get("LUMBUNG_REQUIRE_ALL") != "1",
    reason="gettext is not installed",
)
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLURAL = 'msgid "%(n)s buku"\nmsgid_plural "%(n)s buku"\n'


def problems(entries: str) -> list[str]:
    return list(check_catalogue.entry_problems(check_catalogue.read_po(HEADER + entries, "x.po")))


@pytest.fixture
def product(tmp_path, settings):
    """A product of one template and one Python file, outside the tree of Lumbung."""
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}{% translate "Buku kas" %}'
        "{% blocktranslate count n=n %}{{ n }} anggota{% plural %}{{ n }} anggota"
        "{% endblocktranslate %}"
    )
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text('_("hanya di pengujian")')
    return tmp_path


def catalogue_of(product: Path) -> Path:
    return product / "locale" / "en" / "LC_MESSAGES" / "django.po"


def translate(product: Path) -> None:
    path = catalogue_of(product)
    text = path.read_text(encoding="utf-8")
    text = text.replace('"Buku kas"\nmsgstr ""', '"Buku kas"\nmsgstr "Cash book"')
    text = text.replace('msgstr[0] ""', 'msgstr[0] "One member"')
    text = text.replace('msgstr[1] ""', 'msgstr[1] "%(n)s members"')
    path.write_text(text, encoding="utf-8")


# --- one entry ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ('msgid "Buku"\nmsgstr "Book"\n', []),
        ('msgid "Buku"\nmsgstr ""\n', ["belum diterjemahkan: “Buku”"]),
        ('#, fuzzy\nmsgid "Buku"\nmsgstr "Book"\n', ["masih ragu (fuzzy): “Buku”"]),
        (
            '#~ msgid "Buku"\n#~ msgstr "Book"\n',
            ["1 entri usang (#~); jalankan ./lumbung messages"],
        ),
        (
            'msgid "oleh %(nama)s"\nmsgstr "by %(name)s"\n',
            [
                "isian %(nama)s tidak sama: “oleh %(nama)s”",
                "isian %(name)s tidak sama: “oleh %(nama)s”",
            ],
        ),
        ('msgid "{a} dari {b}"\nmsgstr "{b} of {a}, {a}"\n', []),
        ('msgid "{a}"\nmsgstr "a"\n', ["isian {a} tidak sama: “{a}”"]),
        ('msgid "%s dari %s"\nmsgstr "of %s"\n', ["isian %s tidak sama: “%s dari %s”"]),
        ('msgid "naik 5%% dari %s"\nmsgstr "up 5%% from %s"\n', []),
        ('msgid "naik 5% dari"\nmsgstr "up 5% from"\n', []),
        (
            'msgid "Buku\\n"\nmsgstr "Book"\n',
            ["baris baru di awal atau akhir tidak sama: “Buku”"],
        ),
        (
            PLURAL + 'msgstr[0] "one book"\nmsgstr[1] "%(n)s books"\n',
            [],
        ),
        (
            PLURAL + 'msgstr[0] "one book"\nmsgstr[1] "many books"\n',
            ["isian %(n)s tidak sama: “%(n)s buku”"],
        ),
        (
            'msgid "%(n)s buku"\nmsgid_plural "%(n)s buku"\nmsgstr[0] "one book"\nmsgstr[1] ""\n',
            ["belum diterjemahkan: “%(n)s buku”"],
        ),
    ],
)
def test_entries_are_judged_one_by_one(entries, expected):
    assert problems(entries) == expected


def test_an_unreadable_catalogue_is_refused():
    with pytest.raises(CommandError, match="tidak terbaca"):
        check_catalogue.read_po(HEADER + "bukan katalog\n", "x.po")


# --- the whole command ----------------------------------------------------------------------------


def test_a_missing_catalogue_is_refused(product):
    with pytest.raises(CommandError, match=r"django.po: belum ada"):
        call_command("check_catalogue")


@needs_gettext
def test_update_extracts_what_the_product_says(product, capsys):
    call_command("check_catalogue", "--update")

    text = catalogue_of(product).read_text(encoding="utf-8")
    assert 'msgid "Buku kas"' in text
    assert 'msgid_plural "%(n)s anggota"' in text
    assert "hanya di pengujian" not in text
    assert "Date" not in text
    assert "Masih 2 hal" in capsys.readouterr().out


@needs_gettext
def test_a_translated_and_compiled_catalogue_passes(product, capsys):
    call_command("check_catalogue", "--update")
    translate(product)
    call_command("check_catalogue", "--update")
    capsys.readouterr()

    call_command("check_catalogue")

    assert capsys.readouterr().out == "Katalog Inggris lengkap.\n"
    assert sorted(path.name for path in (product / "templates").iterdir()) == ["page.html"]


@needs_gettext
def test_a_second_update_changes_nothing(product):
    call_command("check_catalogue", "--update")
    translate(product)
    call_command("check_catalogue", "--update")
    files = [catalogue_of(product), catalogue_of(product).with_suffix(".mo")]
    before = [path.read_bytes() for path in files]

    call_command("check_catalogue", "--update")

    assert [path.read_bytes() for path in files] == before


@needs_gettext
def test_a_stale_mo_is_found(product):
    call_command("check_catalogue", "--update")
    translate(product)

    with pytest.raises(CommandError, match=r"django.mo tidak sama dengan .po"):
        call_command("check_catalogue")


@needs_gettext
def test_new_and_vanished_messages_are_found(product):
    call_command("check_catalogue", "--update")
    translate(product)
    call_command("check_catalogue", "--update")
    page = product / "templates" / "page.html"
    page.write_text(page.read_text().replace("Buku kas", "Buku bank"))

    with pytest.raises(CommandError) as refusal:
        call_command("check_catalogue")

    assert str(refusal.value).splitlines() == [
        "2 masalah katalog:",
        "django.po: ada di sumber, tidak di katalog: “Buku bank”",
        "django.po: tidak lagi di sumber: “Buku kas”",
    ]


@needs_gettext
def test_a_failing_compiler_is_reported(product, monkeypatch):
    def fail(command, **_options):
        return subprocess.CompletedProcess(command, 1, "", "rusak")

    monkeypatch.setattr(check_catalogue.subprocess, "run", fail)

    with pytest.raises(CommandError, match="makemessages gagal"):
        call_command("check_catalogue", "--update")


def test_without_gettext_the_sources_are_skipped_unless_all_is_required(product, monkeypatch):
    catalogue = check_catalogue.read_po(HEADER, "django.po")
    monkeypatch.setattr(check_catalogue.shutil, "which", lambda _program: None)

    monkeypatch.delenv("LUMBUNG_REQUIRE_ALL", raising=False)
    skipped = list(check_catalogue.source_problems(product, catalogue, "django"))
    monkeypatch.setenv("LUMBUNG_REQUIRE_ALL", "1")
    required = list(check_catalogue.source_problems(product, catalogue, "django"))

    assert skipped == []
    assert required == ["xgettext tidak ada, padahal LUMBUNG_REQUIRE_ALL=1: pasang gettext"]
