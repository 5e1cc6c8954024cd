"""Reads of commissions, sittings, votes and protocols, for rules and for screens.

A subject is asked for by its string; who may ask for it is the business of the storey above.
"""

from ppp_portal.accounts.models import Person
from ppp_portal.panel.models import Motion, Protocol, ProtocolSignature, Sitting
from ppp_portal.panel.queries.meetings import (
    attended,
    open_sitting,
    present,
    quorum,
    quorum_of,
    sitting,
    sitting_refusals,
    sittings,
)
from ppp_portal.panel.queries.papers import (
    awaits_file,
    draft_of,
    protocol,
    protocol_of,
    protocols,
    signer_facts,
    signers,
)
from ppp_portal.panel.queries.seating import (
    assignment,
    commission,
    commissions,
    composition,
    may_see,
    people,
    seat_of,
    seats_of,
    subjects_of,
    terms,
    undeclared,
)
from ppp_portal.panel.queries.voting import (
    ballots,
    decision,
    motion,
    motions,
    open_motions,
    seats_taking_part,
    vote_of,
    votes,
)
from ppp_portal.panel.queries.waiting import (
    in_session,
    waiting_declarations,
    waiting_files,
    waiting_signatures,
    waiting_votes,
)

__all__ = [
    "Motion",
    "Person",
    "Protocol",
    "ProtocolSignature",
    "Sitting",
    "assignment",
    "attended",
    "awaits_file",
    "ballots",
    "commission",
    "commissions",
    "composition",
    "decision",
    "draft_of",
    "in_session",
    "may_see",
    "motion",
    "motions",
    "open_motions",
    "open_sitting",
    "people",
    "present",
    "protocol",
    "protocol_of",
    "protocols",
    "quorum",
    "quorum_of",
    "seat_of",
    "seats_of",
    "seats_taking_part",
    "signer_facts",
    "signers",
    "sitting",
    "sitting_refusals",
    "sittings",
    "subjects_of",
    "terms",
    "undeclared",
    "vote_of",
    "votes",
    "waiting_declarations",
    "waiting_files",
    "waiting_signatures",
    "waiting_votes",
]
