"""Reads of notices, in the words and the language of the one who reads. Nobody sees anybody else's."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Subquery
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from ppp_portal.notices.kinds import kind_of
from ppp_portal.notices.models import Notice, SentMail
from ppp_portal.notices.wrapping import unwrap_all
from ppp_portal.web.wording import filled

PAGE = 20
COUNT_UP_TO = 100


@dataclass(frozen=True)
class Letter:
    """A notice in words. ``path`` is the address of its object without the origin, empty when there is none."""

    title: str
    body: str
    path: str


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    notice: Notice
    letter: Letter


@dataclass(frozen=True)
class Page:
    """A part of the list, newest first; ``older`` is the key to ask for what comes after, ``None`` at the end."""

    entries: tuple[Entry, ...]
    older: UUID | None


def letter(notice: Notice, language: str) -> Letter:
    """The words of a notice in ``kk``, ``ru`` or ``en``. Raises ``KeyError`` for a kind without words."""
    words, values = kind_of(notice.kind), unwrap_all(notice.params, language)
    with override(language):
        return Letter(filled(str(words.title), values), filled(str(words.body), values), path_of(notice))


def path_of(notice: Notice) -> str:
    """Where the notice leads, in the active language. A page that is no more leaves the notice readable."""
    if not notice.url_name:
        return ""
    try:
        return reverse(notice.url_name, args=notice.url_args)
    except NoReverseMatch:
        return ""


def unread_count(person_id: int) -> int:
    """How many notices the person has not opened, counted up to a hundred."""
    return Notice.objects.filter(person_id=person_id, read_at=None)[:COUNT_UP_TO].count()


def notices_of(person_id: int, language: str, before: UUID | None = None) -> Page:
    """A page of the person's notices older than the one ``before`` (keyset: new ones that come skip nothing)."""
    found = Notice.objects.filter(person_id=person_id).order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=Subquery(found.filter(handle=before).order_by().values("pk")))
    rows = list(found[: PAGE + 1])
    shown = rows[:PAGE]
    entries = tuple(Entry(row, letter(row, language)) for row in shown)
    return Page(entries, shown[-1].handle if len(rows) > PAGE else None)


def own_notice(person_id: int, handle: UUID) -> Notice | None:
    return Notice.objects.filter(person_id=person_id, handle=handle).first()


def sent_mails(limit: int = 100) -> list[SentMail]:
    """The newest copies of outgoing mails, for the mailbox of a training installation."""
    return list(SentMail.objects.select_related("notice__person").order_by("-id")[:limit])
