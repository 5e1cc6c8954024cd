"""Ten lines for a newcomer: what to try in the demonstration, as whom, on which page."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from ppp_portal.training import queries
from ppp_portal.training.play.themes import ALMALY, COLLEGE, DORMITORY, TURKSIB, ZHETYSU, Theme


@dataclass(frozen=True)
class Advice:
    """``who`` is a name of the cast, empty for a guest; ``page`` the address, its argument taken from ``theme``."""

    text: Any
    who: str
    page: str
    theme: Theme | None = None
    argument: str = "pk"


ADVICE = (
    Advice(
        _("Read as anybody: the tenders, their deadlines, their documents in both languages."),
        "",
        "registry:tenders",
        None,
        "",
    ),
    Advice(
        _("As a bidder, change the sealed bid for the dormitory of 1,000 places: one hour is left."),
        "bidder_a",
        "tenders:bidder",
        DORMITORY,
        "",
    ),
    Advice(
        _("As the security custodian, see who has paid what; nobody else knows it before the opening."),
        "custodian",
        "tenders:custodian_securities",
        None,
        "",
    ),
    Advice(
        _("As the organiser's staff, answer the question that waits; everybody will read the answer."),
        "staff",
        "tenders:organizer_questions",
        ZHETYSU,
    ),
    Advice(
        _("Go to the next deadline twice with the bar above; then, as the chair, open the four bids."),
        "chair",
        "tenders:commission_tender",
        DORMITORY,
    ),
    Advice(
        _("Confirm the opening as another member too: nothing opens by one hand or by the clock alone."),
        "member_1",
        "tenders:commission_tender",
        DORMITORY,
    ),
    Advice(
        _("As the chair, look at a score sheet, open any number of it, and put the result to the vote."),
        "chair",
        "tenders:commission_scores",
        TURKSIB,
    ),
    Advice(
        _("Read a finished tender: protocols, results, the card of the registered contract."),
        "",
        "registry:tender",
        ALMALY,
        "number",
    ),
    Advice(
        _("As the organiser's staff, begin a re-tender of the tender that failed because nobody bid."),
        "staff",
        "tenders:organizer_tender",
        COLLEGE,
    ),
    Advice(
        _("As the auditor, take the evaluation and the journal away and count again for yourself."),
        "auditor",
        "desk:audited_tenders",
        None,
        "",
    ),
)


@dataclass(frozen=True)
class Line:
    """One line as the page shows it. With ``who`` its button signs in first."""

    text: str
    who: str
    name: str
    url: str


def lines() -> list[Line]:
    """The ten lines, those left out whose tender or page is not here; none while the cast is not settled."""
    cast = queries.players()
    if not cast:
        return []
    keys = queries.tenders_by_title(advice.theme.title_ru for advice in ADVICE if advice.theme)
    found = []
    for advice in ADVICE:
        tender = keys.get(advice.theme.title_ru) if advice.theme else None
        if (advice.who and advice.who not in cast) or (advice.theme and tender is None):
            continue
        argument = [getattr(tender, advice.argument)] if tender and advice.argument else []
        try:
            url = reverse(advice.page, args=argument)
        except NoReverseMatch:
            continue
        name = cast[advice.who].membership.person.name if advice.who else ""
        found.append(Line(str(advice.text), advice.who, name, url))
    return found
