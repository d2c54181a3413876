"""Words for codes that the database keeps."""

from django import template
from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from ledger.selectors.events import detail_of

register = template.Library()

ACTS = {
    "add_account": _("menambah akun"),
    "rename_account": _("mengganti nama akun"),
    "move_account": _("memindahkan akun"),
    "change_unit": _("mengubah unit usaha"),
    "add_accounts": _("menambah akun"),
    "add_own_act": _("menambah transaksi sendiri"),
    "add_channel": _("menambah saluran penjualan"),
    "add_product": _("menambah produk"),
    "add_savings_products": _("menambah jenis simpanan"),
    "assign_channel": _("menetapkan saluran penjualan"),
    "record_agreement": _("mencatat kesepakatan"),
    "register_allocation": _("mencatat keputusan pembagian"),
    "set_savings_terms": _("menetapkan ketentuan simpanan"),
    "add_unit": _("menambah unit usaha"),
    "admit_member": _("menerima anggota"),
    "enter_person": _("mencatat orang"),
    "change_person": _("mengubah data diri"),
    "apply_for_membership": _("mencatat calon anggota"),
    "change_membership": _("mengubah keanggotaan"),
    "move_membership": _("mengubah status anggota"),
    "rotate_identity_key": _("mengganti kunci NIK"),
    "plan_meeting": _("menyusun rapat"),
    "change_meeting": _("mengubah rapat"),
    "cancel_meeting": _("membatalkan rapat"),
    "invite_to_meeting": _("mengundang rapat"),
    "mark_attendance": _("mencatat kehadiran rapat"),
    "attend_meeting": _("hadir rapat dari telepon"),
    "open_meeting": _("membuka rapat"),
    "adjourn_meeting": _("menunda rapat"),
    "add_motion": _("mengajukan usul rapat"),
    "withdraw_motion": _("menarik usul rapat"),
    "decide_motion": _("mencatat hasil suara"),
    "repeat_vote": _("mengulangi pemungutan suara"),
    "write_minutes": _("menulis notulen"),
    "finalise_minutes": _("menjadikan risalah final"),
    "set_meeting_rule": _("mencatat aturan rapat"),
    "set_decision_rule": _("mencatat aturan keputusan"),
    "answer_question": _("menjawab pertanyaan"),
    "ask_approval": _("mengajukan bukti"),
    "approve_voucher": _("menyetujui bukti"),
    "refuse_voucher": _("menolak bukti"),
    "withdraw_voucher": _("menarik kembali bukti"),
    "post_alone": _("membukukan tanpa persetujuan"),
    "set_approval": _("menetapkan aturan persetujuan"),
    "set_paper_rule": _("menetapkan aturan lampiran dan meterai"),
    "attach_paper": _("melampirkan berkas"),
    "appoint": _("mengangkat pengurus"),
    "end_office": _("mengakhiri jabatan"),
    "prolong_office": _("memperpanjang jabatan"),
    "close_period": _("menutup periode"),
    "close_year": _("menutup tahun buku"),
    "draw_sample": _("menarik sampel"),
    "check_item": _("memeriksa bukti sampel"),
    "conclude_sample": _("menyimpulkan sampel"),
    "check_health": _("membuktikan ulang buku"),
    "remark_opened": _("membuka temuan"),
    "remark_answered": _("menjawab temuan"),
    "remark_returned": _("mengembalikan temuan"),
    "remark_moved": _("mengubah batas waktu temuan"),
    "remark_closed": _("menutup temuan"),
    "count_cash": _("menghitung kas"),
    "create_login": _("membuat akun masuk"),
    "decline_reopen": _("menolak permintaan buka periode"),
    "discard_draft": _("membuang draf"),
    "discard_import": _("membuang berkas impor"),
    "import_budget": _("mengganti anggaran dari berkas"),
    "import_journal": _("mengimpor jurnal"),
    "open_book": _("membuka buku"),
    "open_subsidiary": _("membuka rekening pembantu"),
    "open_year": _("membuka tahun buku"),
    "post_opening": _("membukukan saldo awal"),
    "post_cash_difference": _("membukukan selisih kas"),
    "post_template": _("membukukan templat"),
    "post_voucher": _("membukukan bukti"),
    "record_bank_statement": _("mencatat saldo rekening koran"),
    "record_petty_slip": _("mencatat bon kas kecil"),
    "reopen_period": _("membuka kembali periode"),
    "replenish_petty_cash": _("mengisi kembali kas kecil"),
    "request_reopen": _("meminta periode dibuka"),
    "reverse_voucher": _("membalik bukti"),
    "save_opening": _("menyimpan draf saldo awal"),
    "save_draft": _("menyimpan draf"),
    "save_template": _("menyimpan templat"),
    "set_template_active": _("menghentikan atau memakai lagi templat"),
    "set_account_active": _("mengubah keaktifan akun"),
    "set_act_hidden": _("mengubah daftar transaksi"),
    "set_cash_policy": _("mengubah aturan kas di bawah nol"),
    "set_budget": _("menetapkan anggaran"),
    "set_petty_fund": _("menetapkan kas kecil"),
    "undo_import": _("membatalkan impor"),
    "upload_import": _("mengunggah berkas impor"),
    "write_note": _("menulis catatan laporan"),
    "void_petty_slip": _("membatalkan bon kas kecil"),
}


DETAILS = {
    "reason": _("alasan"),
    "explanation": _("penjelasan"),
    "reversal": _("pembalikan"),
    "voucher": _("bukti"),
    "amount": _("jumlah"),
    "balance": _("saldo"),
    "held": _("menurut buku"),
    "counted": _("dihitung"),
    "expected": _("seharusnya"),
    "was": _("sebelumnya"),
    "name": _("nama"),
    "start": _("sejak"),
    "end": _("sampai"),
    "rows": _("baris"),
    "vouchers": _("banyaknya bukti"),
    "requested_by": _("diminta oleh"),
    "channel": _("saluran"),
    "holder": _("pemegang"),
    "unit": _("unit"),
    "sequence": _("urutan buku"),
    "seal": _("segel"),
    "faults": _("kesalahan"),
    "due_on": _("batas waktu"),
    "seed": _("bilangan acak"),
    "marks": _("tanda"),
}
"""Details of events that people can read."""


@register.filter
def event_details(event: Event) -> str:
    """The details of an event in words."""
    return detail_of(event, DETAILS)


@register.filter
def act_label(act: str) -> str:
    """The act in words; an unknown one as it is."""
    return str(ACTS.get(act, act))
