"""Paying shares, slips on screen and paper, and the funds of the SHU."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives.forms.shu import FundForm, PayForm
from cooperatives.models import ShuShare
from cooperatives.queued_acts import FUND, PAY
from cooperatives.reports.shu_papers import member_slip, share_list_pdf, slips_pdf
from cooperatives.selectors.shu import UNPAID, ShuRefusedError, shares_of
from cooperatives.selectors.shu_funds import fund_rows, funds
from cooperatives.views.shu import SHOWN, find
from ledger.forms.fields import add_refusal
from ledger.selectors.balances import balances
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import submitted
from members.views.self_view import ReaderRequest, own, own_membership

PREPARE = "cooperatives.prepare_shu"
PARTS = "members.view_savings"
"""What one member receives is for those who see members' savings."""


@require_http_methods(["GET", "POST"])
@requires(PREPARE)
def pay(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Pay the shares that wait: who, how, when."""
    found = find(request, pk)
    waiting = [share for share in shares_of(found).filter(UNPAID) if share.total]
    form = PayForm(
        request.POST if request.method == "POST" else None,
        book=request.book,
        waiting=waiting,
        initial={
            "on": timezone.localdate(),
            "key": uuid4().hex,
            "shares": [str(share.pk) for share in waiting],
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        cash, product = form.drawers.get(data["cash"]), form.products.get(data["product"])
        is_cash = data["way"] == "cash"
        try:
            handed_in = hand_in(
                book=request.book,
                act=PAY,
                arguments={
                    "distribution": found.pk,
                    "shares": sorted(int(share) for share in data["shares"]),
                    "way": data["way"],
                    "on": data["on"].isoformat(),
                    "cash": cash.pk if cash and is_cash else None,
                    "product": product.pk if product and not is_cash else None,
                    "consent": data["consent"],
                    "key": data["key"],
                },
                actor=request.user,
                at=timezone.now(),
            )
            return submitted(request, org, handed_in)
        except (ShuRefusedError, PostingError) as error:
            add_refusal(form, error)
    return render(
        request,
        "cooperatives/shu_pay.html",
        {"shu": found, "form": form, "waiting": waiting},
        status=422 if form.errors else 200,
    )


def _share(request: BookRequest, pk: int, member: int) -> ShuShare:
    return get_object_or_404(shares_of(find(request, pk)), membership=member)


@require_GET
@requires(PARTS)
def slip(request: BookRequest, org: str, pk: int, member: int) -> HttpResponse:
    """One member's share with the lines that make its bases."""
    share = _share(request, pk, member)
    return render(
        request,
        "cooperatives/shu_slip.html",
        {
            "slip": member_slip(share, at=timezone.now()),
            "shu": share.distribution,
            "member": share.membership,
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
        },
    )


@require_GET
@requires(PARTS)
def slip_print(request: BookRequest, org: str, pk: int, member: int) -> HttpResponse:
    """The same as PDF."""
    share = _share(request, pk, member)
    content = slips_pdf([share], at=timezone.now())
    return pdf_file(content, f"slip-shu-{share.distribution.year}-{share.membership.number}")


@require_GET
@requires(PARTS)
def share_list(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The list of all members to sign, as PDF."""
    found = find(request, pk)
    return pdf_file(share_list_pdf(found, at=timezone.now()), f"daftar-shu-{found.year}")


@require_GET
@own
def my_slip(request: ReaderRequest, pk: int, year: int) -> HttpResponse:
    """One's own slip of a year, as PDF."""
    membership = own_membership(request, pk)
    share = (
        ShuShare.objects.filter(
            membership=membership, distribution__year=year, distribution__state="distributed"
        )
        .select_related("distribution__book", "membership__person")
        .first()
    )
    if share is None:
        raise Http404
    return pdf_file(slips_pdf([share], at=timezone.now()), f"slip-shu-{year}")


@require_http_methods(["GET", "POST"])
@requires("cooperatives.view")
def fund(request: BookRequest, org: str, pool: str) -> HttpResponse:
    """The register of a fund, and giving from it."""
    book, today = request.book, timezone.localdate()
    known = {one.pool: one for one in funds(book, balances(book, on=today))}
    found = known.get(pool)
    can_use = may(request, PREPARE)
    form = FundForm(
        request.POST if request.method == "POST" else None,
        book=book,
        initial={"on": today, "key": uuid4().hex},
    )
    if request.method == "POST":
        if not can_use:
            raise PermissionDenied
        if form.is_valid() and found is not None:
            data = form.cleaned_data
            try:
                handed_in = hand_in(
                    book=book,
                    act=FUND,
                    arguments={
                        "pool": pool,
                        "amount": int(data["amount"]),
                        "cash": form.drawers[data["cash"]].pk,
                        "on": data["on"].isoformat(),
                        "key": data["key"],
                        **{name: data[name] for name in ("recipient", "purpose", "decision")},
                    },
                    actor=request.user,
                    at=timezone.now(),
                )
                return submitted(request, org, handed_in)
            except (ShuRefusedError, PostingError) as error:
                add_refusal(form, error)
    rows = fund_rows(book, found.account)[::-1] if found else []
    return render(
        request,
        "cooperatives/shu_fund.html",
        {
            "fund": found,
            "form": form if can_use and found else None,
            "page": Paginator(rows, SHOWN).get_page(request.GET.get("page")),
        },
        status=422 if form.errors else 200,
    )
