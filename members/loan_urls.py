"""Addresses of loans, below `lembaga/<org>/anggota/`."""

from django.urls import path

from members.views import (
    group_loans,
    loan_applications,
    loan_care,
    loan_money,
    loan_prints,
    loan_products,
    loans,
)

urlpatterns = [
    path("pinjaman/", loans.loan_list, name="loans"),
    path("pinjaman/simulasi/", loan_products.simulate, name="simulate_loan"),
    path("pinjaman/baru/", loan_applications.new_loan, name="new_loan"),
    path("pinjaman/produk/", loan_products.product_list, name="loan_products"),
    path("pinjaman/produk/baru/", loan_products.new_product, name="new_loan_product"),
    path("pinjaman/produk/<int:pk>/", loan_products.product_terms, name="loan_terms"),
    path("pinjaman/produk/<int:pk>/pakai/", loan_products.switch_product, name="switch_loan"),
    path("pinjaman/tunggakan/", loan_care.late_list, name="late_loans"),
    path("pinjaman/hapus-buku/", loan_care.written_off, name="written_off_loans"),
    path("pinjaman/kolektibilitas/", loan_care.classes, name="loan_classes"),
    path("pinjaman/penyisihan/", loan_care.allowance, name="loan_allowance"),
    path("pinjaman/bersama/", group_loans.group_list, name="group_loans"),
    path("pinjaman/bersama/baru/", group_loans.new_group_loan, name="new_group_loan"),
    path("pinjaman/bersama/<int:pk>/", group_loans.group_detail, name="group_loan"),
    path("pinjaman/angsuran/<int:pk>/cetak/", loan_prints.payment_print, name="payment_print"),
    path("pinjaman/<int:pk>/", loans.loan_detail, name="loan"),
    path("pinjaman/<int:pk>/analisis/", loan_applications.analyse_loan, name="analyse_loan"),
    path("pinjaman/<int:pk>/putusan/", loan_applications.decide_loan, name="decide_loan"),
    path("pinjaman/<int:pk>/tarik/", loan_applications.withdraw_loan, name="withdraw_loan"),
    path("pinjaman/<int:pk>/cair/", loan_money.disburse, name="disburse_loan"),
    path("pinjaman/<int:pk>/bayar/", loan_money.pay, name="pay_loan"),
    path("pinjaman/<int:pk>/lunasi/", loan_money.settle, name="settle_loan"),
    path("pinjaman/<int:pk>/terima/", loan_money.recover, name="recover_loan"),
    path("pinjaman/<int:pk>/jadwal-ulang/", loan_care.reschedule, name="reschedule_loan"),
    path("pinjaman/<int:pk>/hapus-buku/", loan_care.write_off, name="write_off_loan"),
    path("pinjaman/<int:pk>/cetak/<slug:kind>/", loan_prints.loan_print, name="loan_print"),
]
