from members.models.collection import CollectionSheet
from members.models.confirmation import BalanceConfirmation, ConfirmationState
from members.models.decisions import Decision, DecisionRule, DecisionUse
from members.models.dues import (
    Beneficiary,
    DuesExemption,
    FundContribution,
    FundUse,
    Obligation,
)
from members.models.group_loans import GroupLoan, GroupLoanShare
from members.models.imports import MemberSheet
from members.models.invitation import Invitation, InvitationConsent
from members.models.leaving import LeavingClaim
from members.models.letterhead import LetterheadVersion, SignaturePlace, SignatureVersion
from members.models.loan_acts import LoanAnalysis, LoanRecovery, LoanReschedule, LoanWriteOff
from members.models.loan_classes import (
    AllowanceRow,
    AllowanceRun,
    LoanClass,
    LoanClassTable,
)
from members.models.loans import (
    DayCount,
    Loan,
    LoanInstalment,
    LoanMethod,
    LoanPayment,
    LoanProduct,
    LoanState,
    PaymentOrder,
    RateBasis,
)
from members.models.meeting_rules import MeetingRule
from members.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingState,
    Presence,
)
from members.models.member_opening import MemberOpening
from members.models.motions import Candidate, Choice, Method, Motion, Result, Vote
from members.models.organization import Organization, OrganizationKind
from members.models.passbook import Passbook, PassbookPrint
from members.models.person import (
    Element,
    Heir,
    Membership,
    MembershipKind,
    MembershipStatus,
    Office,
    OfficeKind,
    Person,
    Sex,
    StateService,
)
from members.models.pin import MemberPin
from members.models.privacy import CardVisit, Consent
from members.models.savings import (
    InterestMethod,
    InterestSlip,
    SavingsAccount,
    SavingsKind,
    SavingsProduct,
)
from members.models.savings_terms import SavingsTerms
from members.models.security import SecurityLevel, SecurityReset, SecurityRule
from members.models.sign_in import SignIn, SignInKind
from members.models.substitution import SubstituteAct, Substitution
from members.models.user import User

__all__ = [
    "AgendaItem",
    "AllowanceRow",
    "AllowanceRun",
    "Attendance",
    "BalanceConfirmation",
    "Beneficiary",
    "Candidate",
    "CardVisit",
    "Choice",
    "CollectionSheet",
    "ConfirmationState",
    "Consent",
    "DayCount",
    "Decision",
    "DecisionRule",
    "DecisionUse",
    "DuesExemption",
    "Element",
    "FundContribution",
    "FundUse",
    "GroupLoan",
    "GroupLoanShare",
    "Heir",
    "InterestMethod",
    "InterestSlip",
    "Invitation",
    "InvitationConsent",
    "LeavingClaim",
    "LetterheadVersion",
    "Loan",
    "LoanAnalysis",
    "LoanClass",
    "LoanClassTable",
    "LoanInstalment",
    "LoanMethod",
    "LoanPayment",
    "LoanProduct",
    "LoanRecovery",
    "LoanReschedule",
    "LoanState",
    "LoanWriteOff",
    "Meeting",
    "MeetingRule",
    "MeetingState",
    "MemberOpening",
    "MemberPin",
    "MemberSheet",
    "Membership",
    "MembershipKind",
    "MembershipStatus",
    "Method",
    "Motion",
    "Obligation",
    "Office",
    "OfficeKind",
    "Organization",
    "OrganizationKind",
    "Passbook",
    "PassbookPrint",
    "PaymentOrder",
    "Person",
    "Presence",
    "RateBasis",
    "Result",
    "SavingsAccount",
    "SavingsKind",
    "SavingsProduct",
    "SavingsTerms",
    "SecurityLevel",
    "SecurityReset",
    "SecurityRule",
    "Sex",
    "SignIn",
    "SignInKind",
    "SignaturePlace",
    "SignatureVersion",
    "StateService",
    "SubstituteAct",
    "Substitution",
    "User",
    "Vote",
]
