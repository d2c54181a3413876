"""Addresses below `lembaga/<org>/rapat/`."""

from django.urls import path

from members.views import attendance, meeting_rules, meetings, minutes, motions

app_name = "meetings"

urlpatterns = [
    path("", meetings.meeting_list, name="meetings"),
    path("baru/", meetings.new_meeting, name="new"),
    path("keputusan/", minutes.decision_list, name="decisions"),
    path("aturan/", meeting_rules.rules, name="rules"),
    path("aturan/keputusan/", meeting_rules.decision_rules, name="decision_rules"),
    path("aturan/<slug:kind>/", meeting_rules.rule, name="rule"),
    path("<int:pk>/", meetings.meeting, name="meeting"),
    path("<int:pk>/ubah/", meetings.edit_meeting, name="edit"),
    path("<int:pk>/undang/", meetings.send_invitations, name="invite"),
    path("<int:pk>/batal/", meetings.cancel, name="cancel"),
    path("<int:pk>/hadir/", attendance.attendance, name="attendance"),
    path("<int:pk>/buka/", meetings.open_, name="open"),
    path("<int:pk>/tunda/", meetings.adjourn_meeting, name="adjourn"),
    path("<int:pk>/qr/", attendance.qr, name="qr"),
    path("<int:pk>/saya-hadir/<str:token>/", attendance.attend, name="attend"),
    path("<int:pk>/usul/", motions.new_motion, name="new_motion"),
    path("<int:pk>/usul/<int:order>/", motions.motion, name="motion"),
    path("<int:pk>/usul/<int:order>/tarik/", motions.withdraw, name="withdraw_motion"),
    path("<int:pk>/usul/<int:order>/ulang/", motions.repeat, name="repeat_vote"),
    path("<int:pk>/risalah/", minutes.minutes, name="minutes"),
    path("<int:pk>/final/", minutes.finalise_minutes, name="finalise"),
    path("<int:pk>/cetak/<slug:paper>/", minutes.print_paper, name="print"),
]
