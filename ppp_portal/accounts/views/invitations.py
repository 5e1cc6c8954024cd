"""The page behind the link of an invitation: join with the account one has, or with a new one."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from ppp_portal.accounts import actions, queries, rules
from ppp_portal.accounts.forms import PersonForm
from ppp_portal.accounts.models import Invitation, Membership
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused, refuse
from ppp_portal.web.gates import actor_of, public
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form


@public
@rate_limit(action="signup")
@sensitive_post_parameters("password1", "password2")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A link that was never sent is not found; one used or expired says so."""
    found = queries.invitation_by_token(token)
    if found is None:
        raise Http404
    follower = request.user.email if request.user.is_authenticated else ""
    refuse(rules.refuse_invitation(queries.invitation_facts(found, follower), clock.now()))
    has_account = queries.person_by_email(found.email) is not None
    if request.user.is_authenticated:
        return _join(request, found, token)
    if has_account:
        return show(request, "accounts/invitation.html", invitation=found, ask="sign_in", next=request.path)
    return _register(request, found, token)


def _join(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    if request.method == "POST":
        joined = actions.accept_invitation(token=token, by=actor_of(request))
        _welcome(request, isinstance(joined, Membership))
        return go("profile")
    return show(request, "accounts/invitation.html", invitation=found, ask="join")


def _register(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = PersonForm(posted(request), initial={"language": request.LANGUAGE_CODE})
    if form.is_valid():
        try:
            person = actions.join_by_invitation(token=token, person=form.person(found.email))
        except Refused as refused:
            add_to_form(form, refused)
        else:
            _welcome(request, queries.live_memberships(person.pk).exists())
            return perform_login(request, Login(user=person, email=person.email))
    return show(request, "accounts/invitation.html", form, invitation=found, ask="register")


def _welcome(request: HttpRequest, begun: bool) -> None:
    if begun:
        messages.success(request, _("You have joined the organisation."))
    else:
        messages.success(request, _("You have accepted. The role begins when a second person approves it."))
