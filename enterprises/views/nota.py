"""One sale: its nota on screen and on paper, and goods that come back."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.receivables import ReturnForm
from enterprises.models import Sale
from enterprises.queued_sales import RETURN
from enterprises.reports.nota import SIZES, nota, nota_pdf
from enterprises.selectors.receivables import claims
from enterprises.selectors.returns import returned_of
from enterprises.services.sale_errors import SaleError
from ledger.forms.fields import add_refusal
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import submitted


def find_sale(request: BookRequest, pk: int) -> Sale:
    """A sale of the book with all that a nota shows; Http404 for any other."""
    found = Sale.objects.filter(book=request.book).select_related(
        "voucher__made_by", "voucher__book", "voucher__reversal_of", "channel", "customer"
    )
    return get_object_or_404(found.prefetch_related("lines__product"), pk=pk)


@require_GET
@requires("ledger.view_vouchers")
def nota_page(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The nota on screen, ready to print, with what is still owed and what came back."""
    sale = find_sale(request, pk)
    is_reversed = hasattr(sale.voucher, "reversed_by")
    owed = 0
    if sale.customer is not None and sale.claim:
        day = max(timezone.localdate(), sale.voucher.date)
        owed = sum(
            c.amount for c in claims(request.book, on=day, customer=sale.customer) if c.sale == sale
        )
    can_sell = may(request, "enterprises.record_sale") and not is_reversed
    context = {
        "sale": sale,
        "paper": nota(sale, at=timezone.now()),
        "owed": owed,
        "returns": sale.returns.select_related("voucher").order_by("pk"),
        "is_reversed": is_reversed,
        "can_sell": may(request, "enterprises.record_sale"),
        "can_return": can_sell and bool(sale.lines.all()),
        "can_receive": can_sell and bool(owed),
        "can_reverse": not is_reversed and may(request, "ledger.reverse_voucher"),
    }
    return render(request, "enterprises/nota.html", context)


@require_GET
@requires("ledger.view_vouchers")
def nota_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The nota as PDF; `?size=a6|a5|58|80`, A6 when nothing is said."""
    size = request.GET.get("size", "a6")
    if size not in SIZES:
        raise Http404
    paper = nota(find_sale(request, pk), at=timezone.now())
    return pdf_file(nota_pdf(paper, size=size), f"nota-{paper.code}")


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def return_goods(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Take goods of a sale back."""
    sale = find_sale(request, pk)
    lines = list(sale.lines.all())
    sent = request.POST if request.method == "POST" else None
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    form = ReturnForm(sent, book=request.book, lines=lines, initial=initial)
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        arguments = {
            "sale": sale.pk,
            "quantities": [[line, str(back)] for line, back in form.quantities().items()],
            "on": data["date"].isoformat(),
            "reason": data["reason"],
            "paid_from": int(data["paid_from"]) if data["paid_from"] else None,
            "key": data["key"],
        }
        try:
            handed_in = hand_in(
                book=request.book,
                act=RETURN,
                arguments=arguments,
                actor=request.user,
                at=timezone.now(),
            )
        except (SaleError, PostingError) as error:
            add_refusal(form, error)
        else:
            answer = submitted(request, org, handed_in)
            return redirect("enterprises:nota", org=org, pk=pk) if handed_in.voucher else answer
    back = returned_of(sale)
    rows = [
        (line, field, back.get(line.pk, (0, 0))[0])
        for line, field in zip(lines, form.quantity_fields, strict=True)
    ]
    return render(
        request,
        "enterprises/return_form.html",
        {"sale": sale, "form": form, "rows": rows},
        status=422 if form.errors else 200,
    )
