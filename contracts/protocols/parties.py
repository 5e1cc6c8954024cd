"""Who concludes a contract, as its papers name them: the parties with numbers and addresses, and their signatures."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts import queries
from contracts.models import Contract, ContractParty, ContractSignature
from contracts.states import PartyRole
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import Block, signature
from ppp_portal.documents.values import Moment, Text
from tenders.protocols.bidders import CONSORTIUM, identified, joined


def authority(signed: ContractSignature) -> Any:
    if signed.authority == queries.BY_OFFICE:
        return _("head, by office")
    return Text(_("document: %(document)s"), document=signed.authority)


def named(organisation: Organisation, *, public: bool = False) -> Text:
    """A party with its number and address; of a person a paper for everybody tells neither."""
    party = identified(organisation, public=public)
    if public and not organisation.public_bin:
        return party
    return Text("%(party)s, %(address)s", party=party, address=both_of(organisation, "address"))


def party_named(contract: Contract, organisation: Organisation, *, public: bool = False) -> Text:
    """The same; the winner that leads a consortium is named with every member of it."""
    members = queries.consortium(contract, organisation.pk)
    if not members:
        return named(organisation, public=public)
    parties = joined(named(one, public=public) for one in (organisation, *members))
    return Text("%(name)s (%(parties)s)", name=CONSORTIUM, parties=parties)


def signature_line(contract: Contract, party: ContractParty, signed: ContractSignature | None) -> Block:
    """A consortium stands in its line with the lead and every member: the lead signs for all of them (p. 28(1))."""
    role = PartyRole(party.role).label
    members = queries.consortium(contract, party.organisation_id)
    name: Any = both_of(party.organisation, "name")
    said = Text("%(role)s: %(name)s", role=role, name=name)
    if members:
        parties = joined(identified(one, public=False) for one in (party.organisation, *members))
        said = Text("%(role)s: %(name)s (%(parties)s)", role=role, name=CONSORTIUM, parties=parties)
    note = _("The lead signs for every member of the consortium.") if members else None
    if signed is None:
        return signature(name, said if members else role, at=None, note=note)
    return signature(both_of(signed.person, "name"), said, at=Moment(signed.at), note=note)
