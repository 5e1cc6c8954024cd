"""The bidder's alternative proposal: written, sealed, submitted, changed, withdrawn; its questionnaire, its answer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.states import Stage
from ppp_portal.documents import queries as documents
from ppp_portal.documents.serving import attachment, serve
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.qualification import queries as qualification
from ppp_portal.sealing.uploads import SealedUpload, seal_uploads
from ppp_portal.web.confirming import ticked, unticked
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form, speak
from projects import envelopes
from projects.actions import comparing, proposals
from projects.forms.alternatives import ProposalFileForm, ProposalForm, RepliesForm
from projects.proposal_content import carried, lacking
from projects.queries import alternatives as queries
from projects.queries.initiation import accepting, public_notices
from projects.rules.alternatives import refuse_lacking
from projects.rules.group import refuse_comparing
from projects.states import ProposalState

EDITABLE = (ProposalState.DRAFT, ProposalState.SUBMITTED)


def own(request: HttpRequest, pk: UUID) -> Any:
    """The actor's own proposal; anybody else's is not found."""
    found = queries.own_proposal(actor_of(request).organisation_id, pk)
    if found is None:
        raise Http404
    return found


def frame(found: Any, **more: Any) -> dict[str, Any]:
    open_now = accepting(found.notice, clock.now())
    return {
        "proposal": found,
        "notice": found.notice,
        "project": found.notice.project,
        "editable": open_now and found.state in EDITABLE,
        "another": open_now and found.state == ProposalState.WITHDRAWN,
        **more,
    }


@require_safe
@audience(Role.BIDDER)
def listing(request: HttpRequest) -> HttpResponse:
    """The own proposals, and the notices that take proposals now."""
    actor = actor_of(request)
    rows = list(queries.own_proposals(actor.organisation_id)[:50])
    taken = {row.notice_id for row in rows if row.state != ProposalState.WITHDRAWN}
    taking = list(queries.open_notices(clock.now())[:50])
    calls = [row for row in taking if row.pk not in taken]
    return show(request, "projects/bidder/proposals.html", rows=rows, calls=calls, answered=bool(taking))


@require_POST
@audience(Role.BIDDER)
def begin(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Begin, or go on with what was begun."""
    if not public_notices().filter(pk=notice).exists():
        raise Http404
    language = "ru" if get_language() == "ru" else "kk"
    begun = proposals.begin_proposal(notice_id=notice, by=actor_of(request), language=language)
    return go("projects:proposal", begun.pk)


@never_cache
@require_safe
@audience(Role.BIDDER)
def front(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the proposal stands, what it lacks, what was received, what was answered."""
    found = own(request, pk)
    context = frame(found)
    sheet = compared.questionnaire(found.notice.subject)
    column = compared.column_of(found.notice.subject, found.organisation_id)
    until = sheet.answers_until if sheet else None
    asked = column is not None and sheet is not None and sheet.state == Stage.FIXED
    asked = asked and not (until and clock.now() > until)
    submissions, answer = list(queries.submissions(found)), queries.answer_of(found)
    context.update(
        _private_check(found),
        outdated=context["editable"] and queries.amended_since(found),
        submissions=submissions,
        answer=answer,
        printed=documents.printed(
            [*(row.receipt_pair for row in submissions), answer.pair if answer else None]
        ),
        asked=asked and not refuse_comparing(found.notice.state),
        answers_until=until,
    )
    return show(request, "projects/bidder/proposal.html", **context)


def _private_check(found: Any) -> dict[str, Any]:
    """What the draft lacks, and what its sums do not meet, in words; nothing of one that can no longer be changed."""
    if not frame(found)["editable"]:
        return {}
    content = queries.draft_content(found)
    return {
        "lacks": speak(refuse_lacking(lacking(content, queries.asked(found.notice)))),
        "foreseen": qualification.warnings(queries.foreseen(found.notice, content)),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The requirements of the notice one by one, the eight confirmations, the application."""
    found = own(request, pk)
    if not frame(found)["editable"]:
        return go("projects:proposal", found.pk)
    content = carried(queries.draft_content(found), queries.asked(found.notice))
    form = ProposalForm(
        posted(request),
        requirements=queries.requirements(found.notice),
        statutory=queries.requirements(found.notice, "qualification"),
        files=content["files"],
        initial=ProposalForm.typed(content, found.revision),
    )
    if form.is_valid():
        try:
            proposals.save_proposal(
                proposal_id=found.pk,
                content=form.content(),
                revision=form.cleaned_data["revision"],
                by=actor_of(request),
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Saved and sealed."))
            return go("projects:proposal", found.pk)
    return show(request, "projects/bidder/write.html", form, **frame(found))


def _recipients(request: HttpRequest, pk: UUID) -> list[str]:
    return envelopes.recipients(own(request, pk).notice)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
@seal_uploads(_recipients)
def files(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of files, and a place to send one more."""
    found = own(request, pk)
    form = ProposalFileForm()
    if request.method == "POST":
        form = ProposalFileForm(request.POST, request.FILES)
        if _add(request, found, form):
            messages.success(request, _("The file was received and sealed."))
            return go("projects:proposal_files", found.pk)
    named = queries.draft_content(found)["files"] if found.state in EDITABLE else {}
    rows = [
        {
            "name": named[str(file.pk)]["name"],
            "size": named[str(file.pk)]["size"],
            "sha256": named[str(file.pk)]["sha256"],
            "at": file.uploaded_at,
            "state": "sealed",
            "url": reverse("projects:proposal_file", args=[found.pk, file.pk]),
            "remove_url": reverse("projects:proposal_file_remove", args=[found.pk, file.pk]),
        }
        for file in queries.files(found)
        if str(file.pk) in named
    ]
    return show(request, "projects/bidder/files.html", form, **frame(found, files=rows))


def _add(request: HttpRequest, found: Any, form: ProposalFileForm) -> bool:
    """Keep the upload, or take its ciphertext away again and say why."""
    uploads = [file for file in request.FILES.values() if isinstance(file, SealedUpload)]
    if not form.is_valid():
        for upload in uploads:
            upload.discard()
        return False
    upload = form.cleaned_data["file"]
    try:
        proposals.add_proposal_file(proposal_id=found.pk, upload=upload, by=actor_of(request))
    except Refused as refused:
        upload.discard()
        add_to_form(form, refused)
        return False
    return True


def _own_file(found: Any, pk: UUID) -> Any:
    file = next((file for file in queries.files(found) if file.pk == pk), None)
    if file is None:
        raise Http404
    return file


@never_cache
@require_safe
@audience(Role.BIDDER)
def file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """The original, for its own bidder, as an attachment in which nothing can run."""
    found = own(request, pk)
    kept = _own_file(found, file)
    named = queries.draft_content(found)["files"].get(str(file))
    if named is None:
        raise Http404
    return attachment(queries.file_bytes(kept), named["name"])


@require_POST
@audience(Role.BIDDER)
def remove_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    found = own(request, pk)
    proposals.remove_proposal_file(file_id=_own_file(found, file).pk, by=actor_of(request))
    messages.success(request, _("The file was removed from the draft."))
    return go("projects:proposal_files", found.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm and submit; the receipt follows."""
    found = own(request, pk)
    refusals: Sequence[Any] = unticked(request)
    if ticked(request):
        try:
            proposals.submit_proposal(proposal_id=found.pk, key=_key(request), by=actor_of(request))
        except Refused as refused:
            refusals = refused.refusals
        else:
            messages.success(request, _("The proposal is received and sealed. Keep the receipt."))
            return go("projects:proposal", found.pk)
    context = {
        **_private_check(found),
        "notice": found.notice,
        "title": _("Submit the proposal"),
        "refusals": refusals,
        "lead": found.notice.project.title,
        "will_happen": [
            _("The proposal is sealed; the portal gives a receipt with the moment and the SHA-256."),
            _("Until the acceptance closes you may change or withdraw it. Nobody else sees that it exists."),
            _("After that the working group opens all proposals at once, and the register is published."),
            _("In the register everybody reads who proposed, when, and the SHA-256 of the sealed proposal."),
            _(
                "With its signed recommendation the working group publishes its verdict on each proposal and "
                "the reason."
            ),
            _(
                "With the decision of the organiser's head the comparison is published: the answers to the "
                "requirements and to the questionnaire, and what the group found about them. Until then it is read by "
                "the group, the organiser and auditors."
            ),
            _("The eight confirmations, the sums and the files are not published."),
        ],
        "check_label": _("I submit the proposal together with the application of para. 130 of Order 725."),
        "action_label": _("Submit and seal"),
        "hidden": [("key", str(uuid4()))],
        "cancel_url": reverse("projects:proposal", args=[found.pk]),
    }
    return render(request, "projects/bidder/submit.html", context, status=422 if refusals else 200)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = own(request, pk)
    refusals: Sequence[Any] = unticked(request)
    if ticked(request):
        try:
            proposals.withdraw_proposal(proposal_id=found.pk, by=actor_of(request))
        except Refused as refused:
            refusals = refused.refusals
        else:
            messages.success(request, _("The proposal is withdrawn."))
            return go("projects:proposal", found.pk)
    context = {
        "notice": found.notice,
        "title": _("Withdraw the proposal"),
        "refusals": refusals,
        "lead": found.notice.project.title,
        "will_happen": [
            _("The sealed proposal stays closed: nobody opens it, and the register does not name it."),
            _("Until the acceptance closes you may begin another one."),
        ],
        "action_label": _("Withdraw"),
        "danger": True,
        "cannot_undo": True,
        "cancel_url": reverse("projects:proposal", args=[found.pk]),
    }
    return render(request, "projects/bidder/withdraw.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def questionnaire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questions of the working group: the same for everybody; here one's own column."""
    found = own(request, pk)
    column = compared.column_of(found.notice.subject, found.organisation_id)
    if column is None or column.questionnaire.state == Stage.DRAFT:
        raise Http404
    kept = compared.answers_of(column)
    questions = compared.questions(column.questionnaire)
    until = column.questionnaire.answers_until
    closed = bool(until and clock.now() > until)
    fixed = column.questionnaire.state == Stage.FIXED and not refuse_comparing(found.notice.state)
    open_now = fixed and not closed
    form = RepliesForm(
        posted(request),
        questions=questions,
        sealed=compared.sealed_in(column),
        initial=RepliesForm.typed(kept),
    )
    if form.is_valid():
        try:
            comparing.answer_questions(proposal_id=found.pk, replies=form.replies(kept), by=actor_of(request))
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Your answers are recorded."))
            return go("projects:proposal", found.pk)
    context = frame(found, open_now=open_now, answers_until=until, closed=closed)
    return show(request, "projects/bidder/questionnaire.html", form, **context)


@require_safe
@audience(Role.BIDDER)
def paper(request: HttpRequest, pk: UUID, paper: str, language: str) -> HttpResponseBase:
    """A receipt by its number, or the written answer: one of the two PDFs; 404 while it is being printed."""
    found = own(request, pk)
    if paper == "answer":
        kept: Any = queries.answer_of(found)
        pair = kept.pair if kept else None
    else:
        kept = queries.submission(found, paper)
        pair = kept.receipt_pair if kept else None
    document = documents.pair(pair).get(language) if pair else None
    if document is None:
        raise Http404
    return serve(document)
