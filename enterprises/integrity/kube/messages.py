"""What the guards of KUBE say. One text for both engines; the SQL files name them in braces."""

MESSAGES = {
    "kube_fixed": "Status, aturan, penilaian, dan catatan latihan KUBE hanya dapat ditambah.",
    "kube_clients": "KUBE khusus klien hanya beranggota klien.",
}
