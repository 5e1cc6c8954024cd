"""Public pages: what a document is, whether a copy is the original, and the file itself if it is public."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from ppp_portal.documents import comparing, queries
from ppp_portal.documents.audience import Audience
from ppp_portal.documents.forms import CodeForm, CopyForm
from ppp_portal.documents.messages import FLAGS
from ppp_portal.documents.serving import serve
from ppp_portal.documents.speech import subject_line
from ppp_portal.web.gates import public


@public
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """The code printed on a paper leads to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect(form.cleaned_data["code"])
    return render(request, "documents/find.html", {"form": form}, status=404 if form.is_bound else 200)


@public
@comparing.hash_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says what the document is; compares a copy sent to it."""
    document = queries.checkable(pk)
    if document is None:
        raise Http404
    form = CopyForm(request.POST, request.FILES) if request.method == "POST" else CopyForm()
    compared = form.is_bound and form.is_valid()
    reader = "ru" if get_language() == "ru" else "kk"
    others = queries.pair(document.pair_id) if document.pair_id else {}
    shown = others.get(reader) or document  # the paper is named in the reader's language
    context = {
        "document": document,
        "shown": shown,
        "name": f"{shown.title or shown.filename}{f' № {shown.number}' if shown.number else ''}",
        "about": subject_line(document.context, shown.language or reader),
        "downloadable": document.audience == Audience.PUBLIC,
        "other": next((other for other in others.values() if other and other.pk != document.pk), None),
        "flags": [FLAGS[flag] for flag in document.flags if flag in FLAGS],
        "form": form,
        "verdict": queries.compared(document, form.cleaned_data["copy"].sha256) if compared else "",
    }
    return render(request, "documents/check.html", context)


@public
@require_GET
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A public document. Others are handed out by the storey that knows who its parties are."""
    document = queries.public_file(pk)
    if document is None:
        raise Http404
    return serve(document)
