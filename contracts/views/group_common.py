"""The door of the pages of an extension's working group, and what every one of them shows."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from contracts.extension_states import Ground
from contracts.queries import working_group as reads
from contracts.rules.extensions import GROUNDS
from contracts.rules.working_group import GROUP, WHO
from contracts.views.card_pages import remark
from ppp_portal.panel import screens
from ppp_portal.panel.rules import SeatFacts
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import show

STEPS = {
    "ask": _("The organiser writes the questions and enters the offers."),
    "judge": _("The members give their verdict on each offer."),
    "close": _("Every offer has its verdict. The organiser closes the comparison."),
    "sit": _("The chair, the deputy or the secretary opens a sitting."),
    "put": _("Whoever leads the sitting puts the recommendation to the vote."),
    "vote": _("Everybody at the table votes; then the vote is closed."),
    "rise": _("The group has voted. Close the sitting, then write the protocol."),
    "write": _("The chair, the deputy or the secretary writes the protocol."),
    "send": _("The chair, the deputy or the secretary sends the protocol to be signed."),
    "sign": _("Those who were at the table sign the protocol."),
    "decide": _("The recommendation is given. The head of the organiser registers the decision."),
}
AGAINST = _(
    "The working group does not recommend the extension. The head of the organiser refuses it, or registers the "
    "decision of the deciding body with its reasons."
)


in_group = screens.Door(
    reads.by_id,
    "contracts/group/undeclared.html",
    lambda found: {"extension": found, "card": found.card, "remark": remark(found.card)},
)


def frame(request: HttpRequest, extension: Any, **more: Any) -> dict[str, Any]:
    """What every page of the group shows: the request, the sitting, the actor at the table."""
    sitting = reads.sitting_now(extension)
    return {
        "extension": extension,
        "card": extension.card,
        "remark": remark(extension.card),
        "ground": Ground(extension.ground).label,
        "basis": GROUNDS[extension.ground],
        "sitting": sitting,
        "table": reads.table(extension, actor_of(request), sitting, screens.seats_at(request)),
        **more,
    }


def standing(extension: Any, composition: Iterable[SeatFacts]) -> dict[str, Any]:
    """How far the group is, for its own page and for the organiser's: seats, votes, protocol, the next step."""
    step = reads.step(extension)
    return {
        "seats": screens.seats(composition, extension.subject),
        "motions": reads.motions(extension),
        "written": reads.protocol(extension),
        "step": step,
        "step_words": AGAINST if step == "decide" and extension.advised_against else STEPS.get(step, ""),
        "waits_for_group": WHO.get(step) == GROUP,
        "once_more": step == "rise" and not reads.settled(extension),
    }


def page(request: HttpRequest, name: str, context: dict[str, Any], form: Any = None) -> HttpResponse:
    """A page of the group; 422 when its form was refused."""
    return show(request, f"contracts/group/{name}.html", form, **context)
