from ledger.models.acts import ActUse, HiddenAct, OwnAct, VoucherTemplate
from ledger.models.approval import ApprovalBand, ApprovalLevel, ApprovalMode, ApprovalPolicy
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
from ledger.models.closing import BankStatement, NoteText
from ledger.models.event import Event
from ledger.models.health import HealthResult
from ledger.models.import_sheet import (
    ImportMemory,
    ImportRow,
    ImportSheet,
    OpeningDraft,
    SheetKind,
    SheetState,
)
from ledger.models.paper import Paper, PaperRule
from ledger.models.period import Period, PeriodState, ReopenRequest
from ledger.models.remark import Remark, RemarkAct, RemarkEntry, RemarkKind, RemarkState
from ledger.models.sampling import (
    ItemCheck,
    Sample,
    SampleConclusion,
    SampleItem,
    SampleMethod,
)
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
    "ApprovalBand",
    "ApprovalLevel",
    "ApprovalMode",
    "ApprovalPolicy",
    "BankStatement",
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
    "HealthResult",
    "HiddenAct",
    "ImportBatch",
    "ImportMemory",
    "ImportRow",
    "ImportSheet",
    "ItemCheck",
    "Kind",
    "Line",
    "NoteText",
    "OpeningDraft",
    "Origin",
    "OwnAct",
    "Paper",
    "PaperRule",
    "Period",
    "PeriodState",
    "PettyFund",
    "PettySlip",
    "PostingGate",
    "Remark",
    "RemarkAct",
    "RemarkEntry",
    "RemarkKind",
    "RemarkState",
    "ReopenRequest",
    "Sample",
    "SampleConclusion",
    "SampleItem",
    "SampleMethod",
    "SheetKind",
    "SheetState",
    "Side",
    "Subsidiary",
    "SubsidiaryBalance",
    "Unit",
    "Voucher",
    "VoucherKind",
    "VoucherTemplate",
]
