"""Records of the empowerment loop."""

from empowerment.models.forums import ForumKind, ForumParticipant, PlanForum
from empowerment.models.plans import (
    BINDING_STATES,
    OPEN_STATES,
    ActivityGroup,
    Commitment,
    ExecutingGroup,
    FundSource,
    NeedKind,
    Plan,
    PlanActivity,
    PlanNeed,
    PlanState,
    PlanStep,
    SourceKind,
)
from empowerment.models.posts import PostKind, StaffPost
from empowerment.models.switches import SWITCHABLE, RuleSwitch

__all__ = [
    "BINDING_STATES",
    "OPEN_STATES",
    "SWITCHABLE",
    "ActivityGroup",
    "Commitment",
    "ExecutingGroup",
    "ForumKind",
    "ForumParticipant",
    "FundSource",
    "NeedKind",
    "Plan",
    "PlanActivity",
    "PlanForum",
    "PlanNeed",
    "PlanState",
    "PlanStep",
    "PostKind",
    "RuleSwitch",
    "SourceKind",
    "StaffPost",
]
