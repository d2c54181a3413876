"""What the guards of sales say. One text for both engines; the SQL files name them in braces."""

MESSAGES = {
    "sale_fixed": "Penjualan yang sudah dibukukan tidak dapat diubah atau dihapus; balik buktinya.",
    "sale_duplicate": "Baris yang sama sudah ada; mengganti baris tidak diizinkan.",
    "sale_foreign": "Penjualan, pembeli, saluran, dan buktinya harus milik buku yang sama.",
    "sale_claim": "Piutang penjualan tidak boleh lebih dari yang dibukukan atas nama pembeli itu.",
    "sale_sum": "Barang pada penjualan tidak boleh lebih dari yang dibukukan.",
    "payment_sum": "Pembayaran piutang tidak boleh lebih dari yang dibukukan.",
    "match_sum": "Pelunasan nota tidak boleh lebih dari piutangnya atau dari pembayarannya.",
    "advance_sum": "Uang muka tidak dapat dipakai lebih dari yang dibayar.",
    "return_sum": "Retur tidak boleh lebih dari yang terjual.",
    "consigned_sum": "Tidak lebih yang terjual atau kembali daripada yang dititipkan.",
    "sale_truncate": "Tabel penjualan tidak dapat dikosongkan.",
}
