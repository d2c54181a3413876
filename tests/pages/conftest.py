"""The demonstration as its officers see it in their browsers."""

import logging
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from ledger.models import Book, Draft
from ledger.readers.logo import read_logo
from ledger.readers.paper import ReadPaper
from ledger.services import drafts, periods
from ledger.services.act_settings import add_own_act
from ledger.services.approvals import set_policy
from ledger.services.cash_counts import record_count
from ledger.services.import_sheets import upload_sheet
from ledger.services.papers import attach
from ledger.services.petty_cash import record_slip, set_fund
from ledger.services.remarks import About, open_remark
from ledger.services.sampling import Drawing, draw_sample
from ledger.services.templates import save_template
from ledger.services.wishes import form_content, wish_of
from members.models import (
    BalanceConfirmation,
    InterestSlip,
    LeavingClaim,
    PassbookPrint,
    SavingsAccount,
    SavingsProduct,
    User,
)
from members.selectors.savings_slips import savings_vouchers
from members.services.confirmations import issue_confirmations
from members.services.dues import exempt_member
from members.services.leaving import settle_leaving
from members.services.letterhead import LogoChange, set_letterhead
from members.services.meeting_tokens import token_of
from members.services.meetings import plan_meeting
from members.services.motions import add_motion
from members.services.passbook import open_passbook, print_on
from members.services.register_import import keep_sheet
from tests.factories import papers as files
from tests.factories.books import subsidiary, voucher_input
from tests.factories.meetings import invited, opened
from tests.factories.sheets import csv_file
from tests.pages import cooperatives, empowerment, people
from tests.pages.business import business_addresses
from tests.pages.capital import capital_addresses
from tests.pages.journal import SALE, journal
from tests.pages.loans import loan_addresses
from tests.pages.selling import selling_addresses
from tests.pages.stock import stock_addresses

MINA = "/lembaga/mina-lestari/"
JOURNAL_ROWS = (
    ("N-1", "2026-02-04", "Penjualan tunai", "1101", "250000", ""),
    ("N-1", "2026-02-04", "Penjualan tunai", "4101", "", "250000"),
)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Refused requests are what these tests are about: not worth a warning each."""
    logger = logging.getLogger("django")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(level)


@pytest.fixture(autouse=True)
def _no_throttle_left_behind(db: None) -> None:
    """Sign-in limits are counted in the cache."""
    cache.clear()


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    """The book of KUBE Mina Lestari: 2025 closed month by month, its year still open."""
    return demo["mina-lestari"]


@pytest.fixture
def treasurer(mina: Book, client_of: Callable[[str], Client]) -> Client:
    """The browser of its treasurer. A crash shows as status 500, as it would outside."""
    client = client_of("bendahara.mina")
    client.raise_request_exception = False
    return client


@pytest.fixture
def chair(mina: Book, client_of: Callable[[str], Client]) -> Client:
    """The browser of its chair."""
    client = client_of("ketua.mina")
    client.raise_request_exception = False
    return client


def bearing_savings(mina: Book, member: Any) -> tuple[SavingsAccount, InterestSlip]:
    """A certificate and a slip of interest, written down without a voucher of their own."""
    wajib = mina.organization.savings_products.get(code="wajib")
    product = SavingsProduct.objects.create(
        organization=mina.organization,
        code="berjangka",
        kind="berjangka",
        name="Simpanan berjangka",
        account=wajib.account,
    )
    certificate = SavingsAccount.objects.create(
        membership=member,
        product=product,
        certificate="SB-1",
        placed_on=date(2026, 1, 2),
        matures_on=date(2027, 1, 2),
        subsidiary=subsidiary(mina, wajib.account.code, "SB-1"),
    )
    voucher = mina.vouchers.latest("sequence")
    slip = InterestSlip.objects.create(
        account=certificate, year=2025, month=12, gross=9, tax=0, voucher=voucher
    )
    return certificate, slip


def savings_addresses(mina: Book, maker: User, at: Any) -> dict[str, dict[str, Any]]:
    """A member at the desk, his account, and the slip of what he brought."""
    member = mina.organization.memberships.get(number="ML-03")
    account = member.savings_accounts.get(product__code="wajib")
    fund = mina.organization.savings_products.get(code="iks")
    certificate, slip = bearing_savings(mina, member)
    exemption = exempt_member(
        membership=member,
        product=None,
        starts_on=date(2026, 1, 1),
        ends_on=None,
        reason="Sakit",
        actor=maker,
        at=at,
    )
    return {
        **{
            f"members:{name}": {"org": mina.slug, "pk": member.pk}
            for name in (
                *("deposit", "withdraw", "transfer"),
                *("member_dues", "pay_dues", "exempt_dues", "place_certificate"),
            )
        },
        **{
            f"members:{name}": {"org": mina.slug, "pk": fund.pk}
            for name in ("savings_product", "edit_savings_product", "savings_terms")
        },
        **{
            f"members:{name}": {"org": mina.slug, "pk": certificate.pk}
            for name in ("certificate_print", "pay_out_certificate", "prolong_certificate")
        },
        "members:interest_slips": {"org": mina.slug, "pk": slip.voucher_id},
        "members:end_exemption": {"org": mina.slug, "pk": exemption.pk},
        **{f"members:{name}": {"org": mina.slug, "pk": fund.pk} for name in ("fund", "use_fund")},
        "members:savings_account": {"org": mina.slug, "pk": account.pk},
        **{
            f"members:{name}": {
                "org": mina.slug,
                "pk": savings_vouchers(mina).latest("sequence").pk,
            }
            for name in ("savings_slip", "savings_slip_print")
        },
    }


def _printed(mina: Book, at: Any) -> PassbookPrint:
    """A print of the passbook of member ML-03."""
    maker = User.objects.get(username="bendahara.mina")
    passbook = open_passbook(
        membership=mina.organization.memberships.get(number="ML-03"),
        lines_per_page=24,
        pages=20,
        on=at.date(),
        actor=maker,
        at=at,
    )
    return print_on(passbook=passbook, on=at.date(), actor=maker, at=at)


def _asked(mina: Book, at: Any) -> BalanceConfirmation:
    """A letter of confirmation to member ML-03."""
    issue_confirmations(
        organization=mina.organization,
        on=date(2025, 12, 31),
        today=at.date(),
        actor=User.objects.get(username="ketua.mina"),
        at=at,
    )
    return BalanceConfirmation.objects.get(membership__number="ML-03")


def _left(mina: Book, at: Any) -> LeavingClaim:
    """The settlement of member ML-08, who has left."""
    settle_leaving(
        membership=mina.organization.memberships.get(number="ML-08"),
        on=at.date(),
        reason="Pindah",
        decision="03/RK/2026",
        due_on=date(2026, 4, 1),
        actor=User.objects.get(username="bendahara.mina"),
        at=at,
    )
    return LeavingClaim.objects.get()


@pytest.fixture
def addresses(mina: Book, at: Any) -> dict[str, dict[str, Any]]:
    """What stands in the addresses: a voucher, a draft and a request of Mina Lestari."""
    maker = User.objects.get(username="bendahara.mina")
    draft = drafts.save_draft(
        book=mina, key="draf-1", content=journal(mina, SALE), actor=maker, at=at
    )
    request = periods.request_reopen(
        book=mina, year=2025, month=12, reason="Nota tertinggal", actor=maker, at=at
    )
    cash = mina.accounts.get(code="1101")
    count = record_count(
        account=cash, on=at.date(), pieces={"note-100000": 40}, kind="close", actor=maker, at=at
    )
    fund = set_fund(account=cash, amount=200_000, holder="Sari", actor=maker, at=at)
    slip = record_slip(
        fund=fund,
        on=at.date(),
        narration="Plastik",
        account=mina.accounts.get(code="6106"),
        amount=15_000,
        actor=maker,
        at=at,
    )
    own = add_own_act(
        book=mina,
        name="Bayar iuran pasar",
        debit=mina.accounts.get(code="6111"),
        credit=cash,
        actor=maker,
        at=at,
    )
    sheet = upload_sheet(
        book=mina,
        content=csv_file(JOURNAL_ROWS),
        file_name="jurnal.csv",
        kind="journal",
        actor=maker,
        at=at,
    )
    batch = mina.import_batches.order_by("pk")[0]
    chair = User.objects.get(username="ketua.mina")
    set_policy(book=mina, mode="small", bands={0: "officer"}, actor=chair, at=at)
    sale = voucher_input(
        mina, date(2026, 2, 1), [("1101", 9000, 0), ("4101", 0, 9000)], key="tunggu"
    )
    waiting = Draft.objects.create(  # not handed in: that would open 2026, and pages cost less
        book=mina,
        key="tunggu",
        content=form_content(sale),
        wish=wish_of(sale),
        state="waiting",
        level="officer",
        amount=9000,
        made_by=maker,
        made_at=at,
        changed_at=at,
        asked_at=at,
    )
    photo = ReadPaper("nota.jpg", b"foto", "image/jpeg", "jpg")
    (nota,) = attach(
        book=mina, papers=[photo], actor=maker, at=at, voucher=mina.vouchers.order_by("sequence")[0]
    )
    sample = draw_sample(
        book=mina,
        drawing=Drawing(
            purpose="Uji",
            method="largest",
            start=date(2025, 1, 1),
            end=date(2025, 12, 31),
            size=3,
        ),
        actor=User.objects.get(username="pengawas.mina"),
        at=at,
    )
    remark = open_remark(
        book=mina,
        about=About(voucher=mina.vouchers.get(sequence=2)),
        kind="finding",
        text="Nota tidak ada",
        due_on=at.date(),
        actor=User.objects.get(username="pengawas.mina"),
        at=at,
    )
    org = {"org": mina.slug}
    drawer = org | {"code": "1101"}
    voucher = org | {"kind": "BKM", "year": 2025, "number": 1}
    act = org | {"code": "jual-tunai"}
    set_letterhead(
        organization=mina.organization,
        texts={"name": mina.name},
        reason="Lambang baru",
        logo=LogoChange(read_logo(files.upload(files.photo("PNG"), "lambang.png"))),
        actor=chair,
        at=at,
    )
    template = save_template(
        book=mina,
        name="Setoran",
        content=journal(mina, SALE),
        day=5,
        today=at.date(),
        actor=maker,
        at=at,
    )
    organization = mina.organization
    open_one = opened(organization, 9)
    add_motion(
        meeting=open_one, kind="other", text="Beli jaring", method="consensus", actor=chair, at=at
    )
    waiting_one = invited(organization)
    meeting_draft = plan_meeting(
        organization=organization,
        kind="rapat_anggota",
        held_on=at.date(),
        place="Balai",
        agenda=["Pembukaan"],
        actor=chair,
        at=at,
    )
    member_sheet = keep_sheet(
        organization=organization,
        content=b"No. anggota,Nama,L/P\nZ-01,Tanpa NIK,P\n",
        file_name="anggota.csv",
        actor=chair,
        at=at,
    )
    pictured = organization.memberships.get(number="ML-03").person
    pictured.photo = default_storage.save("foto/uji.jpg", ContentFile(b"foto"))
    pictured.save(update_fields=["photo"])
    held = {"org": mina.slug, "pk": open_one.pk}
    motion = held | {"order": 1}
    called = {"org": mina.slug, "pk": waiting_one.pk}
    return {
        **business_addresses(mina),
        **savings_addresses(mina, maker, at),
        **loan_addresses(mina, maker, at),
        **capital_addresses(mina, maker, at),
        **stock_addresses(mina, at),
        **{f"meetings:{name}": held for name in ("meeting", "new_motion", "minutes", "finalise")},
        **{
            f"meetings:{name}": called for name in ("cancel", "attendance", "open", "adjourn", "qr")
        },
        **{f"meetings:{name}": motion for name in ("motion", "withdraw_motion", "repeat_vote")},
        **{
            f"meetings:{name}": {"org": mina.slug, "pk": meeting_draft.pk}
            for name in ("edit", "invite")
        },
        **{
            f"members:{name}": {"org": mina.slug, "pk": member_sheet.pk}
            for name in ("import_preview", "discard_member_sheet")
        },
        **selling_addresses(mina, at),
        "members:opening_sheet": {"org": mina.slug, "kind": "simpanan"},
        "meetings:attend": called | {"token": token_of(waiting_one)},
        "meetings:print": held | {"paper": "risalah"},
        "meetings:rule": {"org": mina.slug, "kind": "rapat_anggota"},
        **{
            f"members:{name}": org | {"pk": mina.organization.memberships.get(number="ML-03").pk}
            for name in (
                "photo",
                "upload_photo",
                "member",
                "edit_member",
                "move_member",
                "member_pin",
                "passbook",
                "leaving",
                "privacy",
            )
        },
        "members:member_statement": org
        | {"pk": mina.organization.memberships.get(number="ML-03").pk},
        "members:claim": org | {"pk": _left(mina, at).pk},
        "members:claim_print": org | {"pk": LeavingClaim.objects.get().pk},
        "members:confirmation": org | {"pk": _asked(mina, at).pk},
        "members:passbook_print": org | {"pk": _printed(mina, at).pk},
        "members:statements_part": org | {"number": 1},
        **{
            f"members:{name}": org | {"pk": mina.organization.offices.get(kind="sekretaris").pk}
            for name in ("end_office", "prolong_office")
        },
        "my_card": {"pk": mina.organization.memberships.get(number="ML-03").pk},
        **{
            name: {"pk": mina.organization.memberships.get(number="ML-03").pk}
            for name in ("my_data", "my_withdrawal")
        },
        "my_statement": {"pk": mina.organization.memberships.get(number="ML-03").pk},
        **people.addresses(mina, at),
        **cooperatives.addresses(mina, at),
        **empowerment.addresses(at),
        "letterhead:signatures": org | {"document": "statement"},
        "ledger:act": act,
        "ledger:budget": org | {"code": "6111", "year": 2026},
        "ledger:budget_file": org | {"year": 2026},
        "ledger:upload_budget": org | {"year": 2026},
        "ledger:replace_budget": org | {"year": 2026},
        "ledger:account": org | {"code": "6111"},
        "ledger:unit": org | {"pk": mina.units.get(code="UMUM").pk},
        "ledger:use_template": org | {"pk": template.pk},
        "ledger:edit_template": org | {"pk": template.pk},
        "ledger:switch_template": org | {"pk": template.pk},
        "ledger:voucher_template": voucher,
        "ledger:favourite_act": act,
        "ledger:switch_act": act,
        "ledger:switch_own_act": org | {"pk": own.pk},
        "ledger:voucher": voucher,
        "ledger:reverse": voucher,
        "ledger:attach": voucher,
        "ledger:paper": org | {"pk": nota.pk},
        "ledger:voucher_print": voucher,
        "ledger:receipt_print": voucher,
        "ledger:draft": org | {"pk": draft.pk},
        "ledger:discard_draft": org | {"pk": draft.pk},
        **{
            f"ledger:{name}": org | {"pk": waiting.pk}
            for name in (
                *("approval", "approve", "refuse", "withdraw", "post_alone"),
                *("request", "request_print", "put_aside"),
            )
        },
        "ledger:report": org | {"name": "balance_sheet"},
        "ledger:close_period": org | {"year": 2025, "month": 13},
        "ledger:request_reopen": org | {"year": 2025, "month": 12},
        "ledger:count_cash": drawer,
        "ledger:cash_count": org | {"pk": count.pk},
        "ledger:cash_difference": org | {"pk": count.pk},
        "ledger:cash_count_print": org | {"pk": count.pk},
        "ledger:petty_cash": drawer,
        "ledger:petty_fund": drawer,
        "ledger:petty_slip": drawer,
        "ledger:replenish": drawer,
        "ledger:void_slip": org | {"pk": slip.pk},
        "ledger:import_example": org | {"kind": "cash-book", "ending": "csv"},
        "ledger:import_sheet": org | {"pk": sheet.pk},
        "ledger:post_import": org | {"pk": sheet.pk},
        "ledger:discard_import": org | {"pk": sheet.pk},
        "ledger:undo_import": org | {"pk": batch.pk},
        "ledger:remark": org | {"pk": remark.pk},
        "ledger:answer_remark": org | {"pk": remark.pk},
        "ledger:decide_remark": org | {"pk": remark.pk},
        "ledger:sample": org | {"pk": sample.pk},
        "ledger:conclude_sample": org | {"pk": sample.pk},
        "ledger:sample_item": org | {"pk": sample.pk, "position": 1},
        "ledger:sample_print": org | {"pk": sample.pk, "name": "pdf"},
        "ledger:bank": org | {"code": "1102"},
        "ledger:year": org | {"year": 2025},
        "ledger:year_pdf": org | {"year": 2025},
        "ledger:note": org | {"year": 2025, "section": "general"},
        "ledger:approve_reopen": org | {"pk": request.pk},
        "ledger:decline_reopen": org | {"pk": request.pk},
    }
