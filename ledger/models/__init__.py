from ledger.models.acts import ActUse, HiddenAct, OwnAct, VoucherTemplate
from ledger.models.balance import AccountBalance, PostingGate, SubsidiaryBalance
from ledger.models.book import (
    Account,
    Book,
    CashFlow,
    CashPolicy,
    ChartVersion,
    Framework,
    Kind,
    Side,
    Subsidiary,
    Unit,
)
from ledger.models.budget import Budget
from ledger.models.cash import (
    CashCount,
    CashDifference,
    CashPiece,
    CountKind,
    PettyFund,
    PettySlip,
)
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
    "ActUse",
    "Book",
    "Budget",
    "CashCount",
    "CashDifference",
    "CashFlow",
    "CashPiece",
    "CashPolicy",
    "ChartVersion",
    "CountKind",
    "Draft",
    "DraftState",
    "Event",
    "Framework",
    "HiddenAct",
    "ImportBatch",
    "Kind",
    "Line",
    "Origin",
    "OwnAct",
    "Period",
    "PeriodState",
    "PettyFund",
    "PettySlip",
    "PostingGate",
    "ReopenRequest",
    "Side",
    "Subsidiary",
    "SubsidiaryBalance",
    "Unit",
    "Voucher",
    "VoucherKind",
    "VoucherTemplate",
]
