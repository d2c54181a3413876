"""Simpanan: the area at a glance, the list of savers, and one account with its movements."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ledger.selectors.standings import last_entries
from ledger.views.access import BookRequest, may, requires, sent_text
from members.forms.savings import SaverFilterForm
from members.reports.savings_pictures import savings_chart, savings_sentence
from members.selectors.savings_accounts import find_accounts, held_by, movements_of, savers
from members.selectors.savings_overview import overview, savings_months

SHOWN = 50


@require_GET
@requires("members.use_savings")
def home(request: BookRequest, org: str) -> HttpResponse:
    """Totals tied to the books, a picture, what to do next; the cashier sees the desk alone."""
    today = timezone.localdate()
    shows_totals = may(request, "members.view_savings")
    newest = last_entries([request.book]).get(request.book.pk) if shows_totals else None
    months = savings_months(request.book, until=newest) if newest else []
    return render(
        request,
        "members/savings/home.html",
        {
            "overview": overview(request.book, on=today) if shows_totals else None,
            "today": today,
            "chart": savings_chart(months) if months else None,
            "words": savings_sentence(months) if months else "",
            "can_record": may(request, "members.record_savings"),
            "can_run": may(request, "members.run_savings"),
            "can_manage": may(request, "members.manage_savings"),
        },
    )


@require_GET
@requires("members.view_savings")
def account_list(request: BookRequest, org: str) -> HttpResponse:
    """Members with their savings by number, with search and a filter by product."""
    organization = request.book.organization
    form = SaverFilterForm(request.GET or None, organization=organization)
    text = product = None
    if form.is_valid():
        text, product = form.cleaned_data["text"], form.chosen()
    found = savers(
        organization,
        text=text or "",
        product=product,
        after=sent_text(request.GET, "after"),
    )
    return render(
        request,
        "members/savings/accounts.html",
        {"form": form, "found": found, "is_filtered": bool(text or product)},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.view_savings")
def account_detail(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One account: its balance, its movements, what can be done, the member's other accounts."""
    account = get_object_or_404(find_accounts(request.book.organization), pk=pk)
    movements = movements_of(account)
    pages = Paginator(movements, SHOWN)
    can_record = may(request, "members.record_savings")
    return render(
        request,
        "members/savings/account.html",
        {
            "account": account,
            "balance": movements[0].balance if movements else 0,
            "page": pages.get_page(request.GET.get("page")),
            "others": [h for h in held_by(account.membership) if h.account.pk != account.pk],
            "can_record": can_record and not account.certificate,
        },
    )
