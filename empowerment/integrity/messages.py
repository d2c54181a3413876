"""What each guard says. One text for both engines; the SQL files name them in braces."""

MESSAGES = {
    "plan_fixed": "Rencana yang sudah disahkan tidak diubah atau dihapus; buat versi baru.",
    "plan_step_fixed": "Langkah rencana hanya dapat ditambah.",
    "plan_way": "Rencana tidak dapat melompati langkahnya.",
    "plan_over_ceiling": "Rencana melampaui pagu sumber dananya; belum dapat disahkan.",
    "plan_without_source": "Setiap kebutuhan harus punya sumber dana sebelum rencana disahkan.",
    "commitment_fixed": "Komitmen hanya dapat diselesaikan atau dibatalkan.",
    "switch_fixed": "Pelonggaran aturan hanya dapat ditambah.",
    "post_fixed": "Jabatan panti hanya dapat diakhiri.",
    "plan_duplicate": "Baris yang sama sudah ada; mengganti baris tidak diizinkan.",
    "plan_truncate": "Tabel rencana tidak dapat dikosongkan.",
}
