"""Signed results open the signing window, a registered contract gets its card; ends and warnings are the sweep's."""

from contracts import actions, queries
from contracts.actions import (
    acceptance,
    assignment,
    card_life,
    extension_papers,
    extensions,
    months,
    performance,
    replacement,
    replacement_tender,
)
from contracts.queries import cards, monitoring
from contracts.queries import replacement as replacement_queries
from contracts.queries.working_group import PROTOCOL
from ppp_portal.journal import bus, due
from tenders.actions.sweeping import on_passing
from tenders.kinds import TenderKind
from tenders.rules.documentation import Pair

on_passing("tender.signing_window", actions.lapse_contract)
due.register("contract.alerts", due=queries.to_alert, act=actions.alert)
due.register("card.deadlines", due=cards.due, act=card_life.wake_card)
due.register("card.months", due=monitoring.silent_months, act=months.note_month_silence)
due.register("card.replies", due=monitoring.replies_to_remind, act=months.remind_reply)
due.register("card.gaps", due=monitoring.cards_with_a_gap, act=months.note_gaps)
due.register("card.acts", due=monitoring.silent_acts, act=acceptance.note_silence)
due.register("card.duties", due=monitoring.duties_to_remind, act=performance.remind_duty)
due.register("replacement.reminders", due=replacement_queries.to_remind, act=replacement.remind_terms)
due.register("replacement.terms", due=replacement_queries.due, act=replacement.wake_case)


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
    """A contract with a new partner goes on the card of the old one; any other gets its own."""
    replaced = replacement_tender.enter_registration(event.facts["contract"], event.at)
    if not replaced:
        card_life.open_card(contract_id=event.facts["contract"], at=event.at)


@bus.on("card.reach_milestone")
def meet_duty(event: bus.Event) -> None:
    """A milestone reached is the obligation of the calendar that was made from it."""
    performance.follow_milestone(milestone_id=event.facts["milestone"], at=event.at)


@bus.on("card.expire_card")
@bus.on("card.terminate_card")
def lapse_requests(event: bus.Event) -> None:
    """What was not agreed in time does not outlive its contract."""
    extensions.end_requests("lapse_extension", card_id=event.facts["card"], at=event.at)
    assignment.end_assignments("lapse_assignment", card_id=event.facts["card"], at=event.at)


@bus.on("card.begin_replacement")
def drop_requests(event: bus.Event) -> None:
    """The partner that asked for it, or would sign it, is being replaced: nothing is agreed with it any more."""
    extensions.end_requests("drop_extension", card_id=event.facts["card"], at=event.at)
    assignment.end_assignments("drop_assignment", card_id=event.facts["card"], at=event.at)


@bus.on("panel.protocol_signed")
def recommend(event: bus.Event) -> None:
    """The signed protocol of the working group is its recommendation."""
    if event.facts["kind"] == PROTOCOL:
        extension_papers.take_recommendation(
            subject=event.facts["subject"],
            protocol=event.facts["protocol"],
            number=event.facts["number"],
            at=event.at,
        )


# --- the replacement of the private partner follows its tender and its contract ---------------------------


@bus.on("tender.approve_documentation")
@bus.on("tender.post_amendment")
def guard_documentation(event: bus.Event) -> None:
    """A change of the old documentation that nobody explained stops both (p. 62(1))."""
    replacement_tender.guard_documentation(event.facts["tender"])


@bus.on("tender.publish_tender")
def note_publication(event: bus.Event) -> None:
    replacement_tender.follow_publication(event.facts["tender"], event.at)


@bus.on("tender.created")
def guard_beginning(event: bus.Event) -> None:
    """A replacement tender begins in its case; the re-tender of a failed one follows it."""
    if event.facts["kind"] == TenderKind.REPLACEMENT:
        replacement_tender.guard_beginning(event.facts["contract"], event.by)


@bus.on("tender.created")
def follow_re_tender(event: bus.Event) -> None:
    replacement_tender.follow_re_tender(event.facts["tender"], event.at)


@bus.on("tender.sign_results")
def determine_partner(event: bus.Event) -> None:
    replacement_tender.determine_partner(event.facts["tender"], event.at)


@bus.on("tender.record_lapse")
def lose_partner(event: bus.Event) -> None:
    replacement_tender.lose_partner(event.facts["tender"], event.at)


@bus.on("contract.send_to_signing")
def guard_signing(event: bus.Event) -> None:
    replacement_tender.guard_signing(event.facts["contract"])


@bus.on("contract.sign_contract")
def conclude(event: bus.Event) -> None:
    replacement_tender.conclude_contract(event.facts["contract"], event.at)
