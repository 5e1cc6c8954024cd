"""The auditor's mandates: what may be read, until when, under which paper; and the request for a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.accounts import actions, queries
from ppp_portal.accounts.forms import MandateForm
from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form


@audience(Role.AUDITOR)
def mandates(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    today = local_day(clock.now())
    return show(
        request,
        "accounts/mandates.html",
        mandates=[
            {"row": mandate, "open": mandate.since <= today <= mandate.until, "past": mandate.until < today}
            for mandate in queries.mandates_of(by.membership_id)
        ],
        waiting=queries.waiting_mandate(by.membership_id),
    )


@audience(Role.AUDITOR)
def ask_for_mandate(request: HttpRequest) -> HttpResponse:
    form = MandateForm(posted(request))
    if form.is_valid():
        data = form.cleaned_data
        known = queries.organisations_by_number(data["bins"])
        try:
            refuse(
                Refusal("mandate.organisation_unknown", params={"bin": number}, field="bins")
                for number in data["bins"]
                if number not in known
            )
            actions.propose_audit_mandate(
                organisation_ids=list(known.values()),
                document=data["document"],
                since=data["since"],
                until=data["until"],
                by=actor_of(request),
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Asked for. The mandate opens when the document has been compared."))
            return go("mandates")
    return show(request, "accounts/ask_for_mandate.html", form)
