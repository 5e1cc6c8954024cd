"""May and must in a commission, as pure functions: composition, quorum, voting, signing of protocols.

No text at hand fixes size, quorum or voting of a tender commission; C-01…C-04 are the readings of the house
(docs/law/ambiguities.md) and their numbers come from the rule pack of the procedure.
"""

from ppp_portal.panel.rules.composition import (
    COMMISSION,
    OrderFacts,
    PersonFacts,
    SeatFacts,
    SeatPlan,
    Terms,
    refuse_composition,
    refuse_kind,
    refuse_order,
)
from ppp_portal.panel.rules.protocols import (
    ProtocolFacts,
    SignerFacts,
    may_be_signed,
    missing_signers,
    refuse_correction,
    refuse_refusal,
    refuse_sending,
    refuse_signature,
    required_signers,
)
from ppp_portal.panel.rules.sittings import (
    Quorum,
    holder,
    quorum,
    refuse_attendance,
    refuse_recusal,
    refuse_sitting,
)
from ppp_portal.panel.rules.voting import Ballot, Tally, count, missing_voters, refuse_closing, refuse_vote

__all__ = [
    "COMMISSION",
    "Ballot",
    "OrderFacts",
    "PersonFacts",
    "ProtocolFacts",
    "Quorum",
    "SeatFacts",
    "SeatPlan",
    "SignerFacts",
    "Tally",
    "Terms",
    "count",
    "holder",
    "may_be_signed",
    "missing_signers",
    "missing_voters",
    "quorum",
    "refuse_attendance",
    "refuse_closing",
    "refuse_composition",
    "refuse_correction",
    "refuse_kind",
    "refuse_order",
    "refuse_recusal",
    "refuse_refusal",
    "refuse_sending",
    "refuse_signature",
    "refuse_sitting",
    "refuse_vote",
    "required_signers",
]
