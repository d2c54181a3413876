"""What each guard says. One text for both engines; the SQL files name them in braces."""

MESSAGES = {
    "minutes_final": "Risalah rapat yang sudah final tidak dapat diubah atau dihapus.",
    "meeting_born": "Rapat baru dimulai sebagai draf.",
    "meeting_stays": "Rapat tidak dapat dihapus; batalkan rapatnya.",
    "minutes_chain": "Segel risalah tidak menyambung ke risalah sebelumnya.",
    "entitled_frozen": "Daftar yang berhak hadir sudah dibekukan saat undangan dikirim.",
    "vote_fixed": "Suara yang sudah diberikan tidak dapat diubah.",
    "vote_twice": "Anggota ini sudah memberikan suara: satu anggota satu suara.",
    "vote_foreign": "Suara hanya dari yang berhak dan hadir atau diwakili pada rapat itu.",
    "decision_fixed": "Keputusan rapat tidak dapat diubah atau dihapus; putuskan lagi.",
    "decision_number": "Nomor keputusan harus berurutan tanpa lompatan.",
    "decision_born": "Keputusan hanya lahir dari usul yang diterima pada rapat yang berlangsung.",
    "use_fixed": "Pemakaian keputusan hanya dapat ditambah.",
    "visit_fixed": "Catatan siapa membuka kartu anggota hanya dapat ditambah.",
    "meeting_truncate": "Tabel rapat tidak dapat dikosongkan.",
}
