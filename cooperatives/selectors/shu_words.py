"""What the arithmetic of the SHU refuses, in the words of a treasurer."""

from django.utils.translation import gettext_lazy as _

from cooperatives.calculations.shu import ShuError

SENTENCES = {
    "loss": _("Tahun rugi: tidak ada SHU yang dibagi. Rapat memutuskan penutupan ruginya."),
    "origin": _(
        "SHU dari anggota dan dari bukan anggota tidak dapat dipisahkan: salah satunya rugi atau"
        " tidak ada usahanya. Pilih “ikut dibagi” untuk SHU dari bukan anggota."
    ),
    "from_members": _("SHU dari anggota harus antara nol dan SHU seluruhnya."),
    "percentages": _("Persentase berjumlah %(detail)s; harus tepat 100."),
    "negative_percentage": _("Persentase “%(detail)s” di bawah nol."),
    "two_level": _(
        "Pembagian dua tingkat memerlukan bagian “anggota”, yang dibagi menjadi jasa_modal dan"
        " jasa_usaha; keduanya tidak disebut lagi di tingkat pertama."
    ),
    "negative_base": _("Dasar bagian anggota %(detail)s di bawah nol."),
    "member_twice": _("Anggota %(detail)s tertulis dua kali."),
}


def sentence(error: ShuError) -> str:
    """The sentence for a refusal of `calculations/shu.py`."""
    return str(SENTENCES[error.code]) % {"detail": error.detail}
