"""What a commission does. Every action: keywords only, one transaction, ``by``, the ``stream`` of the caller.

``at`` is given by a caller that already holds its own lock and has read the clock; otherwise the action reads
the clock itself, after its lock.
"""

from ppp_portal.panel.actions.commissions import appoint_commission, assign, change_composition
from ppp_portal.panel.actions.protocols import (
    correct_protocol,
    draft_protocol,
    publish_protocol,
    recall_protocol,
    receive_signed_file,
    register_signed_file,
    send_to_signing,
)
from ppp_portal.panel.actions.signatures import refuse_to_sign, sign_protocol
from ppp_portal.panel.actions.sittings import adjourn, arrive, close_sitting, leave, open_sitting, resume
from ppp_portal.panel.actions.standing import declare, recuse
from ppp_portal.panel.actions.votes import cast_vote, close_motion, put_motion

__all__ = [
    "adjourn",
    "appoint_commission",
    "arrive",
    "assign",
    "cast_vote",
    "change_composition",
    "close_motion",
    "close_sitting",
    "correct_protocol",
    "declare",
    "draft_protocol",
    "leave",
    "open_sitting",
    "publish_protocol",
    "put_motion",
    "recall_protocol",
    "receive_signed_file",
    "recuse",
    "refuse_to_sign",
    "register_signed_file",
    "resume",
    "send_to_signing",
    "sign_protocol",
]
