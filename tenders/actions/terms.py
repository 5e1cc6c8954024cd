"""The figures and dates of a tender: written while it is a draft, and put in force by posting afterwards."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_public_partner
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import plain
from ppp_portal.journal.records import record
from ppp_portal.law.acts import law, p605
from ppp_portal.law.refusals import Refusal, refuse
from tenders.actions.moving import lock_own
from tenders.models import Documentation, Tender
from tenders.queries import terms
from tenders.queries.documentation import newest
from tenders.rules.drafting import refuse_editing
from tenders.states import TenderState

TENDER_TERMS = frozenset(
    {
        "title_kk",
        "title_ru",
        "investments",
        "budget_kk",
        "budget_ru",
        "stage1_closes_at",
        "stage1_off_day_confirmed",
        "closes_at",
        "opens_at",
    }
    | {"deposit_bank_kk", "deposit_bank_ru", "deposit_account", "deposit_bin"}
    | {"deposit_purpose_kk", "deposit_purpose_ru"}
    | {"opening_place_kk", "opening_place_ru", "bids_valid_until", "off_day_confirmed"}
)
DOCUMENTATION_TERMS = frozenset({"study", "sheet_ground", "currency"})


@transaction.atomic
def save_terms(*, tender_id: UUID, by: Actor, **values: Any) -> Tender:
    """Write the figures and dates of parts 2, 7, 10 and 12. Keys: fields of the tender and its documentation,
    and ``public_partner_ids``.

    Of an announced tender they wait on the version in work until it is posted; what is in force stays in force.
    The cut-off itself does not change while an amendment suspends it: posting does.
    """
    tender, documentation, at = editable(tender_id, by)
    partners = values.pop("public_partner_ids", None)
    if unknown := values.keys() - TENDER_TERMS - DOCUMENTATION_TERMS:
        raise TypeError(f"a tender has no terms {sorted(unknown)}")
    refuse(_refuse_terms(tender, terms.drafted(tender, documentation), values))
    refuse(_refuse_partners(partners or []))
    for name in values.keys() & DOCUMENTATION_TERMS:
        setattr(documentation, name, values[name])
    stated = {name: values[name] for name in values.keys() & TENDER_TERMS}
    if tender.stage1_published_at or tender.published_at:
        chosen = {} if partners is None else {terms.PARTNERS: sorted(partners)}
        documentation.terms = {**documentation.terms, **plain({**stated, **chosen})}  # type: ignore[dict-item]
    else:
        _state(tender, stated, partners)
        tender.save()
    documentation.save()
    edited(tender, by, at, terms=sorted(values))
    return tender


def take_effect(tender: Tender, documentation: Documentation) -> None:
    """What waited on the version comes into force with its posting. The caller saves the tender."""
    _state(tender, terms.waiting(documentation), documentation.terms.get(terms.PARTNERS))


def hold_back(tender: Tender, documentation: Documentation) -> None:
    """The dates of stage two, where they are written already, are nobody's until stage two is published."""
    dates = {name: getattr(tender, name) for name in ("closes_at", "opens_at")}
    documentation.terms = {**documentation.terms, **plain(dates)}  # type: ignore[dict-item]
    documentation.save(update_fields=["terms"])
    tender.closes_at = tender.opens_at = None


def editable(tender_id: UUID, by: Actor) -> tuple[Tender, Documentation, datetime]:
    """The actor's own tender under its lock, with the version in work. Refused once the text is frozen."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse(refuse_editing(tender.state))
    return tender, newest(tender), at


def edited(tender: Tender, by: Actor, at: datetime, **facts: Any) -> None:
    record("tender.edited", stream=f"tender-draft:{tender.pk}", by=by, at=at, facts=facts)


def _state(tender: Tender, values: dict[str, Any], partners: Any) -> None:
    for name, value in values.items():
        setattr(tender, name, value)
    if partners is not None:
        tender.public_partners.set(Organisation.objects.filter(pk__in=partners))


def _refuse_terms(tender: Tender, stands: Tender, values: dict[str, Any]) -> list[Refusal]:
    """What these values would break, beside what already stands in the version in work."""
    refusals = []
    if tender.state == TenderState.SUSPENDED and values.keys() & {"closes_at", "opens_at"}:
        refusals.append(Refusal("amendment.cutoff_when_posting", p605("A1.10(10)"), field="closes_at"))
    if tender.stage1_published_at:
        named = sorted(values.keys() & {"stage1_closes_at", "stage1_off_day_confirmed"})
        refusals += [Refusal("drafting.frozen", law("42"), field=name) for name in named]
    if values.get("investments") is not None and values["investments"] <= 0:
        refusals.append(Refusal("security.no_investments", p605("31"), field="investments"))
    closes_at, opens_at = values.get("closes_at", stands.closes_at), values.get("opens_at", stands.opens_at)
    if closes_at and opens_at and opens_at <= closes_at:
        params = {"closes_at": closes_at}
        refusals.append(Refusal("publication.opening_too_early", p605("A1.10(12)"), params, "opens_at"))
    return refusals


def _refuse_partners(partners: Any) -> list[Refusal]:
    """Only who may be a public partner under p. 2(1) is named."""
    found = Organisation.objects.select_related("superior").filter(pk__in=partners)
    return [
        replace(refusal, field="public_partners")
        for row in found
        for refusal in refuse_public_partner(organisation_facts(row))
    ]
