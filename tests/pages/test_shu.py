"""The SHU in the browser: treasurer calculates, chair reviews and approves, members are paid."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives.models import ShuDistribution, ShuFundUse, ShuPayment
from cooperatives.selectors.shu_proof import proof_of
from members.models import Organization
from tests.factories import shu
from tests.factories.people import officer

pytestmark = pytest.mark.django_db
PERCENTAGES = {"cadangan": "40", "jasa_modal": "15", "jasa_usaha": "25", "pengurus": "20"}


@pytest.fixture
def organization() -> Organization:
    return shu.closed(shu.traded())


@pytest.fixture
def browser(organization: Organization, client_of: Callable[[str], Client]) -> Callable[..., Any]:
    """`browser(kind)`: a signed-in officer."""

    def of(kind: str) -> Client:
        return client_of(officer(organization, kind).username)

    return of


def wish(**more: str) -> dict[str, str]:
    return {
        "year": "2025", "style": "flat", "capital_method": "closing", "leavers": "none",
        "rounding": "floor", "non_member": "reserve", **PERCENTAGES,
    } | more  # fmt: skip


def test_from_simulation_to_payment(
    organization: Organization, browser: Callable[..., Client]
) -> None:
    treasurer, chair = browser("bendahara"), browser("ketua")
    home = f"/lembaga/{organization.slug}/koperasi/shu/"

    simulated = treasurer.post(f"{home}hitung/", wish(show="1"))
    kept = treasurer.post(f"{home}hitung/", wish(keep="1"))
    made = ShuDistribution.objects.get()
    page = f"{home}{made.pk}/"
    chair.post(f"{page}putusan/")
    decision = shu.rat(organization)
    chair.post(f"{page}putusan/", {"decision": decision.pk})
    booked = treasurer.post(f"{page}bagikan/", {"on": "2026-02-12"})
    share = shu.share_of(made, "A-1")
    paid = treasurer.post(
        f"{page}bayar/",
        {
            "shares": [share.pk],
            "way": "cash",
            "cash": "1-1101",
            "on": "2026-02-13",
            "key": "k" * 32,
        },
    )  # fmt: skip
    shown = treasurer.get(page).content.decode()
    slip = treasurer.get(f"{page}anggota/{share.membership_id}/").content.decode()

    made.refresh_from_db()
    assert (simulated.status_code, kept.status_code) == (200, 302)
    assert "3.000.000" in simulated.content.decode()
    assert (booked.status_code, paid.status_code, made.state) == (302, 302, "distributed")
    assert ShuPayment.objects.get().amount == share.total == 200_000
    assert "Bayar anggota" in shown
    assert "1.000.000" in slip
    (line,) = proof_of(share).business
    place = reverse("ledger:voucher", kwargs={"org": organization.slug, **line.place})
    assert f'href="{place}"' in slip


def test_who_may_only_read_keeps_no_calculation(
    organization: Organization, browser: Callable[..., Client]
) -> None:
    supervisor = browser("pengawas")
    page = f"/lembaga/{organization.slug}/koperasi/shu/hitung/"

    seen, kept = supervisor.post(page, wish(show="1")), supervisor.post(page, wish(keep="1"))

    assert (seen.status_code, kept.status_code) == (200, 403)
    assert not ShuDistribution.objects.exists()


def test_105_percent_keeps_what_was_typed_and_says_why(
    organization: Organization, browser: Callable[..., Client]
) -> None:
    page = f"/lembaga/{organization.slug}/koperasi/shu/hitung/"

    answer = browser("bendahara").post(page, wish(cadangan="45"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Persentase berjumlah 105; harus tepat 100." in text
    assert 'value="45"' in text


def test_a_member_reads_the_own_slip_and_nobody_elses(
    organization: Organization, client_of: Callable[[str], Client]
) -> None:
    shu.distributed(organization)
    one, other = (shu.membership(organization, number) for number in ("A-1", "A-2"))
    reader = shu.reviewer()
    one.person.user = reader
    one.person.save()
    client = client_of(reader.username)

    own = client.get(f"/saya/{one.pk}/shu/2025/")
    card = client.get(f"/saya/{one.pk}/").content.decode()
    foreign = client.get(f"/saya/{other.pk}/shu/2025/")

    assert (own.status_code, own.headers["Content-Type"]) == (200, "application/pdf")
    assert f"/saya/{one.pk}/shu/2025/" in card
    assert foreign.status_code == 404


def test_a_fund_is_used_from_its_page(
    organization: Organization, browser: Callable[..., Client]
) -> None:
    shu.distributed(organization)
    page = f"/lembaga/{organization.slug}/koperasi/shu/dana/sosial/"
    given = {
        "recipient": "Bu Wati", "purpose": "Sakit", "decision": "RAT", "amount": "400.000",
        "on": "2026-02-14", "cash": "1-1101", "key": "f" * 32,
    }  # fmt: skip
    treasurer = browser("bendahara")

    too_much = treasurer.post(page, given)
    good = treasurer.post(page, given | {"amount": "100.000"})

    assert (too_much.status_code, good.status_code) == (422, 302)
    assert "Isi dana hanya Rp 300.000" in too_much.content.decode()
    assert ShuFundUse.objects.get().amount == 100_000
