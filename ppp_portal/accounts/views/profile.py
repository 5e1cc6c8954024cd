"""The person: names, language, roles to act in, the second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ppp_portal.accounts import actions, queries
from ppp_portal.accounts.forms import ProfileForm
from ppp_portal.accounts.messages import role_label
from ppp_portal.accounts.middleware import SECOND_FACTORS
from ppp_portal.accounts.models import Person
from ppp_portal.web.gates import SIGNED_IN, actor_of, audience
from ppp_portal.web.inputs import plain_number
from ppp_portal.web.pages import go, posted, show


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


@audience(SIGNED_IN)
def profile(request: HttpRequest) -> HttpResponse:
    """Names and language to change; roles, second factor and what is still awaited to read."""
    person = _person(request)
    initial = {"name_kk": person.name_kk, "name_ru": person.name_ru, "language": person.language}
    form = ProfileForm(posted(request), initial=initial)
    if form.is_valid():
        actions.change_profile(**form.cleaned_data, by=actor_of(request))
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
            return go("profile")
    return show(
        request,
        "accounts/profile.html",
        form,
        person=person,
        roles=queries.all_roles_of(person.pk),
        acting_as=actor_of(request).membership_id,
        awaited=queries.awaited_by(person.pk),
        second_factor=is_mfa_enabled(person, SECOND_FACTORS),
    )


@audience(SIGNED_IN)
def choose_role(request: HttpRequest) -> HttpResponse:
    """Act in another of one's roles from now on, in this session."""
    if request.method != "POST":
        return go("profile")
    chosen = plain_number(request.POST.get("role", ""))
    role = queries.live_role(_person(request).pk, chosen) if chosen else None
    if role is None:
        raise Http404
    request.session["membership"] = role.pk
    messages.success(request, _("You act as: %(role)s") % {"role": role_label(role)})
    return go(settings.LOGIN_REDIRECT_URL)


@audience(SIGNED_IN)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a password alone does not open the state's side, and the two ways out."""
    return show(
        request,
        "accounts/second_factor.html",
        app_url=reverse("mfa_activate_totp"),
        key_url=reverse("mfa_add_webauthn"),
    )
