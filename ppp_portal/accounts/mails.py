"""The mail of an invitation, written after commit. The others are allauth's, with our words."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from ppp_portal.accounts import queries
from ppp_portal.accounts.actions.colleagues import INVITATION_MAIL
from ppp_portal.accounts.models import Invitation
from ppp_portal.accounts.tokens import invitation_token
from ppp_portal.journal import outbox

LANGUAGES = ("kk", "ru")  # the reader's language is not known yet: both, Kazakh first


def invitation_link(invitation: Invitation, language: str) -> str:
    with translation.override(language):
        path = reverse("invitation", args=[invitation_token(invitation)])
    return f"{settings.PORTAL_ORIGIN}{path}"


@outbox.handles(INVITATION_MAIL)
def send_invitation(payload: Mapping[str, Any]) -> None:
    """Send the link; an invitation withdrawn, accepted or replaced meanwhile is left alone."""
    invitation = queries.open_invitation(payload["invitation"])
    if invitation is None:
        return
    subjects, bodies = [], []
    for language in LANGUAGES:
        context = {"invitation": invitation, "link": invitation_link(invitation, language)}
        with translation.override(language):
            subjects.append(render_to_string("accounts/mail/invitation_subject.txt", context).strip())
            bodies.append(render_to_string("accounts/mail/invitation.txt", context).strip())
    send_mail(" / ".join(subjects), "\n\n---\n\n".join(bodies), None, [invitation.email])
