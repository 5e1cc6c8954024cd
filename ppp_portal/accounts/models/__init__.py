from ppp_portal.accounts.models.approvals import Approval
from ppp_portal.accounts.models.organisations import Organisation, OrganisationKind
from ppp_portal.accounts.models.people import Person
from ppp_portal.accounts.models.roles import AuditMandate, Invitation, Membership, Role

__all__ = [
    "Approval",
    "AuditMandate",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Role",
]
