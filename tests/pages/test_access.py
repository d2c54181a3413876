"""Who gets which answer from every address: one row for each, none without a row."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Organization
from tests.pages.addresses import PEOPLE, address, names

# Statuses for the people of `PEOPLE`, in their order:
# treasurer, chair, supervisor, treasurer of another KUBE, head of the institution, outsider, nobody
EVERYONE_IN = "200 200 200 200 200 200 302"
EVERYONE_ON = "302 302 302 302 302 302 302"
NOT_SO = "405 405 405 405 405 405 302"
ABSENT = "404 404 404 404 404 404 302"
READING = "200 200 200 404 200 404 302"
DETAIL = "200 200 200 404 403 404 302"
CHAIR = "403 200 403 404 403 404 302"
DESK = "200 403 403 404 403 404 302"
COUNTING = "200 403 200 404 403 404 302"
REMARKS = "200 200 200 404 403 404 302"
CHECKING = "403 403 200 404 403 404 302"
ACTS = "200 200 403 404 403 404 302"
REFUSED_AT_DESK = "422 403 403 404 403 404 302"
REFUSED_AT_CHAIR = "403 422 403 404 403 404 302"
DONE_AT_CHAIR = "403 302 403 404 403 404 302"
NOT_SO_INSIDE = "405 405 405 404 405 404 302"

GET = {
    "home": "302 302 302 302 200 200 302",
    "first_run": "404 404 404 404 404 404 404",
    "account_login": "302 302 302 302 302 302 200",
    "account_logout": EVERYONE_IN,
    "account_inactive": "200 200 200 200 200 200 200",
    "account_reauthenticate": EVERYONE_IN,
    "account_change_password": EVERYONE_IN,
    "account_set_password": EVERYONE_ON,
    "account_signup": "302 302 302 302 302 302 200",
    "invitation": "200 200 200 200 200 200 200",
    "mfa_index": EVERYONE_IN,
    "mfa_authenticate": EVERYONE_ON,
    "mfa_reauthenticate": EVERYONE_ON,
    "mfa_activate_totp": EVERYONE_ON,
    "mfa_deactivate_totp": ABSENT,
    "mfa_view_recovery_codes": ABSENT,
    "mfa_generate_recovery_codes": EVERYONE_ON,
    "mfa_download_recovery_codes": ABSENT,
    "set_language_preference": "405 405 405 405 405 405 405",
    "my_cards": "302 302 302 302 302 200 302",
    "my_card": "404 200 404 404 404 404 302",
    "my_data": "404 200 404 404 404 404 302",
    "my_withdrawal": "405 405 405 405 405 405 405",
    "my_statement": "404 200 404 404 404 404 302",
    "pin_door": "200 200 200 200 200 200 200",
    "pin_leave": "405 405 405 405 405 405 405",
    "organization_home": READING,
    "ledger:acts": DESK,
    "ledger:act": DESK,
    "ledger:favourite_act": NOT_SO_INSIDE,
    "ledger:act_settings": ACTS,
    "ledger:switch_act": NOT_SO_INSIDE,
    "ledger:switch_own_act": NOT_SO_INSIDE,
    "ledger:templates": DESK,
    "ledger:use_template": DESK,
    "ledger:edit_template": DESK,
    "ledger:switch_template": NOT_SO_INSIDE,
    "ledger:voucher_template": DESK,
    "ledger:accounts": ACTS,
    "ledger:new_account": ACTS,
    "ledger:account": ACTS,
    "ledger:units": ACTS,
    "ledger:unit": ACTS,
    "ledger:layouts": ACTS,
    "ledger:budgets": ACTS,
    "ledger:budget": ACTS,
    "ledger:budget_file": ACTS,
    "ledger:upload_budget": NOT_SO_INSIDE,
    "ledger:replace_budget": NOT_SO_INSIDE,
    "ledger:vouchers": DETAIL,
    "ledger:record": DESK,
    "ledger:voucher": DETAIL,
    "ledger:voucher_print": DETAIL,
    "ledger:receipt_print": DETAIL,
    "ledger:reverse": DESK,
    "ledger:draft": DESK,
    "ledger:discard_draft": NOT_SO_INSIDE,
    "ledger:cash": DETAIL,
    "ledger:count_cash": COUNTING,
    "ledger:cash_count": DETAIL,
    "ledger:cash_difference": NOT_SO_INSIDE,
    "ledger:cash_count_print": DETAIL,
    "ledger:petty_cash": DETAIL,
    "ledger:petty_fund": NOT_SO_INSIDE,
    "ledger:petty_slip": NOT_SO_INSIDE,
    "ledger:replenish": NOT_SO_INSIDE,
    "ledger:void_slip": NOT_SO_INSIDE,
    "ledger:imports": DESK,
    "ledger:import_example": DESK,
    "ledger:import_sheet": DESK,
    "ledger:post_import": NOT_SO_INSIDE,
    "ledger:discard_import": NOT_SO_INSIDE,
    "ledger:undo_import": DESK,
    "ledger:opening": DESK,
    "ledger:post_opening": NOT_SO_INSIDE,
    "ledger:attach": NOT_SO_INSIDE,
    "ledger:paper": DETAIL,
    "ledger:withdraw": NOT_SO_INSIDE,
    "ledger:post_alone": NOT_SO_INSIDE,
    "ledger:approvals": "200 200 403 404 403 404 302",
    "ledger:approval_policy": "403 200 403 404 403 404 302",
    "ledger:approval": "200 200 403 404 403 404 302",
    "ledger:approve": NOT_SO_INSIDE,
    "ledger:refuse": NOT_SO_INSIDE,
    "ledger:bank": DESK,
    "ledger:year": READING,
    "ledger:year_pdf": READING,
    "ledger:note": DESK,
    "ledger:reports": READING,
    "ledger:report": READING,
    "ledger:periods": READING,
    "ledger:check": "403 200 200 404 403 404 302",
    "ledger:close_period": DESK,
    "ledger:request_reopen": DESK,
    "ledger:approve_reopen": NOT_SO_INSIDE,
    "ledger:decline_reopen": CHAIR,
    "ledger:settings": CHAIR,
    "ledger:paper_rule": CHAIR,
    "ledger:export_package": "403 200 200 404 403 404 302",
    "ledger:health": "403 200 200 404 403 404 302",
    "ledger:run_health": NOT_SO_INSIDE,
    "ledger:remarks": REMARKS,
    "ledger:remark": REMARKS,
    "ledger:new_remark": CHECKING,
    "ledger:answer_remark": NOT_SO_INSIDE,
    "ledger:decide_remark": NOT_SO_INSIDE,
    "ledger:samples": CHECKING,
    "ledger:draw_sample": CHECKING,
    "ledger:sample": CHECKING,
    "ledger:sample_item": CHECKING,
    "ledger:sample_print": CHECKING,
    "ledger:conclude_sample": NOT_SO_INSIDE,
    "ledger:events": "403 200 200 404 403 404 302",
    "members:collection": DESK,
    "members:confirmations": CHAIR,
    "members:confirmations_print": CHAIR,
    "members:confirmation": CHAIR,
    "members:privacy": CHAIR,
    "members:leaving": DESK,
    "members:claims": DETAIL,
    "members:claim": DESK,
    "members:claim_print": DESK,
    "members:passbook": DESK,
    "members:find_passbook": DESK,
    "members:passbook_print": DESK,
    "members:member_statement": DETAIL,
    "members:statements": DETAIL,
    "members:statements_part": DETAIL,
    "members:member_pin": CHAIR,
    "members:print_collection": DESK,
    "members:collection_workbook": DESK,
    "members:upload_collection": NOT_SO_INSIDE,
    "members:savings": DETAIL,
    "members:savings_accounts": DETAIL,
    "members:savings_account": DETAIL,
    "members:savings_desk": DESK,
    "members:deposit": DESK,
    "members:withdraw": DESK,
    "members:transfer": DESK,
    "members:savings_slip": DESK,
    "members:savings_slip_print": DESK,
    "members:dues": DETAIL,
    "members:run_dues": DESK,
    "members:member_dues": DETAIL,
    "members:pay_dues": DESK,
    "members:exempt_dues": ACTS,
    "members:end_exemption": ACTS,
    "members:fund": DETAIL,
    "members:use_fund": DESK,
    "members:register": DETAIL,
    "members:offices": DETAIL,
    "members:appoint": CHAIR,
    "members:end_office": CHAIR,
    "members:prolong_office": CHAIR,
    "members:invite": CHAIR,
    "members:revoke_invitation": NOT_SO_INSIDE,
    "members:substitutes": DETAIL,
    "members:name_substitute": ACTS,
    "members:confirm_substitute": NOT_SO_INSIDE,
    "members:stop_substitute": NOT_SO_INSIDE,
    "members:sign_ins": "403 200 200 404 403 404 302",
    "members:member": DETAIL,
    "members:new_member": CHAIR,
    "members:edit_member": CHAIR,
    "members:move_member": CHAIR,
    "members:import_members": CHAIR,
    "members:import_members_example": CHAIR,
    "members:import_preview": CHAIR,
    "members:discard_member_sheet": NOT_SO_INSIDE,
    "members:export_members": "403 200 200 404 403 404 302",
    "members:photo": "403 200 200 404 403 404 302",
    "members:upload_photo": CHAIR,
    "members:opening": DESK,
    "members:opening_upload": NOT_SO_INSIDE,
    "members:opening_products": NOT_SO_INSIDE,
    "members:opening_live": NOT_SO_INSIDE,
    "members:opening_sheet": DESK,
    "meetings:meetings": DETAIL,
    "meetings:new": CHAIR,
    "meetings:decisions": DETAIL,
    "meetings:rules": CHAIR,
    "meetings:decision_rules": NOT_SO_INSIDE,
    "meetings:rule": CHAIR,
    "meetings:meeting": DETAIL,
    "meetings:edit": CHAIR,
    "meetings:invite": NOT_SO_INSIDE,
    "meetings:cancel": NOT_SO_INSIDE,
    "meetings:attendance": CHAIR,
    "meetings:open": NOT_SO_INSIDE,
    "meetings:adjourn": CHAIR,
    "meetings:qr": CHAIR,
    "meetings:attend": READING,
    "meetings:new_motion": CHAIR,
    "meetings:motion": CHAIR,
    "meetings:repeat_vote": NOT_SO_INSIDE,
    "meetings:withdraw_motion": NOT_SO_INSIDE,
    "meetings:minutes": CHAIR,
    "meetings:finalise": CHAIR,
    "meetings:print": DETAIL,
    "enterprises:overview": READING,
    "enterprises:record_sale": DESK,
    "enterprises:offer": DESK,
    "enterprises:allocate_profit": DESK,
    "enterprises:assign_channels": DESK,
}
POST = {
    "home": NOT_SO,
    "first_run": "404 404 404 404 404 404 404",
    "account_login": "302 302 302 302 302 302 200",
    "account_logout": EVERYONE_ON,
    "account_inactive": "405 405 405 405 405 405 405",
    "account_reauthenticate": EVERYONE_IN,
    "account_change_password": EVERYONE_IN,
    "account_set_password": EVERYONE_ON,
    "account_signup": "302 302 302 302 302 302 200",
    "invitation": "422 422 422 422 422 422 422",
    "mfa_index": NOT_SO,
    "mfa_authenticate": EVERYONE_ON,
    "mfa_reauthenticate": EVERYONE_ON,
    "mfa_activate_totp": EVERYONE_ON,
    "mfa_deactivate_totp": ABSENT,
    "mfa_view_recovery_codes": NOT_SO,
    "mfa_generate_recovery_codes": EVERYONE_ON,
    "mfa_download_recovery_codes": ABSENT,
    "set_language_preference": EVERYONE_ON,
    "my_cards": "405 405 405 405 405 405 405",
    "my_card": "405 405 405 405 405 405 405",
    "my_data": "405 405 405 405 405 405 405",
    "my_withdrawal": "404 302 404 404 404 404 302",
    "my_statement": "405 405 405 405 405 405 405",
    "pin_door": "422 422 422 422 422 422 422",
    "pin_leave": EVERYONE_ON,
    "organization_home": NOT_SO_INSIDE,
    "ledger:acts": NOT_SO_INSIDE,
    "ledger:act": REFUSED_AT_DESK,
    "ledger:favourite_act": "302 403 403 404 403 404 302",
    "ledger:act_settings": "422 422 403 404 403 404 302",
    "ledger:switch_act": "302 302 403 404 403 404 302",
    "ledger:switch_own_act": "302 302 403 404 403 404 302",
    "ledger:templates": NOT_SO_INSIDE,
    "ledger:use_template": REFUSED_AT_DESK,
    "ledger:edit_template": REFUSED_AT_DESK,
    "ledger:switch_template": "302 403 403 404 403 404 302",
    "ledger:voucher_template": REFUSED_AT_DESK,
    "ledger:accounts": NOT_SO_INSIDE,
    "ledger:new_account": "422 422 403 404 403 404 302",
    "ledger:account": ACTS,
    "ledger:units": "422 422 403 404 403 404 302",
    "ledger:unit": "422 422 403 404 403 404 302",
    "ledger:layouts": NOT_SO_INSIDE,
    "ledger:budgets": NOT_SO_INSIDE,
    "ledger:budget": "302 302 403 404 403 404 302",
    "ledger:budget_file": NOT_SO_INSIDE,
    "ledger:upload_budget": "422 422 403 404 403 404 302",
    "ledger:replace_budget": "302 302 403 404 403 404 302",
    "ledger:vouchers": NOT_SO_INSIDE,
    "ledger:record": "422 403 403 404 403 404 302",
    "ledger:voucher": NOT_SO_INSIDE,
    "ledger:voucher_print": NOT_SO_INSIDE,
    "ledger:receipt_print": NOT_SO_INSIDE,
    "ledger:reverse": "422 403 403 404 403 404 302",
    "ledger:draft": NOT_SO_INSIDE,
    "ledger:discard_draft": "302 403 403 404 403 404 302",
    "ledger:cash": NOT_SO_INSIDE,
    "ledger:count_cash": "422 403 422 404 403 404 302",
    "ledger:cash_count": NOT_SO_INSIDE,
    "ledger:cash_difference": REFUSED_AT_DESK,
    "ledger:cash_count_print": NOT_SO_INSIDE,
    "ledger:petty_cash": NOT_SO_INSIDE,
    "ledger:petty_fund": REFUSED_AT_DESK,
    "ledger:petty_slip": REFUSED_AT_DESK,
    "ledger:replenish": REFUSED_AT_DESK,
    "ledger:void_slip": REFUSED_AT_DESK,
    "ledger:imports": REFUSED_AT_DESK,
    "ledger:import_example": NOT_SO_INSIDE,
    "ledger:import_sheet": "302 403 403 404 403 404 302",
    "ledger:post_import": "302 403 403 404 403 404 302",
    "ledger:discard_import": "302 403 403 404 403 404 302",
    "ledger:undo_import": REFUSED_AT_DESK,
    "ledger:opening": "302 403 403 404 403 404 302",
    "ledger:post_opening": REFUSED_AT_DESK,
    "ledger:attach": "302 403 403 404 403 404 302",
    "ledger:paper": NOT_SO_INSIDE,
    "ledger:withdraw": "302 403 403 404 403 404 302",
    "ledger:post_alone": "422 403 403 404 403 404 302",
    "ledger:approvals": NOT_SO_INSIDE,
    "ledger:approval_policy": "403 422 403 404 403 404 302",
    "ledger:approval": NOT_SO_INSIDE,
    "ledger:approve": "302 302 403 404 403 404 302",
    "ledger:refuse": "422 422 403 404 403 404 302",
    "ledger:bank": REFUSED_AT_DESK,
    "ledger:year": NOT_SO_INSIDE,
    "ledger:year_pdf": NOT_SO_INSIDE,
    "ledger:note": REFUSED_AT_DESK,
    "ledger:reports": NOT_SO_INSIDE,
    "ledger:report": NOT_SO_INSIDE,
    "ledger:periods": NOT_SO_INSIDE,
    "ledger:check": NOT_SO_INSIDE,
    "ledger:close_period": "302 403 403 404 403 404 302",
    "ledger:request_reopen": "422 403 403 404 403 404 302",
    "ledger:approve_reopen": "403 302 403 404 403 404 302",
    "ledger:decline_reopen": "403 422 403 404 403 404 302",
    "ledger:settings": "403 422 403 404 403 404 302",
    "ledger:paper_rule": "403 422 403 404 403 404 302",
    "ledger:export_package": "403 422 422 404 403 404 302",
    "ledger:health": NOT_SO_INSIDE,
    "ledger:run_health": "403 302 302 404 403 404 302",
    "ledger:remarks": NOT_SO_INSIDE,
    "ledger:remark": NOT_SO_INSIDE,
    "ledger:new_remark": "403 403 422 404 403 404 302",
    "ledger:answer_remark": REFUSED_AT_DESK,
    "ledger:decide_remark": "403 403 422 404 403 404 302",
    "ledger:samples": NOT_SO_INSIDE,
    "ledger:draw_sample": "403 403 422 404 403 404 302",
    "ledger:sample": NOT_SO_INSIDE,
    "ledger:sample_item": "403 403 422 404 403 404 302",
    "ledger:sample_print": NOT_SO_INSIDE,
    "ledger:conclude_sample": "403 403 422 404 403 404 302",
    "ledger:events": NOT_SO_INSIDE,
    "members:collection": "302 403 403 404 403 404 302",
    "members:confirmations": "403 422 403 404 403 404 302",
    "members:confirmations_print": NOT_SO_INSIDE,
    "members:confirmation": "403 422 403 404 403 404 302",
    "members:privacy": "403 422 403 404 403 404 302",
    "members:leaving": REFUSED_AT_DESK,
    "members:claims": NOT_SO_INSIDE,
    "members:claim": REFUSED_AT_DESK,
    "members:claim_print": NOT_SO_INSIDE,
    "members:passbook": REFUSED_AT_DESK,
    "members:find_passbook": NOT_SO_INSIDE,
    "members:passbook_print": NOT_SO_INSIDE,
    "members:member_statement": NOT_SO_INSIDE,
    "members:statements": NOT_SO_INSIDE,
    "members:statements_part": NOT_SO_INSIDE,
    "members:member_pin": "403 422 403 404 403 404 302",
    "members:print_collection": NOT_SO_INSIDE,
    "members:collection_workbook": NOT_SO_INSIDE,
    "members:upload_collection": REFUSED_AT_DESK,
    "members:savings": NOT_SO_INSIDE,
    "members:savings_accounts": NOT_SO_INSIDE,
    "members:savings_account": NOT_SO_INSIDE,
    "members:savings_desk": NOT_SO_INSIDE,
    "members:deposit": REFUSED_AT_DESK,
    "members:withdraw": REFUSED_AT_DESK,
    "members:transfer": REFUSED_AT_DESK,
    "members:savings_slip": NOT_SO_INSIDE,
    "members:savings_slip_print": NOT_SO_INSIDE,
    "members:dues": NOT_SO_INSIDE,
    "members:run_dues": "302 403 403 404 403 404 302",
    "members:member_dues": NOT_SO_INSIDE,
    "members:pay_dues": REFUSED_AT_DESK,
    "members:exempt_dues": "422 422 403 404 403 404 302",
    "members:end_exemption": "422 422 403 404 403 404 302",
    "members:fund": NOT_SO_INSIDE,
    "members:use_fund": REFUSED_AT_DESK,
    "members:register": NOT_SO_INSIDE,
    "members:offices": NOT_SO_INSIDE,
    "members:appoint": "403 422 403 404 403 404 302",
    "members:end_office": "403 422 403 404 403 404 302",
    "members:prolong_office": "403 422 403 404 403 404 302",
    "members:invite": "403 422 403 404 403 404 302",
    "members:revoke_invitation": "403 302 403 404 403 404 302",
    "members:substitutes": NOT_SO_INSIDE,
    "members:name_substitute": "422 422 403 404 403 404 302",
    "members:confirm_substitute": "302 302 302 404 403 404 302",
    "members:stop_substitute": "302 302 403 404 403 404 302",
    "members:sign_ins": NOT_SO_INSIDE,
    "members:member": NOT_SO_INSIDE,
    "members:new_member": "403 422 403 404 403 404 302",
    "members:edit_member": "403 422 403 404 403 404 302",
    "members:move_member": "403 422 403 404 403 404 302",
    "members:import_members": REFUSED_AT_CHAIR,
    "members:import_members_example": NOT_SO_INSIDE,
    "members:import_preview": REFUSED_AT_CHAIR,
    "members:discard_member_sheet": DONE_AT_CHAIR,
    "members:export_members": NOT_SO_INSIDE,
    "members:photo": NOT_SO_INSIDE,
    "members:upload_photo": REFUSED_AT_CHAIR,
    "members:opening": "302 403 403 404 403 404 302",
    "members:opening_upload": REFUSED_AT_DESK,
    "members:opening_products": "302 403 403 404 403 404 302",
    "members:opening_live": REFUSED_AT_DESK,
    "members:opening_sheet": NOT_SO_INSIDE,
    "meetings:meetings": NOT_SO_INSIDE,
    "meetings:new": REFUSED_AT_CHAIR,
    "meetings:decisions": NOT_SO_INSIDE,
    "meetings:rules": NOT_SO_INSIDE,
    "meetings:decision_rules": DONE_AT_CHAIR,
    "meetings:rule": REFUSED_AT_CHAIR,
    "meetings:meeting": NOT_SO_INSIDE,
    "meetings:edit": REFUSED_AT_CHAIR,
    "meetings:invite": DONE_AT_CHAIR,
    "meetings:cancel": DONE_AT_CHAIR,
    "meetings:attendance": DONE_AT_CHAIR,
    "meetings:open": REFUSED_AT_CHAIR,
    "meetings:adjourn": REFUSED_AT_CHAIR,
    "meetings:qr": NOT_SO_INSIDE,
    "meetings:attend": "200 200 200 404 422 404 302",
    "meetings:new_motion": REFUSED_AT_CHAIR,
    "meetings:motion": REFUSED_AT_CHAIR,
    "meetings:repeat_vote": DONE_AT_CHAIR,
    "meetings:withdraw_motion": DONE_AT_CHAIR,
    "meetings:minutes": REFUSED_AT_CHAIR,
    "meetings:finalise": REFUSED_AT_CHAIR,
    "meetings:print": NOT_SO_INSIDE,
    "enterprises:overview": NOT_SO_INSIDE,
    "enterprises:record_sale": "422 403 403 404 403 404 302",
    "enterprises:offer": "200 403 403 404 403 404 302",
    "enterprises:allocate_profit": "422 403 403 404 403 404 302",
    "enterprises:assign_channels": "302 403 403 404 403 404 302",
}


def test_every_address_has_its_rows() -> None:
    every = set(names())

    assert set(GET) == every
    assert set(POST) == every


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("username", PEOPLE)
def test_every_address_answers_each_person_as_the_table_says(
    addresses: dict[str, Any], client_of: Callable[[str], Client], username: str, method: str
) -> None:
    table, place = (GET if method == "get" else POST), PEOPLE.index(username)

    answers = {}
    for name in table:
        client = client_of(username) if username else Client()
        client.raise_request_exception = False
        answers[name] = getattr(client, method)(address(name, addresses)).status_code

    assert answers == {name: int(row.split()[place]) for name, row in table.items()}


def test_who_is_not_signed_in_is_led_to_the_door(addresses: dict[str, Any]) -> None:
    door = reverse("account_login")
    inside = [name for name in GET if name.startswith(("ledger:", "organiz"))]

    places = {name: Client().get(address(name, addresses)).headers["Location"] for name in inside}

    wanted = {name: quote(address(name, addresses), safe="/") for name in inside}
    assert places == {name: f"{door}?next={url}" for name, url in wanted.items()}


def test_each_organization_is_hidden_from_the_officers_of_the_others(
    demo: Any, client_of: Callable[[str], Client]
) -> None:
    officers = {
        "tani-lentera": "bendahara.tani",
        "mina-lestari": "bendahara.mina",
        "jahit-kencana": "bendahara.jahit",
        "bengkel-roda": "bendahara.bengkel",
        "ksu-karya-lentera": "bendahara.ksu",
    }
    pages = ("organization_home", "ledger:vouchers", "ledger:record", "ledger:reports")

    seen = {
        (username, organization.slug)
        for username in officers.values()
        for organization in Organization.objects.all()
        for client in [client_of(username)]
        for name in pages
        if client.get(reverse(name, kwargs={"org": organization.slug})).status_code != 404
    }

    as_member = {("bendahara.jahit", "tani-lentera")}
    assert seen == {(username, slug) for slug, username in officers.items()} | as_member


def test_an_unknown_organization_looks_like_a_hidden_one(
    demo: Any, client_of: Callable[[str], Client]
) -> None:
    client = client_of("bendahara.mina")

    hidden, unknown = client.get("/lembaga/tani-lentera/"), client.get("/lembaga/tani-lentura/")

    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert b"Tani" not in hidden.content
    assert len(hidden.content) == len(unknown.content)


def test_an_office_counts_only_during_its_term(
    addresses: dict[str, Any],
    client_of: Callable[[str], Client],
    at: Any,
    clock: Callable[[Any], None],
) -> None:
    client = client_of("bendahara.mina")
    record = address("ledger:record", addresses)
    assert client.get(record).status_code == 200

    clock(at.replace(year=2028))  # her term ended the day before; she is a member still
    client = client_of("bendahara.mina")

    assert client.get(record).status_code == 403
