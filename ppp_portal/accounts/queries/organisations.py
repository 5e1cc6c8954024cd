"""Organisations: who may bid, who may organise, what happened to them."""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ppp_portal.accounts import rules
from ppp_portal.accounts.models import Organisation, OrganisationKind
from ppp_portal.accounts.rules.organisations import CONTROLLING_SHARE
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import Record


def able_to_bid() -> QuerySet[Organisation]:
    """Confirmed organisations that p. 2(1) and art. 1 of the Law let compete."""
    confirmed = Organisation.objects.filter(confirmed_at__isnull=False, state_share__lt=CONTROLLING_SHARE)
    return confirmed.exclude(kind__in=rules.STATE_KINDS)


def able_to_organise() -> QuerySet[Organisation]:
    """Confirmed central state bodies, local executive bodies and their institutions (p. 11)."""
    institution = Q(kind=OrganisationKind.STATE_INSTITUTION, superior__kind__in=rules.ORGANISER_KINDS)
    return Organisation.objects.filter(
        Q(kind__in=rules.ORGANISER_KINDS) | institution, confirmed_at__isnull=False
    )


def able_to_be_public_partner(typed: str, without: Iterable[int] = (), limit: int = 20) -> list[Organisation]:
    """Confirmed organisations that p. 2(1) lets be public partners, by BIN or by words of their name."""
    able = Q(kind__in=rules.STATE_KINDS) | Q(state_share__gte=CONTROLLING_SHARE)
    found = Organisation.objects.filter(able, confirmed_at__isnull=False).exclude(pk__in=list(without))
    for word in re.split(r"[\s\x00]+", typed.strip())[:6]:
        found = found.filter(Q(bin=word) | Q(name_kk__icontains=word) | Q(name_ru__icontains=word))
    return list(found.order_by("name", "bin")[:limit])


def own_organisation(actor: Actor) -> Organisation:
    return Organisation.objects.select_related("superior").get(pk=actor.organisation_id)


def organisation_by_number(number: str) -> Organisation | None:
    return Organisation.objects.select_related("superior").filter(bin=number).first()


def organisations_by_number(numbers: Iterable[str]) -> dict[str, int]:
    """BIN → key of the confirmed organisations among ``numbers``."""
    found = Organisation.objects.filter(bin__in=list(numbers), confirmed_at__isnull=False)
    return dict(found.values_list("bin", "pk"))


def history_of(organisation_id: int, limit: int = 20) -> list[Record]:
    """The last records of an organisation's stream, newest first."""
    records = Record.objects.filter(stream=f"organisation:{organisation_id}")
    return list(records.order_by("-sequence")[:limit])
