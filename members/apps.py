"""People, organizations, memberships, offices and who may do what."""

from pathlib import Path

from django.apps import AppConfig

LOAN_PAGES = tuple(
    f"members:{name}"
    for name in (
        "loan",
        "new_loan",
        "simulate_loan",
        "loan_products",
        "new_loan_product",
        "loan_terms",
        "analyse_loan",
        "decide_loan",
        "disburse_loan",
        "pay_loan",
        "settle_loan",
        "recover_loan",
        "reschedule_loan",
        "write_off_loan",
        "written_off_loans",
        "late_loans",
        "loan_classes",
        "loan_allowance",
        "group_loans",
        "new_group_loan",
        "group_loan",
    )
)
"""The pages below *Pinjaman*."""
MEMBER_PAGES = tuple(
    f"members:{name}"
    for name in (
        *("new_member", "member", "edit_member", "move_member", "photo", "upload_photo"),
        *("import_members", "import_preview", "privacy", "member_pin", "passbook", "statements"),
        *("leaving", "claims", "claim", "confirmations", "confirmation"),
    )
)
"""The pages below *Anggota*."""


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Keanggotaan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from ledger.integrity.guards import add_guards
        from ledger.registry import (
            NavigationItem,
            SettingsPage,
            register_book_check,
            register_letterhead,
            register_navigation,
            register_opening_check,
            register_opening_link,
            register_settings_page,
        )
        from members import (
            card_parts,
            closing_checks,
            collection_reversals,  # noqa: F401  as the next ones
            door,  # noqa: F401  it listens
            leaving_reversals,  # noqa: F401
            loan_reversals,  # noqa: F401
            mandates,
            panels,
            queued_acts,
            queued_loans,
        )
        from members.integrity.door_messages import MESSAGES as DOOR_MESSAGES
        from members.integrity.loan_messages import MESSAGES as LOAN_MESSAGES
        from members.integrity.messages import MESSAGES
        from members.reports import (
            consolidation,
            decision_books,
            dues,
            fund,
            loan_arrears,
            loans,
            register,
            savings,
            savings_interest,
        )
        from members.selectors.letterhead import letterhead_of
        from members.selectors.minutes import faults_beside_book
        from members.services import fund_floor, member_opening, savings_floor

        add_guards(Path(__file__).parent / "integrity", "members", MESSAGES)
        add_guards(Path(__file__).parent / "integrity" / "loans", "members", LOAN_MESSAGES)
        add_guards(Path(__file__).parent / "integrity" / "door", "members", DOOR_MESSAGES)
        register_letterhead(letterhead_of)
        register_book_check(faults_beside_book)
        register_opening_link(
            NavigationItem(
                label=_("Saldo awal anggota"),
                url_name="members:opening",
                permission="ledger.record_voucher",
                icon="members",
                order=10,
                frameworks=frozenset({"kube", "koperasi"}),
            )
        )
        register_opening_check(member_opening.waiting_sentence)
        register_settings_page(
            SettingsPage(
                label=_("Kop surat dan tanda tangan"),
                url_name="letterhead:letterhead",
                permission="members.manage_letterhead",
            )
        )
        consolidation.register_all()
        savings.register_all()
        savings_interest.register_all()
        loans.register_all()
        loan_arrears.register_all()
        dues.register_all()
        fund.register_all()
        register.register_all()
        decision_books.register_all()
        card_parts.register_all()
        panels.register_all()
        queued_acts.register_all()
        queued_loans.register_all()
        savings_floor.register_all()
        fund_floor.register_all()
        closing_checks.register_all()
        mandates.register_all()

        register_navigation(
            NavigationItem(
                label=_("Hari ini"),
                url_name="organization_home",
                permission="members.enter",
                icon="today",
                order=10,
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Setoran"),
                url_name="members:collection",
                permission="members.record_savings",
                icon="cash",
                order=25,
                prefixes=("members:upload_collection", "members:find_passbook"),
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Pengurus"),
                url_name="members:offices",
                permission="members.view_sign_ins",
                icon="key",
                order=87,
                prefixes=(
                    *("members:appoint", "members:end_office", "members:prolong_office"),
                    *("members:sign_ins", "members:invite", "members:substitutes"),
                    *("members:name_substitute", "members:security", "members:ask_security_reset"),
                ),
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Pinjaman"),
                url_name="members:loans",
                permission="members.view_loans",
                icon="swap",
                order=32,
                prefixes=LOAN_PAGES,
                frameworks=frozenset({"kube", "koperasi"}),
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Simpanan"),
                url_name="members:savings",
                permission="members.use_savings",
                icon="lumbung",
                order=26,
                prefixes=(
                    *("members:savings", "members:savings_accounts", "members:savings_account"),
                    *("members:savings_desk", "members:savings_slip"),
                    *("members:savings_products", "members:savings_product"),
                    "members:savings_terms",
                    "members:deposit",
                    "members:withdraw",
                    "members:transfer",
                    "members:dues",
                    "members:run_dues",
                    "members:member_dues",
                    "members:pay_dues",
                    "members:exempt_dues",
                    "members:end_exemption",
                    "members:fund",
                    "members:use_fund",
                    "members:new_savings_product",
                    "members:edit_savings_product",
                    "members:certificates",
                    "members:place_certificate",
                    "members:pay_out_certificate",
                    "members:prolong_certificate",
                    "members:interest",
                    "members:run_interest",
                ),
                frameworks=frozenset({"kube", "koperasi"}),
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Rapat"),
                url_name="meetings:meetings",
                permission="members.view_meetings",
                icon="meetings",
                order=42,
                prefixes=(
                    *("meetings:meeting", "meetings:new", "meetings:edit", "meetings:attendance"),
                    *("meetings:adjourn", "meetings:new_motion", "meetings:motion", "meetings:qr"),
                    *("meetings:minutes", "meetings:finalise", "meetings:attend"),
                    *("meetings:decisions", "meetings:rules", "meetings:rule"),
                ),
            )
        )
        register_navigation(
            NavigationItem(
                label=_("Anggota"),
                url_name="members:register",
                permission="members.view_register",
                icon="members",
                order=30,
                prefixes=MEMBER_PAGES,
            )
        )
