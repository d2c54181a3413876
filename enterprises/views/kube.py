"""The KUBE: what it is, how it came to be, where it stands, how it is assessed, its practice."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.calculations.kube import MOVES
from enterprises.forms.kube import (
    AssessForm,
    EffectiveForm,
    FieldForm,
    FoundingForm,
    MoveForm,
    PracticeForm,
    RuleForm,
    SetUpForm,
)
from enterprises.models import AssessmentKind, BusinessField, Kube, KubeState
from enterprises.selectors.kube import (
    fields_owner,
    fields_without_kube,
    kube_of,
    mix_of,
    proxies,
    rules_in_force,
    state_of,
)
from enterprises.services import kube as services
from enterprises.services.kube import FOUNDING, KubeError
from enterprises.services.kube_assessments import Judged, assess_kube, signs_of
from ledger.forms.fields import add_refusal
from ledger.models import Framework
from ledger.views.access import BookRequest, may, requires
from members.models import Element
from members.selectors.decisions import decisions_of


def _by(request: BookRequest) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now()}


def _only_kube(request: BookRequest) -> None:
    if request.book.framework != Framework.KUBE:
        raise Http404


@require_GET
@requires("enterprises.view_business")
def kube_page(request: BookRequest, org: str) -> HttpResponse:
    """What the KUBE is today; who belongs to it shows to those who look after the members."""
    _only_kube(request)
    today = timezone.localdate()
    kube = kube_of(request.book)
    context: dict[str, Any] = {
        "kube": kube,
        "can_manage": may(request, "enterprises.manage_kube"),
        "can_practise": may(request, "enterprises.record_sale"),
        "can_see_elements": may(request, "members.view_elements"),
    }
    if kube is not None:
        mix = mix_of(kube, today)
        newest = {kind: kube.assessments.filter(kind=kind).first() for kind in AssessmentKind}
        words = {s["code"]: s["sign"] for kind in AssessmentKind for s in signs_of(kind)}
        context |= {
            "state": KubeState(state_of(kube)).label,
            "moves": kube.moves.all(),
            "mix": mix,
            "elements": [(Element(e).label, count) for e, count in mix.by_element.items()],
            "companions": kube.organization.offices.in_force(today)
            .filter(kind="pendamping")
            .select_related("person"),
            "rules": rules_in_force(kube, today),
            "stage": newest[AssessmentKind.STAGE],
            "success": newest[AssessmentKind.SUCCESS],
            "assessed": [
                (a.get_kind_display(), a, [(words.get(s.code, s.code), s) for s in a.signs.all()])
                for a in newest.values()
                if a is not None
            ],
            "earlier": kube.assessments.all(),
        }
    return render(request, "enterprises/kube.html", context)


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_kube")
def manage_kube(request: BookRequest, org: str) -> HttpResponse:
    """Set the KUBE up, record its founding, move it, say when it is effective, write its rules."""
    _only_kube(request)
    kube = kube_of(request.book)
    what = request.POST.get("what", "")
    pages = _forms(request, kube, what)
    form = pages.get(what)
    if form is not None and form.is_valid():
        try:
            _acts(request, kube)[what](form)
        except KubeError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Disimpan."))
            return redirect("enterprises:kube", org=org)
    status = 422 if request.method == "POST" else 200
    context = {"kube": kube, "pages": pages, "state": state_of(kube) if kube else ""}
    return render(request, "enterprises/kube_manage.html", context, status=status)


def _forms(request: BookRequest, kube: Kube | None, what: str) -> dict[str, forms.Form]:
    """The forms that make sense now; the one that was sent is bound."""
    organization = request.book.organization
    owner = fields_owner(organization)
    today = {"on": timezone.localdate(), "valid_from": timezone.localdate()}

    def made(name: str, kind: type[forms.Form], **options: Any) -> forms.Form:
        sent = request.POST if what == name else None
        initial = options.pop("initial", today)
        return kind(sent, prefix=name, initial=initial, **options)

    known = {"kind": kube.kind, "field": kube.field_id, "area": kube.area} if kube else {}
    found = BusinessField.objects.filter(organization=owner)
    pages = {"setup": made("setup", SetUpForm, fields=found, initial=known)}
    if kube is None:
        return pages
    state = state_of(kube)
    if state == KubeState.RENCANA:
        decisions = decisions_of(organization, kind=FOUNDING)
        pages["founding"] = made("founding", FoundingForm, decisions=decisions)
    if kube.kind == "khusus_klien" and kube.founded_on is not None:
        pages["effective"] = made("effective", EffectiveForm)
    states = [(s, KubeState(s).label) for s in KubeState if s in MOVES[state] and s != "rintisan"]
    if states:
        pages["move"] = made("move", MoveForm, states=states)
    rules = decisions_of(organization, kind="rule_change")
    pages["rule"] = made("rule", RuleForm, decisions=rules)
    return pages


def _acts(request: BookRequest, kube: Kube | None) -> dict[str, Callable[[Any], Any]]:
    by: dict[str, Any] = _by(request)
    of: dict[str, Any] = {"kube": kube}

    def set_up(form: SetUpForm) -> None:
        data = form.cleaned_data
        services.set_up_kube(
            organization=request.book.organization,
            kind=data["kind"],
            field=form.found.get(data["field"]),
            area=data["area"],
            on=timezone.localdate(),
            **by,
        )

    def found(form: FoundingForm) -> None:
        data = form.cleaned_data
        services.record_founding(
            on=data["on"], decision=form.decided(), paper=data["paper"], **of, **by
        )

    def rule(form: RuleForm) -> None:
        data = form.cleaned_data
        services.add_rule(
            number=data["number"],
            text=data["text"],
            valid_from=data["valid_from"],
            decision=form.decided(),
            **of,
            **by,
        )

    return {
        "setup": set_up,
        "founding": found,
        "rule": rule,
        "move": lambda form: services.move_kube(**form.cleaned_data, **of, **by),
        "effective": lambda form: services.set_effective(**form.cleaned_data, **of, **by),
    }


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_kube")
def assess(request: BookRequest, org: str, kind: str) -> HttpResponse:
    """Assess the stage, or the eight indicators of success."""
    _only_kube(request)
    kube, today = kube_of(request.book), timezone.localdate()
    if kind not in AssessmentKind.values:
        raise Http404
    if kube is None:
        return redirect("enterprises:manage_kube", org=org)
    sent = request.POST if request.method == "POST" else None
    signs = signs_of(kind)
    form = AssessForm(sent, signs=signs, said=proxies(kube, today), initial={"on": today})
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        judged = {
            s["code"]: Judged(int(data[s["code"]]), data[f"evidence_{s['code']}"]) for s in signs
        }
        try:
            assess_kube(kube=kube, kind=kind, on=data["on"], judged=judged, **_by(request))
        except KubeError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Penilaian disimpan. Yang lama tetap tersimpan."))
            return redirect("enterprises:kube", org=org)
    context = {"form": form, "title": AssessmentKind(kind).label}
    status = 422 if form.errors else 200
    return render(request, "enterprises/kube_assess.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def practice(request: BookRequest, org: str) -> HttpResponse:
    """Practice entries of a group that is not effective yet, beside the books."""
    _only_kube(request)
    kube = kube_of(request.book)
    sent = request.POST if request.method == "POST" else None
    form = PracticeForm(sent, initial={"on": timezone.localdate()})
    if kube is not None and sent is not None and form.is_valid():
        data = form.cleaned_data | {"amount": int(form.cleaned_data["amount"])}
        try:
            services.record_practice(kube=kube, **data, **_by(request))
        except KubeError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Dicatat sebagai latihan, tidak di pembukuan."))
            return redirect("enterprises:practice", org=org)
    rows, balance = [], 0
    for entry in kube.practice.all() if kube else ():
        balance += entry.change
        rows.append((entry, balance))
    context = {"kube": kube, "form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "enterprises/practice.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_fields")
def fields(request: BookRequest, org: str) -> HttpResponse:
    """The fields of business: the guideline's seven and one's own (A.2.c)."""
    organization = request.book.organization
    sent = request.POST if request.method == "POST" else None
    number = sent.get("field", "") if sent else ""
    chosen = None
    if number.isascii() and number.isdigit() and len(number) < 19:
        chosen = get_object_or_404(BusinessField, organization=organization, pk=number)
    form = FieldForm(sent)
    if sent is not None and "seven" in sent:
        services.add_default_fields(organization=organization, **_by(request))
        return redirect("enterprises:fields", org=org)
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        try:
            services.save_field(
                organization=organization,
                name=data["name"],
                is_active=data["is_active"],
                field=chosen,
                **_by(request),
            )
        except KubeError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Disimpan."))
            return redirect("enterprises:fields", org=org)
    lonely = {field.pk for field in fields_without_kube(organization)}
    found = BusinessField.objects.filter(organization=organization)
    context = {
        "form": form if chosen is None else FieldForm(),
        "refused": form.errors if chosen is not None else {},
        "fields": [
            (field, field.pk in lonely, field.kubes.select_related("organization"))
            for field in found.prefetch_related("kubes__organization")
        ],
    }
    return render(request, "enterprises/fields.html", context, status=422 if form.errors else 200)
