"""What the guards of purchases and stock say. One text for both engines."""

MESSAGES = {
    "stock_fixed": "Mutasi stok hanya dapat ditambah, tidak diubah atau dihapus.",
    "stock_chain": "Mutasi stok harus menyambung pada sisa terakhir barangnya.",
    "stock_negative": "Stok barang tidak dapat kurang dari nol.",
    "stock_backdated": "Mutasi stok tidak dapat bertanggal sebelum barang itu terakhir keluar.",
    "stock_foreign": "Mutasi stok, barang, dan buktinya harus dari satu buku dan satu tanggal.",
    "item_fixed": "Barang yang sudah bergerak tetap akun, satuan, dan bukunya.",
    "purchase_fixed": "Pembelian dan retur pembelian hanya dapat ditambah.",
    "purchase_foreign": "Pembelian, pemasok, dan barangnya harus dari satu buku.",
    "batch_fixed": "Produksi dan pemeriksaan mutunya hanya dapat ditambah.",
    "count_fixed": "Hitungan stok hanya dapat ditambah, tidak diubah atau dihapus.",
    "stock_truncate": "Tabel pembelian dan stok tidak dapat dikosongkan.",
}
