"""The catalogue of acts: what people do in plain words, and the journal each makes. Data in CSV.

`README.md` beside this file explains the columns; `docs/accounting/acts.md` is printed from them.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FRAMEWORKS = ("kube", "koperasi", "yayasan", "panti")


@dataclass(frozen=True)
class Words:
    """A text in Indonesian and in English."""

    id: str
    en: str

    def text(self, language: str | None) -> str:
        """The text in a language; Indonesian unless English was written."""
        return self.en if language == "en" and self.en else self.id


@dataclass(frozen=True)
class Term:
    """One named amount in the sum of a line, added or taken away."""

    name: str
    sign: int


@dataclass(frozen=True)
class ActLine:
    """One line: which accounts it may name, and the sum of which amounts it carries.

    `accounts` are codes, `51*` for all that begin so, `!5109` for one left out, `@cash` for every
    account of cash and bank, `@bank` for those at a bank. `choice` names the question that is
    asked when there are several; empty when one account is meant.
    """

    is_debit: bool
    choice: str
    accounts: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class ActSpec:
    """One act of a framework."""

    code: str
    group: str
    sentence: Words
    lines: tuple[ActLine, ...]
    amounts: tuple[str, ...]
    optional: frozenset[str]
    when: Words
    law: str
    example: dict[str, int]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parse_line(text: str, *, is_debit: bool) -> tuple[ActLine, set[str]]:
    """Read `choice:code|code=amount+amount?`; returns the line and its optional amounts."""
    place, _equals, total = text.partition("=")
    choice, colon, codes = place.partition(":")
    if not colon:
        choice, codes = "", place
    terms, optional = [], set()
    for part in (total or "amount").replace("-", "+-").split("+"):
        name = part.lstrip("-").rstrip("?")
        terms.append(Term(name, -1 if part.startswith("-") else 1))
        if part.endswith("?"):
            optional.add(name)
    return ActLine(is_debit, choice, tuple(codes.split("|")), tuple(terms)), optional


def _spec(row: dict[str, str]) -> ActSpec:
    lines, optional = [], set()
    for side in ("debit", "credit"):
        for text in row[side].split(" "):
            line, may_lack = parse_line(text, is_debit=side == "debit")
            lines.append(line)
            optional |= may_lack
    names = dict.fromkeys(term.name for line in lines for term in line.terms)
    return ActSpec(
        code=row["code"],
        group=row["group"],
        sentence=Words(row["sentence"], row["sentence_en"]),
        lines=tuple(lines),
        amounts=tuple(names),
        optional=frozenset(optional),
        when=Words(row["when"], row["when_en"]),
        law=row["law"],
        example={n: int(a) for n, a in (p.split("=") for p in row["example"].split(" "))},
    )


@cache
def catalogue(framework: str) -> dict[str, ActSpec]:
    """The acts of a framework by code, in the order of the file."""
    return {row["code"]: _spec(row) for row in _rows(f"{framework}.csv")}


@dataclass(frozen=True)
class Question:
    """A common mistake, asked about before a voucher is booked (koperasi.md §10.2).

    It is asked when a line on `side` names one of `accounts` (`:revenue` for a kind, `@supplier`
    for a kind of subsidiary account) but not of `without`, a line of the other side one of
    `other_side`, and the narration holds one of `words` and none of `without_words`.
    """

    code: str
    text: Words
    suggest: tuple[str, ...]
    side: str
    accounts: tuple[str, ...]
    without: tuple[str, ...]
    other_side: tuple[str, ...]
    words: tuple[str, ...]
    without_words: tuple[str, ...]


@cache
def questions() -> tuple[Question, ...]:
    """Every question, in the order of the file."""
    return tuple(
        Question(
            code=row["code"],
            text=Words(row["question"], row["question_en"]),
            suggest=tuple(row["suggest"].split()),
            side=row["side"],
            accounts=tuple(row["accounts"].split()),
            without=tuple(row["without"].split()),
            other_side=tuple(row["other_side"].split()),
            words=tuple(word for word in row["words"].split("|") if word),
            without_words=tuple(word for word in row["without_words"].split("|") if word),
        )
        for row in _rows("questions.csv")
    )


@cache
def groups() -> dict[str, Words]:
    """The groups of acts by code, in the order of the page."""
    return {row["group"]: Words(row["label"], row["label_en"]) for row in _rows("groups.csv")}


@cache
def words() -> dict[str, Words]:
    """What the amounts, choices and kinds of subsidiary account are called."""
    return {row["name"]: Words(row["label"], row["label_en"]) for row in _rows("words.csv")}
