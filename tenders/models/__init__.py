from tenders.models.bids import Bid, BidDraft, BidFile, ConsortiumMember, Participation, Submission
from tenders.models.documentation import (
    CurrencyRate,
    Documentation,
    DocumentationFile,
    DocumentationPart,
    DraftClause,
    Risk,
)
from tenders.models.evaluation import Evaluation, EvidenceItem, OpenedBid, OpeningConfirmation, Score
from tenders.models.interruptions import Amendment, Cancellation, Failure, Stay
from tenders.models.negotiation import Negotiation, NegotiationClause, Remark
from tenders.models.questions import Follower, Question
from tenders.models.security import BidSecurity, LedgerEntry
from tenders.models.sweeping import PostponedDeadline, ReminderClock
from tenders.models.tenders import Tender

__all__ = [
    "Amendment",
    "Bid",
    "BidDraft",
    "BidFile",
    "BidSecurity",
    "Cancellation",
    "ConsortiumMember",
    "CurrencyRate",
    "Documentation",
    "DocumentationFile",
    "DocumentationPart",
    "DraftClause",
    "Evaluation",
    "EvidenceItem",
    "Failure",
    "Follower",
    "LedgerEntry",
    "Negotiation",
    "NegotiationClause",
    "OpenedBid",
    "OpeningConfirmation",
    "Participation",
    "PostponedDeadline",
    "Question",
    "Remark",
    "ReminderClock",
    "Risk",
    "Score",
    "Stay",
    "Submission",
    "Tender",
]
