"""What a comparison must hold: the same questions to all, a whole matrix, a reasoned verdict for each offer.

Pure: facts in, refusals out. ``basis`` is the provision that the owner of the subject gave.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from ppp_portal.law.acts import Paragraph, law, under
from ppp_portal.law.calendar import WorkingCalendar, end_of_day, local_day
from ppp_portal.law.figures import compare
from ppp_portal.law.refusals import Refusal

# The choice between offers (direct negotiations) and the changed contract that must not be worse than the old.
CHOICE, CHANGE = law("44(3)"), law("46(1-1)")
# How far from now the end of the answers may lie (N-08).
LONGEST = timedelta(days=60)


@dataclass(frozen=True)
class Ask:
    """One question as written. ``kind`` text | number | yes_no; ``better`` more | less | nothing."""

    requirement_kk: str
    requirement_ru: str
    kind: str = "text"
    unit_kk: str = ""
    unit_ru: str = ""
    better: str = ""


@dataclass(frozen=True)
class Reply:
    """What an offer says to question ``number``. ``figure`` is the number, or 1 and 0 for yes and no.

    Words stand in both languages with the same figures: the matrix is printed in both.
    """

    number: int
    state: str = "given"
    value_kk: str = ""
    value_ru: str = ""
    figure: Decimal | None = None
    document_id: object = None


@dataclass(frozen=True)
class Mark:
    """What the working group found about the answer to question ``number``: yes | partly | no, with a note."""

    number: int
    met: str
    note_kk: str = ""
    note_ru: str = ""


@dataclass(frozen=True)
class ColumnFacts:
    """A column as it stands: ``answers`` by question number (the state of each), ``outcome`` of its verdict or ""."""

    name: str
    real: bool
    answers: Mapping[int, str]
    outcome: str = ""


@under(CHOICE, CHANGE)
def refuse_questions(
    title_kk: str, title_ru: str, questions: Sequence[Ask], basis: Paragraph
) -> list[Refusal]:
    """Everything wrong with a questionnaire as written: every text in both languages with the same figures."""
    problems = _both("title_kk", title_kk, title_ru, basis)
    for number, ask in enumerate(questions, 1):
        problems += _both(f"{number}-requirement_kk", ask.requirement_kk, ask.requirement_ru, basis)
        if bool(ask.unit_kk.strip()) != bool(ask.unit_ru.strip()):
            problems.append(Refusal("comparison.languages", basis, field=f"{number}-unit_kk"))
        if ask.better and ask.kind != "number":
            problems.append(
                Refusal("comparison.better_of_words", basis, {"number": number}, f"{number}-better")
            )
    return problems


@under(CHOICE, CHANGE)
def refuse_fixing(questions: int, basis: Paragraph) -> list[Refusal]:
    """A questionnaire without a question compares nothing."""
    return [] if questions else [Refusal("comparison.no_questions", basis)]


@under(CHOICE, CHANGE)
def refuse_until(
    until: datetime | None, at: datetime, calendar: WorkingCalendar, basis: Paragraph
) -> list[Refusal]:
    """Everybody is told until when the questions are answered: a whole working day at least, and not for ever.

    Interpreted (N-08): no text gives a term. The working group sets it between a whole working day, to its last minute,
    and ``LONGEST`` calendar days: a mistyped year would otherwise close the comparison to everybody for good.
    """
    if until is None:
        return [Refusal("comparison.until_missing", basis, field="answers_until")]
    today = local_day(at)
    earliest = end_of_day(calendar.add_working_days(today, 1)).replace(second=0, microsecond=0)
    if until < earliest:
        return [Refusal("comparison.until_too_soon", basis, {"earliest": earliest}, "answers_until")]
    latest = today + LONGEST
    if local_day(until) > latest:
        said = {"latest": latest, "days": LONGEST.days}
        return [Refusal("comparison.until_too_late", basis, said, "answers_until")]
    return []


@under(CHOICE, CHANGE)
def refuse_moving(
    until: datetime | None, before: datetime | None, reason_kk: str, reason_ru: str, basis: Paragraph
) -> list[Refusal]:
    """Time that everybody was told is taken from them for a reason on record only; more time needs none.

    Interpreted (N-08): either way it holds for everybody, who are told, and an end that has passed only moves forward.
    """
    if until is None or before is None:
        return []
    if until == before:
        return [Refusal("comparison.until_same", basis, {"before": before}, "answers_until")]
    if until > before and not (reason_kk.strip() or reason_ru.strip()):
        return []
    if not (reason_kk.strip() and reason_ru.strip()):
        return [Refusal("comparison.until_reason", basis, {"before": before}, "reason_kk")]
    return _unlike("reason_kk", reason_kk, reason_ru, basis)


@under(CHOICE, CHANGE)
def refuse_late_answer(until: datetime | None, at: datetime, basis: Paragraph) -> list[Refusal]:
    """An answer given at the last instant is in time, one after it is not: for everybody alike."""
    if until is None or at <= until:
        return []
    return [Refusal("comparison.answers_closed", basis, {"due_ms": until, "at_ms": at})]


@under(CHOICE, CHANGE)
def refuse_while_open(until: datetime | None, at: datetime, basis: Paragraph) -> list[Refusal]:
    """Until that instant nobody's silence is noted and nothing is closed: whoever was asked may still answer."""
    if until is None or at > until:
        return []
    return [Refusal("comparison.still_open", basis, {"until": until})]


@under(CHOICE, CHANGE)
def refuse_reply(reply: Reply, kind: str, *, real: bool, basis: Paragraph) -> list[Refusal]:
    """Everything wrong with one answer. ``real``: the column shows only published facts."""
    number, field = {"number": reply.number}, f"{reply.number}-value_kk"
    if reply.state == "not_published":
        return [] if real else [Refusal("comparison.not_published", basis, number, field)]
    if reply.state == "missing":
        return []
    words = (reply.value_kk.strip(), reply.value_ru.strip())
    if kind == "text" and not any(words):
        return [Refusal("comparison.value_missing", basis, number, field)]
    if kind == "number" and reply.figure is None:
        return [Refusal("comparison.number_missing", basis, number, f"{reply.number}-figure")]
    if kind == "yes_no" and reply.figure not in (0, 1):
        return [Refusal("comparison.value_missing", basis, number, f"{reply.number}-figure")]
    return _both(field, reply.value_kk, reply.value_ru, basis) if any(words) else []


@under(CHOICE, CHANGE)
def refuse_rewriting(sealed: Collection[int], replies: Sequence[Reply], basis: Paragraph) -> list[Refusal]:
    """What an offer said under seal is compared as it was said: after the opening nobody says it better."""
    return [
        Refusal("comparison.sealed", basis, {"number": reply.number}, f"{reply.number}-value_kk")
        for reply in replies
        if reply.number in sealed
    ]


@under(CHOICE, CHANGE)
def refuse_mark(mark: Mark, state: str, basis: Paragraph) -> list[Refusal]:
    """Only an answer can be judged, and whatever is short of "meets" is explained in both languages."""
    number, field = {"number": mark.number}, f"{mark.number}-note_kk"
    if state != "given":
        return [Refusal("comparison.mark_of_nothing", basis, number, f"{mark.number}-met")]
    if mark.met != "yes" and not (mark.note_kk.strip() and mark.note_ru.strip()):
        return [Refusal("comparison.note", basis, number, field)]
    if mark.note_kk.strip() or mark.note_ru.strip():
        return _both(field, mark.note_kk, mark.note_ru, basis)
    return []


@under(CHOICE, CHANGE)
def refuse_judging(*, votes: bool, basis: Paragraph) -> list[Refusal]:
    """A verdict belongs to whoever has a vote in the working group; its secretary writes drafts and judges nothing."""
    return [] if votes else [Refusal("comparison.judges_no_vote", basis)]


@under(CHOICE, CHANGE)
def refuse_verdict(
    outcome: str, reason_kk: str, reason_ru: str, *, real: bool, basis: Paragraph
) -> list[Refusal]:
    """A reasoned verdict for each offer; none on a real organisation of which only published facts are known."""
    if real and outcome != "not_judged":
        return [Refusal("comparison.judged_real", basis, field="outcome")]
    if not real and outcome == "not_judged":
        return [Refusal("comparison.not_judged", basis, field="outcome")]
    if not (reason_kk.strip() and reason_ru.strip()):
        return [Refusal("comparison.reason", basis, field="reason_kk")]
    return _both("reason_kk", reason_kk, reason_ru, basis)


@under(CHOICE, CHANGE)
def refuse_closing(
    questions: Sequence[int], columns: Sequence[ColumnFacts], basis: Paragraph
) -> list[Refusal]:
    """Every cell says something, and every offer has its verdict. What is missing is said, not left blank."""
    if not columns:
        return [Refusal("comparison.no_columns", basis)]
    problems = [
        Refusal("comparison.unanswered", basis, {"column": column.name, "number": number})
        for column in columns
        for number in questions
        if number not in column.answers
    ]
    problems += [
        Refusal("comparison.no_verdict", basis, {"column": column.name})
        for column in columns
        if not column.outcome
    ]
    return problems


def best(figures: Sequence[Decimal], better: str) -> Decimal | None:
    """The preferred one of several numbers; ``None`` when nothing says which end is preferred, or all are equal."""
    if not better or len(set(figures)) < 2:
        return None
    return max(figures) if better == "more" else min(figures)


def _both(field: str, kk: str, ru: str, basis: Paragraph) -> list[Refusal]:
    if not (kk.strip() and ru.strip()):
        return [Refusal("comparison.languages", basis, field=field)]
    return _unlike(field, kk, ru, basis)


def _unlike(field: str, kk: str, ru: str, basis: Paragraph) -> list[Refusal]:
    """The figures of two texts that say the same must be the same (order 605, p. 20 keeps them so)."""
    unlike = compare(kk, ru)
    figures = sorted({*unlike.only_kk, *unlike.only_ru})
    return [Refusal("comparison.figures", basis, {"figures": ", ".join(figures)}, field)] if figures else []
