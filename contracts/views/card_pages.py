"""What the pages of a contract in force share: whose card it is, its tabs, its picture, its papers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import card_deadlines
from contracts.card_states import CardPart, CardState
from contracts.extension_states import RUNNING
from contracts.messages import regime as words
from contracts.queries import cards, drift, extensions
from contracts.rules import regime
from contracts.rules.cards import refuse_late_answer
from contracts.states import Side
from ppp_portal.accounts.actions.audits import note_audit_view
from ppp_portal.accounts.models import Role
from ppp_portal.accounts.queries import audited_organisations
from ppp_portal.comparison import queries as comparison
from ppp_portal.comparison.states import Outcome
from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document
from ppp_portal.journal import clock
from ppp_portal.law.calendar import end_of_day, local_day, start_of_day
from ppp_portal.web import wording
from ppp_portal.web.gates import actor_of
from tenders.wording import ESSENTIAL_TERMS

PARTIES = (Role.STAFF, Role.HEAD, Role.BIDDER)
READERS = (*PARTIES, Role.AUDITOR)
TONES = {"in_force": "ok", "expired": "quiet", "terminated": "bad", "replacing": "warn"}
EXTENSION_TONES = {"applied": "ok", "refused": "bad", "lapsed": "bad", "dropped": "bad", "left": "bad"}


def own(request: HttpRequest, pk: UUID) -> Any:
    """The card, found through the side of the actor; for everybody else it does not exist."""
    by = actor_of(request)
    found = (cards.privates if by.role == Role.BIDDER else cards.organisers)(by.organisation_id, pk)
    if found is None:
        raise Http404
    return found


def read(request: HttpRequest, pk: UUID) -> Any:
    """The card for those who read what is recorded under it: its sides, and auditors inside their mandate.

    What an auditor reads goes into the journal.
    """
    by, at = actor_of(request), clock.now()
    if by.role != Role.AUDITOR:
        return own(request, pk)
    card = cards.of_organisations(audited_organisations(by, at)).filter(pk=pk).first()
    if card is None:
        raise Http404
    match = request.resolver_match
    note_audit_view(by=by, subject=card.subject, page=match.url_name or "" if match else "", at=at)
    return card


def own_extension(request: HttpRequest, pk: UUID, extension: UUID) -> Any:
    """A request about a card of one's own."""
    found = extensions.one_of(own(request, pk), extension)
    if found is None:
        raise Http404
    return found


def address(request: HttpRequest, card: Any) -> str:
    """The page of one's own side, or the auditor's."""
    side = {Role.BIDDER: "bidder", Role.AUDITOR: "audited"}.get(Role(actor_of(request).role), "organizer")
    return reverse(f"contracts:{side}_card", args=[card.pk])


# Pages of the same contract that other rooms of this storey open: (name of the address, label).
TABS = (
    ("contracts:card_extensions", gettext_lazy("Extension")),
    ("contracts:card_monitoring", gettext_lazy("Monitoring")),
    ("contracts:card_assignment", gettext_lazy("Assignment")),
    ("contracts:card_replacement", gettext_lazy("Replacement of the partner")),
    ("contracts:card_handover", gettext_lazy("End and hand-over")),
)

AUDITED = ("contracts:card_monitoring",)


def tabs(request: HttpRequest, card: Any) -> list[dict[str, Any]]:
    """The card itself and the pages about it that this side may open."""
    found: list[dict[str, Any]] = [{"label": _("Card"), "url": address(request, card)}]
    audits = actor_of(request).role == Role.AUDITOR
    for name, label in TABS:
        if audits and name not in AUDITED:
            continue
        try:
            found.append({"label": label, "url": reverse(name, args=[card.pk])})
        except NoReverseMatch:
            continue
    for tab in found:
        tab["current"] = tab["url"] == request.path
    return found


def frame(request: HttpRequest, card: Any) -> dict[str, Any]:
    """The context of every page about a card for its reader; an auditor stands on no side."""
    by = actor_of(request)
    side = cards.card_side(card, by)
    front = "contracts:audited_cards" if by.role == Role.AUDITOR else "contracts:cards"
    return {
        "card": card,
        "contract": card,  # what confirm pages of this storey call it
        "tone": TONES[card.state],
        "side": side,
        "is_public": side == Side.PUBLIC,
        "is_private": side == Side.PRIVATE,
        "is_head": by.role == Role.HEAD,
        "list_url": reverse(front),
        "card_url": address(request, card),
        "contract_url": address(request, card),
        "tabs": tabs(request, card),
        "remark": remark(card),
    }


def remark(card: Any) -> dict[str, Any] | None:
    """What every page about the contract says of its law, where order 605 does not govern it (X-14)."""
    if card.regime != regime.GENERAL:
        return None
    rows = [
        {
            "label": label,
            "law": _named(regime.GROUNDS[name].law) or words.NOTHING,
            "analogy": _named(regime.GROUNDS[name].analogy),
        }
        for name, label in words.ACTS.items()
    ]
    return {"title": words.TITLE, "text": words.TEXT, "rows": rows}


def _named(paragraphs: Iterable[Any]) -> str:
    return "; ".join(wording.paragraph(one) for one in paragraphs)


def content(card: Any) -> dict[str, Any]:
    """What the card says, to whoever may read it."""
    matrix = comparison.matrix(card.subject)
    return {
        "card": card,
        "remark": remark(card),
        "tone": TONES[card.state],
        "parties": [
            {"party": row, "part": CardPart(row.part).label} for row in cards.parties(card, now=False)
        ],
        "drift": drift.drift_of(card),
        "terms": [{"row": row, "title": ESSENTIAL_TERMS[row.number]} for row in card.terms.all()],
        "risks": cards.risks(card),
        "obligations": [row for row in card.obligations.all() if row.year is not None],
        "milestones": card.milestones.all(),
        "versions": card.versions.all(),
        "end": end(card),
        "matrix": matrix,
        "one_verdict": one_verdict(matrix),
        "extensions": [
            {"row": row, "tone": EXTENSION_TONES.get(row.state, "now")} for row in extensions.of_card(card)
        ],
    }


def one_verdict(matrix: Any) -> Any:
    """Where nobody is judged, for one and the same reason, it is said once for all offers."""
    verdicts = list(matrix.verdicts) if matrix else []
    said = {(row.outcome, row.reason_kk, row.reason_ru) if row else None for row in verdicts}
    unjudged = bool(verdicts) and verdicts[0] is not None and verdicts[0].outcome == Outcome.NOT_JUDGED
    return verdicts[0] if unjudged and len(said) == 1 else None


def end(card: Any) -> dict[str, Any] | None:
    """The last instant for ``{% deadline %}``; nothing once the contract is over."""
    if card.state != CardState.IN_FORCE:
        return None
    last = card_deadlines.last_instant(card.ends_on)
    return {
        "label": _("The contract ends"),
        "due_at": last.due_at,
        "basis": last.basis,
        "starts": _("First day of the contract") if card.starts_on else "",
        "starts_at": card.starts_on,
        "because": last.because,
        "consequence": last.consequence,
    }


def warnings(card: Any) -> list[dict[str, Any]]:
    """Every warning given, with its answer; without one it was ignored once the next has come."""
    rows = list(card.warnings.all())
    at = clock.now()
    return [
        {
            "row": row,
            "open": not row.answer and not refuse_late_answer(card.state, card.ends_on, row.ends_on, at),
            "passed": not row.answer and row.effective_at < start_of_day(local_day(at)),
            "ignored": not row.answer
            and (row != rows[-1] or card.state != CardState.IN_FORCE or at > end_of_day(card.ends_on)),
        }
        for row in rows
    ]


def tender_plan(card: Any) -> card_deadlines.TenderPlan | None:
    """By when a tender must be announced so that its contract can be signed before this one ends."""
    if card.state != CardState.IN_FORCE:
        return None
    return card_deadlines.tender_start(card.ends_on, cards.rules_of(card))


def papers(card: Any, *kinds: str) -> list[dict[str, Any]]:
    """Everything printed about the card, or what of it is of these kinds, behind the address of its parties."""
    rows = documents.pair_rows(card.subject, public=False)
    rows = [row for row in rows if row["order"].kind in kinds] if kinds else rows
    for row in rows:
        for language in ("kk", "ru"):
            if row.get(language):
                paper = row["order"].document_id(language)
                row[language]["url"] = reverse("contracts:card_paper", args=[card.pk, paper])
    return rows


def paper(card: Any, pk: UUID) -> Document:
    """A printed paper or an upload of this very contract."""
    found = documents.document(pk)
    if found is None or found.subject != card.subject:
        raise Http404
    return found


def life(extension: Any) -> list[dict[str, Any]]:
    """The line of a request for ``{% timeline %}``."""
    steps = (
        (_("Request"), extension.requested_at, extension.get_side_display()),
        (_("Ground"), extension.ground_at, _("the organiser")),
        (
            _("Comparison of alternatives"),
            extension.recommended_at,
            _("the organiser and the working group"),
        ),
        (_("Decision"), extension.decided_at, _("the organiser's head")),
        (_("Supplementary agreement"), extension.signed_at, _("both partners")),
        (_("Entry into force"), extension.applied_at, ""),
    )
    return line(steps, running=extension.state in RUNNING)


def line(steps: Iterable[tuple[str, Any, str]], *, running: bool) -> list[dict[str, Any]]:
    """For ``{% timeline %}``: what each step is about, when it was done, and whose it is."""
    rows: list[dict[str, Any]] = []
    for label, at, who in steps:
        mark = "done" if at else "next" if running else "skipped"
        if mark == "next" and all(row["state"] == "done" for row in rows):
            mark = "now"
        rows.append({"label": label, "state": mark, "at": at, "who": who})
    return rows
