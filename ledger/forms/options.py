"""A list of choices that many lines of one page offer: written once, then only chosen from.

Django renders every option of every line through a template; a cooperative's journal page took
170 ms that way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Option:
    """One choice; `belongs_to` becomes `data-account`, by which the page filters."""

    value: str
    label: str
    belongs_to: str = ""

    def html(self, *, is_chosen: bool = False) -> SafeString:
        """The option element."""
        attributes: dict[str, Any] = {"value": self.value, "selected": is_chosen}
        if self.belongs_to:
            attributes["data-account"] = self.belongs_to
        return format_html("<option{}>{}</option>", flatatt(attributes), self.label)


class Options:
    """An empty choice and groups of options, each below its heading ("" for none)."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Option]]]) -> None:
        self.options: dict[str, Option] = {}
        self.place: dict[str, int] = {}
        self.parts: list[SafeString] = []
        self._add(Option("", ""))
        for label, options in groups:
            if label and options:
                self.parts.append(format_html('<optgroup label="{}">', label))
            for option in options:
                self._add(option)
            if label and options:
                self.parts.append(format_html("</{}>", "optgroup"))
        self.choices = [(option.value, option.label) for option in self.options.values()]
        self.unchosen = self._joined(self.parts)

    def html(self, chosen: str) -> SafeString:
        """All options, with the chosen one marked if it is among them."""
        if not chosen or chosen not in self.options:
            return self.unchosen
        parts = list(self.parts)
        parts[self.place[chosen]] = self.options[chosen].html(is_chosen=True)
        return self._joined(parts)

    def _add(self, option: Option) -> None:
        self.options[option.value] = option
        self.place[option.value] = len(self.parts)
        self.parts.append(option.html())

    @staticmethod
    def _joined(parts: Sequence[SafeString]) -> SafeString:
        return format_html_join("", "{}", ((part,) for part in parts))


class SharedSelect(forms.Select):
    """A select element over shared options; a value that is not offered chooses nothing."""

    def __init__(self, shared: Options) -> None:
        super().__init__()
        self.shared = shared

    def render(
        self,
        name: str,
        value: Any,
        attrs: Any = None,
        renderer: Any = None,  # noqa: ARG002
    ) -> SafeString:
        """The element with its options."""
        attributes = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        chosen = "" if value is None else str(value)
        return format_html("<select{}>{}</select>", attributes, self.shared.html(chosen))
