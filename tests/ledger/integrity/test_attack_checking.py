"""What supervisors wrote stays as it was written, whoever has the console."""

import pytest
from django.db import DatabaseError

from ledger.integrity.messages import MESSAGES
from ledger.models import HealthResult, Remark, Sample, SampleItem
from ledger.services.health import Found, keep_result
from ledger.services.remarks import About, answer_remark, open_remark
from ledger.services.sampling import Drawing, check_item, conclude_sample, draw_sample
from tests.factories.attacks import Attack, assert_refused
from tests.factories.clock import AT
from tests.factories.forging import NOW, attempt, insert, said, update
from tests.factories.world import World


def sample(world: World) -> Sample:
    voucher = world.voucher("Jual kredit")
    drawing = Drawing(purpose="Uji", method="whole", start=voucher.date, end=voucher.date)
    made = draw_sample(book=world.book, drawing=drawing, actor=voucher.made_by, at=AT)
    item = made.items.get()
    check_item(item=item, marks=["paper"], note="", actor=voucher.made_by, at=AT)
    conclude_sample(sample=made, text="Baik", actor=voucher.made_by, at=AT)
    return made


def remark(world: World) -> Remark:
    voucher = world.voucher("Jual kredit")
    made = open_remark(
        book=world.book, about=About(voucher=voucher), kind="note", text="Tanya", due_on=None,
        actor=voucher.made_by, at=AT,
    )  # fmt: skip
    answer_remark(remark=made, text="Jawab", actor=voucher.made_by, at=AT)
    return made


def result(world: World) -> HealthResult:
    actor = world.voucher("Jual kredit").made_by
    found = [Found("seals", ("rusak",))]
    return keep_result(book=world.book, found=found, seconds=1.0, actor=actor, at=AT)


def entry(world: World, **columns: object) -> str:
    made = remark(world)
    return insert(
        "ledger_remarkentry",
        **{
            "remark_id": made.pk, "position": 3, "act": "closed", "state": "closed", "text": "x",
            "made_by_id": made.opened_by_id, "made_at": NOW, **columns,
        },
    )  # fmt: skip


ATTACKS = [
    Attack(
        "about something else",
        lambda w: update("ledger_remark", f"id = {remark(w).pk}", kind="finding"),
        "check_fixed",
    ),
    Attack(
        "delete remark",
        lambda w: f"DELETE FROM ledger_remark WHERE id = {remark(w).pk}",
        "check_fixed",
    ),
    Attack(
        "other words",
        lambda w: update("ledger_remarkentry", f"remark_id = {remark(w).pk}", text="x"),
        "check_fixed",
    ),
    Attack(
        "delete words",
        lambda w: f"DELETE FROM ledger_remarkentry WHERE remark_id = {remark(w).pk}",
        "check_fixed",
    ),
    Attack(
        "other result",
        lambda w: update("ledger_healthresult", f"id = {result(w).pk}", faults=0),
        "check_fixed",
    ),
    Attack(
        "delete result",
        lambda w: f"DELETE FROM ledger_healthresult WHERE id = {result(w).pk}",
        "check_fixed",
    ),
    Attack("a gap", lambda w: entry(w, position=4, act="returned"), "remark_chain"),
    Attack("opened twice", lambda w: entry(w, act="opened"), "remark_chain"),
    Attack("closed by who answered", entry, "remark_self"),
    Attack(
        "other seed",
        lambda w: update("ledger_sample", f"id = {sample(w).pk}", seed="x"),
        "check_fixed",
    ),
    Attack(
        "delete sample",
        lambda w: f"DELETE FROM ledger_sample WHERE id = {sample(w).pk}",
        "check_fixed",
    ),
    Attack(
        "other voucher",
        lambda w: update("ledger_sampleitem", f"sample_id = {sample(w).pk}", amount=1),
        "check_fixed",
    ),
    Attack(
        "delete items",
        lambda w: f"DELETE FROM ledger_sampleitem WHERE sample_id = {sample(w).pk}",
        "check_fixed",
    ),
    Attack(
        "other mark",
        lambda w: update("ledger_itemcheck", f"item_id = {sample(w).items.get().pk}", note="x"),
        "check_fixed",
    ),
    Attack(
        "delete marks",
        lambda w: f"DELETE FROM ledger_itemcheck WHERE item_id = {sample(w).items.get().pk}",
        "check_fixed",
    ),
    Attack(
        "other conclusion",
        lambda w: update("ledger_sampleconclusion", f"sample_id = {sample(w).pk}", text="x"),
        "check_fixed",
    ),
    Attack(
        "delete conclusion",
        lambda w: f"DELETE FROM ledger_sampleconclusion WHERE sample_id = {sample(w).pk}",
        "check_fixed",
    ),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_samples_hold(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


def test_a_remark_stays_in_its_book(world: World) -> None:
    made, stranger = remark(world), world.foreign.vouchers.get()

    with pytest.raises(DatabaseError) as refused, attempt():
        Remark.objects.create(
            book=world.book, number=2, kind="note", voucher=stranger, opened_at=AT,
            opened_by=made.opened_by,
        )  # fmt: skip

    assert said(refused.value) == MESSAGES["check_foreign"]


def test_a_voucher_of_another_book_cannot_be_put_into_a_sample(world: World) -> None:
    made, stranger = sample(world), world.foreign.vouchers.get()

    with pytest.raises(DatabaseError) as refused, attempt():
        SampleItem.objects.create(sample=made, position=2, voucher=stranger, amount=1)

    assert said(refused.value) == MESSAGES["check_foreign"]
