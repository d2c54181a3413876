"""What the guards of cooperatives say. One text for both engines; the SQL files name them."""

MESSAGES = {
    "version_fixed": "Identitas dan aturan AD/ART hanya dapat ditambah; catat versi yang baru.",
    "shu_fixed": "Hitungan SHU tetap; batalkan hitungan itu, lalu hitung lagi.",
    "shu_born": "Hitungan SHU dimulai sebagai hitungan, tanpa keputusan dan tanpa bukti.",
    "shu_state": "Keadaan SHU tidak dapat berpindah seperti itu.",
    "shu_two_people": "Yang menghitung SHU tidak meninjau hitungannya sendiri.",
    "shu_sums": "Bagian-bagian SHU tidak berjumlah SHU-nya.",
    "shu_undecided": "SHU disahkan hanya dengan keputusan rapat anggota jenis pembagian SHU.",
    "shu_foreign": "SHU, anggota, dan buktinya harus milik lembaga yang sama.",
    "shu_unpayable": "Yang dibayar adalah seluruh bagian anggota dari SHU yang sudah dibukukan.",
    "shu_paid_twice": "Bagian SHU anggota ini sudah dibayarkan.",
    "shu_payment_fixed": "Pembayaran SHU dan pemakaian dana hanya dapat ditambah.",
    "truncate": "Tabel koperasi tidak dapat dikosongkan.",
}
