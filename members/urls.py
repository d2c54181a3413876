"""Addresses below `lembaga/<org>/anggota/`."""

from django.urls import path

from members.views import (
    collection,
    confirmations,
    leaving,
    member_pin,
    offices,
    passbook,
    register,
    savings,
    savings_desk,
)

app_name = "members"

urlpatterns = [
    path("", register.member_list, name="register"),
    path("baru/", register.new_member, name="new_member"),
    path("jabatan/", offices.office_list, name="offices"),
    path("jabatan/angkat/", offices.appoint, name="appoint"),
    path("jabatan/<int:pk>/akhiri/", offices.end_office, name="end_office"),
    path("jabatan/<int:pk>/perpanjang/", offices.prolong_office, name="prolong_office"),
    path("jabatan/masuk/", offices.sign_in_list, name="sign_ins"),
    path("<int:pk>/", register.member, name="member"),
    path("<int:pk>/ubah/", register.edit_member, name="edit_member"),
    path("<int:pk>/status/", register.move_member, name="move_member"),
    path("<int:pk>/pin/", member_pin.member_pin, name="member_pin"),
    path("<int:pk>/buku/", passbook.passbook, name="passbook"),
    path("<int:pk>/rekening-koran/", passbook.member_statement, name="member_statement"),
    path("<int:pk>/keluar/", leaving.leaving, name="leaving"),
    path("konfirmasi/", confirmations.confirmation_list, name="confirmations"),
    path("konfirmasi/cetak/", confirmations.confirmations_print, name="confirmations_print"),
    path("konfirmasi/<int:pk>/", confirmations.confirmation, name="confirmation"),
    path("keluar/", leaving.claims, name="claims"),
    path("keluar/<int:pk>/", leaving.claim, name="claim"),
    path("keluar/<int:pk>/cetak/", leaving.claim_print, name="claim_print"),
    path("buku/", passbook.find_passbook, name="find_passbook"),
    path("buku/cetak/<int:pk>/", passbook.passbook_print, name="passbook_print"),
    path("rekening-koran/", passbook.statements, name="statements"),
    path("rekening-koran/berkas/<int:number>/", passbook.statements_part, name="statements_part"),
    path("setoran/", collection.collection_sheet, name="collection"),
    path("setoran/cetak/", collection.print_collection, name="print_collection"),
    path("setoran/excel/", collection.collection_workbook, name="collection_workbook"),
    path("setoran/unggah/", collection.upload_collection, name="upload_collection"),
    path("simpanan/", savings.home, name="savings"),
    path("simpanan/rekening/", savings.account_list, name="savings_accounts"),
    path("simpanan/rekening/<int:pk>/", savings.account_detail, name="savings_account"),
    path("simpanan/loket/", savings_desk.desk, name="savings_desk"),
    path("simpanan/setor/<int:pk>/", savings_desk.deposit, name="deposit"),
    path("simpanan/tarik/<int:pk>/", savings_desk.withdraw, name="withdraw"),
    path("simpanan/pindah/<int:pk>/", savings_desk.transfer, name="transfer"),
    path("simpanan/slip/<int:pk>/", savings_desk.slip, name="savings_slip"),
    path("simpanan/slip/<int:pk>/cetak/", savings_desk.slip_print, name="savings_slip_print"),
]
