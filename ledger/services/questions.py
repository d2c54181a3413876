"""Ask about the commonest mistakes before a voucher is booked; remember what was answered."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from ledger.acts import Question, catalogue, questions
from ledger.models import Account, Book, Voucher
from ledger.services import events


class AskedLine(Protocol):
    """A line as far as questions look at it."""

    @property
    def account(self) -> Account: ...
    @property
    def debit(self) -> Any: ...
    @property
    def credit(self) -> Any: ...


def _is_one_of(account: Account, patterns: Iterable[str]) -> bool:
    for pattern in patterns:
        if pattern == "@cash":
            found = account.is_cash
        elif pattern[0] == "@":
            found = account.control == pattern[1:]
        elif pattern[0] == ":":
            found = account.kind == pattern[1:]
        elif pattern.endswith("*"):
            found = account.code.startswith(pattern[:-1])
        else:
            found = account.code == pattern
        if found:
            return True
    return False


def questions_about(
    book: Book, lines: Sequence[AskedLine], narration: str, answered: Iterable[str] = ()
) -> list[Question]:
    """What should be asked about these lines, without what was answered already."""
    text, done = narration.lower(), set(answered)
    return [
        question
        for question in questions()
        if question.code not in done
        and _fits(question, lines, text)
        and _knows(question, book.framework)
    ]


def _fits(question: Question, lines: Sequence[AskedLine], text: str) -> bool:
    if question.words and not any(word in text for word in question.words):
        return False
    if any(word in text for word in question.without_words):
        return False
    here = [line.account for line in lines if getattr(line, question.side)]
    there = [line.account for line in lines if not getattr(line, question.side)]
    suspects = [a for a in here if _is_one_of(a, question.accounts)]
    return any(not _is_one_of(a, question.without) for a in suspects) and any(
        _is_one_of(account, question.other_side) for account in there
    )


def _knows(question: Question, framework: str) -> bool:
    """Whether the framework has the act that would be right."""
    return any(code in catalogue(framework) for code in question.suggest)


def suggestion(book: Book, question: Question) -> str:
    """The code of the act that would be right in this book."""
    return next(code for code in question.suggest if code in catalogue(book.framework))


def record_answers(*, voucher: Voucher, codes: Iterable[str], actor: Any, at: datetime) -> None:
    """Keep that somebody was asked and went on: one event for each question."""
    for code in sorted(set(codes)):
        events.log(
            act="answer_question",
            subject=voucher.code,
            actor=actor,
            at=at,
            book=voucher.book,
            question=code,
        )
