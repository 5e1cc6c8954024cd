"""The note that no contract came of a won tender."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from contracts import queries
from contracts.models import Contract
from contracts.protocols.cards import contract_paper
from contracts.protocols.parties import party_named
from contracts.states import Fault
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import Block, bullets, decision, facts, section, signature
from ppp_portal.documents.values import Moment, Ref, Text
from ppp_portal.law.acts import p605


def lapse_note(contract: Contract, at: datetime) -> Block:
    """Kind ``contract.lapse``: the window, what was missing, whose fault it is and what follows."""
    missing = [
        Text(_("essential term %(number)s was not agreed by both sides"), number=str(row.number))
        for row in queries.terms(contract)
        if not row.agreed
    ]
    missing += [
        Text(_("no signature of %(name)s"), name=both_of(party, "name"))
        for party in queries.unsigned(contract)
    ]
    follows = {
        Fault.WINNER: _("A forfeiture of the winner's security is proposed; the organiser's head decides."),
        Fault.PUBLIC: _("The winner's security is returned. The fault of the public side is on record."),
        Fault.NONE: _("The winner's security is returned. Nobody is at fault."),
    }
    return contract_paper(
        contract,
        title=_("Note that the PPP contract was not concluded"),
        number=f"{contract.number}/N",
        at=Moment(at),
        facts=[
            (_("Winner"), party_named(contract, contract.bid.bidder)),
            (_("Summing-up"), Moment(contract.results_at)),
            (_("Last instant for signing"), Moment(contract.due_at)),
        ],
        sections=[
            section(_("What was missing"), bullets(missing)),
            section(
                _("Fault"),
                facts(
                    [
                        (_("Fault"), Fault(contract.fault).label),
                        (_("Reason"), both_of(contract, "fault_reason")),
                    ]
                ),
                decision(follows[Fault(contract.fault)], grounds=[Ref(p605("51")), Ref(p605("33(2)"))]),
            ),
        ],
        signatures=[signature(both_of(contract.fault_by, "name"), _("head of the organiser"), at=Moment(at))]
        if contract.fault_by
        else [],
    )
