"""The secret in an invitation's link: derived when the mail is written; the table holds only its hash."""

import hashlib

from django.utils.crypto import salted_hmac

from ppp_portal.accounts.models import Invitation
from ppp_portal.journal.canonical import plain


def invitation_token(invitation: Invitation) -> str:
    """The token of this invitation in its present term: sending it again after a new term makes a new one."""
    words = (invitation.organisation_id, invitation.email, invitation.role, plain(invitation.expires_at))
    return salted_hmac("accounts.invitation", repr(words), algorithm="sha256").hexdigest()


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
