"""Addresses below `lembaga/<org>/pemberdayaan/`."""

from django.urls import path

from empowerment.views import institution, plan_parts, plans

app_name = "empowerment"

urlpatterns = [
    path("", plans.overview, name="overview"),
    path("jabatan/", institution.posts, name="posts"),
    path("aturan/", institution.rules, name="rules"),
    path("butir/", institution.traceability, name="traceability"),
    path("rencana/baru/", plans.new_plan, name="new_plan"),
    path("rencana/<int:pk>/", plans.plan, name="plan"),
    path("rencana/<int:pk>/versi/", plans.revise, name="revise_plan"),
    path("rencana/<int:pk>/langkah/<slug:to>/", plans.step, name="plan_step"),
    path("rencana/<int:pk>/sumber/", plan_parts.source, name="new_source"),
    path("rencana/<int:pk>/sumber/<int:part>/", plan_parts.source, name="source"),
    path("rencana/<int:pk>/kelompok/", plan_parts.group, name="new_group"),
    path("rencana/<int:pk>/kelompok/<int:part>/", plan_parts.group, name="group"),
    path("rencana/<int:pk>/kegiatan/", plan_parts.edit_activity, name="new_activity"),
    path("rencana/<int:pk>/kegiatan/<int:part>/", plan_parts.edit_activity, name="edit_activity"),
    path("rencana/<int:pk>/forum/", plan_parts.forum, name="new_forum"),
    path("rencana/<int:pk>/hapus/<slug:kind>/<int:part>/", plan_parts.remove, name="remove_part"),
    path("kegiatan/<int:pk>/", plan_parts.activity, name="activity"),
    path("kegiatan/<int:pk>/kebutuhan/", plan_parts.need, name="new_need"),
    path("kegiatan/<int:pk>/kebutuhan/<int:part>/", plan_parts.need, name="need"),
    path("kegiatan/<int:pk>/komitmen/", plan_parts.new_commitment, name="new_commitment"),
    path("komitmen/<int:pk>/", plan_parts.settle, name="settle_commitment"),
]
