"""A meeting's sheet becomes one voucher, or none."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Voucher
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import CollectionSheet, Membership, Organization, SavingsAccount
from members.selectors.collection import sheet_rows
from members.services.collection import SheetError, post_sheet, save_sheet
from members.services.savings import balance_of
from members.services.savings_products import add_default_products, set_terms
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory
from tests.factories.savings import cash, held, member, product

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 25)


@pytest.fixture
def group(db: None) -> Organization:
    group = OrganizationFactory(kind="kube")
    add_default_products(organization=group, actor=system_actor(), at=AT)
    set_terms(product=product(group, "pokok"), actor=system_actor(), at=AT, fixed_amount=100_000)
    return group


def kept(group: Organization, amounts: dict[Membership, dict[str, str]]) -> CollectionSheet:
    content = {
        str(person.pk): {"present": True, "amounts": cells, "remark": ""}
        for person, cells in amounts.items()
    }
    return save_sheet(organization=group, held_on=DAY, content=content, actor=system_actor(), at=AT)


def post(sheet: CollectionSheet) -> Voucher:
    return post_sheet(sheet=sheet, cash=cash(sheet.organization), actor=system_actor(), at=AT)


def test_everyone_lands_in_one_voucher(group: Organization) -> None:
    sari, budi = member(group), member(group, "A-2")
    sheet = kept(
        group,
        {
            sari: {"pokok": "100.000", "wajib": "20.000", "iks": "5000"},
            budi: {"wajib": "20000", "iks": ""},
        },
    )

    voucher = post(sheet)

    assert list(
        voucher.lines.values_list("account__code", "subsidiary__code", "debit", "credit", "memo")
    ) == [
        ("1101", None, 145_000, 0, ""),
        ("3101", "A-1", 0, 100_000, "A-1 pokok"),
        ("3102", "A-1", 0, 20_000, "A-1 wajib"),
        ("2103", None, 0, 5_000, "A-1 iks"),
        ("3102", "A-2", 0, 20_000, "A-2 wajib"),
    ]
    assert balance_of(held(budi, "wajib")) == 20_000
    assert sari.fund_contributions.get().amount == 5_000


def test_posting_again_answers_with_the_same_voucher(group: Organization) -> None:
    sheet = kept(group, {member(group): {"wajib": "20.000"}})

    assert post(sheet).pk == post(sheet).pk
    assert Voucher.objects.count() == 1


def test_every_faulty_cell_is_named_and_nothing_is_posted(group: Organization) -> None:
    sari, budi = member(group), member(group, "A-2")
    sheet = kept(
        group, {sari: {"wajib": "dua puluh", "pokok": "50.000"}, budi: {"wajib": "20.000"}}
    )

    with pytest.raises(SheetError) as refused:
        post(sheet)

    assert {(pk, code) for pk, code, _text in refused.value.faults} == {
        (sari.pk, "wajib"),
        (sari.pk, "pokok"),
    }
    assert not Voucher.objects.exists()
    assert not SavingsAccount.objects.exists()


def test_an_empty_sheet_is_not_posted(group: Organization) -> None:
    with pytest.raises(SheetError, match="Belum ada setoran"):
        post(kept(group, {member(group): {"wajib": " ", "iks": "0"}}))


def test_a_draft_is_one_a_day_and_keeps_what_was_typed(group: Organization) -> None:
    sari = member(group)
    kept(group, {sari: {"wajib": "10.000"}})

    sheet = kept(group, {sari: {"wajib": "dua"}})

    assert CollectionSheet.objects.count() == 1
    (row,) = sheet_rows(group, DAY, sheet.content)
    assert {cell.product.code: cell.value for cell in row.cells}["wajib"] == "dua"
    assert row.is_present


def test_the_grid_costs_the_same_for_one_and_three_members(group: Organization) -> None:
    counts = []
    for number in (1, 2, 3):
        member(group, f"A-{number}")
        with CaptureQueriesContext(connection) as queries:
            sheet_rows(group, DAY, {})
        counts.append(len(queries))

    assert counts == [counts[0]] * 3
    assert counts[0] < 15


def test_the_page_posts_what_is_typed_and_keeps_it_when_refused(
    group: Organization, client: Any
) -> None:
    from tests.factories.people import officer

    sari = member(group)
    client.force_login(officer(group, "kasir"))
    page = f"/lembaga/{group.slug}/anggota/setoran/"
    wrong = {"tanggal": "2026-01-25", f"s-{sari.pk}-wajib": "20,000", "kas": "1101", "post": "1"}

    refused = client.post(page, wrong)
    accepted = client.post(page, wrong | {f"s-{sari.pk}-wajib": "20.000"})

    assert refused.status_code == 422
    assert 'value="20,000"' in refused.content.decode()
    assert accepted.status_code == 302
    assert Voucher.objects.get().date == DAY


def test_a_reversed_sheet_lies_on_the_table_again_and_is_posted_anew(group: Organization) -> None:
    sari = member(group)
    first = post(kept(group, {sari: {"wajib": "20.000", "iks": "5.000"}}))
    reverse(voucher=first, on=DAY, reason="Keliru", actor=system_actor(), at=AT)

    draft = CollectionSheet.objects.get(voucher=None)
    again = kept(group, {sari: {"wajib": "20.000", "iks": "5.000"}})
    second = post(again)

    assert (draft.pk, draft.content) == (again.pk, first.collection_sheet.content)
    assert second.pk != first.pk
    assert balance_of(held(sari, "wajib")) == 20_000


def test_the_same_typing_is_accepted_after_a_reversal(group: Organization) -> None:
    content = {str(member(group).pk): {"amounts": {"wajib": "20.000"}}}
    by: dict[str, Any] = {"actor": system_actor(), "at": AT}
    keep = {"organization": group, "held_on": DAY, "content": content}
    first = post(save_sheet(base="", **keep, **by))
    reverse(voucher=first, on=DAY, reason="Keliru", **by)
    CollectionSheet.objects.get(voucher=None).delete()

    sheet = save_sheet(base="", **keep, **by)

    assert post(sheet).pk != first.pk


def test_a_sheet_begun_since_is_not_overwritten_by_a_reversal(group: Organization) -> None:
    sari = member(group)
    first = post(kept(group, {sari: {"wajib": "20.000"}}))
    kept(group, {sari: {"wajib": "30.000"}})

    reverse(voucher=first, on=DAY, reason="Keliru", actor=system_actor(), at=AT)

    (row,) = CollectionSheet.objects.get(voucher=None).content.values()
    assert row["amounts"] == {"wajib": "30.000"}
