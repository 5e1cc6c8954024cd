"""Amendments, court stays and cancellation: what may interrupt a tender, and how the time is given back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.deadlines import Deadline
from ppp_portal.law.figures import compare
from ppp_portal.law.refusals import Refusal
from tenders.rules.documentation import Pair

FREEZE, COURT = law("37(5)"), law("57(3)")


@under(law("37(5)"))
def refuse_amendment(freeze: Deadline | None, at: datetime) -> list[Refusal]:
    """An amendment is announced not later than the freeze before the cut-off."""
    if freeze is None or freeze.passed(at):
        params = {"until": freeze.due_at} if freeze else {"until": "—"}
        return [Refusal("amendment.frozen", FREEZE, params)]
    return []


@under(p605("20"))
def refuse_reason(reason: Pair, basis: object = None) -> list[Refusal]:
    """A reason in both languages, with the same figures."""
    refusals = [
        Refusal("interruption.reason_missing", p605("20"), field=f"reason_{lang}") for lang in reason.missing
    ]
    if not refusals and (difference := compare(reason.kk, reason.ru)):
        params = {"kk": ", ".join(difference.only_kk) or "—", "ru": ", ".join(difference.only_ru) or "—"}
        refusals.append(
            Refusal("publication.figures_differ", p605("20"), {"place": "reason", **params}, "reason_kk")
        )
    return refusals


@under(law("37(5)"))
def restored_cutoff(remaining: timedelta, posted_at: datetime) -> datetime:
    """The clock stood still from the announcement to the posting: the time left runs on from the posting.

    Interpreted (2026 edition, known from the press): the term is suspended, so no minute of it is lost; the
    organiser may give more. Rounded up to the whole minute, in favour of the bidders: nobody reads, or types into a
    calendar, an end of submission at 14:07:23.
    """
    moment = posted_at + remaining
    whole = moment.replace(second=0, microsecond=0)
    return moment if moment == whole else whole + timedelta(minutes=1)


@dataclass(frozen=True)
class PostingFacts:
    """The amended documentation about to be posted. ``wished`` is a later cut-off that the organiser sets."""

    changed: bool
    remaining: timedelta
    wished: datetime | None = None


@under(law("37(5)"))
def refuse_posting(facts: PostingFacts, at: datetime) -> list[Refusal]:
    """Something has changed, and nobody loses time."""
    refusals = []
    if not facts.changed:
        refusals.append(Refusal("amendment.nothing_changed", FREEZE))
    least = restored_cutoff(facts.remaining, at)
    if facts.wished is not None and facts.wished < least:
        refusals.append(Refusal("amendment.too_short", FREEZE, {"least": least}, "closes_at"))
    return refusals


@under(p605("A1.10"))
def refuse_other_text(submitted: str, stands: str) -> list[Refusal]:
    """The head approves the documentation, the amended one too: what is posted is what was submitted (SHA-256)."""
    return [] if submitted == stands else [Refusal("amendment.text_changed", p605("A1.10"))]


@under(COURT)
def refuse_stay(
    act: str, act_date: date | None, today: date, *, has_file: bool = True, file_needed: bool = False
) -> list[Refusal]:
    """A stay and its end rest on an act of a court: named, not dated ahead, in real work kept with it (A-38)."""
    refusals = []
    if not act.strip():
        refusals.append(Refusal("stay.act_missing", COURT, field="act"))
    if act_date is None or act_date > today:
        refusals.append(Refusal("stay.act_date", COURT, field="act_date"))
    if file_needed and not has_file:
        refusals.append(Refusal("stay.act_file", COURT, field="file"))
    return refusals
