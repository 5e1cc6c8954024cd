"""The winner's project company: the decision on it, and the guarantee it brings."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts import queries
from contracts.models import Contract, SpvClaim
from contracts.protocols.cards import contract_paper
from contracts.protocols.monitoring import made_by
from contracts.protocols.parties import named, party_named
from ppp_portal.documents.bilingual import both_of, identity_of, typed_name
from ppp_portal.documents.blocks import Block, col, decision, facts, para, section, table
from ppp_portal.documents.values import Amount, Day, Moment, Ref, Text
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import p605
from ppp_portal.panel import protocols as panel_blocks
from ppp_portal.panel.models import Motion
from ppp_portal.panel.queries import votes as motion_votes

P48 = p605("48")


def spv_decision(contract: Contract, claim: SpvClaim, motion: Motion, at: datetime, by: Actor) -> Block:
    """Kind ``contract.spv``: every condition of para 48 with what fulfils it, and the votes."""
    offer = queries.opened(contract.bid)
    declared = offer.content.get("offer", {}).get("spv_name", "") if offer else ""
    rows: list[list[Any]] = [
        [_("project of special significance"), _("yes, by the documentation of the tender")],
        [_("declared in the winner's bid"), typed_name(declared, claim.organisation) or _("yes")],
        [_("founded by the winner"), Text(_("founder's BIN or IIN %(bin)s"), bin=claim.founder_bin)],
        [_("bank guarantee, amount"), _at_least(Amount(claim.guarantee_amount), Amount(claim.needed_amount))],
        [_("bank guarantee, last day"), _at_least(Day(claim.guarantee_valid_until), Day(claim.needed_until))],
    ]
    company = claim.organisation
    return contract_paper(
        contract,
        title=_("Decision on concluding the contract with the winner's project company"),
        number=f"{contract.number}/P",
        at=Moment(at),
        facts=[
            (_("Winner"), party_named(contract, contract.bid.bidder)),
            (_("Project company"), named(company)),
        ],
        sections=[
            section(
                _("Conditions of paragraph 48"),
                table([col(_("Condition"), 40), col(_("Fulfilled by"), 60)], rows),
                facts(guarantee_rows(claim)),
            ),
            section(_("Vote of the commission"), *panel_blocks.held_vote(motion), *_votes_given(motion)),
            section(
                _("Decision"),
                decision(
                    Text(
                        _("The contract is concluded with %(name)s, %(identity)s."),
                        name=both_of(company, "name"),
                        identity=identity_of(company, public=False),
                    ),
                    grounds=[Ref(P48)],
                ),
            ),
        ],
        signatures=made_by(by, at),
    )


def _votes_given(motion: Motion) -> list[Block]:
    """On what the decision rests: each vote with its moment. The head signs on it (p. 48), the members vote."""
    given = [(panel_blocks.full_name(row.person), Moment(row.at)) for row in motion_votes(motion)]
    said = _(
        "Each member voted in the portal under the own name, at the moment named below; on this decision of the "
        "commission the head of the organiser signs (%(basis)s)."
    )
    return [para(Text(said, basis=Ref(P48))), facts(given)]


def _at_least(given: Any, needed: Any) -> Text:
    return Text(_("%(given)s; the contract requires %(needed)s"), given=given, needed=needed)


def guarantee_rows(claim: SpvClaim) -> list[tuple[Any, Any]]:
    return [
        (_("Guarantee given"), Amount(claim.guarantee_amount)),
        (_("Bank"), claim.guarantee_bank),
        (_("Number of the guarantee"), claim.guarantee_number),
        (_("Guarantee valid until"), Day(claim.guarantee_valid_until)),
    ]
