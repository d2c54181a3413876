"""The health of a book: lights with what they mean, and the run of all proofs when asked for."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse as url_of
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ledger.models import Book, HealthResult
from ledger.registry import Light, Words
from ledger.reports.health import CHECKS, prove
from ledger.selectors.health import asked_to_reopen, last_backup, reopened, results_of
from ledger.selectors.remarks import counts
from ledger.selectors.seals import seal_head
from ledger.services.health import keep_result
from ledger.views.access import BookRequest, requires

OLDER = 10
"""Earlier runs that the page lists."""


@dataclass(frozen=True)
class ShownLight:
    """A light with its title, what it means and what to do next."""

    title: Words
    meaning: Words
    light: Light
    next_step: Words = ""
    faults: tuple[str, ...] = ()


@require_GET
@requires("ledger.view_events")
def health(request: BookRequest, org: str) -> HttpResponse:
    """What is known now, and what the last run found; nothing heavy is read."""
    results = list(results_of(request.book)[: OLDER + 1])
    newest = results[0] if results else None
    sequence, seal = seal_head(request.book)
    return render(
        request,
        "ledger/health.html",
        {
            "proofs": _proofs(newest),
            "lights": [_backup(), _reopened(request.book), _remarks(request.book)],
            "newest": newest,
            "older": results[1:],
            "added": sequence - newest.sequence if newest else sequence,
            "sequence": sequence,
            "seal": seal,
            "can_run": request.user.has_perm("ledger.run_checks", request.book),
        },
    )


@require_POST
@requires("ledger.run_checks")
def run_health(request: BookRequest, org: str) -> HttpResponse:
    """Run every proof and keep the result with its day."""
    begun = time.monotonic()
    found = prove(request.book)
    result = keep_result(
        book=request.book,
        found=found,
        seconds=time.monotonic() - begun,
        actor=request.user,
        at=timezone.now(),
    )
    if result.faults:
        messages.error(request, _("%(count)s kesalahan ditemukan.") % {"count": result.faults})
    else:
        messages.success(request, _("Semua pemeriksaan lulus."))
    return redirect("ledger:health", org=org)


def _proofs(newest: HealthResult | None) -> list[ShownLight]:
    """Each proof with what the last run found."""
    shown = []
    for check in CHECKS:
        found = newest.findings.get(check.name) if newest else None
        if found is None:
            light = Light("wait", _("Belum pernah dijalankan."))
        elif found["count"]:
            words = ngettext("%(n)s kesalahan.", "%(n)s kesalahan.", found["count"])
            light = Light("warn", words % {"n": found["count"]})
        else:
            light = Light("ok", _("Tidak ada kesalahan."))
        is_bad = light.state == "warn"
        shown.append(
            ShownLight(
                check.title,
                check.meaning,
                light,
                check.next_step if is_bad else "",
                _kept(found) if is_bad and found else (),
            )
        )
    return shown


def _kept(found: dict[str, Any]) -> tuple[str, ...]:
    """The sentences that were kept, and how many more there were."""
    more = found["count"] - len(found["faults"])
    rest = [_("dan %(count)s lainnya") % {"count": more}] if more else []
    return (*found["faults"], *rest)


def _backup() -> ShownLight:
    backup, limit = last_backup(), settings.LUMBUNG_BACKUP_DAYS
    title, meaning = _("Cadangan terakhir"), _("Salinan aman basis data di luar yang dipakai.")
    step = _("Jalankan “./lumbung backup” dan simpan satu salinan di luar komputer ini.")
    if backup is None:
        light = Light("wait", _("Belum ada catatan cadangan di komputer ini."))
        return ShownLight(title, meaning, light, step)
    age = backup.age(timezone.localdate())
    when = timezone.localtime(backup.at).strftime("%d/%m/%Y %H:%M")
    text = _("%(when)s, %(age)s hari lalu.") % {"when": when, "age": age}
    if age > limit:
        return ShownLight(title, meaning, Light("warn", text), step)
    return ShownLight(title, meaning, Light("ok", text))


def _reopened(book: Book) -> ShownLight:
    title = _("Bulan yang dibuka kembali")
    meaning = _("Periode yang sudah pernah ditutup tetap tertutup.")
    url = url_of("ledger:periods", kwargs={"org": book.slug})
    names = [period.label for period in reopened(book)]
    asked = [request.period.label for request in asked_to_reopen(book)]
    if not names and not asked:
        return ShownLight(title, meaning, Light("ok", _("Tidak ada."), url))
    parts = []
    if names:
        parts.append(_("Terbuka kembali: %(names)s.") % {"names": ", ".join(names)})
    if asked:
        parts.append(_("Diminta dibuka: %(names)s.") % {"names": ", ".join(asked)})
    step = _("Tanyakan alasannya, lalu minta periode ditutup lagi.")
    return ShownLight(title, meaning, Light("wait", " ".join(parts), url), step)


def _remarks(book: Book) -> ShownLight:
    title, meaning = _("Temuan"), _("Temuan dijawab sebelum batas waktunya.")
    url = url_of("ledger:remarks", kwargs={"org": book.slug})
    found = counts(book, timezone.localdate())
    text = _("%(open)s menunggu jawaban, %(overdue)s lewat batas.") % found
    if found["overdue"]:
        step = _("Ingatkan bendahara, atau bawa ke rapat pengurus.")
        return ShownLight(title, meaning, Light("warn", text, url), step)
    return ShownLight(title, meaning, Light("wait" if found["open"] else "ok", text, url))
