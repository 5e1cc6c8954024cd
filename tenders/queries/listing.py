"""Lists of tenders: groups of states, search, pages by key. The number of queries never depends on the rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tenders.models import Tender
from tenders.states import TenderState as S

PAGE = 20
LONGEST_SEARCH = 200
WORDS = 6

# The groups a reader filters by. "Open" and "closed" follow the clock, not the moment somebody noticed.
GROUPS: Mapping[str, Any] = {
    "preparing": _("being prepared"),
    "open": _("taking bids"),
    "paused": _("suspended or stayed"),
    "review": _("bids under review"),
    "results": _("with results"),
    "ended": _("failed or cancelled"),
}
PUBLIC_GROUPS = tuple(name for name in GROUPS if name != "preparing")
_STATES = {
    "preparing": (S.DRAFT, S.DOCS_APPROVED, S.STAGE1_CLOSED),
    "paused": (S.SUSPENDED, S.STAYED),
    "review": (S.CLOSED, S.OPENED, S.ADMITTED, S.EVALUATED, S.NEGOTIATION),
    "results": (S.RESULTS_SIGNED, S.CONTRACTED, S.EVADED),
    "ended": (S.FAILED, S.CANCELLED),
}


# The same as :func:`tenders.queries.phases.submission_ends_at`, for the database.
SUBMISSION_ENDS_AT = Case(When(published_at=None, then=F("stage1_closes_at")), default=F("closes_at"))


def in_group(group: str, at: datetime) -> Q:
    """The condition behind a group at the portal's time ``at``; an unknown group restricts nothing."""
    if group == "open":
        return Q(state=S.ACCEPTING, closes_at__gte=at) | Q(state=S.STAGE1_ACCEPTING, stage1_closes_at__gte=at)
    if group == "review":
        over = Q(state=S.ACCEPTING, closes_at__lt=at) | Q(state=S.STAGE1_ACCEPTING, stage1_closes_at__lt=at)
        return Q(state__in=_STATES["review"]) | over
    return Q(state__in=_STATES[group]) if group in _STATES else Q()


def matching(typed: str) -> Q:
    """Every word stands in the number or in one of the titles. Served by the trigram indexes.

    Parts of words are found, so that the endings of Kazakh and Russian do not matter. Words of one or two
    characters are left out: no index could serve them.
    """
    found = Q()
    words = [word for word in re.split(r"[\s\x00]+", typed[:LONGEST_SEARCH].strip()) if len(word) > 2]
    for word in words[:WORDS]:
        stem = word if any(c.isdigit() for c in word) else _stem(word)
        found &= Q(number__icontains=stem) | Q(title_kk__icontains=stem) | Q(title_ru__icontains=stem)
    return found


def _stem(word: str) -> str:
    """A long word without its ending: *жатақханасын* finds *жатақхана*, *общежития* finds *общежитие*."""
    return word[: max(5, len(word) * 2 // 3)] if len(word) > 6 else word


@dataclass(frozen=True)
class Page:
    """Rows newest first; ``older`` is the key to ask for what follows, empty at the end."""

    rows: list[Tender]
    older: str
    first: bool


def announced(tenders: QuerySet[Tender]) -> QuerySet[Tender]:
    """With the moment of the first announcement, newest first."""
    return tenders.annotate(announced_at=Coalesce("stage1_published_at", "published_at"))


def page(tenders: QuerySet[Tender], moment: str, after: str) -> Page:
    """One page ordered by ``moment`` (a column or annotation) and key, both descending. One query."""
    found = tenders.order_by(f"-{moment}", "-id")
    if key := _read_key(after):
        at, pk = key
        found = found.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "id__lt": pk}))
    rows = list(found[: PAGE + 1])
    shown = rows[:PAGE]
    older = ""
    if len(rows) > PAGE:
        last = shown[-1]
        older = f"{getattr(last, moment).isoformat()}_{last.pk}"
    return Page(shown, older, first=not after)


def _read_key(text: str) -> tuple[datetime, UUID] | None:
    """A key as :func:`page` wrote it; anything else is the first page."""
    moment, _line, pk = text.rpartition("_")
    try:
        at, key = datetime.fromisoformat(moment), UUID(pk)
    except ValueError:
        return None
    return (at, key) if at.tzinfo else None
