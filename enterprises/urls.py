"""Addresses below `lembaga/<org>/usaha/`."""

from django.urls import path

from enterprises.views import channels, profit, sales

app_name = "enterprises"

urlpatterns = [
    path("", sales.overview, name="overview"),
    path("jual/", sales.record_sale, name="record_sale"),
    path("saluran/", sales.offer_settings, name="offer"),
    path("tanpa-saluran/", channels.assign_channels, name="assign_channels"),
    path("laba/", profit.allocate, name="allocate_profit"),
]
