"""Rule packs: every number of the law a procedure runs on, under the edition in force at its announcement.

A tender keeps the key of its pack for life (T-07). What is marked "I" or "M" is a documented default and is
changed with `RulePack.adjusted`, never in the code of a rule.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from ppp_portal.law.acts import LAW_PPP, ORDER_458, ORDER_605, ORDER_725, Edition, Paragraph, law, p605
from ppp_portal.law.mci import MCI, UnknownMCI, mci_on
from ppp_portal.law.parameters import INFERRED, LAW_2022, STATUTORY, Param, T

Days = Param[int]
Count = Param[int]
Share = Param[Fraction]


@dataclass(frozen=True)
class RulePack:
    """All the numbers of one edition. Days are calendar days unless the name says `working_days`."""

    key: str
    editions: tuple[Edition, ...]

    # Announcement and documentation
    min_publication_days: Days
    retender_min_publication_days: Days
    stage_one_min_days: Days
    question_window_days: Days
    retender_question_window_days: Days
    answer_days: Days
    amendment_freeze_days: Days
    retender_amendment_freeze_days: Days

    # Initiation by direct negotiations: the notice and its amendments
    notice_min_days: Days
    notice_amendment_days: Days

    # Bids and their security
    security_rate: Share
    security_return_working_days: Days
    bid_validity_min_days: Days

    # Commission
    commission_min_size: Count
    commission_odd: Param[bool]
    quorum: Share

    # Qualification
    tax_debt_mci_multiple: Count
    own_funds_share: Share

    # Evaluation (appendix 4) and negotiation
    negotiation_days: Days

    # Contract
    signing_window_days: Days
    signing_alert_days: Param[tuple[int, ...]]
    contract_term_years: Param[tuple[int, int]]
    extension_alert_months: Param[tuple[int, ...]]

    # Monitoring of a contract in force
    month_mark_working_days: Days
    monitoring_reply_working_days: Days
    acceptance_working_days: Days
    paper_travel_working_days: Days

    # Parties, replacement of the private partner
    nonperformance_months: Count
    replacement_payment_days: Days
    replacement_payment_share: Share
    rights_transfer_working_days: Days

    def params(self) -> dict[str, Param[Any]]:
        """Every parameter by its name, in the order of a procedure."""
        named = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in named.items() if isinstance(value, Param)}

    def adjusted(self, **values: Any) -> RulePack:
        """The pack with parameters set by the installation. KeyError: unknown; ValueError: statutory."""
        params = self.params()
        changed: dict[str, Any] = {name: params[name].changed_to(value) for name, value in values.items()}
        return replace(self, **changed)


def in_force_after(published_on: date, days: int = 10) -> date:
    """The day an act takes effect once `days` calendar days after its publication have run out."""
    return published_on + timedelta(days=days + 1)


# The day of first official publication of order 458 is in no text at hand. The default is the earliest day
# possible: publication on the day of registration. Whoever runs the portal sets the true day.
ORDER_458_PUBLISHED_ON = date(2025, 9, 19)


def effective_from(environment: Mapping[str, str]) -> date:
    """`ORDER_458_EFFECTIVE_FROM` of the installation, as 2025-09-30. ValueError for what is no date."""
    stated = environment.get("ORDER_458_EFFECTIVE_FROM", "")
    return date.fromisoformat(stated) if stated else in_force_after(ORDER_458_PUBLISHED_ON)


ORDER_458_EFFECTIVE_FROM = effective_from(os.environ)


def _s(value: T, basis: str, note: str = "") -> Param[T]:
    return Param(value, p605(basis), STATUTORY, note)


def _f(value: T, basis: str, note: str = "") -> Param[T]:
    return Param(value, law(basis), LAW_2022, note)


def _i(value: T, note: str, basis: Paragraph | None = None) -> Param[T]:
    return Param(value, basis, INFERRED, note)


_AMENDED_BY_458 = RulePack(
    key="605-458",
    editions=(
        Edition(LAW_PPP),
        Edition(ORDER_605, by=ORDER_458, effective_from=ORDER_458_EFFECTIVE_FROM),
    ),
    # Announcement and documentation
    min_publication_days=_i(30, "minimum time for bids; follows the 30 days of art. 37(4)"),
    retender_min_publication_days=_i(15, "the same in a re-tender"),
    stage_one_min_days=_i(15, "for proposals without a price, as in a re-tender", law("42")),
    question_window_days=_f(30, "37(4)", "a question comes at least so long before the bid deadline"),
    retender_question_window_days=_f(15, "37(4)"),
    answer_days=_f(3, "37(4)", "from the registration of the question"),
    amendment_freeze_days=_f(20, "37(5)", "no amendment later than so long before the bid deadline"),
    retender_amendment_freeze_days=_f(10, "37(5)", "the 2026 rules, known from the press only"),
    # Initiation by direct negotiations: the notice and its amendments
    notice_min_days=_i(20, "from publication to the end of acceptance; the notice of 15.11.2022 gave 26"),
    notice_amendment_days=_i(10, "left for alternatives after an amendment of what is asked"),
    # Bids and their security
    security_rate=_s(Fraction(1, 1000), "31", "of the assumed investments in the documentation"),
    security_return_working_days=_f(3, "39(7)", "five independent events start it"),
    bid_validity_min_days=_i(120, "a bid outlives its examination and the signing window"),
    # Commission
    commission_min_size=_i(5, "C-01"),
    commission_odd=_i(True, "C-01"),
    quorum=_i(Fraction(2, 3), "C-02, at least, of the members in the order on composition"),
    # Qualification
    tax_debt_mci_multiple=_f(6, "32(1)(2)", "monthly calculation index of 1 January of the year"),
    own_funds_share=_f(Fraction(1, 5), "32(1)(8)", "of the cost of the object"),
    # Evaluation (appendix 4) and negotiation
    negotiation_days=_i(30, "no text sets a duration", p605("41")),
    # Contract
    signing_window_days=_s(90, "51", "a ceiling: never moved from a non-working day (T-02)"),
    signing_alert_days=_i((60, 75, 85, 90), "days of the signing window", p605("51")),
    contract_term_years=_f((5, 30), "4(2)", "least and greatest total term"),
    extension_alert_months=_i((18, 12, 9, 6, 3), "before expiry: time for a tender"),
    # Monitoring of a contract in force: no text at hand sets any of these figures
    month_mark_working_days=_i(10, "after a month is over; then it is a gap", p605("A2.99")),
    monitoring_reply_working_days=_i(10, "from the notice to the private partner", p605("A2.99")),
    acceptance_working_days=_i(10, "from the day an act is handed in", p605("A2.99")),
    paper_travel_working_days=_i(3, "a paper dated further back is back-dated", p605("A2.99")),
    # Parties, replacement of the private partner
    nonperformance_months=_s(6, "62", "consecutive; one performed month starts anew"),
    replacement_payment_days=_s(270, "62(7)", "the start is not in the text (T-04)"),
    replacement_payment_share=_s(Fraction(1), "62(7)", "of capital costs confirmed by acts of work"),
    rights_transfer_working_days=_s(10, "62(8)", "from registration of the additional contract"),
)


def _unread(param: Param[Any]) -> Param[Any]:
    """A number of the first text of order 605, which is not at hand: the amended value as an assumption."""
    if param.marker != STATUTORY:
        return param
    return replace(param, marker=INFERRED, note="first edition not at hand; as amended by order 458")


_BASE = replace(
    _AMENDED_BY_458,
    key="605",
    editions=(Edition(LAW_PPP), Edition(ORDER_605)),
    **{name: _unread(param) for name, param in _AMENDED_BY_458.params().items()},
)

# The general regime, in which projects are initiated by direct negotiations. Order 725 is not at hand either; whether
# order 52 of 16.06.2025 repeals it is an open question (docs/law/ambiguities.md).
_GENERAL = replace(_BASE, key="725", editions=(Edition(LAW_PPP), Edition(ORDER_725)))

PACKS: Mapping[str, RulePack] = {p.key: p for p in (_GENERAL, _BASE, _AMENDED_BY_458)}


class NoRulePack(LookupError):
    """No rule pack is known under that key or for that day."""


def pack(key: str) -> RulePack:
    """The pack under its key: "725" (general regime), "605" (first text), "605-458" (amended). Raises `NoRulePack`."""
    try:
        return PACKS[key]
    except KeyError:
        raise NoRulePack(f"no rule pack {key!r}; known: {', '.join(PACKS)}") from None


def pack_for(announced_on: date, order_458_effective_from: date = ORDER_458_EFFECTIVE_FROM) -> RulePack:
    """The pack of a procedure announced that day (T-07). Raises `NoRulePack` before order 605 existed."""
    if announced_on < ORDER_605.date:
        raise NoRulePack(f"order 605 did not exist on {announced_on.isoformat()}")
    return pack("605-458" if announced_on >= order_458_effective_from else "605")


__all__ = [
    "MCI",
    "PACKS",
    "NoRulePack",
    "RulePack",
    "UnknownMCI",
    "in_force_after",
    "mci_on",
    "pack",
    "pack_for",
]
