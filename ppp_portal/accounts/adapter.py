"""Where allauth asks the portal: what a confirmed address starts, where people land, how secrets are kept."""

import base64
import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from axes.utils import reset
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ppp_portal.accounts.actions import confirm_address
from ppp_portal.accounts.queries import live_memberships
from ppp_portal.journal.failures import told

logger = logging.getLogger(__name__)


class PortalAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come with an organisation or by an invitation, never alone."""
        return False

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """A confirmed address brings the organisations signed up with it to life, in the same transaction."""
        with transaction.atomic():
            confirmed: bool = super().confirm_email(request, email_address)
            if confirmed:
                confirm_address(person_id=email_address.user_id)
        return confirmed

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk in the person's own language; without a role, to the page that says what is awaited."""
        assert request.user.is_authenticated
        has_role = live_memberships(request.user.pk).exists()
        with translation.override(request.user.language):
            return resolve_url(settings.LOGIN_REDIRECT_URL if has_role else "profile")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("profile" if self.request.user.is_authenticated else "account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def set_password(self, user: Any, password: str) -> None:
        """Whoever proved the address by choosing a new password may sign in with it at once."""
        super().set_password(user, password)
        reset(username=user.email)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server out of order must not undo a sign-up that has been written; the page says what to do."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            logger.error("mail %s was not sent: %s", template_prefix, told(error))
            messages.error(
                self.request, _("The mail could not be sent just now. Try again in a few minutes.")
            )


class PortalMFAAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Key %(number)s") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    """Secrets of authenticator apps are worth nothing to a reader of the table without the portal's key."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("accounts.mfa", "", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
