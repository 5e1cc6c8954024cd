"""Who is told about a tender. Only people known to everybody, or the person's own wish, never a list of bidders."""

from ppp_portal.accounts.models import Role
from ppp_portal.accounts.queries import members_of
from ppp_portal.panel.queries import composition
from tenders.models import Tender


def organiser_people(tender: Tender) -> list[int]:
    """Staff and head of the organiser."""
    return list(members_of(tender.organiser_id, Role.STAFF, Role.HEAD).values_list("person_id", flat=True))


def custodians(tender: Tender) -> list[int]:
    return list(members_of(tender.organiser_id, Role.CUSTODIAN).values_list("person_id", flat=True))


def commission_people(tender: Tender) -> list[int]:
    return [seat.person_id for seat in composition(tender.subject)]


def followers(tender: Tender) -> list[int]:
    """People who asked to be told."""
    return list(tender.followers.values_list("person_id", flat=True))
