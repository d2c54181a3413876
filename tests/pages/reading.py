"""Pages as their readers get them: words, refusals, links, forms."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html


@dataclass
class Page:
    """A response, read."""

    response: Any

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.response.status_code)

    @property
    def is_html(self) -> bool:
        """Whether it is a page and not a file or a redirect."""
        return bool(self.response.content) and str(
            self.response.headers.get("Content-Type", "")
        ).startswith("text/html")

    @cached_property
    def tree(self) -> Any:
        """The parsed page."""
        return html.document_fromstring(self.response.content.decode())

    @cached_property
    def text(self) -> str:
        """Every word of the page's main part."""
        return words(self.tree.get_element_by_id("isi"))

    @property
    def title(self) -> str:
        """The heading."""
        return words(self.tree.find(".//h1"))

    @property
    def refusals(self) -> list[str]:
        """The sentences in which the form was refused."""
        return [words(item) for item in self.tree.find_class("form-errors")[0].iter("li")]

    @property
    def notices(self) -> list[str]:
        """Messages about what has just happened."""
        return [words(item) for item in self.tree.find_class("notice")]

    @property
    def links(self) -> list[str]:
        """Addresses inside the product that the page leads to."""
        found = [a.get("href") for a in self.tree.iter("a")]
        return [href for href in found if href and not href.startswith("#")]

    @property
    def posts(self) -> list[str]:
        """Where the page's forms write to; `.` is the page itself."""
        return [form.get("action") or "." for form in self.tree.iter("form") if is_post(form)]

    @property
    def values(self) -> dict[str, str]:
        """What stands in the inputs, texts and selections, by name."""
        return dict(self._values())

    def _values(self) -> Iterator[tuple[str, str]]:
        for field in self.tree.get_element_by_id("isi").iter("input", "textarea", "select"):
            name = field.get("name")
            if name is None or "__prefix__" in name or field.get("type") == "submit":
                continue
            if field.tag == "select":
                yield (
                    name,
                    next(
                        (
                            o.get("value")
                            for o in field.iter("option")
                            if o.get("selected") is not None
                        ),
                        "",
                    ),
                )
            elif field.get("type") == "checkbox":
                if field.get("checked") is not None:
                    yield name, field.get("value", "on")
            else:
                yield (
                    name,
                    field.text.strip() if field.tag == "textarea" else field.get("value", ""),
                )


def words(element: Any) -> str:
    """The text of an element with single spaces."""
    return " ".join(element.text_content().split())


def is_post(form: Any) -> bool:
    """Whether a form writes."""
    return str(form.get("method", "get")).lower() == "post"


def text_of_pdf(answer: Any) -> str:
    """All words of a PDF that a page answered with."""
    from pypdf import PdfReader

    assert answer.headers["Content-Type"] == "application/pdf"
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
