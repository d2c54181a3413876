"""All addresses of the product."""

from allauth.account import views as account
from django.urls import include, path

from cooperatives.views import shu_payments
from members.views import devices, first_run, invitations, organizations, self_view

urlpatterns = [
    path("", organizations.home, name="home"),
    path("favicon.ico", organizations.favicon, name="favicon"),
    path("mulai/", first_run.first_run, name="first_run"),
    path("akun/masuk/", account.login, name="account_login"),
    path("akun/keluar/", account.logout, name="account_logout"),
    path("akun/nonaktif/", account.account_inactive, name="account_inactive"),
    path("akun/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/sandi/baru/", account.password_set, name="account_set_password"),
    path("akun/daftar/", account.signup, name="account_signup"),
    path("akun/pengaman/", include("allauth.mfa.urls")),
    path("akun/perangkat/", devices.shared_device, name="shared_device"),
    path("akun/terkunci/", devices.lock, name="lock"),
    path("undangan/<str:token>/", invitations.invitation, name="invitation"),
    path("bahasa/", organizations.set_language_preference, name="set_language_preference"),
    path("saya/", self_view.my_cards, name="my_cards"),
    path("saya/masuk/", self_view.pin_door, name="pin_door"),
    path("saya/keluar/", self_view.pin_leave, name="pin_leave"),
    path("saya/<int:pk>/", self_view.my_card, name="my_card"),
    path("saya/<int:pk>/data/", self_view.my_data, name="my_data"),
    path("saya/<int:pk>/cabut/", self_view.my_withdrawal, name="my_withdrawal"),
    path("saya/<int:pk>/rekening-koran/", self_view.my_statement, name="my_statement"),
    path("saya/<int:pk>/shu/<int:year>/", shu_payments.my_slip, name="my_shu"),
    path("lembaga/<slug:org>/", organizations.organization_home, name="organization_home"),
    path("lembaga/<slug:org>/", include("ledger.urls")),
    path("lembaga/<slug:org>/anggota/", include("members.urls")),
    path("lembaga/<slug:org>/rapat/", include("members.urls_meetings")),
    path("lembaga/<slug:org>/pengaturan/kop/", include("members.letterhead_urls")),
    path("lembaga/<slug:org>/usaha/", include("enterprises.urls")),
    path("lembaga/<slug:org>/koperasi/", include("cooperatives.urls")),
    path("lembaga/<slug:org>/pemberdayaan/", include("empowerment.urls")),
]
