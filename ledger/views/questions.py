"""What is asked before a voucher is booked, and what was answered, for every page that books."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from ledger.acts import catalogue, questions
from ledger.services.questions import AskedLine, questions_about, suggestion
from ledger.views.access import BookRequest


@dataclass(frozen=True)
class ShownQuestion:
    """A question, and the act that would be right when the answer is yes."""

    code: str
    text: str
    sentence: str
    url: str


def asked_about(
    request: BookRequest, lines: Sequence[AskedLine], narration: str, *, act: str = ""
) -> list[ShownQuestion]:
    """What must still be answered before these lines are booked; `act` is the one being done."""
    answered = request.POST.getlist("answered")
    language, framework = get_language(), request.book.framework
    shown = []
    for question in questions_about(request.book, lines, narration, answered):
        if act in question.suggest:
            continue
        code = suggestion(request.book, question)
        url = reverse("ledger:act", kwargs={"org": request.book.slug, "code": code})
        sentence = catalogue(framework)[code].sentence.text(language)
        shown.append(ShownQuestion(question.code, question.text.text(language), sentence, url))
    return shown


def answered_codes(request: BookRequest) -> frozenset[str]:
    """The questions that were answered with “ya, lanjut”, to be kept with the voucher."""
    known = {question.code for question in questions()}
    return frozenset(known & set(request.POST.getlist("answered")))


def asked_before(codes: Collection[str]) -> list[str]:
    """The questions that a maker answered, in words, for the officer who approves."""
    language = get_language()
    return [question.text.text(language) for question in questions() if question.code in codes]
