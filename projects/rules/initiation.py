"""The initiation notice (articles 32 and 44 of the Law): what stands between a draft and the public."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ppp_portal.accounts.rules.organisations import OrganisationFacts, refuse_bidding
from ppp_portal.law.acts import law, p605, p725, under
from ppp_portal.law.calendar import WorkingCalendar, local_day
from ppp_portal.law.figures import NOTHING, Pair
from ppp_portal.law.packs import RulePack
from ppp_portal.law.refusals import Refusal
from projects.rules.cards import (
    PeriodFacts,
    refuse_order_of_years,
    refuse_periods_that_do_not_fit,
    refuse_term,
)

STATUTORY = frozenset(range(1, 9))


@dataclass(frozen=True)
class RequirementFacts:
    """``kind`` is "proposal" or "qualification"; the eight of article 32(1) are ``statutory``."""

    kind: str
    number: int
    text: Pair
    citation: Pair = NOTHING
    statutory: bool = False


@dataclass(frozen=True)
class NoticeFacts:
    """The notice as it would be published. ``texts`` maps a field to its two texts; moments are aware.

    ``said`` are the parts of the project card that are no texts: which of them are filled in.
    """

    pack: RulePack
    ground: str = ""
    has_ground_document: bool = False
    initiator: OrganisationFacts | None = None
    texts: dict[str, Pair] = field(default_factory=dict)
    said: dict[str, bool] = field(default_factory=dict)
    periods: PeriodFacts = field(default_factory=PeriodFacts)
    requirements: tuple[RequirementFacts, ...] = ()
    phone: str = ""
    email: str = ""
    closes_at: datetime | None = None
    off_day_confirmed: bool = False
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)


@under(law("44(1)"))
def refuse_ground(facts: NoticeFacts) -> list[Refusal]:
    """Direct negotiations need their ground, its document, and somebody who initiated the project.

    Interpreted: the ground is that of the 2022 edition; what the document proves is for people to judge.
    """
    refusals = []
    if not facts.ground:
        refusals.append(Refusal("notice.ground_missing", law("44(1)"), field="ground"))
    elif not facts.has_ground_document:
        refusals.append(Refusal("notice.ground_unproved", law("44(1)"), field="ground_document"))
    if facts.initiator is None:
        refusals.append(Refusal("notice.initiator_missing", law("44(1)"), field="initiator"))
    return refusals + refuse_initiator(facts.initiator)


@under(law("44(1)"), law("1"))
def refuse_initiator(initiator: OrganisationFacts | None) -> list[Refusal]:
    """Who owns the object or the exclusive rights, and becomes the partner without a tender, is a private one.

    Interpreted (N-10): article 44(1) does not say so; whoever may not bid could not sign the contract either.
    """
    found = refuse_bidding(initiator) if initiator else []
    return [Refusal("notice.initiator_not_private", refusal.basis, field="initiator") for refusal in found]


@under(p605("20"), law("44(2)"))
def refuse_one_language(facts: NoticeFacts) -> list[Refusal]:
    """Every text in Kazakh and in Russian, with the same figures. The real notice of 2022 had one language only."""
    refusals = []
    for name, pair in facts.texts.items():
        refusals += [
            Refusal("notice.text_missing", p605("20"), {"place": name}, f"{name}_{lang}")
            for lang in pair.missing
        ]
        if not pair.missing and (found := pair.differences):
            params = {"kk": ", ".join(found.only_kk) or "—", "ru": ", ".join(found.only_ru) or "—"}
            refusals.append(
                Refusal("notice.figures_differ", p605("20"), {"place": name, **params}, f"{name}_kk")
            )
    return refusals


@under(law("44(2)"))
def refuse_bare_card(facts: NoticeFacts) -> list[Refusal]:
    """The key parameters of the project, the payments asked of the budget, and periods that fit the Law."""
    return [
        *[
            Refusal("notice.card_incomplete", law("44(2)"), {"place": name}, name)
            for name, filled in facts.said.items()
            if not filled
        ],
        *refuse_order_of_years(facts.periods),
        *refuse_periods_that_do_not_fit(facts.periods),
        *refuse_term(facts.periods, facts.pack),
    ]


@under(law("32(3)"), law("32(2)"))
def refuse_requirements(facts: NoticeFacts) -> list[Refusal]:
    """The eight of article 32(1), whole; whatever else is asked stands on a provision that is named.

    Interpreted: article 32(3) forbids qualification requirements beyond the laws. The portal cannot tell an excess
    hidden among the requirements for the proposal, so every free text needs its citation and is shown as additional.
    """
    refusals = []
    params: dict[str, object]
    if missing := STATUTORY - {row.number for row in facts.requirements if row.statutory}:
        params = {"numbers": ", ".join(map(str, sorted(missing)))}
        refusals.append(Refusal("notice.statutory_missing", law("32(1)"), params, "requirements"))
    if not any(row.kind == "proposal" for row in facts.requirements):
        refusals.append(Refusal("notice.nothing_required", law("44(2)"), field="requirements"))
    for row in facts.requirements:
        params = {"number": row.number}
        if row.text.missing:
            refusals.append(Refusal("notice.requirement_one_language", p605("20"), params, "requirements"))
        elif found := row.text.differences:
            differing = {"kk": ", ".join(found.only_kk) or "—", "ru": ", ".join(found.only_ru) or "—"}
            refusals.append(
                Refusal("notice.requirement_figures", p605("20"), {**params, **differing}, "requirements")
            )
        if not row.statutory and row.citation.missing:
            refusals.append(Refusal("notice.requirement_uncited", law("32(3)"), params, "requirements"))
    return refusals


@under(law("44(2)"))
def refuse_contacts(facts: NoticeFacts) -> list[Refusal]:
    """Where a question and a proposal on paper go: telephone and e-mail; the address is a text in both languages."""
    return [
        Refusal("notice.contact_missing", law("44(2)"), field=name)
        for name, value in (("phone", facts.phone), ("email", facts.email))
        if not value.strip()
    ]


@under(p725("130"))
def refuse_deadline(facts: NoticeFacts, at: datetime) -> list[Refusal]:
    """In the future, in whole seconds, after the minimum period, on a working day or on purpose.

    The minimum period is a parameter of the rule pack: no text at hand fixes it. 11.12.2022 was a Sunday.
    """
    basis = p725("130")
    if facts.closes_at is None:
        return [Refusal("notice.deadline_missing", basis, field="closes_at")]
    if facts.closes_at <= at:
        return [Refusal("notice.deadline_past", basis, {"closes_at": facts.closes_at}, "closes_at")]
    refusals = []
    if facts.closes_at.microsecond not in (0, 999999):
        refusals.append(Refusal("notice.deadline_fraction", basis, field="closes_at"))
    days = facts.pack.notice_min_days.value
    earliest = local_day(at) + timedelta(days=days)
    if local_day(facts.closes_at) < earliest:
        params = {"days": days, "earliest": earliest}
        refusals.append(Refusal("notice.deadline_too_soon", basis, params, "closes_at"))
    return refusals + refuse_off_day(facts)


@under(p725("130"))
def refuse_off_day(facts: NoticeFacts) -> list[Refusal]:
    """A deadline on a day off is shown and confirmed, never moved."""
    day = local_day(facts.closes_at) if facts.closes_at else None
    if day is None or facts.off_day_confirmed or facts.calendar.is_working(day):
        return []
    return [Refusal("notice.off_day", p725("130"), {"day": day}, "off_day_confirmed")]


@under(law("44(2)"), p605("20"))
def refuse_content(facts: NoticeFacts) -> list[Refusal]:
    """Everything but the deadline."""
    return [
        *refuse_ground(facts),
        *refuse_one_language(facts),
        *refuse_bare_card(facts),
        *refuse_requirements(facts),
        *refuse_contacts(facts),
    ]


@under(law("44(2)"), p605("20"))
def refuse_notice(facts: NoticeFacts, at: datetime) -> list[Refusal]:
    """Everything that stands between a draft and the public."""
    return [*refuse_content(facts), *refuse_deadline(facts, at)]


# Changed alone, these ask nothing new of anybody who is writing a proposal.
CONTACTS = frozenset({"address", "phone", "email"})


@dataclass(frozen=True)
class AmendmentFacts:
    """A published notice about to be changed. ``changed`` are the top fields of the published form that differ."""

    reason: Pair
    changed: frozenset[str]
    closes_before: datetime
    closes_after: datetime | None


@under(law("44(2)"), p605("20"))
def refuse_amendment(facts: AmendmentFacts, pack: RulePack, at: datetime) -> list[Refusal]:
    """A reason in both languages, something that changes, no day taken away, and time left to answer what is new.

    Interpreted (N-02): no text at hand speaks of amending a notice. The portal keeps what protects those who are
    writing: the deadline moves only forward, and a change of substance leaves the days of the pack.
    """
    basis = law("44(2)")
    params: dict[str, object]
    refusals = [
        Refusal("notice.reason_missing", p605("20"), field=f"reason_{lang}") for lang in facts.reason.missing
    ]
    if not facts.reason.missing and (found := facts.reason.differences):
        params = {"kk": ", ".join(found.only_kk) or "—", "ru": ", ".join(found.only_ru) or "—"}
        refusals.append(
            Refusal("notice.figures_differ", p605("20"), {"place": "reason", **params}, "reason_kk")
        )
    if not facts.changed:
        refusals.append(Refusal("notice.nothing_changed", basis))
    if facts.closes_before < at:
        return [*refusals, Refusal("notice.amended_too_late", basis, {"closes_at": facts.closes_before})]
    if facts.closes_after is None or facts.closes_after < facts.closes_before:
        params = {"closes_at": facts.closes_before}
        return [*refusals, Refusal("notice.deadline_earlier", basis, params, "closes_at")]
    days = pack.notice_amendment_days.value
    earliest = local_day(at) + timedelta(days=days)
    if facts.changed - CONTACTS - {"closes_at"} and local_day(facts.closes_after) < earliest:
        params = {"days": days, "earliest": earliest}
        refusals.append(Refusal("notice.amendment_leaves_no_time", basis, params, "closes_at"))
    return refusals


@under(law("44(2)"), law("35"))
def refuse_beside_tender(tender: str) -> list[Refusal]:
    """No direct negotiations with one partner while ``tender`` chooses another, or has chosen."""
    return [Refusal("notice.tender_chooses", law("44(2)"), {"tender": tender})] if tender else []
