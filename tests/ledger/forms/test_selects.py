"""A select with shared options looks exactly as Django's own."""

from typing import Any

import pytest
from django import forms

from ledger.forms.selects import Options, SharedSelect

CHOICES = [
    ("", ""),
    ("ASET", [("1", "1101 Kas <tunai>"), ("11", "1102 Bank & giro")]),
    ("BEBAN", [("2", '5101 "Bibit"')]),
]


@pytest.mark.parametrize("value", [None, "", "1", 1, "11", "2", "3", '1" selected x="', "<b>"])
def test_every_row_is_what_django_would_render(value: Any) -> None:
    shared = SharedSelect(Options(CHOICES), choices=CHOICES)
    attrs = {"aria-invalid": "true", "id": "id_lines-0-account"}
    SharedSelect(shared.shared, choices=CHOICES).render("lines-1-account", "2")  # another row

    row = shared.render("lines-0-account", value, attrs)

    own = forms.Select(choices=CHOICES).render("lines-0-account", value, attrs)
    assert row.replace(" selected", "") == own.replace(" selected", "")
    assert chosen(row) == chosen(own)


def test_an_option_names_the_account_it_belongs_to() -> None:
    choices = [("", ""), ("7", "A-1 Sri"), ("8", "B-1 Budi")]
    select = SharedSelect(Options(choices, {"7": "31"}), choices=choices)

    html = select.render("lines-0-subsidiary", "7")

    assert '<option value="7" selected data-account="31">A-1 Sri</option>' in html
    assert '<option value="8">B-1 Budi</option>' in html


def chosen(html: str) -> list[str]:
    """The values that are chosen."""
    return [part.split('"')[1] for part in html.split("<option ")[1:] if " selected" in part]
