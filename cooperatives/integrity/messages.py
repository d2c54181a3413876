"""What the guards of cooperatives say. One text for both engines; the SQL files name them."""

MESSAGES = {
    "version_fixed": "Identitas dan aturan AD/ART hanya dapat ditambah; catat versi yang baru.",
    "truncate": "Tabel koperasi tidak dapat dikosongkan.",
}
