"""Pages of training mode. Over real data none of them exists."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ppp_portal.journal import clock
from ppp_portal.training import queries
from ppp_portal.training.play import papers
from ppp_portal.training.play.stage import deliver
from ppp_portal.web import wording
from ppp_portal.web.gates import public
from tenders import sweep

View = Callable[..., HttpResponse]
SAMPLE = ("Оқу порталында байқап көруге арналған.", "Для пробы на учебном портале.")
AFTER = timedelta(seconds=1)  # deadlines are inclusive: a moment later they have passed
BEFORE = timedelta(minutes=10)  # the desk as people know it on the last day


def in_training(view: View) -> View:
    """Neither the setting nor the database alone opens a page of training mode."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.PORTAL_TRAINING and clock.is_training()):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public
@in_training
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "training/try.html")


@public
@in_training
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """A paper for whoever has none at hand: many steps ask for one."""
    page = papers.paper("Үлгі құжат · Образец документа", SAMPLE)
    answer = HttpResponse(page, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="paper.pdf"'
    return answer


@public
@in_training
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The whole cast by organisation, each to be signed in with one click."""
    cast = queries.players()
    unread = queries.unread(player.person_id for player in cast.values())
    companies = [
        {
            "organisation": company.organisation,
            "players": [(player, unread.get(player.person_id, 0)) for player in company.players],
        }
        for company in queries.companies(cast.values())
    ]
    return render(
        request, "training/people.html", {"companies": companies, "home_url": reverse("training:home")}
    )


@public
@in_training
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """What would have been mailed: nothing leaves a training installation."""
    return render(
        request, "training/mails.html", {"mails": queries.mails(), "home_url": reverse("training:home")}
    )


@public
@in_training
@require_POST
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Become a person of the cast, without a password."""
    membership = queries.membership_of(key)
    if membership is None:
        raise Http404
    login(request, membership.person, settings.AUTHENTICATION_BACKENDS[1])
    request.session["membership"] = membership.pk
    return back(request, request.POST.get("next") or reverse("desk:desk"))


@public
@in_training
@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move the portal's time forward, and let the portal do at once what has come due."""
    moment = _target(request.POST.get("to", ""), clock.now())
    if not queries.cast_settled():  # its history is still being played, on the very clock that would be moved
        messages.info(request, _("The demonstration is being prepared"))
    elif moment is None:
        messages.info(request, _("No deadline lies ahead."))
    else:
        at = clock.advance_to(moment)
        sweep.run()
        deliver()
        messages.success(request, _("The portal's time is now %(at)s.") % {"at": wording.moment(at, "s")})
    return back(request, request.headers.get("Referer", ""))


def _target(to: str, now: datetime) -> datetime | None:
    """Where the clock goes. An unknown step is a 404; without a deadline ahead ``None``."""
    if to == "deadline":
        due = queries.next_deadline(now)
        return due + AFTER if due else None
    if to == "before":
        due = queries.next_deadline(now + BEFORE)
        return due - BEFORE if due else None
    steps = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
    if to not in steps:
        raise Http404
    return now + steps[to]


def back(request: HttpRequest, url: str) -> HttpResponseRedirect:
    """To ``url`` when it is a page of this portal, else home."""
    here = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(url if here else reverse("training:home"), status=303)
