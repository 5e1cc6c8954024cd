"""Signed results open the signing window: the draft is made in the same transaction; its end is the sweep's."""

from contracts import actions, queries
from ppp_portal.journal import bus
from tenders import sweep
from tenders.actions.sweeping import on_passing
from tenders.rules.documentation import Pair

on_passing("tender.signing_window", actions.lapse_contract)
sweep.register("contract.alerts", due=queries.to_alert, act=actions.alert)


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
