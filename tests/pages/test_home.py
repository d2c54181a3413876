"""*Hari ini*: what each office finds on the first page, and what it must not find."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from ledger import registry
from ledger.models import Book
from ledger.registry import today
from ledger.registry.catalogue import Catalogue
from ledger.services import drafts, periods
from members.models import Office, Organization, Person, User
from tests.factories.books import make_voucher
from tests.factories.people import OrganizationFactory
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page, words

SignIn = Callable[[str], Client]
MINA, PANTI = "/lembaga/mina-lestari/", "/lembaga/psbk-lentera-karya/"


def panels(page: Page) -> dict[str, str]:
    """Every panel by name, with its words."""
    return {
        section.get("id").removeprefix("panel-"): words(section)
        for section in page.tree.iter("section")
    }


def home(client: Client, url: str = MINA) -> Page:
    """The first page, which everyone here may open."""
    page = Page(client.get(url))
    assert page.status == 200
    return page


def give_office(username: str, organization: str, kind: str) -> None:
    """An office for a login, on top of those it has."""
    Office.objects.create(
        organization=Organization.objects.get(slug=organization),
        person=Person.objects.get(user__username=username),
        kind=kind,
        start=date(2025, 1, 1),
        end=date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    ("username", "url", "names"),
    [
        (
            "bendahara.mina",
            MINA,
            ["cash", "drawers", "work", "year", "pictures", "vouchers"],
        ),
        (
            "ketua.mina",
            MINA,
            ["cash", "drawers", "approvals", "year", "pictures", "vouchers"],
        ),
        (
            "pengawas.mina",
            MINA,
            [
                "cash",
                "drawers",
                "remarks",
                "year",
                "oversight",
                "pictures",
                "events",
                "vouchers",
            ],
        ),
        ("kepala.panti", MINA, ["cash", "year", "pictures"]),
        ("kepala.panti", PANTI, ["groups", "cash", "year", "pictures"]),
    ],
)
def test_each_office_finds_its_own_panels(
    demo: dict[str, Book], client_of: SignIn, username: str, url: str, names: list[str]
) -> None:
    assert list(panels(home(client_of(username), url))) == names


@pytest.mark.parametrize("kind", ["auditor", "pengawas"])
def test_who_only_watches_sees_months_events_and_the_way_to_the_proofs(
    demo: dict[str, Book], client_of: SignIn, kind: str
) -> None:
    give_office("orang.luar", "mina-lestari", kind)

    page = home(client_of("orang.luar"))

    assert panels(page)["oversight"].startswith("Pengawasan Jan ditutup Feb ditutup")
    assert panels(page)["events"].startswith("Kejadian terbaru Semua kejadian")
    assert f"{MINA}periode/periksa/" in page.links
    assert page.posts == Page(client_of("ketua.mina").get(MINA)).posts  # only the frame's own


def test_the_treasurer_finds_drafts_the_year_to_close_and_the_way_to_record(
    mina: Book, treasurer: Client, at: Any
) -> None:
    maker = User.objects.get(username="bendahara.mina")
    content = journal(mina, SALE) | {"narration": "Pakan lele"}
    drafts.save_draft(book=mina, key="d", content=content, actor=maker, at=at)

    page = home(treasurer)

    assert (
        panels(page)["work"] == "Yang menunggu Pakan lele draf Tutup tahun buku 2025 sudah berakhir"
    )
    assert page.links.count(f"{MINA}catat/") == 3  # header, two navigations


def test_a_chair_finds_requests_but_never_his_own(mina: Book, client_of: SignIn, at: Any) -> None:
    asker = User.objects.get(username="bendahara.mina")
    periods.request_reopen(book=mina, year=2025, month=12, reason="Nota", actor=asker, at=at)
    give_office("bendahara.mina", "mina-lestari", "ketua")

    chair, asking = home(client_of("ketua.mina")), home(client_of("bendahara.mina"))

    wanted = f"{asker.get_full_name()} meminta periode Desember 2025 dibuka kembali"
    assert panels(chair)["approvals"] == f"Perlu persetujuan {wanted} menunggu Anda"
    assert panels(asking)["approvals"] == "Perlu persetujuan Tidak ada yang menunggu Anda."


def test_the_year_so_far_and_how_far_it_is_closed(mina: Book, chair: Client) -> None:
    assert panels(home(chair))["year"] == (
        "Tahun buku 2025 Hasil sampai bukti terbaru Pendapatan 60.100.000 Beban 50.737.500 "
        "Hasil sampai 31/12/2025 9.362.500 Bulan yang sudah ditutup 12 dari 12 12/12 "
        "Terakhir ditutup: Desember 2025."
    )


def test_the_pictures_say_what_changed_and_lead_to_the_statements(
    mina: Book, treasurer: Client
) -> None:
    page = home(treasurer)

    text = panels(page)["pictures"]
    assert "Desember 2025: kas dan bank 29.107.500, naik 10.712.500 dari bulan sebelumnya." in text
    assert "Desember 2025: hasil 14.117.500, naik 18.292.500 dari bulan sebelumnya." in text
    links = [link for link in page.links if "/laporan/" in link and "start=" in link]
    assert len(links) == 24
    assert {treasurer.get(link).status_code for link in (links[0], links[-1])} == {200}


def test_no_drawing_carries_a_style_of_its_own(mina: Book, treasurer: Client) -> None:
    page = home(treasurer)

    assert page.tree.xpath("//main//@style") == []
    ids = page.tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_institution_sees_all_its_groups_in_sums(
    demo: dict[str, Book], client_of: SignIn
) -> None:
    page = home(client_of("kepala.panti"), PANTI)

    rows = [words(row) for row in page.tree.get_element_by_id("panel-groups").iter("tr")]
    assert rows[1:6] == [
        "KUBE Bengkel Roda Lentera 9.880.000 5.650.000 31/12/2025 Bulan ditutup 11 dari 12 11/12",
        "KUBE Jahit Kencana 10.075.000 995.000 31/12/2025 Bulan ditutup 4 dari 4 4/4",
        "KUBE Mina Lestari Lentera 29.107.500 9.362.500 31/12/2025 Bulan ditutup 12 dari 12 12/12",
        "KUBE Tani Lentera 8.354.500 3.830.000 31/12/2025 Bulan ditutup 9 dari 12 9/12",
        "Jumlah 57.417.000 19.837.500",
    ]
    assert "Desember 2025: kas dan bank 57.417.000" in panels(page)["groups"]


def test_the_monitoring_team_sees_what_the_head_sees(
    demo: dict[str, Book], client_of: SignIn
) -> None:
    give_office("orang.luar", "psbk-lentera-karya", "monev")

    team, head = home(client_of("orang.luar"), PANTI), home(client_of("kepala.panti"), PANTI)

    assert panels(team) == panels(head)


def test_the_institutions_own_treasurer_sees_no_group(
    demo: dict[str, Book], client_of: SignIn
) -> None:
    give_office("orang.luar", "psbk-lentera-karya", "bendahara")

    assert list(panels(home(client_of("orang.luar"), PANTI))) == [
        *("cash", "work", "year", "pictures", "vouchers")
    ]


@pytest.mark.parametrize("url", [MINA, PANTI])
def test_sums_only_for_those_who_may_not_see_vouchers(
    demo: dict[str, Book], client_of: SignIn, url: str
) -> None:
    page = home(client_of("kepala.panti"), url)

    vouchers = demo["mina-lestari"].vouchers
    assert not [link for link in page.links if "/bukti/" in link or "/draf/" in link]
    for secret in vouchers.values_list("code", "narration", "party"):
        assert not [part for part in secret if part and part in page.text]


def test_an_empty_book_has_no_year_and_no_pictures_but_says_what_to_do(
    demo: dict[str, Book], client_of: SignIn
) -> None:
    empty = OrganizationFactory()
    give_office("orang.luar", empty.slug, "bendahara")

    found = panels(home(client_of("orang.luar"), f"/lembaga/{empty.slug}/"))

    assert found["cash"] == "Kas dan bank Belum ada uang yang tercatat."
    assert found["vouchers"].startswith("Bukti terbaru Belum ada bukti Mulailah dengan saldo awal")


@pytest.mark.parametrize(
    ("username", "url", "count"),
    [
        ("bendahara.mina", MINA, 29),
        ("ketua.mina", MINA, 27),
        ("pengawas.mina", MINA, 28),
        ("kepala.panti", MINA, 19),
        ("kepala.panti", PANTI, 26),
    ],
)
def test_the_number_of_queries_is_fixed(
    demo: dict[str, Book],
    client_of: SignIn,
    django_assert_num_queries: Any,
    username: str,
    url: str,
    count: int,
) -> None:
    client = client_of(username)

    with django_assert_num_queries(count):
        client.get(url)


def test_more_vouchers_cost_no_more_queries(
    demo: dict[str, Book], client_of: SignIn, django_assert_num_queries: Any
) -> None:
    for day in range(1, 4):
        specs = [("1101", 50_000, 0), ("4101", 0, 50_000)]
        make_voucher(demo["mina-lestari"], date(2026, 2, day), specs)
    client = client_of("bendahara.mina")

    with django_assert_num_queries(28):
        client.get(MINA)


def test_the_first_page_weighs_little(mina: Book, treasurer: Client) -> None:
    response = treasurer.get(MINA, headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < 15_000


def test_an_upper_app_can_add_a_panel_and_leave_it_out(
    mina: Book, treasurer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "_panels", Catalogue[registry.Panel]("panel", lambda p: p.name))
    template = "ledger/panels/cash.html"
    shown = {"rows": [], "total": 0}
    for name, order, context in (("b", 2, shown), ("a", 1, shown), ("none", 0, None)):
        panel = registry.Panel(
            name, "ledger.view_statements", order, template, lambda _visit, c=context: c
        )
        registry.register_panel(panel)
    registry.register_panel(
        registry.Panel("denied", "ledger.approve_reopen", 3, template, lambda _visit: shown)
    )

    assert list(panels(home(treasurer))) == ["a", "b"]
    with pytest.raises(ValueError, match="registered already"):
        registry.register_panel(
            registry.Panel("a", "ledger.view_statements", 9, template, lambda _visit: None)
        )


def test_a_member_finds_totals_without_a_door_behind_them(
    demo: dict[str, Book], client_of: SignIn
) -> None:
    page = home(client_of("anggota.ksu"), "/lembaga/ksu-karya-lentera/")

    assert list(panels(page)) == ["cash", "year", "pictures", "own_card"]
    assert not [link for link in page.links if "/laporan/" in link or "/bukti/" in link]


def test_who_has_nothing_to_do_yet_hears_so(demo: dict[str, Book], client_of: SignIn) -> None:
    page = home(client_of("kasir.ksu"), "/lembaga/ksu-karya-lentera/")

    assert "Belum ada yang menunggu Anda" in page.text
