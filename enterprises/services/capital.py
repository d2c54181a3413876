"""Agreements behind grants and loans."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from enterprises.models import CapitalAgreement
from ledger.models import Subsidiary
from ledger.services import events


@transaction.atomic
def record_agreement(
    *,
    subsidiary: Subsidiary,
    source: str,
    provider: str,
    number: str = "",
    agreed_on: date | None = None,
    restriction: str = "",
    actor: Any,
    at: datetime,
) -> CapitalAgreement:
    """Record, or replace, what a grant or loan rests on; the event log keeps what stood before."""
    values: dict[str, Any] = {
        "source": source,
        "provider": provider,
        "number": number,
        "agreed_on": agreed_on,
        "restriction": restriction,
    }
    agreement, _created = CapitalAgreement.objects.update_or_create(
        subsidiary=subsidiary, defaults=values
    )
    events.log(
        act="record_agreement",
        subject=f"{subsidiary.code} {subsidiary.name}",
        actor=actor,
        at=at,
        book=subsidiary.book,
        **values | {"agreed_on": agreed_on.isoformat() if agreed_on else ""},
    )
    return agreement
