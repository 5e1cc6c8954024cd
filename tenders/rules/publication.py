"""Publication (p. 20): both languages with the same figures, and terms that leave bidders their time."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from ppp_portal.law.acts import Paragraph, law, p605, under
from ppp_portal.law.calendar import WorkingCalendar, local_day
from ppp_portal.law.money import share_up_to_tiyn
from ppp_portal.law.packs import RulePack
from ppp_portal.law.refusals import Refusal
from tenders.rules.documentation import Pair


@dataclass(frozen=True)
class PublicationFacts:
    """The dates that are about to be published; moments are aware."""

    pack: RulePack
    short_clocks: bool
    closes_at: datetime
    opens_at: datetime | None
    bids_valid_until: date | None = None
    off_day_confirmed: bool = False
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)


@under(p605("31"))
def security_amount(investments: Decimal, pack: RulePack) -> Decimal:
    """One tenth of one per cent of the assumed investments, in tenge, rounded up to the tiyn [I]."""
    return share_up_to_tiyn(investments, pack.security_rate.value)


@under(p605("20"))
def refuse_figures(texts: dict[str, Pair]) -> list[Refusal]:
    """The same numbers, sums, dates and times in both texts; what differs is named."""
    refusals = []
    for name, pair in texts.items():
        if difference := pair.differences:
            params = {
                "kk": ", ".join(difference.only_kk) or "—",
                "ru": ", ".join(difference.only_ru) or "—",
            }
            refusals.append(
                Refusal("publication.figures_differ", p605("20"), {"place": name, **params}, name)
            )
    return refusals


@under(p605("20"), p605("A1.10(10)"))
def refuse_cutoff(facts: PublicationFacts, at: datetime) -> list[Refusal]:
    """In the future, in whole seconds, after the minimum period, on a working day or on purpose.

    The minimum period is a parameter of the rule pack: no text at hand fixes it for order 605.
    """
    refusals = refuse_end(facts.closes_at, at, facts.calendar, off_day_confirmed=facts.off_day_confirmed)
    if facts.closes_at <= at:
        return refusals
    pack = facts.pack
    days = (pack.retender_min_publication_days if facts.short_clocks else pack.min_publication_days).value
    return refusals + _refuse_haste(facts.closes_at, at, days, p605("20"), "closes_at")


def _refuse_haste(closes_at: datetime, at: datetime, days: int, basis: Paragraph, name: str) -> list[Refusal]:
    earliest = local_day(at) + timedelta(days=days)
    if local_day(closes_at) >= earliest:
        return []
    return [Refusal("publication.too_short", basis, {"days": days, "earliest": earliest}, name)]


@under(p605("A1.10(10)"), law("42"))
def refuse_end(
    closes_at: datetime, at: datetime, calendar: WorkingCalendar, *, off_day_confirmed: bool, stage: int = 2
) -> list[Refusal]:
    """What every end of submission has to be, whether of stage one, first or amended.

    One that a clock restores is not chosen, and is not asked.
    """
    basis, prefix = (law("42"), "stage1_") if stage == 1 else (p605("A1.10(10)"), "")
    if closes_at <= at:
        params: dict[str, object] = {"closes_at": closes_at}
        return [Refusal("publication.cutoff_past", basis, params, f"{prefix}closes_at")]
    refusals = []
    if closes_at.microsecond not in (0, 999999):
        refusals.append(Refusal("publication.cutoff_fraction", basis, field=f"{prefix}closes_at"))
    if not calendar.is_working(local_day(closes_at)) and not off_day_confirmed:
        params = {"day": local_day(closes_at)}
        refusals.append(Refusal("publication.off_day", basis, params, f"{prefix}off_day_confirmed"))
    return refusals


@under(p605("A1.10(12)"))
def refuse_opening_hour(facts: PublicationFacts) -> list[Refusal]:
    """The opening is strictly later than the cut-off; one not written yet is asked for by part 12."""
    if facts.opens_at is None or facts.opens_at > facts.closes_at:
        return []
    params = {"closes_at": facts.closes_at}
    return [Refusal("publication.opening_too_early", p605("A1.10(12)"), params, "opens_at")]


@under(p605("A1.10(10)"))
def refuse_validity(facts: PublicationFacts) -> list[Refusal]:
    """Bids stay valid long enough for their examination and the signing window (a parameter of the pack)."""
    days = facts.pack.bid_validity_min_days.value
    earliest = local_day(facts.closes_at) + timedelta(days=days)
    if facts.bids_valid_until is not None and facts.bids_valid_until < earliest:
        params = {"days": days, "earliest": earliest}
        return [Refusal("publication.validity_short", p605("A1.10(10)"), params, "bids_valid_until")]
    return []


@dataclass(frozen=True)
class CallFacts:
    """What stage one would make public. ``parts``: the texts of requirements and task by number of the part."""

    pack: RulePack
    closes_at: datetime | None
    title: Pair
    parts: dict[int, Pair]
    off_day_confirmed: bool = False
    seated: bool = True
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)


@under(law("42"), p605("20"), p605("36"))
def refuse_call(facts: CallFacts, at: datetime) -> list[Refusal]:
    """Everything that stands between a draft and the public call of stage one.

    Interpreted (B-10): no text sets a least time for proposals; it is a parameter of the rule pack.
    """
    return [
        *refuse_call_end(facts, at),
        *(
            Refusal("publication.title_missing", law("42"), {}, f"title_{lang}")
            for lang in facts.title.missing
        ),
        *(
            Refusal("documentation.part_missing", law("42"), {"part": number}, f"text_{lang}_{number}")
            for number, text in facts.parts.items()
            for lang in text.missing
        ),
        *refuse_figures(
            {"title": facts.title} | {f"text_{number}": text for number, text in facts.parts.items()}
        ),
        *refuse_unseated(seated=facts.seated),
    ]


@under(law("42"))
def refuse_call_end(facts: CallFacts, at: datetime) -> list[Refusal]:
    """What is wrong with an end of stage one that a draft keeps: it cannot be published with it."""
    if facts.closes_at is None:
        return [Refusal("publication.stage_one_cutoff", law("42"), field="stage1_closes_at")]
    refusals = refuse_end(
        facts.closes_at, at, facts.calendar, off_day_confirmed=facts.off_day_confirmed, stage=1
    )
    if facts.closes_at > at:
        days = facts.pack.stage_one_min_days.value
        refusals += _refuse_haste(facts.closes_at, at, days, law("42"), "stage1_closes_at")
    return refusals


@dataclass(frozen=True)
class StageOneFacts:
    """How far stage one has come before the documentation of stage two is approved.

    ``judged``: the protocol on the candidates is signed. ``discussed``: the minutes of the discussion are, or the
    kind has none. ``minimum`` is how many admitted candidates the kind asks for.
    """

    passed: bool
    judged: bool = False
    admitted: int = 0
    minimum: int = 1
    discussed: bool = True


@under(law("34"), law("42"), p605("44"))
def refuse_skipping(facts: StageOneFacts) -> list[Refusal]:
    """First the candidates and what they propose, then the documentation on which they are invited to bid."""
    if not facts.passed:
        return [Refusal("publication.stage_one_first", law("42"))]
    refusals = []
    if not facts.judged:
        refusals.append(Refusal("publication.candidates_undecided", law("42")))
    elif facts.admitted < facts.minimum:
        params = {"admitted": facts.admitted, "minimum": facts.minimum}
        refusals.append(Refusal("publication.too_few_candidates", p605("44"), params))
    if not facts.discussed:
        refusals.append(Refusal("publication.not_discussed", law("42")))
    return refusals


@under(p605("20"), p605("A1.10(10)"), p605("A1.10(12)"))
def refuse_dates(facts: PublicationFacts, at: datetime) -> list[Refusal]:
    """What is wrong with dates that a draft keeps: it cannot be published with them."""
    return [*refuse_cutoff(facts, at), *refuse_opening_hour(facts), *refuse_validity(facts)]


@under(p605("36"))
def refuse_unseated(*, seated: bool) -> list[Refusal]:
    """Nobody is invited to bid before there is a commission to open the bids."""
    return [] if seated else [Refusal("publication.no_commission", p605("36"))]
