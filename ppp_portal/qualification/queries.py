"""Reads of qualification sheets: the checklist, the outcome with its reasons, the arithmetic to show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from ppp_portal.law.calendar import local_day
from ppp_portal.law.packs import UnknownMCI, mci_on, pack
from ppp_portal.law.refusals import Refusal
from ppp_portal.qualification import rules
from ppp_portal.qualification.messages import STEPS
from ppp_portal.qualification.models import Check, Sheet
from ppp_portal.qualification.requirements import ASKED, Requirement, requirements_on
from ppp_portal.qualification.states import FundsPolicy
from ppp_portal.web import wording
from ppp_portal.web.refusals import speak


@dataclass(frozen=True)
class Line:
    """One line of the checklist; ``check`` is ``None`` until something is recorded."""

    requirement: Requirement
    check: Check | None


@dataclass(frozen=True)
class Outcome:
    """``result`` is ``passed``, ``failed`` or ``blocked``; ``reasons`` say why not passed."""

    result: str
    reasons: tuple[Refusal, ...]
    sheets: tuple[Sheet, ...]

    @property
    def passed(self) -> bool:
        return self.result == "passed"


@dataclass(frozen=True)
class Foreseen:
    """Why a bidder's own sums would not meet a requirement, and the arithmetic."""

    refusal: Refusal
    steps: tuple[rules.Step, ...]


def sheets(subject: str) -> list[Sheet]:
    found = Sheet.objects.filter(subject=subject).select_related("organisation")
    return list(found.order_by("opened_at", "scope", "id"))


def sheet(pk: UUID | str) -> Sheet:
    return Sheet.objects.select_related("organisation").get(pk=pk)


def asked(sheet: Sheet) -> tuple[int, ...]:
    """The numbers of the requirements that this sheet asks for, in the edition of its deadline."""
    known = {row.number for row in requirements_on(local_day(sheet.deadline))}
    return tuple(number for number in ASKED[sheet.scope] if number in known)


def terms(sheet: Sheet) -> rules.Terms:
    """The numbers that bind the sheet."""
    return _terms(sheet.pack, sheet.deadline, sheet.funds_policy)


def _terms(edition: str, deadline: datetime, funds_policy: str) -> rules.Terms:
    """The numbers of an edition of the rules; the MCI is that of the year in which bids close."""
    numbers, day = pack(edition), local_day(deadline)
    try:
        mci: Decimal | None = mci_on(day)
    except UnknownMCI:
        mci = None
    return rules.Terms(
        numbers.tax_debt_mci_multiple.value, numbers.own_funds_share.value, funds_policy, day.year, mci
    )


def checklist(sheet: Sheet) -> list[Line]:
    checks = {check.requirement: check for check in sheet.checks.select_related("document", "checked_by")}
    rows = {row.number: row for row in requirements_on(local_day(sheet.deadline))}
    return [Line(rows[number], checks.get(number)) for number in asked(sheet)]


def outcome(subject: str) -> Outcome:
    """What the recorded checks give for a subject, over all its sheets, decided or not."""
    found = tuple(sheets(subject))
    results, reasons = [], []
    for row in found:
        result, why = standing(row)
        results.append(result)
        reasons += why
    return Outcome(rules.overall(results), tuple(reasons), found)


def failed_of(subjects: Iterable[str]) -> frozenset[str]:
    """Those of which a decided sheet did not pass; findings that nobody decided on strike nobody out."""
    found = Sheet.objects.filter(subject__in=list(subjects), passed=False)
    return frozenset(found.values_list("subject", flat=True))


def standing(sheet: Sheet) -> tuple[str, list[Refusal]]:
    """The result of one sheet as it stands, and the reasons."""
    checks = list(sheet.checks.all())
    verdicts = {check.requirement: check.verdict for check in checks}
    reasons = {
        check.requirement: check.reason_ru if get_language() == "ru" else check.reason_kk for check in checks
    }
    numbers = asked(sheet)
    return rules.result_of(verdicts, numbers), rules.reasons_of(verdicts, reasons, numbers)


def refuse_decided(sheet: Sheet) -> list[Refusal]:
    """Nothing is found anew on a sheet that is decided."""
    return [Refusal("sheet.decided", rules.REQUIREMENTS)] if sheet.decided_at is not None else []


def unchecked(sheet: Sheet) -> list[Refusal]:
    """What keeps a sheet from being decided: each requirement without a finding."""
    return [row for row in standing(sheet)[1] if row.code == "qualification.not_checked"]


def amounts(check: Check) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in check.amounts.items()}


def arithmetic(sheet: Sheet) -> dict[int, list[rules.Step]]:
    """The arithmetic of requirements 2 and 8, as far as their sums are recorded."""
    known = {check.requirement: amounts(check) for check in sheet.checks.all()}
    binding = terms(sheet)
    return {
        number: rules.steps_of(number, known.get(number, {}), binding, sheet.object_cost)
        for number in rules.NEEDED_AMOUNTS
    }


def foreseen(
    stated: Mapping[str, Decimal],
    *,
    requirements: Iterable[int],
    object_cost: Decimal,
    edition: str,
    deadline: datetime,
) -> list[Foreseen]:
    """The requirements that a bidder's own sums do not meet, counted as a sheet counts them; for that bidder alone.

    A requirement whose sums are not all stated, or are measured by what is not known yet, is left out.
    """
    binding = _terms(edition, deadline, FundsPolicy.OWN_OR_BORROWED)
    found = []
    for number in requirements:
        steps = rules.steps_of(number, stated, binding, object_cost)
        against = rules.refuse_sums(number, stated, binding, object_cost) if steps else []
        found += [Foreseen(refusal, tuple(steps)) for refusal in against]
    return found


def steps_in_words(sheet: Sheet, number: int) -> list[dict[str, Any]]:
    """The arithmetic of a requirement of a sheet, as far as its sums are recorded."""
    return in_words(arithmetic(sheet).get(number, []))


def warnings(found: Iterable[Foreseen]) -> list[dict[str, Any]]:
    """For ``qualification/_foreseen.html``: why, under which paragraph, and the lines of the arithmetic."""
    rows = list(found)
    said = speak(row.refusal for row in rows)
    return [{"said": why, "lines": in_words(row.steps)} for why, row in zip(said, rows, strict=True)]


def in_words(steps: Iterable[rules.Step]) -> list[dict[str, Any]]:
    """Lines for ``{% arithmetic %}`` in the reader's language."""
    return [
        {
            "text": str(STEPS[step.code]) % {key: _spoken(key, value) for key, value in step.params.items()},
            "value": wording.tenge(step.value),
            "basis": step.basis,
        }
        for step in steps
    ]


def _spoken(key: str, value: Any) -> Any:
    return wording.number(value) if key == "percent" else value
