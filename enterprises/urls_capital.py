"""Addresses of capital, below `lembaga/<org>/usaha/`."""

from django.urls import path

from enterprises.views import bank, bank_matching, capital, grants

urlpatterns = [
    path("modal/", capital.capital_map, name="capital"),
    path("bank/", bank.bank_list, name="banks"),
    path("bank/baru/", bank.new_bank, name="new_bank"),
    path("bank/<int:pk>/", bank.bank_account, name="bank_account"),
    path("bank/<int:pk>/penanda-tangan/", bank.bank_signatories, name="bank_signatories"),
    path("bank/<int:pk>/unggah/", bank.upload_statement, name="upload_statement"),
    path("bank/<int:pk>/susunan/", bank.bank_layout, name="bank_layout"),
    path("bank/<int:pk>/cocok/", bank_matching.match_sure, name="match_sure"),
    path("bank/berkas/<int:pk>/", bank.bank_file, name="bank_file"),
    path("bank/baris/<int:pk>/cocok/", bank_matching.match_line, name="match_line"),
    path("bank/baris/<int:pk>/bukti/", bank_matching.bank_voucher, name="bank_voucher"),
    path("hibah/", grants.grant_list, name="grants"),
    path("hibah/terima/", grants.receive_grant, name="receive_grant"),
    path("hibah/<int:pk>/", grants.use_grant, name="use_grant"),
    path("hibah/pemakaian/<int:pk>/hapus/", grants.take_back_use, name="take_back_use"),
]
