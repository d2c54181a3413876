"""Pages for people who hear them, enlarge them, or walk through them by keyboard."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.pages.addresses import address, names
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page

UNSEEN = ("hidden", "submit", "button", "image", "reset")


@pytest.mark.parametrize("username", ["bendahara.mina", "ketua.mina", "kepala.panti", ""])
def test_every_page_can_be_heard_and_walked_through(
    addresses: dict[str, Any], client_of: Callable[[str], Client], username: str
) -> None:
    client = client_of(username) if username else Client()
    targets = [address(name, addresses) for name in names()] + [f"{MINA}tidak-ada/"]

    pages = {target: Page(client.get(target)) for target in targets}

    faults = {t: list(faults_of(page.tree)) for t, page in pages.items() if page.is_html}
    assert {target: found for target, found in faults.items() if found} == {}
    assert len(faults) > 3


def test_a_refused_form_says_where_and_why(mina: Any, treasurer: Client) -> None:
    data = journal(mina, SALE, narration="") | {"lines-0-debit": "1e3"}

    tree = Page(treasurer.post(f"{MINA}bukti/catat/", data)).tree

    assert list(faults_of(tree)) == []
    for name in ("narration", "lines-0-debit"):
        field = tree.xpath(f"//*[@name='{name}']")[0]
        explained = field.get("aria-describedby").split()
        assert field.get("aria-invalid") == "true"
        assert [i for i in explained if tree.get_element_by_id(i, None) is None] == []
        assert tree.xpath(f"//a[@href='#{field.get('id')}']") != []


@pytest.mark.parametrize("status", [400, 404, 500])
def test_pages_without_context_can_be_heard_too(
    mina: Any, treasurer: Client, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError

    if status == 500:
        monkeypatch.setattr("ledger.views.vouchers.page", broken)
    data = {f"x{n}": "1" for n in range(4001)} if status == 400 else {}
    target = f"{MINA}bukti/" if status == 500 else f"{MINA}bukti/catat/"

    answer = (
        treasurer.post(target, data)
        if status == 400
        else treasurer.get(f"{MINA}tidak-ada/" if status == 404 else target)
    )

    page = Page(answer)
    assert page.status == status
    assert list(faults_of(page.tree)) == []
    assert page.tree.get("lang") == "id"
    assert "Content-Security-Policy" in answer.headers
    assert b"RuntimeError" not in answer.content


def faults_of(tree: Any) -> Iterator[str]:
    """What would stop somebody who cannot see the page."""
    ids = Counter(element.get("id") for element in tree.iter("*") if element.get("id"))
    yield from (f"id {name} twice" for name, count in ids.items() if count > 1)
    if not tree.get("lang"):
        yield "no language"
    if len(tree.findall(".//h1")) != 1:
        yield f"{len(tree.findall('.//h1'))} headings of the first rank"
    if not (tree.findtext(".//title") or "").strip():
        yield "no title"
    yield from (f"{field.get('name')} has no label" for field in unlabelled(tree))
    yield from (f"{part.tag} without words" for part in wordless(tree))
    for cell in tree.iter("th"):
        if cell.get("scope") is None:
            yield f"th without scope: {cell.text_content().strip()}"


def unlabelled(tree: Any) -> list[Any]:
    """Inputs of which nobody is told what belongs into them."""
    labelled = {label.get("for") for label in tree.iter("label")}
    fields = [f for f in tree.iter("input", "select", "textarea") if f.get("type") not in UNSEEN]
    return [f for f in fields if f.get("id") not in labelled and not f.get("aria-label")]


def wordless(tree: Any) -> list[Any]:
    """Controls and pictures that say nothing."""
    silent = [
        control
        for control in tree.iter("button", "a")
        if not control.text_content().strip() and not control.get("aria-label")
    ]
    return silent + [image for image in tree.iter("img") if image.get("alt") is None]
