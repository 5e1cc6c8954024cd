from ppp_portal.panel.models.commissions import (
    Commission,
    CommissionAssignment,
    CompositionOrder,
    Declaration,
    Recusal,
    Seat,
)
from ppp_portal.panel.models.protocols import Protocol, ProtocolSignature
from ppp_portal.panel.models.sittings import Attendance, Sitting, SittingEvent
from ppp_portal.panel.models.votes import Motion, Vote

__all__ = [
    "Attendance",
    "Commission",
    "CommissionAssignment",
    "CompositionOrder",
    "Declaration",
    "Motion",
    "Protocol",
    "ProtocolSignature",
    "Recusal",
    "Seat",
    "Sitting",
    "SittingEvent",
    "Vote",
]
