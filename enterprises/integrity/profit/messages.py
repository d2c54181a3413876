"""What the database says when it refuses; one sentence for both engines."""

MESSAGES = {
    "share_fixed": "Bagian laba anggota tidak dapat diubah atau dihapus; balik buktinya.",
    "share_paid": "Bagian laba yang sudah dibayar tidak dapat dibayar lagi; balik bukti bayarnya.",
    "share_foreign": "Bagian laba, anggota, dan buktinya harus milik lembaga yang sama.",
    "share_duplicate": "Baris yang sama sudah ada; mengganti baris tidak diizinkan.",
    "profit_fixed": "Pembagian laba yang sudah dibukukan tidak dapat diubah atau dihapus.",
    "rule_fixed": "Aturan pembagian laba hanya dapat ditambah.",
    "profit_truncate": "Tabel pembagian laba tidak dapat dikosongkan.",
}
