"""Addresses below `lembaga/<org>/anggota/`."""

from django.urls import path

from members.views import collection, register

app_name = "members"

urlpatterns = [
    path("", register.member_list, name="register"),
    path("baru/", register.new_member, name="new_member"),
    path("jabatan/", register.offices, name="offices"),
    path("<int:pk>/", register.member, name="member"),
    path("<int:pk>/ubah/", register.edit_member, name="edit_member"),
    path("<int:pk>/status/", register.move_member, name="move_member"),
    path("setoran/", collection.collection_sheet, name="collection"),
    path("setoran/cetak/", collection.print_collection, name="print_collection"),
    path("setoran/excel/", collection.collection_workbook, name="collection_workbook"),
    path("setoran/unggah/", collection.upload_collection, name="upload_collection"),
]
