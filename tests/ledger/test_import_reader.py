"""The reader turns a file into rows of text, or says why it can't. No database."""

import io
import time
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from ledger.readers import sheet as reader
from ledger.readers.sheet import CellsError, FileError, read_rows
from tests.factories.sheets import HEADER, SALE, csv_file, forged_sheet, xlsx_file

CELLS = [list(row) for row in SALE]


def cells_of(content: bytes, name: str) -> list[list[str]]:
    header, rows = read_rows(content, name)
    assert header == list(HEADER)
    return [list(row.cells.values()) for row in rows]


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(FileError) as refused:
        read_rows(content, name)
    return str(refused.value)


# --- what is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_csv_with_either_separator_mark_and_line_end(
    separator: str, mark: bytes, line_end: bytes
) -> None:
    content = mark + csv_file(SALE, separator=separator).replace(b"\n", line_end)

    assert cells_of(content, "jurnal.csv") == CELLS


def test_blank_lines_are_skipped_and_rows_keep_their_number() -> None:
    content = b"\n\n" + csv_file(SALE).replace(b"\nN-1", b"\n;;;;;\nN-1")

    _header, rows = read_rows(content, "jurnal.csv")

    assert [row.number for row in rows] == [5, 7]


def test_xlsx_is_read_like_csv() -> None:
    assert cells_of(xlsx_file(SALE), "JURNAL.XLSX") == CELLS


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (250000, "250000"),
        (250000.0, "250000"),
        (12.5, "12,5"),
        (12.345, "12,345"),  # with a point it would read as twelve thousand
        (1e19, "1e+19"),
        ("0101", "0101"),
        ("1.250.000", "1.250.000"),
        ("  isi  ", "isi"),
        (date(2025, 3, 4), "2025-03-04"),
        (datetime.fromisoformat("2025-03-04"), "2025-03-04"),
        (datetime.fromisoformat("2025-03-04 13:05:00"), "2025-03-04 13:05:00"),
        (True, "True"),
        (None, ""),
    ],
)
def test_cells_become_text_that_means_one_thing(value: Any, text: str) -> None:
    _header, rows = read_rows(xlsx_file([("isi", value)], ("a", "b")), "a.xlsx")

    assert rows[0].cells["b"] == text


def test_the_apostrophe_of_our_own_export_is_taken_off() -> None:
    content = csv_file([("'=1+1", "'-", "'biasa")], ("a", "b", "c"))

    assert read_rows(content, "a.csv")[1][0].cells == {"a": "=1+1", "b": "-", "c": "'biasa"}


# --- files that are refused -----------------------------------------------------------------------

EMPTY = "Berkas tidak memuat satu baris pun."
HEADER_ONLY = "Berkas hanya memuat judul kolom; isi sedikitnya satu baris."
BROKEN_XLSX = "Berkas .xlsx rusak. Buka dan simpan ulang, lalu coba lagi."
BROKEN_CSV = "Berkas CSV rusak. Simpan ulang sebagai “CSV UTF-8” atau .xlsx."
NOT_UTF8 = "Berkas CSV tidak memakai UTF-8. Simpan ulang sebagai “CSV UTF-8” atau .xlsx."
OTHER_TYPE = "Pakai berkas .xlsx atau .csv; jenis lain tidak dapat dibaca."
TOO_LARGE = "Isi berkas .xlsx terlalu besar setelah dibuka; berkas ditolak."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "Berkas kosong."),
        ("a.xlsx", b"", "Berkas kosong."),
        ("a.csv", b"\n;;;\n\n", EMPTY),
        ("a.xlsx", xlsx_file([], ()), EMPTY),
        ("a.csv", csv_file([]), HEADER_ONLY),
        ("a.xlsx", xlsx_file([]), HEADER_ONLY),
        ("a.xlsx", b"ini bukan buku kerja", BROKEN_XLSX),
        ("a.xlsx", xlsx_file(SALE)[:-200], BROKEN_XLSX),
        ("a.xlsx", csv_file(SALE), BROKEN_XLSX),
        ("a.csv", xlsx_file(SALE), NOT_UTF8),
        ("a.csv", "Ibu Renée".encode("latin-1"), NOT_UTF8),
        ("a.csv", csv_file(SALE).decode().encode("utf-16"), NOT_UTF8),
        ("a.csv", b"a;b\n1;\0\n", BROKEN_CSV),
        ("a.csv", b'a;b\n1;"' + b"x" * 200_000, BROKEN_CSV),
        ("a.xls", xlsx_file(SALE), OTHER_TYPE),
        ("a.xlsm", xlsx_file(SALE), OTHER_TYPE),
        ("a", csv_file(SALE), OTHER_TYPE),
    ],
)
def test_files_that_cannot_be_read(name: str, content: bytes, sentence: str) -> None:
    assert refusal(content, name) == sentence


def test_a_workbook_with_a_part_missing_is_damaged() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("isi.txt", "kosong")

    assert refusal(file.getvalue(), "a.xlsx") == BROKEN_XLSX


def test_files_of_more_than_ten_megabytes() -> None:
    assert refusal(b"x" * (10 * 1024**2 + 1), "a.csv") == (
        "Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas."
    )


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_ROWS", 3)
    rows = [("1", "2")] * 4
    sentence = "Berkas memuat lebih dari 3 baris. Pecah menjadi beberapa berkas."

    assert refusal(csv_file(rows, ("a", "b")), "a.csv") == sentence
    assert refusal(xlsx_file(rows, ("a", "b")), "a.xlsx") == sentence
    assert len(read_rows(csv_file(rows[1:], ("a", "b")), "a.csv")[1]) == 3


# --- bombs ----------------------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * 16 * 1024**2)

    assert len(file.getvalue()) < 200_000
    assert refusal(file.getvalue(), "a.xlsx") == TOO_LARGE


def test_millions_of_empty_cells_are_refused() -> None:
    row = "<row>" + "<c/>" * 100_000 + "</row>"

    assert refusal(forged_sheet(row * 90), "a.xlsx") == TOO_LARGE


def test_entities_that_expand_are_refused() -> None:
    chain = zip("abcdefgh", "bcdefghi", strict=True)
    entities = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in chain)
    content = forged_sheet(
        '<row r="1"><c t="str"><v>&i;</v></c></row>',
        before=f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]>',
    )

    assert refusal(content, "a.xlsx") == BROKEN_XLSX


def test_two_cells_at_the_far_corners_do_not_fill_the_sheet_between() -> None:
    far = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="XFD1"><v>1</v></c></row>'
    far += '<row r="110000"><c r="A110000"><v>7</v></c></row>'
    began = time.process_time()

    header, rows = read_rows(forged_sheet(far), "a.xlsx")

    assert (header, rows[0].number, rows[0].cells) == (["a"], 110_000, {"a": "7"})
    assert time.process_time() - began < 20


def test_a_row_number_beyond_every_sheet_is_refused() -> None:
    content = forged_sheet('<row r="99999999999"><c><v>1</v></c></row>')

    assert refusal(content, "a.xlsx") == (
        "Berkas memuat lebih dari 60000 baris. Pecah menjadi beberapa berkas."
    )


# --- cells that are refused -----------------------------------------------------------------------


def cell_errors(content: bytes, name: str = "a.xlsx") -> list[str]:
    with pytest.raises(CellsError) as refused:
        read_rows(content, name)
    return [str(error) for error in refused.value.errors]


def test_formulas_errors_and_merged_cells_are_named_by_row_and_column() -> None:
    def change(sheet: Any) -> None:
        sheet["E2"] = "=200000+50000"
        sheet["F3"] = "#REF!"
        sheet.merge_cells("C2:C3")

    assert cell_errors(xlsx_file(SALE, change=change)) == [
        "Baris 2, kolom C: sel digabung (C2:C3); pisahkan sel ini.",
        "Baris 2, kolom E: sel memuat rumus; salin sebagai nilai lebih dahulu.",
        "Baris 3, kolom F: sel memuat kesalahan #REF!.",
    ]


def test_a_whole_sheet_merged_is_refused_at_once() -> None:
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    content = forged_sheet('<row r="1"><c><v>1</v></c></row>', after=merge)

    assert cell_errors(content) == [
        "Baris 1, kolom A: sel digabung (A1:XFD1048576); pisahkan sel ini."
    ]


def test_cells_beyond_the_header_are_not_dropped_in_silence() -> None:
    message = "ada isi di luar kolom yang berjudul; periksa pemisah dan tanda kutip."
    row = "N-1,2025-03-04,Beli beras,4101,,1,250,000"
    content = (",".join(HEADER) + "\n" + row + "\n").encode()

    assert cell_errors(content, "a.csv") == [f"Baris 2: {message}"]
