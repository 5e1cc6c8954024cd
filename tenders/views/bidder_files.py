"""Files of a bid: sealed while they arrive, opened in memory for their own bidder only."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents.serving import attachment
from ppp_portal.law.refusals import Refused
from ppp_portal.sealing.uploads import SealedUpload, seal_uploads
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go
from ppp_portal.web.refusals import add_to_form
from tenders import envelopes
from tenders.actions import bids as actions
from tenders.forms.bids import UploadForm
from tenders.queries import bids as queries
from tenders.queries.workbench import workbench
from tenders.states import UNOPENED
from tenders.views.bidder_common import frame, own_bid


def _recipients(request: HttpRequest, bid: UUID) -> list[str]:
    tender = own_bid(request, bid).tender
    return envelopes.recipients(tender.sealing_suite, tender.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
@seal_uploads(_recipients)
def files(request: HttpRequest, bid: UUID) -> HttpResponse:
    """The list of files, and a place to send one more."""
    found = own_bid(request, bid)
    form = UploadForm()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if _add(request, found, form):
            messages.success(request, _("The file was received and sealed."))
            return go("tenders:bid_files", found.pk)
    bench = workbench(found)
    if bench is None:
        raise Http404
    common = frame(found)
    rows = _rows(found, bench.typed["files"], editable=common["editable"])
    context = {**common, "form": form, "files": rows}
    return render(request, "tenders/bidder/files.html", context, status=422 if form.errors else 200)


def _add(request: HttpRequest, bid: Any, form: UploadForm) -> bool:
    """Keep the upload, or take its ciphertext away again and say why."""
    uploads = [file for file in request.FILES.values() if isinstance(file, SealedUpload)]
    if not form.is_valid():
        for upload in uploads:
            upload.discard()
        return False
    upload = form.cleaned_data["file"]
    try:
        actions.add_file(bid_id=bid.pk, upload=upload, by=actor_of(request))
    except Refused as refused:
        upload.discard()
        add_to_form(form, refused)
        return False
    return True


def _rows(bid: Any, named: dict[str, Any], *, editable: bool) -> list[dict[str, Any]]:
    from django.urls import reverse

    return [
        {
            "name": named[str(file.pk)]["name"],
            "size": named[str(file.pk)]["size"],
            "sha256": named[str(file.pk)]["sha256"],
            "at": file.uploaded_at,
            "state": "sealed" if bid.state in UNOPENED else "received",
            "url": reverse("tenders:bid_file", args=[bid.pk, file.pk]),
            "remove_url": reverse("tenders:bid_file_remove", args=[bid.pk, file.pk]) if editable else "",
        }
        for file in queries.files(bid)
        if str(file.pk) in named
    ]


def _own_file(bid: Any, pk: UUID) -> Any:
    file = next((file for file in queries.files(bid) if file.pk == pk), None)
    if file is None:
        raise Http404
    return file


@never_cache
@require_safe
@audience(Role.BIDDER)
def file(request: HttpRequest, bid: UUID, file: UUID) -> HttpResponse:
    """The original, for its own bidder, as an attachment in which nothing can run."""
    found = own_bid(request, bid)
    kept = _own_file(found, file)
    facts = (queries.shown_content(found) or {"files": {}})["files"].get(str(file))
    if facts is None:
        raise Http404
    return attachment(queries.file_bytes(kept), facts["name"])


@require_POST
@audience(Role.BIDDER)
def remove(request: HttpRequest, bid: UUID, file: UUID) -> HttpResponse:
    found = own_bid(request, bid)
    actions.remove_file(file_id=_own_file(found, file).pk, by=actor_of(request))
    messages.success(request, _("The file was removed from the draft."))
    return go("tenders:bid_files", found.pk)
