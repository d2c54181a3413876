"""A KUBE of the guideline: fields, members, founding, states, the gate, practice, assessments."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from enterprises.calculations.kube import stage_of
from enterprises.models import BusinessField, Kube, KubeMove, PracticeEntry
from enterprises.selectors.kube import fields_without_kube, mix_of, proxies, state_of
from enterprises.services.kube import (
    KubeError,
    add_default_fields,
    add_rule,
    move_kube,
    record_founding,
    record_practice,
    save_field,
    set_effective,
    set_up_kube,
)
from enterprises.services.kube_assessments import Judged, assess_kube, signs_of
from enterprises.services.sale_errors import SaleError
from ledger.services.journal import PostingError
from members.models import Membership, Organization
from members.services.organizations import MembershipError, admit_member
from tests.factories.books import make_voucher
from tests.factories.people import OrganizationFactory, PersonFactory
from tests.factories.sales import by, shop

FOUNDED, EFFECTIVE = date(2024, 12, 10), date(2025, 9, 1)
TODAY = date(2026, 2, 15)
CASH = [("1101", 9_000, 0), ("4101", 0, 9_000)]


@pytest.fixture
def group(db: None) -> Organization:
    made: Organization = OrganizationFactory()
    return made


def join(group: Organization, element: str, **person: Any) -> Membership:
    return admit_member(
        organization=group,
        person=PersonFactory(user=None, **person),
        number=f"A-{group.memberships.count() + 1}",
        element=element,
        joined_on=date(2025, 1, 1),
        **by(),
    )


def set_up(group: Organization, kind: str = "campuran", field: Any = None) -> Kube:
    return set_up_kube(organization=group, kind=kind, field=field, on=FOUNDED, **by())


def pioneering(group: Organization, kind: str = "campuran") -> Kube:
    kube = set_up(group, kind)
    record_founding(kube=kube, on=FOUNDED, paper="BA 01/2024", **by())
    return Kube.objects.get(pk=kube.pk)


def test_the_seven_fields_keep_the_guidelines_words_beside_ones_own(group: Organization) -> None:
    for _ in range(2):
        add_default_fields(organization=group, **by())
    craft = BusinessField.objects.get(organization=group, code="kerajinan")

    save_field(organization=group, name="Kriya", is_active=True, field=craft, **by())
    save_field(organization=group, name="Perdagangan", is_active=True, **by())

    craft.refresh_from_db()
    assert group.business_fields.count() == 8
    assert (craft.name_seed, craft.name_display) == (
        "Bidang usaha perikanan dan kerajinan",
        "Kriya",
    )
    with pytest.raises(KubeError, match="belum ada"):
        save_field(organization=group, name="kriya", is_active=True, **by())


def test_an_active_field_without_a_kube_shows_until_there_is_one(group: Organization) -> None:
    add_default_fields(organization=group, **by())
    farm = group.business_fields.get(code="pertanian")
    save_field(organization=group, name="Pertanian", is_active=True, field=farm, **by())
    assert fields_without_kube(group) == [farm]

    set_up(group, field=farm)

    assert fields_without_kube(group) == []
    with pytest.raises(KubeError, match="dipakai KUBE"):
        save_field(organization=group, name="Pertanian", is_active=False, field=farm, **by())


def test_a_mixed_group_is_told_which_elements_it_lacks(group: Organization) -> None:
    kube = set_up(group)
    join(group, "petugas", state_service="asn")
    join(group, "klien")

    mix = mix_of(kube, TODAY)

    assert mix.total == 2
    assert {w.rule: w.severity for w in mix.warnings} == {
        "R-11": "warn",
        "ukuran": "warn",
        "R-17": "warn",
    }
    assert "keluarga" in mix.warnings[0].text
    assert mix.state_servants == 1


def test_a_client_only_group_takes_clients_alone(group: Organization) -> None:
    set_up(group, "khusus_klien")
    join(group, "klien")

    with pytest.raises(MembershipError, match="hanya beranggota klien"):
        join(group, "petugas")

    assert group.memberships.count() == 1


def test_the_database_refuses_it_too(group: Organization) -> None:
    set_up(group, "khusus_klien")
    client = join(group, "klien")

    with (
        pytest.raises(DatabaseError, match="hanya beranggota klien"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE members_membership SET element = 'petugas' WHERE id = %s", [client.pk]
        )


def test_a_group_with_others_cannot_become_client_only(group: Organization) -> None:
    join(group, "keluarga")

    with pytest.raises(KubeError, match="1 anggota bukan klien") as caught:
        set_up(group, "khusus_klien")

    assert caught.value.field == "kind"


def test_founding_needs_a_decision_or_the_paper_of_earlier_days(group: Organization) -> None:
    kube = set_up(group)

    with pytest.raises(KubeError, match="nomor berita acaranya"):
        record_founding(kube=kube, on=FOUNDED, **by())
    with pytest.raises(KubeError, match="memerlukan keputusan rapat"):
        record_founding(kube=kube, on=date(2025, 2, 1), paper="BA 1", **by())
    record_founding(kube=kube, on=FOUNDED, paper="BA 1", **by())

    assert state_of(kube) == "rintisan"
    with pytest.raises(KubeError, match="sudah dicatat"):
        record_founding(kube=kube, on=FOUNDED, paper="BA 1", **by())


def test_states_follow_each_other_as_the_guideline_has_them(group: Organization) -> None:
    kube = pioneering(group)
    for state in ("efektif", "macet", "pembinaan", "efektif", "pra_koperasi"):
        move_kube(kube=kube, state=state, on=TODAY, reason="Rapat", **by())

    assert [m.state for m in kube.moves.all()][-3:] == ["pembinaan", "efektif", "pra_koperasi"]
    with pytest.raises(KubeError, match="tidak dapat menjadi"):
        move_kube(kube=kube, state="pembinaan", on=TODAY, reason="Rapat", **by())
    with pytest.raises(KubeError, match="Tulis alasannya"):
        move_kube(kube=kube, state="macet", on=TODAY, reason=" ", **by())
    with pytest.raises(KubeError, match="sebelum status"):
        move_kube(kube=kube, state="macet", on=FOUNDED, reason="Rapat", **by())


def test_no_voucher_of_a_client_only_group_before_it_is_effective(group: Organization) -> None:
    kube = pioneering(group, "khusus_klien")
    with pytest.raises(PostingError, match="belum efektif"):
        make_voucher(group.book, date(2025, 10, 1), CASH)
    with pytest.raises(KubeError, match="baru efektif dalam resosialisasi"):
        move_kube(kube=kube, state="efektif", on=EFFECTIVE, reason="Rapat", **by())

    set_effective(kube=kube, on=EFFECTIVE, reason="Semua masuk resosialisasi", **by())
    move_kube(kube=kube, state="efektif", on=EFFECTIVE, reason="Rapat", **by())

    with pytest.raises(PostingError, match="baru efektif sejak 01/09/2025"):
        make_voucher(group.book, date(2025, 8, 31), CASH)
    assert make_voucher(group.book, EFFECTIVE, CASH).date == EFFECTIVE
    with pytest.raises(KubeError, match="pilih tanggal"):
        set_effective(kube=kube, on=date(2025, 9, 2), reason="x", **by())


def test_no_sale_before_the_group_is_effective(group: Organization) -> None:
    stall = shop(group.book)
    kube = pioneering(group)

    with pytest.raises(SaleError, match="belum efektif") as caught:
        stall.sell()
    move_kube(kube=kube, state="efektif", on=date(2025, 3, 1), reason="Rapat", **by())
    with pytest.raises(SaleError, match="baru efektif sejak 01/03/2025"):
        stall.sell(on=date(2025, 2, 28))

    assert caught.value.field == "date"
    assert stall.sell(on=date(2025, 3, 1)).lines.count() == 1
    assert group.book.vouchers.count() == 1


def test_a_mixed_group_does_not_wait_for_a_phase(group: Organization) -> None:
    kube = pioneering(group)

    with pytest.raises(KubeError, match="tidak menunggu tahap"):
        set_effective(kube=kube, on=EFFECTIVE, reason="x", **by())
    assert make_voucher(group.book, date(2025, 1, 5), CASH)


def test_practice_stays_apart_from_the_books(group: Organization) -> None:
    kube = pioneering(group, "khusus_klien")
    entry: dict[str, Any] = {"kube": kube, "kind": "jual", "narration": "Latihan"} | by()

    record_practice(on=date(2025, 5, 1), amount=10_000, **entry)
    set_effective(kube=kube, on=EFFECTIVE, reason="Resosialisasi", **by())
    kube.refresh_from_db()

    assert [e.change for e in PracticeEntry.objects.all()] == [10_000]
    assert group.book.vouchers.count() == 0
    with pytest.raises(KubeError, match="pembukuan yang sebenarnya"):
        record_practice(on=EFFECTIVE, amount=10_000, **entry)
    with pytest.raises(KubeError, match="di atas nol"):
        record_practice(on=date(2025, 5, 1), amount=0, **entry)


def test_a_new_wording_of_a_rule_leaves_the_old_one_on_record(group: Organization) -> None:
    kube = set_up(group)
    for text, day in (("Iuran 5.000", FOUNDED), ("Iuran 10.000", TODAY)):
        add_rule(kube=kube, number=1, text=text, valid_from=day, **by())

    assert [r.text for r in kube.rules.all()] == ["Iuran 5.000", "Iuran 10.000"]


SIGNS = [("tumbuh", True)] * 5 + [("tumbuh", False)] + [("berkembang", True)] * 4


@pytest.mark.parametrize(
    ("signs", "stage"),
    [
        ([*SIGNS, ("berkembang", False), ("maju", True)], "maju"),
        ([*SIGNS, ("berkembang", False), ("maju", False)], "berkembang"),
        ([*SIGNS[:4], ("tumbuh", False), ("maju", True)], "tumbuh"),
        ([("tumbuh", False), ("berkembang", True)], ""),
        ([], ""),
    ],
)
def test_a_stage_needs_its_share_and_all_lower_ones(
    signs: list[tuple[str, bool]], stage: str
) -> None:
    assert stage_of(signs, 80) == stage


def test_an_assessment_is_kept_with_evidence_and_what_the_data_said(group: Organization) -> None:
    kube = pioneering(group)
    make_voucher(group.book, date(2026, 1, 5), CASH)
    met = {s["code"]: Judged(2, "Dilihat") for s in signs_of("stage") if s["stage"] == "tumbuh"}
    given: dict[str, Any] = {"kube": kube, "kind": "stage", "on": TODAY} | by()

    with pytest.raises(KubeError, match="Tulis bukti") as caught:
        assess_kube(judged=met | {"T1": Judged(2)}, **given)
    first = assess_kube(judged=met, **given)
    second = assess_kube(judged={}, **given)

    assert caught.value.field == "evidence_T1"
    assert (first.stage, second.stage) == ("tumbuh", "")
    assert kube.assessments.count() == 2
    said = dict(first.signs.values_list("code", "proxy"))
    assert (said["T1"], said["T6"], said["T5"]) == (False, True, None)
    assert proxies(kube, TODAY)["T3"] is False


def test_eight_indicators_score_up_to_sixteen(group: Organization) -> None:
    kube = pioneering(group)
    judged = {s["code"]: Judged(2, "Dilihat") for s in signs_of("success")}

    made = assess_kube(kube=kube, kind="success", on=TODAY, judged=judged, **by())

    assert (len(judged), made.total) == (8, 16)


def test_history_is_only_added_to(group: Organization) -> None:
    pioneering(group)

    for sql in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with (
            pytest.raises(DatabaseError, match="hanya dapat ditambah"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql.format(KubeMove._meta.db_table))
