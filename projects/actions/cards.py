"""Writing project cards."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_organising
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import refuse
from projects.models import Complexity, Project
from projects.rules.cards import FIELDS, ProjectFacts, refuse_card


@transaction.atomic
def create_project(
    *,
    title_kk: str,
    title_ru: str,
    object_kk: str,
    object_ru: str,
    cost: Decimal | None,
    cost_with_vat: bool | None,
    by: Actor,
    sector: str = "",
    region: str = "",
    complexity: str = Complexity.NO,
    special_significance: bool = False,
) -> Project:
    """A new card of the actor's organisation, which must be one that may organise (p. 11)."""
    owner = Organisation.objects.select_related("superior").get(pk=by.organisation_id)
    at = clock.now()
    texts = {"title_kk": title_kk, "title_ru": title_ru, "object_kk": object_kk, "object_ru": object_ru}
    refuse(
        [
            *refuse_organising(organisation_facts(owner)),
            *refuse_card(ProjectFacts(texts, cost, cost_with_vat)),
        ]
    )
    project = Project.objects.create(
        owner=owner,
        cost=cost,
        cost_with_vat=cost_with_vat,
        sector=sector,
        region=region,
        complexity=complexity,
        special_significance=special_significance,
        created_at=at,
        **texts,
    )
    _record("project.created", project, by, at)
    return project


@transaction.atomic
def change_project(*, project_id: UUID, by: Actor, **values: Any) -> Project:
    """Change the card of the actor's organisation. Keys are fields of the card; unknown ones are an error."""
    project = Project.objects.select_for_update().get(pk=project_id, owner_id=by.organisation_id)
    at = clock.now()
    for name, value in values.items():
        if name not in {
            *FIELDS,
            "cost",
            "cost_with_vat",
            "sector",
            "region",
            "complexity",
            "special_significance",
        }:
            raise TypeError(f"a project card has no field {name}")
        setattr(project, name, value)
    texts = {name: getattr(project, name) or "" for name in FIELDS}
    refuse(refuse_card(ProjectFacts(texts, project.cost, project.cost_with_vat)))
    project.save()
    _record("project.changed", project, by, at)
    return project


def _record(kind: str, project: Project, by: Actor, at: Any) -> None:
    names = (*FIELDS, "cost", "cost_with_vat", "sector", "region", "complexity", "special_significance")
    facts = {name: getattr(project, name) for name in names}
    record(kind, stream=f"project:{project.pk}", by=by, at=at, facts={"project": project.pk, **facts})
