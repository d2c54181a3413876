"""The main pages on a telephone and at a desk: nothing sticks out, the browser has no complaint."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PAGES = (
    ("home", "organization_home", {}),
    ("record", "ledger:record", {}),
    ("vouchers", "ledger:vouchers", {}),
    ("voucher", "ledger:voucher", {"kind": "BKM", "year": 2025, "number": 1}),
    ("reports", "ledger:reports", {}),
    ("balance-sheet", "ledger:report", {"name": "balance_sheet"}),
    ("trial-balance", "ledger:report", {"name": "trial_balance"}),
    ("general-ledger", "ledger:report", {"name": "general_ledger"}),
    ("periods", "ledger:periods", {}),
)


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_the_browser_does_not_complain(
    visit: Callable[..., Visitor], width: int
) -> None:
    visitor = visit(width=width)
    visitor.open("account_login")
    visitor.shot("sign-in")
    visitor.sign_in("bendahara.mina")

    found = {}
    for title, name, kwargs in PAGES:
        visitor.open(name, **kwargs)
        found[title] = (window_of(visitor), visitor.overflow(), visitor.complaints())
        visitor.shot(title)

    assert found == {title: (width, 0, []) for title, _name, _kwargs in PAGES}


def window_of(visitor: Visitor) -> int:
    """The width in which the page is laid out."""
    return int(visitor.driver.execute_script("return window.innerWidth"))


def test_recording_on_a_telephone(visit: Callable[..., Visitor]) -> None:
    visitor = visit(width=360)
    visitor.sign_in("bendahara.mina")
    visitor.open("ledger:record")
    assert len(visitor.seen("[data-line]")) == 2

    visitor.write("narration", "Jual ikan di pasar")
    visitor.write_line(0, "1101", debit="1.250.000")
    visitor.write_line(1, "4101", credit="1.000.000")
    visitor.button("Tambah baris").click()
    visitor.write_line(2, "4901", credit="250.000")
    assert visitor.totals() == ("1.250.000", "1.250.000", "seimbang")
    visitor.shot("record-filled")
    visitor.press("Bukukan")

    assert visitor.heading == "BKM/2026/02/0001"
    assert visitor.overflow() == 0
