"""Sign-up of an organisation with its first person, and the page that waits for the mail."""

from allauth.account.internal.flows.signup import complete_signup, prevent_enumeration
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.stages import EmailVerificationStage, LoginStageController
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from ppp_portal.accounts import actions, queries
from ppp_portal.accounts.forms import OrganisationForm, SignUpForm
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, public
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form


@public
@rate_limit(action="signup")
@sensitive_post_parameters("password1", "password2")
def sign_up(request: HttpRequest) -> HttpResponse:
    """A guest brings an organisation and becomes its first person; who is signed in adds an organisation."""
    if request.user.is_authenticated:
        return _add_organisation(request)
    form = SignUpForm(posted(request), initial={"language": request.LANGUAGE_CODE})
    if form.is_valid():
        email = form.cleaned_data["email"]
        if queries.person_by_email(email):
            # The owner of the address gets a mail; whoever typed it sees the same page as everybody else.
            return prevent_enumeration(request, email=email)
        try:
            person = actions.sign_up_organisation(
                organisation=form.organisation(), person=form.person(email), first=form.first_role()
            )
            return complete_signup(request, user=person)
        except Refused as refused:
            add_to_form(form, refused)
    return show(request, "accounts/sign_up.html", form, signed_in=False)


def _add_organisation(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(posted(request))
    if form.is_valid():
        try:
            organisation = actions.add_organisation(
                organisation=form.organisation(), first=form.first_role(), by=actor_of(request)
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            if organisation.confirmed_at:
                messages.success(request, _("The organisation is signed up. Choose it under “Acting as”."))
            else:
                messages.success(
                    request, _("The document is being checked. You will find the role here then.")
                )
            return go("profile")
    return show(request, "accounts/sign_up.html", form, signed_in=True)


@public
def verification_sent(request: HttpRequest) -> HttpResponse:
    """“Look into your mail.” In training mode, where no mail leaves, the link stands on the page."""
    return show(request, "account/verification_sent.html", training_link=_training_link(request))


def _training_link(request: HttpRequest) -> str:
    stage = LoginStageController.enter(request, EmailVerificationStage.key)
    if not settings.PORTAL_TRAINING or not stage or not stage.login.user:
        return ""
    address = stage.login.user.emailaddress_set.filter(verified=False).first()
    if address is None:
        return ""
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
