"""The organization's own rules of meetings, and which acts want a decision."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires
from members.forms.meeting_rules import MeetingRuleForm
from members.selectors.decisions import decision_kinds, decisions_of, needs_decision
from members.selectors.meetings import kinds_for, rule_of, share_words
from members.services.decisions import DecisionError, set_decision_rules
from members.services.meeting_rules import MeetingRuleError, set_meeting_rule


@require_GET
@requires("ledger.change_settings")
def rules(request: BookRequest, org: str) -> HttpResponse:
    """What counts today, kind by kind."""
    organization, today = request.book.organization, timezone.localdate()
    shown = []
    for kind in kinds_for(organization):
        rule = rule_of(organization, kind.code, today)
        shown.append(
            (
                kind,
                share_words(rule.quorum, is_over=rule.quorum_over),
                share_words(rule.second_quorum, is_over=rule.second_over),
                share_words(rule.majority, is_over=rule.majority_over),
                rule,
            )
        )
    return render(
        request,
        "members/meetings/rules.html",
        {
            "rules": shown,
            "decisions": decisions_of(organization, kind="rule_change"),
            "acts": [
                (kind, needs_decision(organization, kind.code, today))
                for kind in decision_kinds().values()
                if kind.code != "other"
            ],
        },
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.change_settings")
def rule(request: BookRequest, org: str, kind: str) -> HttpResponse:
    """Write down what the bylaws say of one kind."""
    organization, today = request.book.organization, timezone.localdate()
    found = next((k for k in kinds_for(organization) if k.code == kind), None)
    if found is None:
        raise Http404
    form = MeetingRuleForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        initial=MeetingRuleForm.of(rule_of(organization, found.code, today), today),
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_meeting_rule(
                organization=organization,
                kind=found.code,
                rule=form.rule(),
                valid_from=form.cleaned_data["valid_from"],
                decision=form.cleaned_data["decision"],
                actor=request.user,
                at=timezone.now(),
            )
        except MeetingRuleError as error:
            add_refusal(form, error)
        except DecisionError as error:
            form.add_error("decision", str(error))
        else:
            messages.success(request, _("Aturan rapat dicatat."))
            return redirect("meetings:rules", org=org)
    return render(
        request,
        "members/meetings/rule.html",
        {"form": form, "kind": found},
        status=422 if form.errors else 200,
    )


@require_POST
@requires("ledger.change_settings")
def decision_rules(request: BookRequest, org: str) -> HttpResponse:
    """Say which acts want a decision from today on: all of it, or nothing when one is refused."""
    organization, today = request.book.organization, timezone.localdate()
    chosen = request.POST.get("decision", "")
    known = decisions_of(organization, kind="rule_change")
    decision = known.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 19 else None
    try:
        changed = set_decision_rules(
            organization=organization,
            required={
                code
                for code in decision_kinds()
                if request.POST.get(f"d-{code}") and code != "other"
            },
            valid_from=today,
            decision=decision,
            actor=request.user,
            at=timezone.now(),
        )
    except DecisionError as error:
        messages.error(request, str(error))
    else:
        if changed:
            messages.success(request, _("Aturan keputusan dicatat."))
    return redirect("meetings:rules", org=org)
