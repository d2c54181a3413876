from members.models.collection import CollectionSheet
from members.models.dues import FundContribution, Obligation
from members.models.loans import (
    Loan,
    LoanInstalment,
    LoanMethod,
    LoanPayment,
    LoanProduct,
    LoanState,
)
from members.models.organization import Organization, OrganizationKind
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
from members.models.savings import (
    InterestMethod,
    InterestSlip,
    SavingsAccount,
    SavingsKind,
    SavingsProduct,
)
from members.models.sign_in import SignIn, SignInKind
from members.models.user import User

__all__ = [
    "CollectionSheet",
    "Element",
    "FundContribution",
    "Heir",
    "InterestMethod",
    "InterestSlip",
    "Loan",
    "LoanInstalment",
    "LoanMethod",
    "LoanPayment",
    "LoanProduct",
    "LoanState",
    "MemberPin",
    "Membership",
    "MembershipKind",
    "MembershipStatus",
    "Obligation",
    "Office",
    "OfficeKind",
    "Organization",
    "OrganizationKind",
    "Person",
    "SavingsAccount",
    "SavingsKind",
    "SavingsProduct",
    "Sex",
    "SignIn",
    "SignInKind",
    "StateService",
    "User",
]
