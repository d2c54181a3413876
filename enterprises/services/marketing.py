"""Plans of marketing and calculations of a price."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.calculations.pricing import Priced, price_of_batch
from enterprises.models import CostPart, MarketingPlan, PriceCalculation, Product
from enterprises.services.offer import set_price
from enterprises.services.sale_errors import SaleError
from ledger.services import events


@transaction.atomic
def plan_marketing(
    *,
    product: Product,
    year: int,
    buyers: str,
    channels: str,
    promotion: str,
    target_quantity: Decimal,
    target_price: int,
    actor: Any,
    at: datetime,
) -> MarketingPlan:
    """Write the plan of a product for a year; earlier ones stay. Raises SaleError for no target."""
    if target_quantity <= 0:
        raise SaleError(_("Jumlah barang harus lebih dari nol."), field="target_quantity")
    if target_price <= 0:
        raise SaleError(_("Harga harus lebih dari nol."), field="target_price")
    plan = MarketingPlan.objects.create(
        product=product,
        year=year,
        buyers=buyers,
        channels=channels,
        promotion=promotion,
        target_quantity=target_quantity,
        target_price=target_price,
        made_by=actor,
        made_at=at,
    )
    events.log(act="plan_marketing", subject=str(plan), actor=actor, at=at, book=product.book)
    return plan


def priced(
    *,
    parts: Sequence[tuple[str, int]],
    quantity: Decimal,
    margin_percent: Decimal,
    price: int | None,
    market_low: int | None,
    market_high: int | None,
) -> Priced:
    """Calculate on paper. Raises SaleError for what gives no price."""
    if not parts:
        raise SaleError(_("Isi sedikitnya satu biaya."), field="cost_0")
    if quantity <= 0:
        raise SaleError(_("Jumlah barang harus lebih dari nol."), field="quantity")
    if price is not None and price <= 0:
        raise SaleError(_("Harga harus lebih dari nol."), field="price")
    if market_low is not None and market_high is not None and market_low > market_high:
        raise SaleError(_("Harga pasar terendah di atas yang tertinggi."), field="market_low")
    try:
        return price_of_batch(
            costs=[amount for _name, amount in parts],
            quantity=quantity,
            margin_percent=margin_percent,
            price=price,
            market_low=market_low,
            market_high=market_high,
        )
    except ValueError:
        raise SaleError(_("Biaya harus di atas nol."), field="cost_0") from None


@transaction.atomic
def calculate_price(
    *,
    product: Product,
    on: date,
    parts: Sequence[tuple[str, int]],
    quantity: Decimal,
    margin_percent: Decimal,
    price: int | None = None,
    market_low: int | None = None,
    market_high: int | None = None,
    is_price: bool = False,
    actor: Any,
    at: datetime,
) -> PriceCalculation:
    """Keep a calculation; with `is_price` its price is the product's from that day on."""
    found = priced(
        parts=parts,
        quantity=quantity,
        margin_percent=margin_percent,
        price=price,
        market_low=market_low,
        market_high=market_high,
    )
    chosen = found.suggested if price is None else price
    made = PriceCalculation.objects.create(
        product=product,
        on=on,
        quantity=quantity,
        margin_percent=margin_percent,
        market_low=market_low,
        market_high=market_high,
        price=chosen,
        unit_cost=found.unit_cost,
        made_by=actor,
        made_at=at,
    )
    CostPart.objects.bulk_create(
        CostPart(calculation=made, name=name[:80], amount=amount) for name, amount in parts
    )
    if is_price:
        set_price(product=product, channel=None, price=chosen, valid_from=on, actor=actor, at=at)
    events.log(act="calculate_price", subject=str(made), actor=actor, at=at, book=product.book)
    return made
