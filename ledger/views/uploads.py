"""The papers of a page that records: chosen now, or kept from the sending before."""

from functools import cached_property
from typing import Any

from django.utils import timezone

from ledger.forms.paper import PapersForm
from ledger.readers.paper import PaperError, ReadPaper
from ledger.services.held_papers import held, hold, let_go
from ledger.views.access import BookRequest


class Uploads:
    """Read once from the request; whatever happens to the form, good files are not asked twice."""

    def __init__(self, request: BookRequest) -> None:
        self.request = request
        is_sent = request.method == "POST"
        self.form = PapersForm(request.POST, request.FILES) if is_sent else PapersForm()
        self._kept: list[ReadPaper] = []
        self._token = "" if "drop_held" in request.POST else request.POST.get("held", "")
        try:
            self._kept = held(book=request.book, actor=request.user, token=self._token)
        except PaperError as error:
            self._token = ""
            self.refuse(error)

    def is_valid(self) -> bool:
        """Whether every file may be stored."""
        return bool(self.form.is_valid())

    @cached_property
    def papers(self) -> list[ReadPaper]:
        """All of them, none twice."""
        chosen = self.form.cleaned_data["papers"] if self.is_valid() else []
        return list({read.content: read for read in [*self._kept, *chosen]}.values())

    def refuse(self, error: PaperError) -> None:
        """Put what was refused at its field."""
        self.form.is_valid()
        self.form.add_error("papers", str(error))

    def done(self) -> None:
        """They are handed in: what was kept aside is no longer needed."""
        let_go(self._token)

    def page(self) -> dict[str, Any]:
        """What `ledger/paper_fields.html` shows; keeps new files for the next sending."""
        papers, token = self.papers, self._token
        if len(papers) > len(self._kept):
            request, now = self.request, timezone.now()
            token = hold(book=request.book, actor=request.user, papers=papers, at=now)
            let_go(self._token)
        return {
            "papers_form": self.form,
            "held": papers,
            "held_token": token,
            "papers_lost": bool(self.request.FILES) and not self.is_valid(),
        }
