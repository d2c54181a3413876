"""What the guards of loans say. One text for both engines; the SQL files name them in braces."""

MESSAGES = {
    "loan_fixed": "Pinjaman yang sudah diputus tidak dapat diubah atau dihapus.",
    "loan_state": "Keadaan pinjaman tidak dapat berpindah seperti itu.",
    "loan_self": "Yang mencatat permohonan tidak dapat memutusnya.",
    "loan_row_fixed": "Jadwal, pembayaran, dan keputusan pinjaman hanya dapat ditambah.",
    "loan_terms_fixed": "Ketentuan produk yang sudah dipakai tetap. Tetapkan yang baru.",
    "group_loan_fixed": "Pinjaman bersama dan pembagiannya tidak dapat diubah atau dihapus.",
    "no_truncate": "Tabel pinjaman tidak dapat dikosongkan.",
}
