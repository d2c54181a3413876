"""A meeting on a telephone: twelve members pay, what is typed is kept, one voucher stands."""

from collections.abc import Callable

import pytest

from ledger.models import Voucher
from members.models import CollectionSheet
from tests.browser.visitor import ORG, Visitor

pytestmark = pytest.mark.browser


def test_a_treasurer_collects_from_twelve_members_on_a_telephone(
    visit: Callable[..., Visitor],
) -> None:
    visitor = visit(width=360)
    visitor.sign_in("bendahara.mina")
    visitor.open("members:collection", org=ORG)
    inputs = visitor.seen("input[name$='-wajib']")
    assert len(inputs) == 12

    for box in visitor.all("tbody input[type=checkbox]"):
        visitor.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
        box.click()
    visitor.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", inputs[0])
    inputs[0].send_keys("25.000")
    visitor.button("Isi iuran tetap bagi yang hadir").click()
    for number, field in enumerate(inputs[1:], start=1):
        if not field.get_attribute("value"):
            visitor.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
            field.send_keys(f"{20 + number}.000")
    visitor.wait(lambda: "Tersimpan pukul" in visitor.one("[data-saved]").text, "nothing was kept")
    draft = CollectionSheet.objects.get(voucher=None)
    visitor.shot("collection")
    assert len(draft.content) == 12
    assert visitor.overflow() == 0
    total = visitor.one("[data-sum]").text

    visitor.press("Bukukan satu bukti")

    voucher = Voucher.objects.get(collection_sheet=draft)
    debit = sum(line.debit for line in voucher.lines.all())
    assert f"{debit:,}".replace(",", ".") == total
    assert f"{voucher.code} dibukukan." in visitor.texts(".notice")
    assert visitor.complaints() == []
