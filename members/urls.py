"""Addresses below `lembaga/<org>/anggota/`."""

from django.urls import path

from members.views import collection

app_name = "members"

urlpatterns = [
    path("setoran/", collection.collection_sheet, name="collection"),
]
