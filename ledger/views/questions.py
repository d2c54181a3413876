"""What is asked before a voucher is booked, and what was answered, for every page that books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from ledger.acts import catalogue, questions
from ledger.models import Voucher
from ledger.services.questions import AskedLine, questions_about, record_answers, suggestion
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


def keep_answers(request: BookRequest, voucher: Voucher, at: datetime) -> None:
    """Write down what was answered with “ya, lanjut”."""
    known = {question.code for question in questions()}
    codes = known & set(request.POST.getlist("answered"))
    record_answers(voucher=voucher, codes=codes, actor=request.user, at=at)
