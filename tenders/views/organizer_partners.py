"""Public partners beside the organiser: found among the confirmed organisations, named one by one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.accounts.queries import able_to_be_public_partner
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from tenders.actions import drafting
from tenders.forms.drafting import PartnerForm
from tenders.queries import documentation as documents_of
from tenders.queries import terms
from tenders.rules.drafting import EDITABLE
from tenders.views.organizer_pages import ORGANISER, beside, own, page


@audience(*ORGANISER)
def partners(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is named, a search for more; each name is added or taken off with one press."""
    tender = own(request, pk)
    named = terms.public_partners(tender, documents_of.current(tender))
    form = PartnerForm(posted(request))
    if form.is_valid() and _saved(request, tender, named, form):
        return go("tenders:organizer_partners", tender.pk)
    typed = request.GET.get("q", "").strip()[:200]
    return show(
        request,
        "tenders/organizer/partners.html",
        form,
        **page(request, tender, "documentation"),
        named=named,
        asked=typed,
        found=able_to_be_public_partner(typed, without=[row.pk for row in named]) if typed else [],
        editable=tender.state in EDITABLE,
    )


def _saved(request: HttpRequest, tender: Any, named: list[Any], form: PartnerForm) -> bool:
    chosen = {row.pk for row in named}
    if form.cleaned_data["remove"]:
        chosen.discard(form.cleaned_data["organisation"])
    else:
        chosen.add(form.cleaned_data["organisation"])
    try:
        drafting.save_terms(tender_id=tender.pk, by=actor_of(request), public_partner_ids=sorted(chosen))
    except Refused as refused:
        beside(form, refused, renamed={"public_partners": "organisation"})
        return False
    messages.success(request, _("Saved."))
    return True
