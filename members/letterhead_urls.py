"""Addresses below `lembaga/<org>/pengaturan/kop/`."""

from django.urls import path

from members.views import letterhead

app_name = "letterhead"

urlpatterns = [
    path("", letterhead.letterhead, name="letterhead"),
    path("lambang/", letterhead.logo, name="logo"),
    path("tanda-tangan/<slug:document>/", letterhead.signatures, name="signatures"),
]
