"""`check_books`, `verify_seals`, `export_journal`, `import_journal`: streams and exit status."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ledger.integrity import guards
from ledger.models import AccountBalance, Book, Event, ImportBatch, SubsidiaryBalance, Voucher
from ledger.selectors.seals import seal_head
from members.models import User
from tests.factories.commands import Outcome, Run, runner
from tests.factories.sheets import FULL_HEADER, HEADER, SALE, csv_file, xlsx_file

Disarmed = Callable[[], AbstractContextManager[None]]
UNKNOWN = "CommandError: Tidak ada buku “kube-uj”. Yang ada: kube-uji."


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


@pytest.fixture
def filled(book: Book, make_voucher: Callable[..., Voucher]) -> Book:
    """Two vouchers, one on a control account."""
    make_voucher(book, date(2025, 1, 4), [("1101", 900, 0), ("4101", 0, 900)])
    make_voucher(book, date(2025, 1, 5), [("1101", 60, 0), ("3102", 0, 60, "A-1")])
    return book


# --- check_books ----------------------------------------------------------------------------------


def test_check_books_of_sound_books(filled: Book, koperasi_book: Book, run: Run) -> None:
    head = seal_head(filled)[1]
    ours = f"kube-uji: 2 bukti terbukti, segel terakhir {head[:16]}.\n"

    assert run("check_books", "kube-uji") == Outcome(0, ours, "")
    outcome = run("check_books")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == (
        "koperasi-uji: 0 bukti terbukti, segel terakhir 0000000000000000.\n" + ours
    )


def test_check_books_says_one_sentence_for_each_fault(
    filled: Book, koperasi_book: Book, run: Run, without_guards: Disarmed
) -> None:
    with without_guards():
        AccountBalance.objects.filter(account__code="1101").update(debit=961)
        SubsidiaryBalance.objects.filter(subsidiary__code="A-1").update(credit=61)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_voucher SET number = 5 WHERE sequence = 2")

    outcome = run("check_books")

    assert (outcome.status, outcome.err) == (1, "")
    assert outcome.out.splitlines() == [
        "koperasi-uji: 0 bukti terbukti, segel terakhir 0000000000000000.",
        "kube-uji: Saldo akun 1101 unit UMUM periode 202501 tidak cocok.",
        "kube-uji: Saldo rekening pembantu A-1 periode 202501 tidak cocok.",
        "kube-uji: Nomor BKM tahun 2025 melompat.",
        "kube-uji: Akun 1101: saldo 961, menurut mesin 960.",
    ]
    assert run("check_books", "koperasi-uji").status == 0


def test_check_books_compares_with_the_engine(
    filled: Book, run: Run, without_guards: Disarmed
) -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute("UPDATE django_ledger_transactionmodel SET amount = 901 WHERE amount = 900")

    outcome = run("check_books", "kube-uji")

    assert outcome.status == 1
    assert outcome.out.splitlines() == [
        "kube-uji: Akun 1101: saldo 960, menurut mesin 961.",
        "kube-uji: Akun 4101: saldo (900), menurut mesin (901).",
        "kube-uji: BKM/2025/01/0001: isinya tidak cocok dengan segelnya.",
    ]


def test_check_books_misses_a_guard_and_install_guards_puts_it_back(filled: Book, run: Run) -> None:
    name = "lumbung_voucher_update"
    with connection.cursor() as cursor:
        cursor.execute(guards._drop_sql(connection.vendor, name))

    missing = run("check_books")
    assert (missing.status, missing.out.splitlines()[0]) == (
        1,
        f"Pengaman {name} tidak terpasang.",
    )

    assert run("install_guards").status == 0
    assert run("check_books").status == 0


# --- verify_seals ---------------------------------------------------------------------------------


def test_verify_seals_prints_the_head_in_full(filled: Book, run: Run) -> None:
    head = seal_head(filled)[1]

    outcome = run("verify_seals", "kube-uji", "--head", head)

    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == f"kube-uji: 2 segel utuh, yang terakhir {head}.\n"


def test_verify_seals_names_the_voucher(filled: Book, run: Run, without_guards: Disarmed) -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_voucher SET narration = 'lain' WHERE sequence = 1")

    outcome = run("verify_seals", "kube-uji")

    assert (outcome.status, outcome.err) == (1, "")
    assert outcome.out == "BKM/2025/01/0001: isinya tidak cocok dengan segelnya.\n"


def test_verify_seals_with_a_head_kept_outside_sees_a_cut_tail(filled: Book, run: Run) -> None:
    outcome = run("verify_seals", "kube-uji", "--head", "f" * 64)

    assert outcome.status == 1
    assert outcome.out == (
        f"Segel {'f' * 64} yang tercetak tidak ada lagi: ada bukti yang hilang.\n"
    )


# --- export_journal -------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["hledger", "beancount", "csv", "json"])
def test_export_writes_the_same_to_stdout_and_file(
    filled: Book, run: Run, format_: str, tmp_path: Path
) -> None:
    path = tmp_path / "buku"
    shown = run("export_journal", "kube-uji", "--format", format_)

    outcome = run("export_journal", "kube-uji", "--format", format_, "-o", str(path))

    assert (shown.status, shown.err) == (0, "")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert path.read_bytes().decode() == shown.out
    assert "900" in shown.out


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (("export_journal", "kube-uj", "--format", "csv"), 1, UNKNOWN),
        (
            ("export_journal", "kube-uji", "--format", "csv", "-o", "/tidak/ada"),
            1,
            "CommandError: Berkas /tidak/ada tidak dapat ditulis: No such file or directory.",
        ),
        (
            ("export_journal", "kube-uji"),
            2,
            "manage.py export_journal: error: the following arguments are required: --format",
        ),
        (("check_books", "kube-uj"), 1, UNKNOWN),
        (("verify_seals", "kube-uj"), 1, UNKNOWN),
        (("import_journal", "kube-uj", "a.csv"), 1, UNKNOWN),
        (("import_journal",), 1, "CommandError: Sebutkan ORG dan FILE."),
        (("import_journal", "kube-uji"), 1, "CommandError: Sebutkan ORG dan FILE."),
        (
            ("import_journal", "kube-uji", "/tidak/ada.csv"),
            1,
            "CommandError: Berkas /tidak/ada.csv tidak dapat dibaca: No such file or directory.",
        ),
        (
            ("import_journal", "--template", "/tidak/ada.xlsx"),
            1,
            "CommandError: Berkas /tidak/ada.xlsx tidak dapat ditulis: No such file or directory.",
        ),
    ],
)
def test_what_is_refused(
    book: Book, run: Run, arguments: tuple[str, ...], status: int, complaint: str
) -> None:
    outcome = run(*arguments)

    assert (outcome.status, outcome.out, outcome.complaint) == (status, "", complaint)


# --- import_journal -------------------------------------------------------------------------------


def test_import_and_dry_run(book: Book, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "maret.csv"
    path.write_bytes(csv_file(SALE))

    trial = run("import_journal", "kube-uji", str(path), "--dry-run")
    assert (trial.status, trial.err) == (0, "")
    assert trial.out == "1 bukti dari 2 baris dapat diimpor; belum ada yang disimpan.\n"
    assert not book.vouchers.exists()

    stored = run("import_journal", "kube-uji", str(path))
    assert (stored.status, stored.err) == (0, "")
    assert stored.out == "1 bukti dari 2 baris diimpor.\n"
    assert book.vouchers.get().made_by.username == "sistem"
    assert ImportBatch.objects.get().file_name == "maret.csv"

    again = run("import_journal", "kube-uji", str(path))
    assert (again.status, again.out) == (1, "")
    assert again.complaint.startswith("CommandError: Berkas ini sudah diimpor pada ")
    assert again.complaint.endswith("; tidak ada yang diimpor lagi. Tidak ada yang disimpan.")


def test_import_in_somebodys_name(book: Book, run: Run, tmp_path: Path) -> None:
    User.objects.create_user("bendahara.uji")
    path = tmp_path / "maret.xlsx"
    path.write_bytes(xlsx_file(SALE))

    nobody = run("import_journal", "kube-uji", str(path), "--as", "siapa")
    assert (nobody.status, nobody.complaint) == (
        1,
        "CommandError: Tidak ada nama masuk “siapa”.",
    )
    assert run("import_journal", "kube-uji", str(path), "--as", "bendahara.uji").status == 0
    assert book.vouchers.get().made_by.username == "bendahara.uji"


def test_faults_go_to_stderr_and_nothing_is_stored(book: Book, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "maret.csv"
    path.write_bytes(csv_file([(*SALE[0][:4], "12,50", ""), (*SALE[1][:3], "99", "", "250000")]))
    before = [model.objects.count() for model in (Voucher, ImportBatch, Event)]

    outcome = run("import_journal", "kube-uji", str(path))

    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.splitlines() == [
        (
            "Baris 2, kolom Debet: “12,50” bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya"
            " pemisah ribuan, misalnya 12.500."
        ),
        "Baris 3, kolom Akun: akun “99” tidak ada dalam buku ini.",
        "CommandError: 2 kesalahan; tidak ada yang disimpan.",
    ]
    assert before == [model.objects.count() for model in (Voucher, ImportBatch, Event)]


def test_only_the_first_hundred_faults_are_printed(book: Book, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "maret.csv"
    path.write_bytes(csv_file([(f"N-{n}", "kemarin", "Jual", "99", "1", "") for n in range(80)]))

    outcome = run("import_journal", "kube-uji", str(path))

    assert len(outcome.err.splitlines()) == 101
    assert outcome.complaint == "CommandError: 160 kesalahan; tidak ada yang disimpan."


def test_the_template_can_be_imported(book: Book, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "contoh.xlsx"
    assert run("import_journal", "--template", str(path)).status == 0

    header = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    assert header == [*FULL_HEADER]
    assert header[: len(HEADER)] == [*HEADER]
    assert run("import_journal", "kube-uji", str(path), "--dry-run").out == (
        "1 bukti dari 2 baris dapat diimpor; belum ada yang disimpan.\n"
    )


def test_from_code_a_refusal_is_a_command_error(book: Book) -> None:
    with pytest.raises(CommandError, match=r"Tidak ada buku “x”\. Yang ada: kube-uji\."):
        call_command("statement", "x", "trial_balance", "--to", "2025-12-31")
