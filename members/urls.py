"""Addresses below `lembaga/<org>/anggota/`."""

from django.urls import path

from members.views import collection, offices, register

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
    path("setoran/", collection.collection_sheet, name="collection"),
    path("setoran/cetak/", collection.print_collection, name="print_collection"),
    path("setoran/excel/", collection.collection_workbook, name="collection_workbook"),
    path("setoran/unggah/", collection.upload_collection, name="upload_collection"),
]
