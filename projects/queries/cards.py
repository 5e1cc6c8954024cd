"""Reads of project cards, from their owner; the card as facts for the rules and as a canonical snapshot."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules import territory
from ppp_portal.law.figures import Pair
from ppp_portal.law.refusals import Refusal
from projects.models import ApprovalStep, Project, ProjectParameter, ProjectVersion
from projects.rules.cards import FIELDS, PeriodFacts, ProjectFacts, note_other_region

# What the card says in one value each; texts are kept in two languages.
TEXTS = ("title", "object", "payments", "standard")
VALUES = (
    "sector",
    "region",
    "level",
    "cost",
    "cost_unit",
    "cost_with_vat",
    "complexity",
    "special_significance",
    "start_year",
    "end_year",
    "creation_months",
    "operation_years",
    "pays_after_commissioning",
)


def own_projects(organisation_id: int | None) -> QuerySet[Project]:
    return Project.objects.filter(owner_id=organisation_id).order_by("-created_at", "id")


def own_project(organisation_id: int | None, project_id: UUID) -> Project | None:
    return own_projects(organisation_id).filter(pk=project_id).first()


def twin(owner_id: int, title_kk: str, title_ru: str) -> Project | None:
    """The newest card of this owner with the same title in one of the languages, however it is spaced or cased."""
    said = {_alike(title) for title in (title_kk, title_ru)} - {""}
    return next(
        (row for row in own_projects(owner_id) if said & {_alike(row.title_kk), _alike(row.title_ru)}), None
    )


def _alike(title: str | None) -> str:
    return " ".join((title or "").casefold().split())


def pair(row: Any, name: str) -> Pair:
    """A translated field of a row; what was never typed is an empty text."""
    return Pair(getattr(row, f"{name}_kk") or "", getattr(row, f"{name}_ru") or "")


def said(row: Any, name: str) -> dict[str, str]:
    """The same as a canonical value."""
    return {"kk": getattr(row, f"{name}_kk") or "", "ru": getattr(row, f"{name}_ru") or ""}


def card_facts(project: Project) -> ProjectFacts:
    texts = {name: getattr(project, name) or "" for name in FIELDS}
    return ProjectFacts(texts, project.cost, project.cost_with_vat, period_facts(project))


def period_facts(project: Project) -> PeriodFacts:
    return PeriodFacts(project.start_year, project.end_year, project.creation_months, project.operation_years)


def elsewhere(project: Project) -> list[Refusal]:
    """What the organiser is told of a card whose region is not its own."""
    return note_other_region(project.region, territory(organisation_facts(project.owner)))


def parameters(project: Project) -> list[tuple[ProjectParameter, list[ProjectParameter]]]:
    """Each whole with its parts, in order; one query."""
    rows = list(project.parameters.all())
    return [(row, [part for part in rows if part.parent_id == row.pk]) for row in rows if not row.parent_id]


def steps(project: Project) -> list[ApprovalStep]:
    return list(project.approval_steps.select_related("document"))


def snapshot(project: Project) -> dict[str, Any]:
    """Everything the card says, in canonical form; what a version keeps under its hash."""
    return {
        "format": "ppp-project/1",
        **{name: said(project, name) for name in TEXTS},
        **values(project),
        "parameters": counted(project),
        "steps": [
            {
                "body": said(step, "body"),
                "due_on": step.due_on,
                "done_on": step.done_on,
                "document": step.document.sha256 if step.document else None,
            }
            for step in steps(project)
        ],
    }


def values(project: Project) -> dict[str, Any]:
    """What is no text. A sum is written with its tiyn, whether it was typed or read from the table."""
    plain = {name: getattr(project, name) for name in VALUES}
    cost = None if project.cost is None else f"{project.cost:.2f}"
    return {**plain, "cost": cost, "cost_unit": int(project.cost_unit)}


def counted(project: Project) -> list[dict[str, Any]]:
    return [
        {**_counted(row), "parts": [_counted(part) for part in parts]} for row, parts in parameters(project)
    ]


def counted_rows(
    wholes: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]],
) -> list[dict[str, Any]]:
    """The same of rows that stand in no table yet, each whole with its parts."""
    return [
        {
            **_counted(ProjectParameter(**row)),
            "parts": [_counted(ProjectParameter(**part)) for part in parts],
        }
        for row, parts in wholes
    ]


def _counted(row: ProjectParameter) -> dict[str, Any]:
    quantity = None if row.quantity is None else f"{row.quantity.normalize():f}"
    return {"name": said(row, "name"), "unit": said(row, "unit"), "quantity": quantity}


def versions(project: Project) -> list[ProjectVersion]:
    """Newest first, with who saved each."""
    return list(project.versions.select_related("by").order_by("-number"))


def version(project: Project, number: int) -> ProjectVersion | None:
    return project.versions.filter(number=number).first()
