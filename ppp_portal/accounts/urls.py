"""Addresses of people and organisations. Of allauth's pages only those the portal needs, each with its gate."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from ppp_portal.accounts.views import approvals, audits, invitations, organisation, profile, sign_up
from ppp_portal.web.gates import SIGNED_IN, audience, public

signed_in = audience(SIGNED_IN)

urlpatterns = [
    path("account/login/", public(account.login), name="account_login"),
    path("account/logout/", public(account.logout), name="account_logout"),
    path("account/inactive/", public(account.account_inactive), name="account_inactive"),
    path("account/sign-up/", sign_up.sign_up, name="account_signup"),
    path("account/invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("account/confirm/", sign_up.verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^account/confirm/(?P<key>[-:\w]+)/$", public(account.confirm_email), name="account_confirm_email"
    ),
    # passwords
    path("account/password/reset/", public(account.password_reset), name="account_reset_password"),
    path(
        "account/password/reset/done/",
        public(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/changed/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("account/password/", signed_in(account.password_change), name="account_change_password"),
    path("account/again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    # the second factor
    path("account/second-factor/", profile.second_factor, name="second_factor"),
    path("account/second-factor/sign-in/", public(mfa.authenticate), name="mfa_authenticate"),
    path("account/second-factor/list/", signed_in(mfa.index), name="mfa_index"),
    path("account/second-factor/again/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/second-factor/app/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second-factor/app/off/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "account/second-factor/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "account/second-factor/codes/new/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/codes/file/",
        signed_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/second-factor/keys/", signed_in(keys.list_webauthn), name="mfa_list_webauthn"),
    path("account/second-factor/keys/new/", signed_in(keys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/second-factor/keys/again/",
        signed_in(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/second-factor/keys/<int:pk>/remove/",
        signed_in(keys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("account/second-factor/keys/<int:pk>/", signed_in(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("account/passkey/", public(keys.login_webauthn), name="mfa_login_webauthn"),
    # the person
    path("account/", profile.profile, name="profile"),
    path("account/role/", profile.choose_role, name="choose_role"),
    # the organisation
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/details/", organisation.details, name="organisation_details"),
    path("organisation/colleagues/", organisation.colleagues, name="colleagues"),
    path("organisation/colleagues/invite/", organisation.invite, name="invite_colleague"),
    path("organisation/colleagues/propose/", organisation.propose, name="propose_role"),
    path("organisation/colleagues/<int:pk>/end/", organisation.end, name="end_membership"),
    path("organisation/invitations/<int:pk>/withdraw/", organisation.withdraw, name="withdraw_invitation"),
    path("organisation/approvals/", approvals.approvals, name="approvals"),
    path("organisation/approvals/<int:pk>/", approvals.decide, name="decide_approval"),
    # audits
    path("audit/mandates/", audits.mandates, name="mandates"),
    path("audit/mandates/new/", audits.ask_for_mandate, name="ask_for_mandate"),
]
