"""Ten lines for a newcomer: what to try in the demonstration, as whom, on which page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ppp_portal.training import queries
from ppp_portal.training.play.cases.extension_texts import SERGEK
from ppp_portal.training.play.cases.notice_texts import VIDEO
from ppp_portal.training.play.lighting import LIGHTING
from ppp_portal.training.play.neglect import POOL
from ppp_portal.training.play.themes import COLLEGE, DORMITORY, MEDEU, TURKSIB


class About(StrEnum):
    """Of which kind a thing is that an advice leads to, beside its title."""

    TENDER = "tender"
    NOTICE = "notice"
    CARD = "card"


@dataclass(frozen=True)
class Advice:
    """``who`` is a name of the cast, empty for a guest; ``page`` the address, its argument taken from ``about``."""

    text: Any
    who: str
    page: str
    about: tuple[About, str] | None = None
    argument: str = "pk"


ADVICE = (
    Advice(
        _(
            "As a bidder, answer the Almaty notice on video surveillance with an alternative: it stays sealed."
        ),
        "bidder_c",
        "registry:notice",
        (About.NOTICE, VIDEO.card["title_ru"]),
        "number",
    ),
    Advice(
        _("As the chair, read the matrix of three opened alternatives and put a recommendation to the vote."),
        "chair",
        "projects:group_matrix",
        (About.NOTICE, LIGHTING.card["title_ru"]),
    ),
    Advice(
        _("As a bidder, change the sealed bid for the dormitory of 1,000 places: one hour is left."),
        "bidder_a",
        "tenders:bidder",
        (About.TENDER, DORMITORY.title_ru),
        "",
    ),
    Advice(
        _(
            "Go to the next deadline twice with the bar above; then, as the chair, open the four bids: a member "
            "confirms the opening too, and two more confirm that they are at the table."
        ),
        "chair",
        "tenders:commission_tender",
        (About.TENDER, DORMITORY.title_ru),
    ),
    Advice(
        _("As the chair, look at a score sheet, open any number of it, and put the result to the vote."),
        "chair",
        "tenders:commission_scores",
        (About.TENDER, TURKSIB.title_ru),
    ),
    Advice(
        _("As the organiser's staff, begin a re-tender of the tender that failed because nobody bid."),
        "staff",
        "tenders:organizer_tender",
        (About.TENDER, COLLEGE.title_ru),
    ),
    Advice(
        _("Read as anybody how far the Sergek contract went from what was competed: 766, 1,641, 1,991."),
        "",
        "contracts:public_card",
        (About.CARD, SERGEK["title_ru"]),
    ),
    Advice(
        _(
            "As the organiser's staff, mark the sixth month not performed: once the partner replies, the portal "
            "proposes; of a month marked late the head first says why it counts."
        ),
        "staff",
        "contracts:card_monitoring",
        (About.CARD, POOL["title_ru"]),
    ),
    Advice(
        _(
            "As the organiser's head, see a replacement of the partner half way: steps, differences, compensation. "
            "Beside it, under “Contracts in force”, “Sergek” asks to be extended: its working group has judged two "
            "offers of four; and the dormitory in Almaly waits for consent to an assignment."
        ),
        "head",
        "contracts:card_replacement",
        (About.CARD, MEDEU.title_ru),
    ),
    Advice(
        _("As the auditor, take the evaluation and the journal away and count again for yourself."),
        "auditor",
        "desk:audited_tenders",
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
    things = _things()
    found = []
    for advice in ADVICE:
        thing = things.get(advice.about) if advice.about else None
        if (advice.who and advice.who not in cast) or (advice.about and thing is None):
            continue
        url = reverse(
            advice.page, args=[getattr(thing, advice.argument)] if thing and advice.argument else []
        )
        name = cast[advice.who].membership.person.name if advice.who else ""
        found.append(Line(str(advice.text), advice.who, name, url))
    return found


def _things() -> dict[tuple[About, str], Any]:
    """What the advice is about and is here: one query for each kind."""
    wanted: dict[About, list[str]] = {kind: [] for kind in About}
    for kind, title in filter(None, (advice.about for advice in ADVICE)):
        wanted[kind].append(title)
    reads = {
        About.TENDER: queries.tenders_by_title,
        About.NOTICE: queries.notices_by_title,
        About.CARD: queries.cards_by_title,
    }
    return {(kind, title): row for kind, read in reads.items() for title, row in read(wanted[kind]).items()}
