"""All addresses of the product."""

from django.urls import include, path

from members.views import organizations

urlpatterns = [
    path("", organizations.home, name="home"),
    path("akun/", include("allauth.urls")),
    path("bahasa/", organizations.set_language_preference, name="set_language_preference"),
    path("lembaga/<slug:org>/", organizations.organization_home, name="organization_home"),
    path("lembaga/<slug:org>/", include("ledger.urls")),
]
