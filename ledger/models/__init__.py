from ledger.models.balance import AccountBalance, PostingGate, SubsidiaryBalance
from ledger.models.book import (
    Account,
    Book,
    CashFlow,
    CashPolicy,
    Framework,
    Kind,
    Side,
    Subsidiary,
    Unit,
)
from ledger.models.budget import Budget
from ledger.models.event import Event
from ledger.models.period import Period, PeriodState, ReopenRequest
from ledger.models.voucher import (
    FIRST_SEAL,
    Draft,
    DraftState,
    ImportBatch,
    Line,
    Origin,
    Voucher,
    VoucherKind,
)

__all__ = [
    "FIRST_SEAL",
    "Account",
    "AccountBalance",
    "Book",
    "Budget",
    "CashFlow",
    "CashPolicy",
    "Draft",
    "DraftState",
    "Event",
    "Framework",
    "ImportBatch",
    "Kind",
    "Line",
    "Origin",
    "Period",
    "PeriodState",
    "PostingGate",
    "ReopenRequest",
    "Side",
    "Subsidiary",
    "SubsidiaryBalance",
    "Unit",
    "Voucher",
    "VoucherKind",
]
