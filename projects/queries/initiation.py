"""Reads of initiation notices: from their organiser, from the public; the notice as facts and as a published form."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ppp_portal.accounts.models import Organisation
from ppp_portal.accounts.queries import able_to_bid, organisation_facts
from ppp_portal.journal import clock
from ppp_portal.journal.canonical import plain
from ppp_portal.law.packs import pack
from projects.models import InitiationNotice, NoticeAmendment, NoticeRequirement, Project
from projects.queries.cards import counted, pair, period_facts, said, values
from projects.rules.initiation import NoticeFacts, RequirementFacts
from projects.states import ENDED, NO_NEGOTIATIONS, InitiationState

PACK = "725"
AMENDMENT = "notice.amendment"
PER_PAGE = 20

# Fields of the card that a notice publishes and therefore needs.
CARD_SAYS = (
    "sector",
    "region",
    "level",
    "cost",
    "start_year",
    "end_year",
    "creation_months",
    "operation_years",
)


def own_notices(organisation_id: int | None) -> QuerySet[InitiationNotice]:
    rows = InitiationNotice.objects.filter(organiser_id=organisation_id).select_related("project")
    return rows.order_by("-created_at", "-id")


def own_notice(organisation_id: int | None, notice_id: UUID) -> InitiationNotice | None:
    found = own_notices(organisation_id).select_related("organiser", "initiator", "ground_document")
    return found.filter(pk=notice_id).first()


def of_project(project_id: UUID) -> list[InitiationNotice]:
    return list(InitiationNotice.objects.filter(project_id=project_id).order_by("-created_at"))


def living(project_id: UUID) -> InitiationNotice | None:
    """The notice that has published this project and has not ended."""
    found = InitiationNotice.objects.filter(project_id=project_id)
    return found.exclude(state__in=(InitiationState.DRAFT, *ENDED)).first()


def negotiated(project_ids: Collection[UUID]) -> dict[UUID, InitiationNotice]:
    """Project -> the notice under which its partner is sought, or was found, by direct negotiations; one query.

    A draft is nobody's yet; after a switch the partner is chosen by tender (art. 44(3)).
    """
    found = InitiationNotice.objects.filter(project_id__in=project_ids).exclude(state__in=NO_NEGOTIATIONS)
    return {row.project_id: row for row in found.order_by("created_at", "pk")}


def public_notices() -> QuerySet[InitiationNotice]:
    """Everything that was published, newest first."""
    rows = InitiationNotice.objects.exclude(state=InitiationState.DRAFT)
    return rows.select_related("organiser", "project").order_by("-published_at", "-id")


def public_page(page: int) -> tuple[list[InitiationNotice], bool]:
    """One page of published notices, counted from 1, and whether an older one follows."""
    start = (max(page, 1) - 1) * PER_PAGE
    rows = list(public_notices()[start : start + PER_PAGE + 1])
    return rows[:PER_PAGE], len(rows) > PER_PAGE


def public_notice(number: str) -> InitiationNotice | None:
    return public_notices().filter(number=number).first()


def requirements(notice: InitiationNotice, kind: str = "") -> list[NoticeRequirement]:
    rows = notice.requirements.all()
    return list(rows.filter(kind=kind) if kind else rows)


def additional(notice: InitiationNotice) -> list[NoticeRequirement]:
    """What the organiser itself wrote: everything outside the eight of article 32(1)."""
    return list(notice.requirements.filter(statutory=False))


def amendments(notice: InitiationNotice) -> list[NoticeAmendment]:
    """Posted ones, newest first."""
    return list(notice.amendments.filter(posted_at__isnull=False).order_by("-number"))


def amendment(notice: InitiationNotice, number: int) -> NoticeAmendment | None:
    return notice.amendments.filter(number=number, posted_at__isnull=False).first()


def waiting_amendment(notice: InitiationNotice) -> NoticeAmendment | None:
    """The amendment that waits for the head, with its proposal."""
    rows = notice.amendments.filter(posted_at=None, approval__decided_at=None)
    return rows.select_related("approval", "approval__proposed_by").first()


def waiting_amendments(organisation_id: int | None) -> list[NoticeAmendment]:
    rows = NoticeAmendment.objects.filter(
        notice__organiser_id=organisation_id, posted_at=None, approval__decided_at=None
    )
    return list(rows.select_related("notice", "approval").order_by("proposed_at"))


def initiators() -> list[Organisation]:
    """Who may stand on the private side, for the choice of who initiated the project."""
    return list(able_to_bid().order_by("name_ru", "pk")[:1000])


def form_of(
    notice: InitiationNotice,
    asked: Sequence[NoticeRequirement] | None = None,
    parameters: Sequence[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The notice in canonical form: what is published, printed, hashed and compared. Without the initiator's name.

    ``asked`` are requirements that stand in no table yet, as an amendment proposes them; so are ``parameters``.
    """
    project = notice.project
    form = {
        "format": "ppp-notice/1",
        "number": notice.number,
        "organiser": {"bin": notice.organiser.bin, "name": said(notice.organiser, "name")},
        "ground": notice.ground,
        "rule_pack": notice.rule_pack or PACK,
        **{name: said(project, name) for name in ("title", "object", "payments", "standard")},
        **values(project),
        "parameters": counted(project) if parameters is None else list(parameters),
        "responsibilities": said(notice, "responsibilities"),
        "requirements": [
            {
                "kind": row.kind,
                "number": row.number,
                "text": said(row, "text"),
                "citation": said(row, "citation"),
                "statutory": row.statutory,
            }
            for row in (requirements(notice) if asked is None else asked)
        ],
        "address": said(notice, "address"),
        "phone": notice.phone,
        "email": notice.email,
        "closes_at": notice.closes_at,
    }
    plain_form: Any = plain(form)
    return dict(plain_form)


def on_card(project: Project) -> dict[str, bool]:
    """The parts of a card that a notice needs and that are no texts: which of them are filled in."""
    return {
        **{name: bool(getattr(project, name)) for name in CARD_SAYS},
        "cost_with_vat": project.cost_with_vat is not None,
        "parameters": project.parameters.exists(),
    }


def lacking(project: Project) -> list[str]:
    """What a notice would publish of this card and the card does not say yet."""
    payments = ["payments"] if pair(project, "payments").missing else []
    return [*(name for name, filled in on_card(project).items() if not filled), *payments]


def notice_facts(notice: InitiationNotice, asked: Sequence[NoticeRequirement] | None = None) -> NoticeFacts:
    """The notice for the rules, as it stands or with requirements that stand in no table yet."""
    project = notice.project
    texts = {
        "title": pair(project, "title"),
        "object": pair(project, "object"),
        "payments": pair(project, "payments"),
        "responsibilities": pair(notice, "responsibilities"),
        "address": pair(notice, "address"),
    }
    standard = pair(project, "standard")
    if standard.kk or standard.ru:
        texts["standard"] = standard
    return NoticeFacts(
        pack=pack(notice.rule_pack or PACK),
        ground=notice.ground,
        has_ground_document=notice.ground_document_id is not None,
        initiator=organisation_facts(notice.initiator) if notice.initiator else None,
        texts=texts,
        said=on_card(project),
        periods=period_facts(project),
        requirements=tuple(
            RequirementFacts(row.kind, row.number, pair(row, "text"), pair(row, "citation"), row.statutory)
            for row in (requirements(notice) if asked is None else asked)
        ),
        phone=notice.phone,
        email=notice.email,
        closes_at=notice.closes_at,
        off_day_confirmed=notice.off_day_confirmed,
        calendar=clock.calendar(),
    )


def accepting(notice: InitiationNotice, at: datetime) -> bool:
    """Whether an alternative proposal comes in time; computed from the clock, whatever state is recorded."""
    return bool(
        notice.state == InitiationState.PUBLISHED and notice.closes_at is not None and at <= notice.closes_at
    )
