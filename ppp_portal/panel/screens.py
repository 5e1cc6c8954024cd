"""What the pages of every commission and working group share: their door, seats, the table, a protocol to sign."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.accounts.models.roles import COMMISSION
from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document
from ppp_portal.documents.preview import preview
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import queries
from ppp_portal.panel.rules import SeatFacts
from ppp_portal.panel.states import role_words
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.refusals import SpokenRefusal, add_to_form, speak

Page = Callable[..., HttpResponseBase]
ROLES: tuple[Role, ...] = tuple(sorted(COMMISSION))


@dataclass(frozen=True)
class Door:
    """The way to what a commission works on: strangers find nothing, members without a declaration declare first.

    ``find`` gives the thing; ``undeclared`` is the page that asks for the declaration, and ``shown`` what stands on it:
    nothing of bids or offers. ``key`` is the thing's name in the address. The composition is read here, once for the
    whole page (``seats_at``).
    """

    find: Callable[[UUID], Any]
    undeclared: str
    shown: Callable[[Any], dict[str, Any]]
    key: str = "pk"

    def seated(self, request: HttpRequest, pk: UUID) -> tuple[Any, SeatFacts]:
        """The thing and the actor's seat, or nothing at all."""
        found = self.find(pk)
        seats = queries.composition(found.subject) if found else ()
        seat = queries.own_seat(actor_of(request), seats)
        if seat is None:
            raise Http404
        request.seats = seats  # type: ignore[attr-defined]
        return found, seat

    def __call__(self, view: Page) -> Page:
        """``view(request, thing, …)`` for a seated member who declared no conflict of interest."""

        @audience(*ROLES)
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found, seat = self.seated(request, kwargs.pop(self.key))
            if not seat.clear:
                return render(request, self.undeclared, {**self.shown(found), "seat": seat}, status=403)
            return view(request, found, *args, **kwargs)

        return opened


def seats_at(request: HttpRequest) -> tuple[SeatFacts, ...]:
    """The composition of the commission behind whose door this page stands."""
    seats: tuple[SeatFacts, ...] = getattr(request, "seats", ())
    return seats


def carried_out(form: Any, action: Callable[[], Any]) -> bool:
    """Run the action; whatever it refuses stands in the form, with everything that was typed."""
    try:
        action()
    except Refused as refused:
        add_to_form(form, refused)
        return False
    return True


def seats(composition: Iterable[SeatFacts], subject: str) -> list[dict[str, Any]]:
    """Everybody of the composition, with declarations and recusals."""
    return [
        {
            "name": seat.name,
            "role": _("substitute") if seat.substitute_for else role_words(seat.role, subject),
            **_standing(seat),
        }
        for seat in composition
    ]


def _standing(seat: SeatFacts) -> dict[str, str]:
    """Whether the seat has declared; a substitute need not before taking the place of a member."""
    if seat.recused:
        return {"standing": _("recused"), "tone": "bad"}
    if seat.declared:
        return {"standing": _("declared"), "tone": "ok"}
    if seat.substitute_for:
        return {"standing": _("declares when substituting"), "tone": "quiet"}
    return {"standing": _("has not declared"), "tone": "wait"}


def people_at(
    seats: Iterable[Any], subject: str, person_id: int | None, *, here: set[int], confirmed: set[int]
) -> list[dict[str, Any]]:
    """A row for each seat that may sit: whether its person is ``here``, and has said so."""
    return [
        {
            "seat": seat,
            "role": role_words(seat.role, subject),
            "here": seat.person_id in here,
            "confirmed": seat.person_id in here & confirmed,
            "mine": seat.person_id == person_id,
        }
        for seat in seats
        if not seat.recused
    ]


def why_not_closed(request: HttpRequest, motion: queries.Motion) -> list[SpokenRefusal]:
    """What keeps a running vote from being closed, in words; nothing once it can be."""
    return speak(queries.counted(motion, seats_at(request))[1]) if motion.closed_at is None else []


def paper(protocol: queries.Protocol, person_id: int | None) -> dict[str, Any]:
    """A protocol as it will be printed, its signers, and whether this person is asked to sign it now."""
    signers = list(queries.signers(protocol))
    own = next((row for row in signers if row.person_id == person_id), None)
    return {
        "protocol": protocol,
        "doc": preview(protocol.context),
        "on_screen": True,
        "signers": signers,
        "lang": "ru" if get_language() == "ru" else "kk",
        "may_sign": protocol.state == "signing"
        and own is not None
        and not own.signed_at
        and not own.refused_at,
        "awaits_file": queries.awaits_file(protocol),
        "pair": _pair(protocol),
    }


def printed(protocol: queries.Protocol, language: str) -> Document | None:
    """The protocol in print, signed or to be signed; nothing while it is being printed."""
    return _pair(protocol).get(language)


def _pair(protocol: queries.Protocol) -> dict[str, Document | None]:
    made = protocol.pair or protocol.signing_pair
    return documents.pair(made) if made else {}
