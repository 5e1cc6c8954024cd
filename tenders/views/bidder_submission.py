"""The last step: submit, change, withdraw; and the receipt."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents import queries as documents
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.qualification import queries as qualification
from ppp_portal.web import wording
from ppp_portal.web.confirming import deliberate, ticked, unticked
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go
from ppp_portal.web.refusals import speak
from tenders.actions import bids as actions
from tenders.forms.bids import SubmitForm
from tenders.protocols.receipts import WORDS
from tenders.queries import bids as queries
from tenders.queries import partners
from tenders.queries.workbench import workbench
from tenders.rules.bids import refuse_late
from tenders.views.bidder_common import STAGE_ONE_NAMES, frame, own_bid, task_label
from tenders.views.bidder_problems import prevented, task_url


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def submit(request: HttpRequest, bid: UUID) -> HttpResponse:
    """Show what exactly will happen; submit. The request is small: everything was sent before."""
    found = own_bid(request, bid)
    if request.method == "POST":
        form = SubmitForm(request.POST, complete="incomplete" in request.POST or _complete(found))
        refusals: list[Any] = []
        if deliberate(request, form):
            try:
                receipt = actions.submit_bid(
                    bid_id=found.pk, key=form.cleaned_data["key"], by=actor_of(request)
                )
            except Refused as refused:
                refusals = prevented(found, refused.refusals)
            else:
                messages.success(request, _("The bid was received."))
                return go("tenders:receipt", found.pk, receipt.receipt_number)
        return _not_offered(request, found, refusals) or _confirm(request, found, form, refusals, 422)
    form = SubmitForm(initial={"key": uuid4()}, complete=_complete(found))
    return _not_offered(request, found, []) or _confirm(request, found, form, [], 200)


def _not_offered(request: HttpRequest, bid: Any, refusals: list[Any]) -> HttpResponse | None:
    """The page without a form: nothing is taken now, or what would be submitted was received already."""
    at = clock.now()
    late = refuse_late(queries.window(bid.tender, bid.stage, at))
    if not late and not queries.stands_as_submitted(bid):
        return None
    context = {
        **frame(bid, at),
        "ended": any(row.code == "bid.late" for row in late),
        "paused": next((row.message for row in speak(late) if row.code != "bid.late"), ""),
        "refusals": refusals,
        "last": next(iter(queries.submissions(bid)), None),
    }
    return render(request, "tenders/bidder/submitted.html", context, status=422 if refusals else 200)


def _complete(bid: Any) -> bool:
    bench = workbench(bid)
    return bench is None or bench.complete


def _confirm(
    request: HttpRequest, bid: Any, form: SubmitForm, refusals: list[Any], status: int
) -> HttpResponse:
    bench = workbench(bid)
    if bench is None:
        raise Http404
    common = frame(bid)
    documentation = bench.documentation.version if bench.documentation else None
    closes = wording.moment(common["closes_at"], style="ms")
    again = bid.version > 0
    will = [
        _("The draft of revision %(revision)s is sealed as it is now; nobody can read it before the opening.")
        % {"revision": bench.revision},
        {
            "text": (
                _("Until %(at)s, inclusive, you can change or withdraw it without losing the security.")
                if bid.stage == 2
                else _("Until %(at)s, inclusive, you can change or withdraw it. No security is asked for.")
            )
            % {"at": closes},
            "basis": "27",
        },
        {
            "text": _("Your organisation and the confirmed members cannot file another bid in this tender.")
            if bid.stage == 2
            else _("Your organisation and the confirmed members take part in stage one only once."),
            "basis": "28(1)",
        },
        _(
            "You receive a receipt with the server's time and the SHA-256 of the sealed bid, in Kazakh and Russian."
        ),
    ]
    if partners.stands_again(bid.tender, queries.behind(bid)):
        will.append(
            {
                "text": _(
                    "This tender replaces you or a member of your consortium: the commission is told so."
                ),
                "basis": "62(1)",
            }
        )
    if again:
        will.insert(
            1,
            _("It replaces version %(version)s: only the last one received in time counts.")
            % {"version": bid.version},
        )
    context = {
        **common,
        "bench": bench,
        "form": form,
        "refusals": refusals,
        "missing": [
            {"text": task_label(task.code), "binding": task.binding, "url": task_url(bid, task)}
            for task in bench.missing
        ],
        "foreseen": qualification.warnings(bench.foreseen),
        "title": _("Submit the changed bid") if again else _("Submit the bid"),
        "lead": STAGE_ONE_NAMES[bid.tender.row.preliminary] if bid.stage == 1 else "",
        "facts": [
            {"label": _("Tender"), "value": f"{bid.tender.number} · {bid.tender.title}"},
            {"label": _("Bidder"), "value": f"{bid.bidder.name} ({bid.bidder.bin})"},
            {"label": _("Consortium members"), "value": ", ".join(name for _bin, name in bench.members[1:])},
            {"label": _("Submission ends (inclusive)"), "value": closes},
            {"label": _("Documentation, version"), "value": documentation},
        ],
        "will_happen": will,
        "cannot_undo": False,
        "danger": False,
        "check_label": _("I have read this and submit the bid."),
        "action_label": _("Submit the bid"),
        "action_url": "",
        "hidden": [],
        "cancel_url": reverse("tenders:bid", args=[bid.pk]),
    }
    return render(request, "tenders/bidder/submit.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def withdraw(request: HttpRequest, bid: UUID) -> HttpResponse:
    """Take the bid back, after reading what follows."""
    found = own_bid(request, bid)
    refusals = unticked(request)
    if ticked(request):
        try:
            actions.withdraw_bid(bid_id=found.pk, by=actor_of(request))
        except Refused as refused:
            refusals = speak(refused.refusals)
        else:
            secured = found.stage == 2
            messages.success(
                request,
                _("The bid was withdrawn. Its security will be returned.")
                if secured
                else _("Withdrawn from stage one."),
            )
            return go("tenders:bid", found.pk)
    context = {
        **frame(found),
        "refusals": refusals,
        "form": None,
        "title": _("Withdraw the bid"),
        "lead": "",
        "facts": [
            {"label": _("Tender"), "value": f"{found.tender.number} · {found.tender.title}"},
            {"label": _("Receipt"), "value": found.receipt_number},
        ],
        "will_happen": [
            {"text": _("The bid no longer takes part; nobody ever opens it."), "basis": "27(2)"},
            *(
                [{"text": _("The security is returned within three working days."), "basis": "art39(7)"}]
                if found.stage == 2
                else []
            ),
            {
                "text": _("You may begin a new bid; the commission will see that it was filed again."),
                "basis": "28(1)",
            },
        ],
        "cannot_undo": True,
        "danger": True,
        "check_label": _("I have read this and withdraw the bid."),
        "action_label": _("Withdraw the bid"),
        "action_url": "",
        "hidden": [],
        "cancel_url": reverse("tenders:bid", args=[found.pk]),
    }
    return render(request, "tenders/bidder/withdraw.html", context, status=422 if refusals else 200)


# --- receipts ---------------------------------------------------------------------------------------------


def _own_receipt(request: HttpRequest, bid: UUID, number: str) -> tuple[Any, Any]:
    found = own_bid(request, bid)
    submission = queries.submission(found, number)
    if submission is None:
        raise Http404
    return found, submission


@require_safe
@audience(Role.BIDDER)
def receipt(request: HttpRequest, bid: UUID, number: str) -> HttpResponse:
    """What was received and when, with the PDF pair and the JSON."""
    found, submission = _own_receipt(request, bid, number)
    made = documents.pair(submission.receipt_pair)
    words = WORDS[found.tender.row.filed(found.stage)]
    context = {
        **frame(found, clock.now()),
        "submission": submission,
        "words": words,
        "latest": submission.version == found.version,
        "papers": [
            {
                "title": words["title"],
                "at": submission.received_at,
                **{
                    language: {
                        "url": reverse("tenders:receipt_pdf", args=[found.pk, number, language]),
                        "size": paper.size,
                        "sha256": paper.sha256,
                    }
                    if paper
                    else None
                    for language, paper in made.items()
                },
            }
        ],
        "printed": all(made.values()),
    }
    return render(request, "tenders/bidder/receipt.html", context)


@require_safe
@audience(Role.BIDDER)
def receipt_file(request: HttpRequest, bid: UUID, number: str) -> HttpResponse:
    """The receipt for programs."""
    _found, submission = _own_receipt(request, bid, number)
    response = JsonResponse(submission.receipt, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{submission.receipt_number}.json"'
    return response


@require_safe
@audience(Role.BIDDER)
def receipt_pdf(request: HttpRequest, bid: UUID, number: str, language: str) -> HttpResponseBase:
    """One of the two printed receipts; 404 while it is being printed."""
    _found, submission = _own_receipt(request, bid, number)
    paper = documents.pair(submission.receipt_pair).get(language)
    if paper is None:
        raise Http404
    return serve(paper)
