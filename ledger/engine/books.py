"""Entities, ledgers and units of the engine."""

from typing import Any

from django_ledger.models import EntityModel, EntityUnitModel


def create_entity(*, name: str, admin: Any) -> tuple[EntityModel, Any]:
    """Make the engine's entity with its chart of accounts and one posted ledger."""
    entity = EntityModel.create_entity(
        name=name, use_accrual_method=True, admin=admin, fy_start_month=1
    )
    entity.create_chart_of_accounts(assign_as_default=True, coa_name="Bagan Akun", commit=True)
    ledger = entity.create_ledger(name="Buku besar", posted=True)
    return entity, ledger


def create_unit(*, entity: EntityModel, name: str, code: str) -> EntityUnitModel:
    """Make a business unit; the engine wants a three-letter document prefix."""
    unit = EntityUnitModel(name=name, entity=entity, document_prefix=code[:3].upper())
    unit.clean()
    return EntityUnitModel.add_root(instance=unit)
