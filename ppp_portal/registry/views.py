"""The public list and the public page of a tender: everything that was announced, nothing that depends on bids."""

from typing import Any

from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.registry import reading
from ppp_portal.registry.forms import QuestionForm
from ppp_portal.web import wording
from ppp_portal.web.gates import SIGNED_IN, actor_of, audience, public
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form
from tenders import clockwork, deadlines
from tenders.actions import questions as following
from tenders.calendars import calendar_file
from tenders.kinds import TenderKind
from tenders.queries import bids, changes, listing, phases
from tenders.queries import public as queries
from tenders.queries import questions as asked
from tenders.queries import reading as documents
from tenders.queries.period import competed_period
from tenders.queries.timeline import timeline
from tenders.states import TenderState

ASKED = ("q", "state", "kind", "organiser", "after")


def content_language() -> str:
    """Content is Kazakh for Kazakh and English readers, Russian for Russian ones."""
    return "ru" if get_language() == "ru" else "kk"


def link(name: str, *args: Any) -> str:
    """An address of another storey, empty while that storey has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the portal is, what was announced last, what closes next; the same for everybody."""
    at = clock.now()
    context = {
        "newest": reading.lines(queries.newest(), at),
        "closing": reading.lines(queries.closing_next(at), at),
        "content_lang": content_language(),
    }
    return render(request, "registry/home.html", context)


@public
@require_safe
def tenders(request: HttpRequest) -> HttpResponse:
    """Announced tenders, newest first, by word, state, kind and organiser."""
    at = clock.now()
    asked = {name: request.GET.get(name, "")[:200] for name in ASKED}
    found = queries.public_page(
        at,
        group=asked["state"],
        kind=asked["kind"],
        organiser=asked["organiser"],
        typed=asked["q"],
        after=asked["after"],
    )
    lang = content_language()
    context = {
        "rows": reading.lines(found.rows, at),
        "page": found,
        "asked": asked,
        "filtered": any(asked[name] for name in ASKED if name != "after"),
        "groups": [(name, listing.GROUPS[name]) for name in listing.PUBLIC_GROUPS],
        "kinds": TenderKind.choices,
        "organisers": [(bin_, kk if lang == "kk" else ru) for bin_, kk, ru in queries.organisers()],
        "content_lang": lang,
    }
    return render(request, "registry/tenders.html", context)


def announced(number: str) -> Any:
    tender = queries.public_tender(number)
    if tender is None:
        raise Http404
    return tender


def page(request: HttpRequest, tender: Any, current: str, **context: Any) -> dict[str, Any]:
    """What every page about one tender shows: its state, its sections, following."""
    at = clock.now()
    by = actor_of(request)
    own_bid = bids.live_bid_in(tender, by.organisation_id) if by.role == Role.BIDDER else None
    sections = [
        ("tender", _("The tender"), "registry:tender"),
        ("documentation", _("Documentation"), "registry:documentation"),
        ("questions", _("Questions and answers"), "registry:questions"),
    ]
    return {
        "tender": tender,
        "at": at,
        "phase": phases.phase(tender, at),
        "content_lang": content_language(),
        "tabs": [
            {"label": label, "url": reverse(name, args=[tender.number]), "current": key == current}
            for key, label, name in sections
        ],
        "may_follow": by.is_person,
        "follows": queries.follows(tender, by.person_id),
        "own_bid": own_bid,
        "bid_url": _bid_url(by, tender, at, own_bid),
        "ask_url": _ask_url(by, tender, at),
        **context,
    }


def _bid_url(by: Any, tender: Any, at: Any, own_bid: Any) -> str:
    """Where a bidder begins a bid; empty for everybody else, outside the time of submission, and once it is begun."""
    if by.role != Role.BIDDER or not phases.phase(tender, at).accepting:
        return ""
    stage = bids.stage_of(tender)
    begun = own_bid is not None and own_bid.stage == stage
    if begun or bids.uninvited(tender, stage, [by.organisation_id or 0]):
        return ""
    return link("tenders:bid_begin", tender.pk)


def _ask_url(by: Any, tender: Any, at: Any) -> str:
    """Where a bidder asks; empty for everybody else and after the last day for questions (art. 37(4))."""
    if by.role != Role.BIDDER or not deadlines.questions_taken(clockwork.clock_facts(tender), at):
        return ""
    return reverse("registry:ask", args=[tender.number])


@public
@require_safe
def tender(request: HttpRequest, number: str) -> HttpResponse:
    """Key facts, life, deadlines that explain themselves, amendments, published papers."""
    found = announced(number)
    context = page(request, found, "tender")
    at = context["at"]
    calendar_url, versions = reverse("registry:calendar", args=[found.number]), queries.versions(found)
    return render(
        request,
        "registry/tender.html",
        {
            **context,
            "steps": timeline(found, at),
            "paused": phases.paused(found),
            "terms": reading.terms(phases.deadlines_ahead(found, at), calendar_url),
            "calendar_url": calendar_url,
            "security": documents.security(found) if found.published_at else None,
            "partners": queries.public_partners(found) if found.published_at else [],
            "stage_one": queries.parts_of_stage_one(found),
            "object": queries.ppp_object(found, versions),
            "period": competed_period(found),
            "versions": versions,
            "amendments": queries.amendments(found),
            "stays": queries.stays(found),
            "papers": queries.papers(found),
            "results": queries.results(found),
            "contract_url": reading.contract_url(found),
        },
    )


@public
@require_safe
def documentation(request: HttpRequest, number: str, version: int | None = None) -> HttpResponse:
    """The posted documentation in force, or one of its earlier versions."""
    found = announced(number)
    read = queries.posted_version(found, version) if version else queries.documentation_to_read(found)
    if read is None and version:
        raise Http404
    versions = queries.versions(found)
    newest = bool(read and versions and read.version == versions[0].version)
    context = page(
        request,
        found,
        "documentation",
        doc=documents.whole(found, read, superseded=not newest) if read else None,
        versions=versions,
        newest=newest,
        stage_one=queries.stage_one_stands(found),
    )
    return render(request, "registry/documentation.html", context)


@public
@require_safe
def amendment(request: HttpRequest, number: str, amendment: int) -> HttpResponse:
    """What a posted amendment changed, before and after."""
    found = announced(number)
    row = queries.amendment(found, amendment)
    if row is None:
        raise Http404
    context = page(
        request,
        found,
        "documentation",
        amendment=row,
        differences=changes.differences(found, row.before, row.after),
    )
    return render(request, "registry/amendment.html", context)


@public
@require_safe
def questions(request: HttpRequest, number: str) -> HttpResponse:
    """Questions with their answers, the newest first, in both languages, without a name."""
    found = announced(number)
    context = page(request, found, "questions", answers=asked.answered(found, request.GET.get("after", "")))
    if found.state == TenderState.SUSPENDED:
        context["taken"] = deadlines.questions_taken(clockwork.clock_facts(found), context["at"])
    return render(request, "registry/questions.html", context)


def _calendar_etag(request: HttpRequest, number: str) -> str | None:
    found = queries.public_tender(number)
    return f'"{found.pk}.{found.version}.{get_language()}"' if found else None


@public
@require_safe
@condition(etag_func=_calendar_etag)
def calendar(request: HttpRequest, number: str) -> HttpResponse:
    """The deadlines of one tender, to be saved or subscribed to."""
    found = announced(number)
    address = request.build_absolute_uri(reverse("registry:tender", args=[found.number]))
    return calendar_file(found, clockwork.alive(found), address)


@audience(SIGNED_IN)
@require_POST
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """Be told of every change, or no longer. Nobody else learns of it."""
    found, by = announced(number), actor_of(request)
    if request.POST.get("follow") == "no":
        following.unfollow(tender_id=found.pk, by=by)
        messages.success(request, _("You are no longer told of changes."))
    else:
        following.follow(tender_id=found.pk, by=by)
        messages.success(
            request, _("You will be told of every change. Nobody sees that you follow this tender.")
        )
    return go("registry:tender", found.number)


@audience(Role.BIDDER)
@rate_limit(action="question")
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """A question to the organiser. Its asker stays hidden from everybody, the organiser included."""
    found = announced(number)
    form = QuestionForm(posted(request), initial={"language": content_language()})
    if form.is_valid():
        try:
            question = following.ask_question(tender_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            words = _("Question %(number)s is registered. The answer comes by %(due)s and goes to everybody.")
            due = wording.moment(question.answer_due_at)
            messages.success(request, words % {"number": question.number, "due": due})
            return go("registry:questions", found.number)
    moments = clockwork.clock_facts(found)
    window, at = deadlines.last_question(moments), clock.now()
    context = page(
        request,
        found,
        "questions",
        terms=reading.terms([window] if window else [], ""),
        taken=deadlines.questions_taken(moments, at),
    )
    return show(request, "registry/ask.html", form, **context)
