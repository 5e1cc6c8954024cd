"""Writing a tender: its start, its thirteen parts, its criteria, clauses, risks and rates."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_organising
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, refuse
from projects.models import Project
from scoring.models import CriteriaSet
from scoring.rules import refuse_choices, refuse_thresholds
from tenders.actions.numbering import next_number
from tenders.actions.terms import editable, edited, save_terms
from tenders.clockwork import CURRENT_PACK
from tenders.kinds import KINDS
from tenders.models import (
    CurrencyRate,
    Documentation,
    DocumentationFile,
    DocumentationPart,
    DraftClause,
    Risk,
    Tender,
)
from tenders.queries import figures
from tenders.queries.beside import beside
from tenders.queries.documentation import clause_texts, current, in_force
from tenders.rules.documentation import PARTS
from tenders.rules.drafting import StartFacts, refuse_second, refuse_start, refuse_titles

__all__ = [
    "against_new_tender",
    "copy_documentation",
    "create_tender",
    "save_criteria",
    "save_part",
    "save_terms",
    "set_clauses",
    "set_rates",
    "set_risks",
]

# Where a deposit is paid, and the budget that receives a forfeited one: a tender after another begins with the same.
OF_SECURITIES = (
    "budget_kk",
    "budget_ru",
    "deposit_bank_kk",
    "deposit_bank_ru",
    "deposit_account",
    "deposit_purpose_kk",
    "deposit_purpose_ru",
)


@transaction.atomic
def create_tender(
    *,
    project_id: UUID,
    kind: str,
    title_kk: str,
    title_ru: str,
    by: Actor,
    parent_id: UUID | None = None,
    replaces_id: UUID | None = None,
    replaces_contract: str = "",
) -> Tender:
    """Start a draft with its thirteen empty parts.

    A re-tender begins with the documentation of its failed parent, a replacement with that of the tender which
    determined the partner to be replaced. The re-tender of a failed replacement replaces the same partner. The project
    is locked: two tenders on it do not begin at once. After the parent, as publication locks them: no deadlock.
    """
    organiser = Organisation.objects.select_related("superior").get(pk=by.organisation_id)
    parent = Tender.objects.select_for_update().filter(pk=parent_id).first() if parent_id else None
    project = Project.objects.select_for_update(no_key=True).get(pk=project_id, owner=organiser)
    replaced = Tender.objects.filter(pk=replaces_id).first() if replaces_id else None
    contract = parent.replaces_contract if parent else replaces_contract
    at = clock.now()
    refuse(
        [
            *_against(organiser, project, kind, parent, replaced, replaces_contract),
            *refuse_titles(title_kk, title_ru),
        ]
    )
    source = parent or replaced
    tender = Tender.objects.create(
        number=next_number(at),
        kind=kind,
        title_kk=title_kk,
        title_ru=title_ru,
        project=project,
        organiser=organiser,
        parent=parent,
        replaces=parent.replaces if parent else replaced,
        replaces_contract=contract,
        rule_pack=CURRENT_PACK,
        investments=source.investments if source else project.cost,
        deposit_bin=(source and source.deposit_bin) or organiser.bin,
        **{name: getattr(source, name) if source else "" for name in OF_SECURITIES},
        created_at=at,
    )
    if source:
        copy_documentation(in_force(source) or current(source), tender, version=1)
    else:
        documentation = Documentation.objects.create(tender=tender, criteria=CriteriaSet.objects.create())
        DocumentationPart.objects.bulk_create(
            DocumentationPart(documentation=documentation, number=number) for number in PARTS
        )
    facts = {
        "tender": tender.pk,
        "number": tender.number,
        "kind": kind,
        "project": project.pk,
        "parent": parent_id,
        "replaces": tender.replaces_id,
        "contract": tender.replaces_contract,
    }
    record("tender.created", stream=tender.stream, by=by, at=at, facts=facts)
    return tender


def against_new_tender(
    *,
    project_id: UUID | None,
    kind: str,
    title_kk: str,
    title_ru: str,
    by: Actor,
    parent_id: UUID | None = None,
) -> list[Refusal]:
    """What :func:`create_tender` would refuse, for a form with errors of its own: everything is said at once."""
    project = Project.objects.filter(pk=project_id, owner_id=by.organisation_id).first()
    titles = refuse_titles(title_kk, title_ru)
    if project is None or kind not in KINDS:
        return titles
    organiser = Organisation.objects.select_related("superior").get(pk=by.organisation_id)
    parent = Tender.objects.filter(pk=parent_id).first() if parent_id else None
    return [*_against(organiser, project, kind, parent), *titles]


def _against(
    organiser: Organisation,
    project: Project,
    kind: str,
    parent: Tender | None,
    replaced: Tender | None = None,
    contract: str = "",
) -> list[Refusal]:
    """Who may organise, what this kind needs, what stands on the project already."""
    row = KINDS[kind]
    start = StartFacts(
        row=row,
        complexity=project.complexity,
        parent_state=parent.state if parent else "",
        parent_is_own=bool(parent and parent.organiser_id == organiser.pk),
        parent_repeated=bool(parent and Tender.objects.filter(parent=parent).exists()),
        contract=contract,
        replaced_state=replaced.state if replaced else "",
        replaced_is_own=replaced is None or replaced.organiser_id == organiser.pk,
    )
    replaces = row.needs_contract or bool(parent.replaces_contract if parent else contract)
    return [
        *refuse_organising(organisation_facts(organiser)),
        *refuse_start(start),
        *refuse_second(beside(project.pk), replaces=replaces),
    ]


def copy_documentation(source: Documentation, tender: Tender, *, version: int) -> Documentation:
    """A new version that begins as ``source`` ends: for an amendment, or for a re-tender."""
    criteria = source.criteria
    criteria.pk, criteria._state.adding = None, True
    criteria.save()
    copied = Documentation.objects.create(
        tender=tender,
        version=version,
        criteria=criteria,
        study=source.study,
        sheet_ground=source.sheet_ground,
        currency=source.currency,
    )
    for part in source.parts.all():
        files = list(part.files.all())
        _copy(part, copied)
        DocumentationFile.objects.bulk_create(
            DocumentationFile(part=part, document=f.document, title_kk=f.title_kk, title_ru=f.title_ru)
            for f in files
        )
    for row in (*source.clauses.all(), *source.risks.all(), *source.rates.all()):
        _copy(row, copied)
    return copied


def _copy(row: Any, documentation: Documentation) -> None:
    row.pk, row._state.adding, row.documentation = None, True, documentation
    row.save()


@transaction.atomic
def save_part(*, tender_id: UUID, number: int, text_kk: str, text_ru: str, by: Actor) -> DocumentationPart:
    """Write one of the thirteen parts. Saving itself asks for nothing: completeness is asked at approval."""
    tender, documentation, at = editable(tender_id, by)
    part = documentation.parts.get(number=number)
    part.text_kk, part.text_ru = text_kk, text_ru
    part.compared = figures.to_keep(text_kk, text_ru)
    part.save(update_fields=["text_kk", "text_ru", "compared"])
    edited(tender, by, at, part=number)
    return part


@transaction.atomic
def save_criteria(
    *,
    tender_id: UUID,
    thresholds: Mapping[str, Any],
    policies: Mapping[str, str],
    evidence: Mapping[str, str],
    by: Actor,
) -> CriteriaSet:
    """Write thresholds and policies of K1–K6. A blank threshold may wait; a wrong one is refused at once."""
    tender, documentation, at = editable(tender_id, by)
    criteria = documentation.criteria
    given = {name: value for name, value in thresholds.items() if value is not None}
    refuse([*refuse_thresholds(given, policies), *refuse_choices(policies, evidence)])
    for name, value in {**thresholds, **policies, **evidence}.items():
        setattr(criteria, name, value)
    criteria.save()
    edited(tender, by, at, criteria={**thresholds, **policies, **evidence})
    return criteria


@transaction.atomic
def set_clauses(*, tender_id: UUID, clauses: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Replace the clauses of the draft contract (parts 5 and 13). Keys are the fields of a clause."""
    rows = [DraftClause(**row) for row in clauses]
    for row in rows:
        texts = clause_texts(row)
        row.compared = figures.to_keep(texts.kk, texts.ru)
    _replace(tender_id, "clauses", rows, by)


@transaction.atomic
def set_risks(*, tender_id: UUID, risks: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Replace the allocation of risks, the base of K2."""
    _replace(tender_id, "risks", [Risk(**row) for row in risks], by)


@transaction.atomic
def set_rates(*, tender_id: UUID, rates: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Replace the rates of part 7."""
    _replace(tender_id, "rates", [CurrencyRate(**row) for row in rates], by)


def _replace(tender_id: UUID, related: str, rows: Sequence[Any], by: Actor) -> None:
    tender, documentation, at = editable(tender_id, by)
    manager = getattr(documentation, related)
    manager.all().delete()
    for row in rows:
        row.documentation = documentation
    manager.model.objects.bulk_create(rows)
    edited(tender, by, at, **{related: len(rows)})
