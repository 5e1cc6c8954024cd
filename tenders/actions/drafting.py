"""Writing a tender: its start, its thirteen parts, its figures, clauses, risks, rates and files."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_organising
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refusal, refuse
from projects.models import Project
from scoring.models import CriteriaSet
from scoring.rules import refuse_choices, refuse_thresholds
from tenders.actions.moving import lock_own
from tenders.actions.numbering import next_number
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
from tenders.queries.documentation import current
from tenders.rules.documentation import PARTS
from tenders.rules.drafting import StartFacts, refuse_editing, refuse_start
from tenders.states import TenderState

TENDER_TERMS = frozenset(
    {
        "title_kk",
        "title_ru",
        "investments",
        "budget_kk",
        "budget_ru",
        "stage1_closes_at",
        "closes_at",
        "opens_at",
    }
    | {"opening_place_kk", "opening_place_ru", "bids_valid_until", "off_day_confirmed"}
)
DOCUMENTATION_TERMS = frozenset({"study", "sheet_ground", "currency"})


@transaction.atomic
def create_tender(
    *,
    project_id: UUID,
    kind: str,
    title_kk: str,
    title_ru: str,
    by: Actor,
    parent_id: UUID | None = None,
    replaces_contract: str = "",
) -> Tender:
    """Start a draft with its thirteen empty parts. A re-tender begins with the documentation of its parent."""
    organiser = Organisation.objects.select_related("superior").get(pk=by.organisation_id)
    project = Project.objects.get(pk=project_id, owner=organiser)
    parent = Tender.objects.select_for_update().filter(pk=parent_id).first() if parent_id else None
    at = clock.now()
    refuse(
        [
            *refuse_organising(organisation_facts(organiser)),
            *refuse_start(
                StartFacts(
                    row=KINDS[kind],
                    complexity=project.complexity,
                    parent_state=parent.state if parent else "",
                    parent_is_own=bool(parent and parent.organiser_id == organiser.pk),
                    parent_repeated=bool(parent and Tender.objects.filter(parent=parent).exists()),
                    contract=replaces_contract,
                )
            ),
        ]
    )
    tender = Tender.objects.create(
        number=next_number(at),
        kind=kind,
        title_kk=title_kk,
        title_ru=title_ru,
        project=project,
        organiser=organiser,
        parent=parent,
        replaces_contract=replaces_contract,
        rule_pack=CURRENT_PACK,
        investments=parent.investments if parent else project.cost,
        budget_kk=parent.budget_kk if parent else "",
        budget_ru=parent.budget_ru if parent else "",
        created_at=at,
    )
    if parent:
        copy_documentation(current(parent), tender, version=1)
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
    }
    record("tender.created", stream=tender.stream, by=by, at=at, facts=facts)
    return tender


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
    tender, documentation, at = _editable(tender_id, by)
    part = documentation.parts.get(number=number)
    part.text_kk, part.text_ru = text_kk, text_ru
    part.save(update_fields=["text_kk", "text_ru"])
    _edited(tender, by, at, part=number)
    return part


@transaction.atomic
def save_terms(*, tender_id: UUID, by: Actor, **values: Any) -> Tender:
    """Write the figures and dates of parts 2, 7, 10 and 12. Keys: fields of the tender and its documentation,
    and ``public_partner_ids``. The cut-off itself does not change while an amendment suspends it: posting does."""
    tender, documentation, at = _editable(tender_id, by)
    partners = values.pop("public_partner_ids", None)
    if unknown := values.keys() - TENDER_TERMS - DOCUMENTATION_TERMS:
        raise TypeError(f"a tender has no terms {sorted(unknown)}")
    if tender.state == TenderState.SUSPENDED and values.keys() & {"closes_at", "opens_at"}:
        refuse([Refusal("amendment.cutoff_when_posting", p605("A1.10(10)"), field="closes_at")])
    if values.get("investments") is not None and values["investments"] <= 0:
        refuse([Refusal("security.no_investments", p605("31"), field="investments")])
    closes_at, opens_at = values.get("closes_at", tender.closes_at), values.get("opens_at", tender.opens_at)
    if closes_at and opens_at and opens_at <= closes_at:
        params = {"closes_at": closes_at}
        refuse([Refusal("publication.opening_too_early", p605("A1.10(12)"), params, "opens_at")])
    for name, value in values.items():
        setattr(documentation if name in DOCUMENTATION_TERMS else tender, name, value)
    tender.save()
    documentation.save()
    if partners is not None:
        tender.public_partners.set(Organisation.objects.filter(pk__in=partners))
    _edited(tender, by, at, terms=sorted(values))
    return tender


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
    tender, documentation, at = _editable(tender_id, by)
    criteria = documentation.criteria
    given = {name: value for name, value in thresholds.items() if value is not None}
    refuse([*refuse_thresholds(given, policies), *refuse_choices(policies, evidence)])
    for name, value in {**thresholds, **policies, **evidence}.items():
        setattr(criteria, name, value)
    criteria.save()
    _edited(tender, by, at, criteria={**thresholds, **policies, **evidence})
    return criteria


@transaction.atomic
def set_clauses(*, tender_id: UUID, clauses: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Replace the clauses of the draft contract (parts 5 and 13). Keys are the fields of a clause."""
    _replace(tender_id, DraftClause, "clauses", clauses, by)


@transaction.atomic
def set_risks(*, tender_id: UUID, risks: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Replace the allocation of risks, the base of K2."""
    _replace(tender_id, Risk, "risks", risks, by)


@transaction.atomic
def set_rates(*, tender_id: UUID, rates: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Replace the rates of part 7."""
    _replace(tender_id, CurrencyRate, "rates", rates, by)


@transaction.atomic
def attach_file(
    *,
    tender_id: UUID,
    number: int,
    upload: UploadedFile,
    language: str,
    title_kk: str,
    title_ru: str,
    by: Actor,
) -> DocumentationFile:
    """Annex a file to a part, in one language; it becomes public with the documentation."""
    tender, documentation, at = _editable(tender_id, by)
    part = documentation.parts.get(number=number)
    document = store_upload(
        upload,
        by=by,
        subject=tender.subject,
        kind="tender.annex",
        at=at,
        audience="public",
        language=language,
        title=title_kk if language == "kk" else title_ru,
    )
    annexed = DocumentationFile.objects.create(
        part=part, document=document, title_kk=title_kk, title_ru=title_ru
    )
    _edited(tender, by, at, part=number, file=document.sha256)
    return annexed


@transaction.atomic
def remove_file(*, file_id: int, by: Actor) -> None:
    """Take a file off a part; its bytes stay in the store."""
    annexed = DocumentationFile.objects.select_related("part__documentation").get(pk=file_id)
    tender, documentation, at = _editable(annexed.part.documentation.tender_id, by)
    if annexed.part.documentation_id != documentation.pk:
        refuse([Refusal("documentation.file_other_part", p605("A1.10"))])
    _edited(tender, by, at, part=annexed.part.number, removed=annexed.document.sha256)
    annexed.delete()


def _replace(tender_id: UUID, model: Any, related: str, rows: Sequence[Mapping[str, Any]], by: Actor) -> None:
    tender, documentation, at = _editable(tender_id, by)
    getattr(documentation, related).all().delete()
    model.objects.bulk_create(model(documentation=documentation, **row) for row in rows)
    _edited(tender, by, at, **{related: len(rows)})


def _editable(tender_id: UUID, by: Actor) -> tuple[Tender, Documentation, datetime]:
    """The actor's own tender under its lock, with the version in work. Refused once the text is frozen."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse(refuse_editing(tender.state))
    return tender, current(tender), at


def _edited(tender: Tender, by: Actor, at: datetime, **facts: Any) -> None:
    record("tender.edited", stream=f"tender-draft:{tender.pk}", by=by, at=at, facts=facts)
