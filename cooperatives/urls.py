"""Addresses below `lembaga/<org>/koperasi/`."""

from django.urls import path

from cooperatives.views import bylaws, shu, shu_payments

app_name = "cooperatives"

urlpatterns = [
    path("", bylaws.overview, name="overview"),
    path("identitas/", bylaws.edit_identity, name="edit_identity"),
    path("aturan/", bylaws.edit_bylaws, name="edit_bylaws"),
    path("shu/", shu.overview, name="shu"),
    path("shu/hitung/", shu.calculate, name="calculate"),
    path("shu/dana/<slug:pool>/", shu_payments.fund, name="fund"),
    path("shu/<int:pk>/", shu.distribution, name="distribution"),
    path("shu/<int:pk>/putusan/", shu.decide, name="decide"),
    path("shu/<int:pk>/bagikan/", shu.book_it, name="distribute"),
    path("shu/<int:pk>/batal/", shu.withdraw, name="withdraw"),
    path("shu/<int:pk>/bayar/", shu_payments.pay, name="pay"),
    path("shu/<int:pk>/daftar/", shu_payments.share_list, name="share_list"),
    path("shu/<int:pk>/anggota/<int:member>/", shu_payments.slip, name="slip"),
    path("shu/<int:pk>/anggota/<int:member>/cetak/", shu_payments.slip_print, name="slip_print"),
]
