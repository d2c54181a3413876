"""What each guard of the door says; the SQL files name them in braces."""

MESSAGES = {
    "sign_in_fixed": "Catatan masuk hanya dapat ditambah.",
    "security_rule_fixed": "Aturan pengaman yang lama tetap; tetapkan yang baru.",
    "security_reset_fixed": "Pelepasan pengaman hanya disetujui sekali, tidak diubah atau dihapus.",
}
