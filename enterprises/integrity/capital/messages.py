"""What each guard of capital says. One text for both engines; the SQL files name them in braces."""

MESSAGES = {
    "bank_line_fixed": "Baris rekening koran tidak dapat diubah atau dihapus.",
    "bank_line_twice": "Baris rekening koran yang sama sudah ada.",
    "bank_match_fixed": "Pasangan rekening koran tidak diubah; lepaskan, lalu cocokkan lagi.",
    "bank_match_foreign": "Bukti dan baris bank harus dari rekening yang sama, di sisi yang sama.",
    "grant_use_fixed": "Pemakaian hibah tidak diubah; hapus dari laporan, lalu catat lagi.",
    "grant_use_foreign": "Hibah hanya dipakai untuk aset atau beban kelompoknya sendiri.",
    "grant_use_too_much": "Pemakaian melebihi hibah yang diterima atau nilai buktinya.",
    "capital_truncate": "Tabel modal tidak dapat dikosongkan.",
}
