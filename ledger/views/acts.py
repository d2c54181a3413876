"""Catat: choose an act, fill it in, see its journal, book it."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger import registry
from ledger.acts import groups
from ledger.forms.act import ActForm, sight
from ledger.models import Book
from ledger.readers.paper import PaperError
from ledger.selectors.acts import BookAct, book_acts, shelf
from ledger.services.act_settings import set_favourite
from ledger.services.acts import ActInput, PlannedLine, narration_of, plan, submit_act
from ledger.services.journal import PostingError
from ledger.views.access import BookRequest, requires
from ledger.views.questions import ShownQuestion, answered_codes, asked_about
from ledger.views.uploads import Uploads
from ledger.views.vouchers import submitted


@dataclass(frozen=True)
class Card:
    """An act as the page shows it."""

    code: str
    sentence: str
    note: str
    url: str
    is_favourite: bool = False
    is_own_page: bool = False


@dataclass(frozen=True)
class Group:
    """A heading and its acts."""

    code: str
    label: str
    cards: list[Card]


@require_GET
@requires("ledger.record_voucher")
def act_list(request: BookRequest, org: str) -> HttpResponse:
    """Favourites and what was done last, then every act by group."""
    pages = [
        act
        for act in registry.acts(request.book.framework)
        if request.user.has_perm(act.permission, request.book)
    ]
    replaced = {code for act in pages for code in act.replaces}
    mine = shelf(request.book, request.user)
    cards: dict[str, Card] = {}
    by_group: dict[str, list[Card]] = {code: [] for code in groups()}
    for act in pages:
        url = reverse(act.url_name, kwargs={"org": org})
        card = Card(act.name, str(act.sentence), act.source, url, is_own_page=True)
        by_group[act.group].append(card)
    for code, found in book_acts(request.book).items():
        if code in replaced:
            continue
        card = _card(org, found, is_favourite=code in mine.favourites)
        cards[code] = card
        by_group[found.spec.group].append(card)
    return render(
        request,
        "ledger/act_list.html",
        {
            "favourites": [cards[code] for code in mine.favourites if code in cards],
            "recent": [cards[code] for code in mine.recent if code in cards],
            "groups": [
                Group(code, groups()[code].text(get_language()), list_)
                for code, list_ in by_group.items()
                if list_
            ],
            "can_manage": request.user.has_perm("ledger.manage_acts", request.book),
        },
    )


def _card(org: str, act: BookAct, *, is_favourite: bool) -> Card:
    language = get_language()
    url = reverse("ledger:act", kwargs={"org": org, "code": act.spec.code})
    spec = act.spec
    return Card(
        spec.code, spec.sentence.text(language), spec.when.text(language), url, is_favourite
    )


def _find(book: Book, code: str) -> BookAct:
    try:
        return book_acts(book)[code]
    except KeyError:
        raise Http404 from None


@dataclass
class Preview:
    """What will be booked, as a sentence and as debit and credit, and what is asked first."""

    narration: str
    lines: list[PlannedLine]
    seen: str
    is_stale: bool
    questions: list[ShownQuestion]

    @property
    def total(self) -> int:
        """Of the debit side."""
        return sum(line.debit for line in self.lines)


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def do_act(request: BookRequest, org: str, code: str) -> HttpResponse:
    """Fill in an act; the first sending shows its journal, the second books what was shown."""
    act = _find(request.book, code)
    if request.method == "GET":
        initial = {"date": timezone.localdate(), "key": uuid4().hex}
        return _page(request, act, ActForm(request.book, act, initial=initial))
    form = ActForm(request.book, act, request.POST)
    papers = Uploads(request)
    if not all([form.is_valid(), papers.is_valid()]):
        return _page(request, act, form, status=422, papers=papers)
    given = form.given()
    try:
        lines = plan(act, given)
    except PostingError as error:
        form.add_refusal(error)
        return _page(request, act, form, status=422, papers=papers)
    preview = _preview(request, act, given, lines)
    if "book" not in request.POST or preview.is_stale or preview.questions:
        return _page(request, act, form, preview, papers=papers)
    return _book(request, org, act, form, given, papers)


def _preview(
    request: BookRequest, act: BookAct, given: ActInput, lines: list[PlannedLine]
) -> Preview:
    mark, narration = sight(given, lines), narration_of(act, given, lines)
    return Preview(
        narration=narration,
        lines=lines,
        seen=mark,
        is_stale="book" in request.POST and request.POST.get("seen") != mark,
        questions=asked_about(request, lines, narration, act=act.spec.code),
    )


def _book(
    request: BookRequest, org: str, act: BookAct, form: ActForm, given: ActInput, papers: Uploads
) -> HttpResponse:
    now = timezone.now()
    try:
        handed_in = submit_act(
            book=request.book,
            act=act,
            given=given,
            actor=request.user,
            at=now,
            answers=answered_codes(request),
            attachments=papers.papers,
        )
    except PostingError as error:
        form.add_refusal(error)
        return _page(request, act, form, status=422, papers=papers)
    except PaperError as error:
        papers.refuse(error)
        return _page(request, act, form, status=422, papers=papers)
    papers.done()
    return submitted(request, org, handed_in)


def _page(
    request: BookRequest,
    act: BookAct,
    form: ActForm,
    preview: Preview | None = None,
    status: int = 200,
    papers: Uploads | None = None,
) -> HttpResponse:
    mine = shelf(request.book, request.user)
    context: dict[str, Any] = {
        "act": _card(request.book.slug, act, is_favourite=act.spec.code in mine.favourites),
        "law": act.spec.law,
        "form": form,
        "preview": preview,
        "answered": request.POST.getlist("answered"),
        **(papers or Uploads(request)).page(),
    }
    return render(request, "ledger/act_form.html", context, status=status)


@require_POST
@requires("ledger.record_voucher")
def favourite_act(request: BookRequest, org: str, code: str) -> HttpResponse:
    """Put an act among one's favourites, or take it out."""
    act = _find(request.book, code)
    set_favourite(
        book=request.book,
        act=act.spec.code,
        is_favourite="remove" not in request.POST,
        actor=request.user,
    )
    return redirect("ledger:act", org=org, code=code)
