"""The verbs of this storey."""

from contracts.actions.drafting import agree_term, draft_contract, edit_term
from contracts.actions.outcome import (
    alert,
    follow_lapse,
    lapse_contract,
    publish_contract,
    record_fault,
    record_refusal,
    register_contract,
)
from contracts.actions.signing import (
    recall_from_signing,
    register_signed_file,
    send_to_signing,
    sign_contract,
)
from contracts.actions.spv import approve_spv, declare_spv, put_spv_motion, why_no_approval

__all__ = [
    "agree_term",
    "alert",
    "approve_spv",
    "declare_spv",
    "draft_contract",
    "edit_term",
    "follow_lapse",
    "lapse_contract",
    "publish_contract",
    "put_spv_motion",
    "recall_from_signing",
    "record_fault",
    "record_refusal",
    "register_contract",
    "register_signed_file",
    "send_to_signing",
    "sign_contract",
    "why_no_approval",
]
