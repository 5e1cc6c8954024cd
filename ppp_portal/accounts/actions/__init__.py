"""What people do with organisations and roles; the only place that changes these rows."""

from ppp_portal.accounts.actions.audits import (
    decline_audit_mandate,
    grant_audit_mandate,
    note_audit_view,
    propose_audit_mandate,
)
from ppp_portal.accounts.actions.colleagues import (
    accept_invitation,
    end_membership,
    invite_colleague,
    join_by_invitation,
    withdraw_invitation,
)
from ppp_portal.accounts.actions.details import correct_details
from ppp_portal.accounts.actions.people import (
    NewPerson,
    appoint_administrator,
    change_profile,
    confirm_address,
)
from ppp_portal.accounts.actions.roles import approve_role, decline_role, propose_role
from ppp_portal.accounts.actions.sign_up import (
    FirstRole,
    NewOrganisation,
    add_organisation,
    register_operator,
    sign_up_organisation,
)

__all__ = [
    "FirstRole",
    "NewOrganisation",
    "NewPerson",
    "accept_invitation",
    "add_organisation",
    "appoint_administrator",
    "approve_role",
    "change_profile",
    "confirm_address",
    "correct_details",
    "decline_audit_mandate",
    "decline_role",
    "end_membership",
    "grant_audit_mandate",
    "invite_colleague",
    "join_by_invitation",
    "note_audit_view",
    "propose_audit_mandate",
    "propose_role",
    "register_operator",
    "sign_up_organisation",
    "withdraw_invitation",
]
