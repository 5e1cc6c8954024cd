"""Reads of training mode: when something next happens, who there is, what mails went out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from contracts.models import ContractCard, Replacement
from ppp_portal.accounts.models import Membership, Organisation
from ppp_portal.comparison.models import Questionnaire
from ppp_portal.notices.models import Notice, SentMail
from ppp_portal.notices.queries import sent_mails
from ppp_portal.training.cast import PEOPLE
from projects.models import InitiationNotice
from tenders import clockwork
from tenders.models import BidSecurity, Question, ReminderClock, Tender
from tenders.states import SecurityState, TenderState

OVER = (TenderState.DRAFT, TenderState.CONTRACTED, TenderState.FAILED, TenderState.CANCELLED)


def next_wake(after: datetime) -> datetime | None:
    """When the portal next has something to do by itself: a deadline or a reminder."""
    marks = (
        _first(Tender.objects.filter(next_deadline_at__gt=after), "next_deadline_at"),
        _first(ReminderClock.objects.filter(next_at__gt=after), "next_at"),
        _first(InitiationNotice.objects.filter(next_deadline_at__gt=after), "next_deadline_at"),
        _first(ContractCard.objects.filter(next_deadline_at__gt=after), "next_deadline_at"),
    )
    return min((mark for mark in marks if mark is not None), default=None)


def next_deadline(after: datetime) -> datetime | None:
    """The next deadline that anybody could see: of a tender, of an answer, of a return after the opening, of a
    notice, of a questionnaire, of a contract in force, of a replacement.
    """
    marks = [
        _first(Questionnaire.objects.filter(closed_at=None, answers_until__gt=after), "answers_until"),
        _first(InitiationNotice.objects.filter(next_deadline_at__gt=after), "next_deadline_at"),
        _first(ContractCard.objects.filter(next_deadline_at__gt=after), "next_deadline_at"),
        _first(Replacement.objects.filter(next_deadline_at__gt=after), "next_deadline_at"),
        _first(Question.objects.filter(answered_at=None, answer_due_at__gt=after), "answer_due_at"),
        _first(_returns().filter(return_due_at__gt=after), "return_due_at"),
    ]
    for tender in Tender.objects.exclude(state__in=OVER):
        marks += [term.due_at for term in clockwork.alive(tender) if term.due_at > after]
    return min((mark for mark in marks if mark is not None), default=None)


def _returns():
    """Before the opening a return would tell of a bid."""
    return BidSecurity.objects.filter(state=SecurityState.RETURN_DUE, bid__tender__opened_at__isnull=False)


def _first(rows, column: str) -> datetime | None:
    found: datetime | None = rows.aggregate(first=Min(column))["first"]
    return found


# --- people -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Player:
    """One person of the cast, to be signed in with one click."""

    key: str
    membership: Membership

    @property
    def person_id(self) -> int:
        return self.membership.person_id


@dataclass(frozen=True)
class Company:
    """An organisation and its people."""

    organisation: Organisation
    players: tuple[Player, ...]


def players() -> dict[str, Player]:
    """The cast as it stands in the database, by key; empty before it was settled."""
    rows = Membership.objects.filter(ended_at=None, person__email__in=[data.email for data in PEOPLE])
    by_email = {row.person.email: row for row in rows.select_related("person", "organisation")}
    return {data.key: Player(data.key, by_email[data.email]) for data in PEOPLE if data.email in by_email}


def companies(cast: Iterable[Player]) -> list[Company]:
    """The same, grouped by organisation in the order of the cast."""
    grouped: dict[int, list[Player]] = {}
    for player in cast:
        grouped.setdefault(player.membership.organisation_id, []).append(player)
    return [Company(group[0].membership.organisation, tuple(group)) for group in grouped.values()]


def cast_settled() -> bool:
    return Membership.objects.filter(person__email=PEOPLE[0].email).exists()


def unread(person_ids: Iterable[int]) -> dict[int, int]:
    """How many notices each person has not opened; people without any are left out."""
    found = Notice.objects.filter(person_id__in=list(person_ids), read_at=None).order_by()
    return dict(found.values_list("person_id").annotate(count=Count("pk")))


def membership_of(key: str) -> Membership | None:
    """The role that a name of the cast plays."""
    player = players().get(key)
    return player.membership if player else None


def tenders_by_title(titles: Iterable[str]) -> dict[str, Tender]:
    """The tenders of the demonstration by their Russian titles; the first of each."""
    found = Tender.objects.filter(title_ru__in=list(titles)).order_by("-created_at")
    return {tender.title_ru: tender for tender in found}


def notices_by_title(titles: Iterable[str]) -> dict[str, InitiationNotice]:
    """The same of published initiation notices."""
    found = InitiationNotice.objects.filter(project__title_ru__in=list(titles)).exclude(published_at=None)
    return {notice.project.title_ru: notice for notice in found.select_related("project")}


def cards_by_title(titles: Iterable[str]) -> dict[str, ContractCard]:
    """The same of contracts in force."""
    found = ContractCard.objects.filter(title_ru__in=list(titles))
    return {card.title_ru: card for card in found}


def mails() -> list[SentMail]:
    """The newest mails that would have been sent."""
    return sent_mails()
