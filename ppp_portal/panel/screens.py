"""What the pages of every commission and working group show: its seats, who is at the table, a protocol to sign."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document
from ppp_portal.documents.preview import preview
from ppp_portal.panel import queries
from ppp_portal.panel.states import SeatRole


def seats(subject: str) -> list[dict[str, Any]]:
    """Everybody of the composition, with what each declared."""
    return [
        {
            "name": seat.name,
            "role": SeatRole(seat.role).label,
            "standing": _("recused")
            if seat.recused
            else _("declared")
            if seat.declared
            else _("has not declared"),
            "tone": "bad" if seat.recused else "ok" if seat.declared else "wait",
        }
        for seat in queries.composition(subject)
    ]


def people_at(
    seats: Iterable[Any], person_id: int | None, *, here: set[int], confirmed: set[int]
) -> list[dict[str, Any]]:
    """A row for each seat that may sit: whether its person is ``here``, and has said so."""
    return [
        {
            "seat": seat,
            "role": SeatRole(seat.role).label,
            "here": seat.person_id in here,
            "confirmed": seat.person_id in here & confirmed,
            "mine": seat.person_id == person_id,
        }
        for seat in seats
        if not seat.recused
    ]


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
