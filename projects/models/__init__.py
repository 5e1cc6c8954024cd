from projects.models.alternatives import (
    AlternativeProposal,
    ProposalAnswer,
    ProposalFile,
    ProposalSubmission,
    WayOn,
)
from projects.models.cards import (
    ApprovalStep,
    Complexity,
    CostUnit,
    Level,
    Project,
    ProjectParameter,
    ProjectVersion,
)
from projects.models.initiation import (
    Ground,
    InitiationNotice,
    NoticeAmendment,
    NoticeRequirement,
    RequirementKind,
)

__all__ = [
    "AlternativeProposal",
    "ApprovalStep",
    "Complexity",
    "CostUnit",
    "Ground",
    "InitiationNotice",
    "Level",
    "NoticeAmendment",
    "NoticeRequirement",
    "Project",
    "ProjectParameter",
    "ProjectVersion",
    "ProposalAnswer",
    "ProposalFile",
    "ProposalSubmission",
    "RequirementKind",
    "WayOn",
]
