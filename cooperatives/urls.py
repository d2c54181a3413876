"""Addresses below `lembaga/<org>/koperasi/`."""

from django.urls import path

from cooperatives.views import bylaws

app_name = "cooperatives"

urlpatterns = [
    path("", bylaws.overview, name="overview"),
    path("identitas/", bylaws.edit_identity, name="edit_identity"),
    path("aturan/", bylaws.edit_bylaws, name="edit_bylaws"),
]
