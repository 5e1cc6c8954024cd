"""Writing project cards. Every change that alters what the card says leaves a version of it."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_organising
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes, plain
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.figures import Pair
from ppp_portal.law.refusals import Refusal, refuse
from projects.models import ApprovalStep, Complexity, Project, ProjectParameter, ProjectVersion
from projects.queries.cards import TEXTS, VALUES, card_facts, counted, counted_rows, snapshot, twin
from projects.queries.competition import holder
from projects.queries.initiation import living
from projects.rules.cards import (
    ParameterFacts,
    StepFacts,
    refuse_announced,
    refuse_card,
    refuse_parameters,
    refuse_published,
    refuse_role,
    refuse_steps,
    refuse_twin,
)
from projects.states import ORGANISER

Row = Mapping[str, Any]
FIELDS = frozenset({*VALUES, *(f"{name}_{lang}" for name in TEXTS for lang in ("kk", "ru"))})


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
    complexity: str = Complexity.NO,
    twin_reason: str = "",
    **values: Any,
) -> Project:
    """A new card of the actor's organisation, which must be one that may organise (p. 11).

    ``twin_reason`` says why a second card of a title that a card bears already is needed; ``values`` are further
    fields of the card; unknown ones are an error.
    """
    texts = {"title_kk": title_kk, "title_ru": title_ru, "object_kk": object_kk, "object_ru": object_ru}
    said = {**texts, "cost": cost, "cost_with_vat": cost_with_vat, "complexity": complexity, **values}
    project = _new(said, by)
    at = project.created_at = clock.now()
    beside = twin(project.owner_id, title_kk, title_ru)
    refuse(_against_new(project, beside, twin_reason, by))
    project.save()
    _keep_version(project, "project.created", by, at)
    if beside is not None:
        facts = {"project": project.pk, "beside": beside.pk, "reason": twin_reason.strip()}
        record("project.second_card", stream=project.stream, by=by, at=at, facts=facts)
    return project


def against_new_project(*, by: Actor, twin_reason: str | None, **values: Any) -> list[Refusal]:
    """What :func:`create_project` would refuse, for a form with errors of its own: everything is said at once.

    A value that could not be read is ``None``.
    """
    project = _new(values, by)
    beside = twin(project.owner_id, project.title_kk, project.title_ru)
    return _against_new(project, beside, twin_reason or "", by)


def _new(values: Mapping[str, Any], by: Actor) -> Project:
    """A card of the actor's organisation as it was typed, unsaved."""
    owner = Organisation.objects.select_related("superior").get(pk=by.organisation_id)
    project = Project(owner=owner, version=0)
    fill_card(project, values)
    return project


def _against_new(project: Project, beside: Project | None, twin_reason: str, by: Actor) -> list[Refusal]:
    return [
        *refuse_role(by.role, ORGANISER),
        *refuse_organising(organisation_facts(project.owner)),
        *refuse_card(card_facts(project)),
        *refuse_twin(str(beside) if beside else "", twin_reason),
    ]


@transaction.atomic
def change_project(*, project_id: UUID, by: Actor, **values: Any) -> Project:
    """Change the card of the actor's organisation. Keys are fields of the card; unknown ones are an error.

    What the documentation of a tender took over from it stands as long as that tender holds it; what a notice
    published changes with the notice.
    """
    project = _lock_own(project_id, by)
    at = clock.now()
    refuse(_against_change(project, values))
    _keep_version(project, "project.changed", by, at)
    return project


def against_change(*, project_id: UUID, by: Actor, **values: Any) -> list[Refusal]:
    """What :func:`change_project` would refuse, for a form with errors of its own; ``None`` could not be read."""
    return _against_change(Project.objects.get(pk=project_id, owner_id=by.organisation_id), values)


def _against_change(project: Project, values: Mapping[str, Any]) -> list[Refusal]:
    """Fill the card with ``values``, and say everything that stands against keeping it so."""
    changed = fill_card(project, values)
    return [
        *refuse_announced(changed, _announced(project)),
        *refuse_published(changed, holder(project.pk)),
        *refuse_card(card_facts(project)),
    ]


@transaction.atomic
def set_parameters(*, project_id: UUID, parameters: Sequence[Mapping[str, Any]], by: Actor) -> Project:
    """Replace the technical parameters. A row with ``part`` true stands under the nearest row above without it.

    Keys of a row: name_kk, name_ru, unit_kk, unit_ru, quantity (``Decimal`` or ``None``), part.
    """
    project = _lock_own(project_id, by)
    at = clock.now()
    wholes = under_their_wholes(parameters)
    changed = ["parameters"] if counted_rows(wholes) != counted(project) else []
    refuse([*refuse_announced(changed, _announced(project)), *refuse_counted(wholes)])
    _write(project, wholes)
    _keep_version(project, "project.parameters_set", by, at)
    return project


def amend_card(
    project: Project, parameters: Sequence[Mapping[str, Any]] | None, *, by: Actor, at: datetime
) -> None:
    """Keep what a posted amendment of the notice changes on the card, which its caller has locked and filled."""
    if parameters is not None:
        _write(project, under_their_wholes(parameters))
    _keep_version(project, "project.amended", by, at)


def _write(project: Project, wholes: Sequence[tuple[Row, list[Row]]]) -> None:
    project.parameters.all().delete()
    position = 0
    for row, parts in wholes:
        whole = None
        for one in (row, *parts):
            position += 1
            made = ProjectParameter.objects.create(project=project, position=position, parent=whole, **one)
            whole = whole or made


def refuse_counted(wholes: Sequence[tuple[Row, list[Row]]]) -> list[Refusal]:
    return refuse_parameters([_parameter(row, parts) for row, parts in wholes])


def _announced(project: Project) -> str:
    notice = living(project.pk)
    return notice.number if notice else ""


def under_their_wholes(rows: Sequence[Row]) -> list[tuple[Row, list[Row]]]:
    """Parts with the nearest whole above them; the first row of all is a whole, whatever it says."""
    wholes: list[tuple[Row, list[Row]]] = []
    for row in rows:
        data = {name: value for name, value in row.items() if name != "part"}
        if row.get("part") and wholes:
            wholes[-1][1].append(data)
        else:
            wholes.append((data, []))
    return wholes


def _parameter(row: Row, parts: Sequence[Row] = ()) -> ParameterFacts:
    return ParameterFacts(
        _pair(row, "name"), _pair(row, "unit"), row.get("quantity"), tuple(_parameter(part) for part in parts)
    )


def _pair(row: Row, name: str) -> Pair:
    return Pair(row.get(f"{name}_kk") or "", row.get(f"{name}_ru") or "")


@transaction.atomic
def set_steps(*, project_id: UUID, steps: Sequence[Mapping[str, Any]], by: Actor) -> Project:
    """Replace the approvals the project passes; a document already given stays with the row of its ``pk``.

    Keys of a row: pk (or ``None``), body_kk, body_ru, due_on, done_on, file (an upload or ``None``).
    """
    project = _lock_own(project_id, by)
    at = clock.now()
    given = {step.pk: step.document_id for step in project.approval_steps.all()}
    rows = [(dict(row), row.get("file"), given.get(row.get("pk") or 0)) for row in steps]
    refuse(
        refuse_steps(
            [
                StepFacts(_pair(row, "body"), row.get("done_on"), bool(upload or kept))
                for row, upload, kept in rows
            ],
            local_day(at),
        )
    )
    project.approval_steps.all().delete()
    for position, (row, upload, kept) in enumerate(rows, start=1):
        data = {name: value for name, value in row.items() if name not in ("pk", "file")}
        if upload is not None:
            kept = store_upload(upload, by=by, subject=project.stream, kind="project.approval", at=at).pk
        ApprovalStep.objects.create(project=project, position=position, document_id=kept, **data)
    _keep_version(project, "project.steps_set", by, at)
    return project


def _lock_own(project_id: UUID, by: Actor) -> Project:
    found = Project.objects.select_for_update().get(pk=project_id, owner_id=by.organisation_id)
    refuse(refuse_role(by.role, ORGANISER))
    return found


def fill_card(project: Project, values: Mapping[str, Any]) -> set[str]:
    """Set fields of the card (unsaved); the names of those that change. What was never typed is an empty text."""
    changed = set()
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(f"a project card has no field {name}")
        before = getattr(project, name)
        if ("" if before is None else before) != ("" if value is None else value):
            changed.add(name)
        setattr(project, name, value)
    return changed


def _keep_version(project: Project, kind: str, by: Actor, at: datetime) -> None:
    """Save the card; when what it says has changed, number the state, keep it under its hash and record it."""
    said = plain(snapshot(project))
    digest = hashlib.sha256(canonical_bytes(said)).hexdigest()
    last = project.versions.order_by("-number").first()
    if last is not None and last.sha256 == digest:
        project.save()
        return
    project.version += 1
    project.save()
    ProjectVersion.objects.create(
        project=project, number=project.version, snapshot=said, sha256=digest, at=at, by_id=by.person_id
    )
    facts = {"project": project.pk, "version": project.version, "sha256": digest, "says": said}
    record(kind, stream=project.stream, by=by, at=at, facts=facts)
