"""Signed results open the signing window, a registered contract gets its card; ends and warnings are the sweep's."""

from contracts import actions, queries
from contracts.actions import card_life, extensions
from contracts.queries import cards
from ppp_portal.journal import bus, due
from tenders.actions.sweeping import on_passing
from tenders.rules.documentation import Pair

on_passing("tender.signing_window", actions.lapse_contract)
due.register("contract.alerts", due=queries.to_alert, act=actions.alert)
due.register("card.deadlines", due=cards.due, act=card_life.wake_card)


@bus.on("tender.sign_results")
def draft(event: bus.Event) -> None:
    actions.draft_contract(tender_id=event.facts["tender"], at=event.at)


@bus.on("tender.record_lapse")
def lapse(event: bus.Event) -> None:
    """Recorded on the side of the tender; a contract that lapsed by itself is no longer found."""
    said = event.facts
    reason = Pair(said["reason_kk"], said["reason_ru"])
    actions.follow_lapse(
        tender_id=said["tender"], fault=said["fault"], reason=reason, by=event.by, at=event.at
    )


@bus.on("contract.register_contract")
def begin(event: bus.Event) -> None:
    card_life.open_card(contract_id=event.facts["contract"], at=event.at)


@bus.on("card.expire_card")
def lapse_request(event: bus.Event) -> None:
    """An extension that was not agreed in time does not outlive its contract."""
    extensions.lapse_extension(card_id=event.facts["card"], at=event.at)


@bus.on("panel.protocol_signed")
def recommend(event: bus.Event) -> None:
    """The signed protocol of the working group is its recommendation."""
    if event.facts["kind"] == extensions.PROTOCOL:
        extensions.take_recommendation(
            subject=event.facts["subject"],
            protocol=event.facts["protocol"],
            number=event.facts["number"],
            at=event.at,
        )
