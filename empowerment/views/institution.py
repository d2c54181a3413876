"""Posts of the institution, rules it loosened, and the clauses with their evidence."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from empowerment.forms.plans import StaffPostForm, SwitchForm
from empowerment.models import SWITCHABLE, RuleSwitch, StaffPost
from empowerment.selectors.evidence import traced
from empowerment.selectors.rules import warning_rules
from empowerment.services.plans import PlanError, appoint_staff
from empowerment.services.switches import switch_rule
from empowerment.views.access import BookRequest, in_institution, organization_of
from ledger.forms.fields import add_refusal
from ledger.views.access import may


def rule_words() -> dict[str, str]:
    """What each rule that may be loosened asks."""
    return {
        "R-01": _("Rencana disusun dengan ketiga unsur"),
        "R-03": _("Setiap kegiatan punya penanggung jawab dan kelompok pelaksana"),
        "R-07": _("Kelompok pelaksana punya berita acara kesepakatan"),
        "R-08": _("Tim monev: pejabat struktural dan fungsional"),
        "R-15": _("Sebagian laba menjadi cadangan"),
        "R-20": _("Penggabungan evaluasi setelah semua bidang final"),
        "R-21": _("Evaluasi final dengan wakil kelompok dan penanggung jawab"),
        "R-23": _("Kekerapan laporan menurut tingkat panti"),
    }


@require_http_methods(["GET", "POST"])
@in_institution("empowerment.view_plan")
def posts(request: BookRequest, org: str) -> HttpResponse:
    """Who holds which post; the head writes new ones down."""
    organization, today = organization_of(request), timezone.localdate()
    can_appoint = may(request, "empowerment.approve_plan")
    form = StaffPostForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        initial={"starts_on": today},
    )
    if request.method == "POST" and not can_appoint:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            appoint_staff(
                organization=organization,
                given=form.cleaned_data,
                actor=request.user,
                at=timezone.now(),
            )
        except PlanError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Jabatan dicatat."))
            return redirect("empowerment:posts", org=org)
    held = StaffPost.objects.filter(organization=organization).select_related("person")
    return render(
        request,
        "empowerment/posts.html",
        {"posts": held.in_force(today), "form": form if can_appoint else None},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@in_institution("empowerment.approve_plan")
def rules(request: BookRequest, org: str) -> HttpResponse:
    """Which strict rules only warn here, with the reasons."""
    organization, today = organization_of(request), timezone.localdate()
    words = rule_words()
    form = SwitchForm(
        request.POST if request.method == "POST" else None,
        rules=[(rule, f"{rule} {words[rule]}") for rule in SWITCHABLE],
        initial={"valid_from": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            switch_rule(
                organization=organization,
                **form.cleaned_data,
                actor=request.user,
                at=timezone.now(),
            )
        except PlanError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Aturan dicatat."))
            return redirect("empowerment:rules", org=org)
    soft = warning_rules(organization, today)
    return render(
        request,
        "empowerment/rules.html",
        {
            "form": form,
            "rules": [(rule, words[rule], rule in soft) for rule in SWITCHABLE],
            "switches": RuleSwitch.objects.filter(organization=organization).order_by("-pk"),
        },
        status=422 if form.errors else 200,
    )


@require_GET
@in_institution("empowerment.view_plan")
def traceability(request: BookRequest, org: str) -> HttpResponse:
    """Every clause of the guideline with this institution's evidence of a year."""
    today = timezone.localdate()
    text = request.GET.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    rows = traced(organization_of(request), year=year)
    return render(
        request,
        "empowerment/traceability.html",
        {"rows": rows, "year": year, "met": sum(row.status == "ok" for row in rows)},
    )
