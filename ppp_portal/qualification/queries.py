"""Reads of qualification sheets: the checklist, the outcome with its reasons, the arithmetic to show."""

from collections.abc import Iterable
from dataclasses import dataclass
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
from ppp_portal.web import wording


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
    """The numbers that bind the sheet; the MCI is that of the year in which bids closed."""
    numbers, day = pack(sheet.pack), local_day(sheet.deadline)
    try:
        mci: Decimal | None = mci_on(day)
    except UnknownMCI:
        mci = None
    return rules.Terms(
        numbers.tax_debt_mci_multiple.value, numbers.own_funds_share.value, sheet.funds_policy, day.year, mci
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


def amounts(check: Check) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in check.amounts.items()}


def arithmetic(sheet: Sheet) -> dict[int, list[rules.Step]]:
    """The arithmetic of requirements 2 and 8, as far as their sums are recorded."""
    known = {check.requirement: amounts(check) for check in sheet.checks.all()}
    binding = terms(sheet)
    return {
        rules.TAX: rules.tax_steps(known.get(rules.TAX, {}), binding),
        rules.FUNDS: rules.funds_steps(known.get(rules.FUNDS, {}), sheet.object_cost, binding),
    }


def steps_in_words(sheet: Sheet, number: int) -> list[dict[str, Any]]:
    """Lines for ``{% arithmetic %}`` in the reader's language."""
    return [
        {
            "text": str(STEPS[step.code]) % {key: _spoken(key, value) for key, value in step.params.items()},
            "value": wording.tenge(step.value),
            "basis": step.basis,
        }
        for step in arithmetic(sheet).get(number, [])
    ]


def _spoken(key: str, value: Any) -> Any:
    return wording.number(value) if key == "percent" else value
