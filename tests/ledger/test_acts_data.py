"""The catalogue of acts is complete, fits the charts, and its page is printed from it."""

from pathlib import Path

import pytest

from ledger.acts import FRAMEWORKS, HERE, ActSpec, catalogue, groups, words
from ledger.coa import chart
from ledger.reports.acts import acts_page

DOCS = Path(__file__).resolve().parents[2] / "docs" / "accounting"
EVERY = [(framework, spec) for framework in FRAMEWORKS for spec in catalogue(framework).values()]
each = pytest.mark.parametrize(
    ("framework", "spec"), EVERY, ids=lambda value: getattr(value, "code", value)
)
LEAST = {
    "kube": {"simpanan", "penjualan", "pembelian", "beban", "bank", "aset", "hibah", "pinjaman"},
    "koperasi": {
        "simpanan", "penjualan", "pembelian", "beban", "bank", "aset", "hibah", "pinjaman",
    },
    "yayasan": {"hibah", "program", "beban", "bank", "aset", "pinjaman", "pajak"},
    "panti": {"hibah", "program", "beban", "bank", "aset", "pajak"},
}  # fmt: skip


def codes(framework: str) -> set[str]:
    """The postable accounts of a seed chart."""
    return {row.code for row in chart(framework) if not row.is_heading}


def amount(spec: ActSpec, *, is_debit: bool) -> int:
    """One side of the example."""
    return sum(
        term.sign * spec.example.get(term.name, 0)
        for line in spec.lines
        if line.is_debit == is_debit
        for term in line.terms
    )


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_each_framework_offers_every_group_of_its_work(framework: str) -> None:
    specs = catalogue(framework).values()
    rows = (HERE / f"{framework}.csv").read_text(encoding="utf-8").splitlines()[1:]

    assert {spec.group for spec in specs} >= LEAST[framework]
    assert {spec.group for spec in specs} <= set(groups())
    assert len(specs) == len(rows)  # no code stands twice


@each
def test_an_act_names_accounts_of_its_chart_and_has_words(framework: str, spec: ActSpec) -> None:
    known = codes(framework)
    kinds = {row.control for row in chart(framework) if row.control}

    for line in spec.lines:
        for pattern in (pattern.lstrip("!") for pattern in line.accounts):
            if pattern.endswith("*"):
                assert any(code.startswith(pattern[:-1]) for code in known), pattern
            else:
                assert pattern in known | {"@cash", "@bank"}
        several = len(line.accounts) > 1 or line.accounts[0][0] == "@" or "*" in line.accounts[0]
        assert bool(line.choice) == several
    choices = {line.choice for line in spec.lines if line.choice} - {"money"}
    assert choices | set(spec.amounts) | {"money_in", "money_out"} <= set(words())
    assert kinds - {"loan", "asset"} <= set(words())
    assert spec.sentence.id
    assert spec.sentence.en
    assert bool(spec.when.id) == bool(spec.when.en)
    assert spec.law


@each
def test_the_example_of_an_act_is_a_whole_voucher(framework: str, spec: ActSpec) -> None:
    assert set(spec.example) == set(spec.amounts)
    assert amount(spec, is_debit=True) == amount(spec, is_debit=False) > 0


@each
def test_debit_and_credit_add_up_the_same_amounts(framework: str, spec: ActSpec) -> None:
    net = dict.fromkeys(spec.amounts, 0)

    for line in spec.lines:
        for term in line.terms:
            net[term.name] += term.sign if line.is_debit else -term.sign

    assert set(net.values()) == {0}


def test_the_page_of_acts_is_printed_from_the_catalogue() -> None:
    assert (DOCS / "acts.md").read_text(encoding="utf-8") == acts_page()
