"""Accounts of the engine, inserted in bulk.

`ChartOfAccountModel.create_account` costs eleven queries an account. The tree below each root
node is flat, so the paths are computed here and the rows written at once; `tree_problems`
confirms the tree.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django_ledger.io.roles import ACCOUNT_ROLE_CHOICES
from django_ledger.models import AccountModel, EntityModel

ROOT_OF_PREFIX = {
    "asset": "root_assets",
    "lia": "root_liabilities",
    "eq": "root_capital",
    "in": "root_income",
    "cogs": "root_cogs",
    "ex": "root_expenses",
}
VALID_ROLES = {role for _group, roles in ACCOUNT_ROLE_CHOICES for role, _label in roles}


@dataclass(frozen=True)
class AccountRow:
    """What the engine needs to know of an account."""

    code: str
    name: str
    role: str
    side: str
    is_active: bool


def create_accounts(entity: EntityModel, rows: list[AccountRow]) -> list[AccountModel]:
    """Insert accounts below their root nodes; returns them in the order of `rows`.

    Raises ValueError for a role that the engine does not know.
    """
    chart = entity.default_coa
    roots = {node.role: node for node in AccountModel.objects.filter(coa_model=chart, depth=2)}
    children: dict[str, int] = {role: _last_step(node) for role, node in roots.items()}
    added: dict[str, int] = defaultdict(int)
    accounts = []
    for row in rows:
        if row.role not in VALID_ROLES:
            raise ValueError(f"role {row.role!r} of account {row.code} is unknown to the engine")
        root = roots[ROOT_OF_PREFIX[row.role.split("_")[0]]]
        children[root.role] += 1
        added[root.role] += 1
        account = AccountModel(
            uuid=uuid4(),
            code=row.code,
            name=row.name,
            role=row.role,
            balance_type=row.side,
            active=row.is_active,
            coa_model=chart,
            role_default=None,
            depth=root.depth + 1,
            path=AccountModel._get_path(root.path, root.depth + 1, children[root.role]),  # noqa: SLF001
            numchild=0,
        )
        account.clean()
        accounts.append(account)
    AccountModel.objects.bulk_create(accounts)
    for role, count in added.items():
        AccountModel.objects.filter(pk=roots[role].pk).update(numchild=roots[role].numchild + count)
    return accounts


def _last_step(node: AccountModel) -> int:
    last = node.get_last_child()
    if last is None:
        return 0
    return AccountModel._str2int(last.path[len(node.path) :])  # noqa: SLF001


KIND_OF_PREFIX = {
    "asset": "asset",
    "lia": "liability",
    "eq": "equity",
    "in": "revenue",
    "cogs": "expense",
    "ex": "expense",
}


def account_facts(entity: EntityModel) -> dict[Any, tuple[str, str, str]]:
    """Return engine account id → code, kind and side, as the engine holds them."""
    return {
        pk: (code, KIND_OF_PREFIX.get(role.split("_")[0], role), side)
        for pk, code, role, side in AccountModel._base_manager.filter(
            coa_model__entity=entity
        ).values_list("pk", "code", "role", "balance_type")
    }


def tree_problems() -> list[str]:
    """Codes whose place in the account tree is wrong; empty when all is well.

    Treebeard's own `find_problems()` fails on these tables (ambiguous column), so the same
    three questions are asked here: depth, parent and number of children.
    """
    step = AccountModel.steplen
    nodes = dict(AccountModel._base_manager.values_list("path", "code"))
    children = Counter(path[:-step] for path in nodes)
    return [
        code
        for path, code, depth, count in AccountModel._base_manager.values_list(
            "path", "code", "depth", "numchild"
        )
        if len(path) != depth * step
        or (depth > 1 and path[:-step] not in nodes)
        or children[path] != count
    ]
