"""The rule of papers and meterai of a book: shown with its history, changed with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledger.forms.fields import add_refusal
from ledger.forms.paper_rules import PaperRuleForm
from ledger.selectors.paper_rules import paper_rules, rule_history
from ledger.services.paper_rules import PaperRuleError, set_paper_rule
from ledger.views.access import BookRequest, requires


@require_http_methods(["GET", "POST"])
@requires("ledger.change_settings")
def paper_rule(request: BookRequest, org: str) -> HttpResponse:
    """Show the rule, and set another one with a reason."""
    book = request.book
    form = PaperRuleForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        data = form.cleaned_data
        try:
            set_paper_rule(
                book=book,
                meterai_above=int(data["meterai_above"]),
                meterai_source=data["meterai_source"],
                paper_from=int(data["paper_from"]),
                reason=data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except PaperRuleError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Aturan disimpan dan tercatat sebagai kejadian."))
            return redirect("ledger:paper_rule", org=org)
    return render(
        request,
        "ledger/paper_rule.html",
        {"form": form or PaperRuleForm.of(paper_rules(book)), "history": rule_history(book)[:50]},
        status=422 if form is not None and form.errors else 200,
    )
