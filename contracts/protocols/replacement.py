"""Papers of a replacement: the case file with both numberings, and the calculation of the compensation."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from contracts.models import Replacement, ReplacementStep
from contracts.protocols.cards import card_paper
from contracts.protocols.monitoring import month_name
from contracts.queries import cards
from contracts.queries import replacement as queries
from contracts.replacement_states import (
    STEPS,
    AdjustmentGround,
    ContractKind,
    ReplacementState,
    StartEvent,
    StepCode,
)
from contracts.rules import replacement as rules
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import (
    Block,
    bullets,
    col,
    facts,
    note,
    para,
    section,
    subheading,
    table,
)
from ppp_portal.documents.values import Amount, Both, Code, Day, Moment, Number, Ref, Text

BEFORE_MONEY = _(
    "The rights pass within ten working days after the registration, the money is due within 270 calendar days: the "
    "title passes before the compensation is complete. The order names no security; it is recommended to agree one."
)


def case_file(case: Replacement, at: datetime) -> Block:
    """Kind ``replacement.file``: everything recorded about the replacement, in the order of paragraph 62."""
    card = case.card
    sections = [
        section(_("Why the partner is replaced"), para(both_of(case, "ground")), _months(case)),
        section(_("Steps of paragraph 62"), *_steps(case)),
        section(_("Replacement tender"), *_tender(case)),
        section(_("Capital costs and their payment"), *_money(case), *_warning(case)),
    ]
    if case.state == ReplacementState.STOPPED:
        sections.append(section(_("Why it was stopped"), para(both_of(case, "stop_reason"))))
    return card_paper(
        card,
        title=_("File of the replacement of the private partner"),
        number=case.number,
        at=Moment(at),
        facts=[
            (_("Contract"), card.number),
            (_("State of the case"), ReplacementState(case.state).label),
            (_("Case opened"), Moment(case.opened_at)),
            (_("Old partner"), both_of(case, "old_name")),
            (_("New partner"), both_of(case, "new_name") if case.new_name_kk else _("not determined yet")),
            (_("Manages the object until the new contract"), both_of(case, "manager")),
        ],
        sections=sections,
    )


def _months(case: Replacement) -> Block:
    """Each month with what was not performed and what the partner answered; the acts lie in the monitoring.

    Cases opened before 22.11.2026 kept the answer only.
    """
    rows = [
        [
            month_name(date.fromisoformat(row["month"])),
            Moment(datetime.fromisoformat(row["registered_at"]), short=True),
            Both(kk=row.get("reason_kk") or "–", ru=row.get("reason_ru") or "–"),
            Both(kk=row["reply_kk"], ru=row["reply_ru"]) if row["reply_kk"] else _("no reply in time"),
        ]
        for row in case.months
    ]
    columns = [
        col(_("Month"), 16),
        col(_("Mark registered"), 20),
        col(_("What was not performed"), 32),
        col(_("Reply of the partner"), 32),
    ]
    return table(columns, rows, caption=_("Months recorded as not performed"))


def _steps(case: Replacement) -> list[Block]:
    taken = queries.steps(case)
    needed = rules.needed_steps(queries.has_university(case))
    rows = [
        [
            Text("%(step)s (%(basis)s)", step=StepCode(code).label, basis=Ref(queries.basis(code))),
            *_evidence(taken.get(code), code in needed),
        ]
        for code in STEPS
    ]
    columns = [
        col(_("Step"), 34),
        col(_("Day of the evidence"), 17),
        col(_("Paper"), 26),
        col(_("Registered in the portal"), 23),
    ]
    return [
        table(columns, rows),
        note(
            _(
                "The last two steps are 62(7) and 62(8) in Russian, 62(6) and 62(7) in Kazakh. The order sets no "
                "time for the land, the hand-over and the registration; days planned for them bind nobody."
            )
        ),
        *_notes(taken),
    ]


def _evidence(step: ReplacementStep | None, needed: bool) -> list[Any]:
    if step is not None and step.done_on is not None:
        return [Day(step.done_on, short=True), step.number or "—", Moment(step.recorded_at, short=True)]
    if step is not None and step.target_on is not None:
        return [Text(_("planned for %(day)s"), day=Day(step.target_on, short=True)), None, None]
    return [_("not yet") if needed else _("not obligatory"), None, None]


def _notes(taken: dict[str, ReplacementStep]) -> list[Block]:
    found: list[Block] = []
    for code in STEPS:
        step = taken.get(code)
        if step is not None and step.note_kk:
            found += [subheading(StepCode(code).label), para(both_of(step, "note"))]
    return found


def _tender(case: Replacement) -> list[Block]:
    if case.tender is None:
        return [para(_("It has not been begun."))]
    creditors = both_of(case, "creditor_terms")
    label = _("Why there are no creditors") if case.no_creditors else _("Obligations to creditors")
    blocks = [
        facts(
            [
                (_("Tender"), case.tender.number),
                (_("Kind of the contract with the new partner"), ContractKind(case.contract_kind).label)
                if case.contract_kind
                else (_("Kind of the contract with the new partner"), None),
                (label, creditors if queries.has_creditor_terms(case) else None),
            ]
        )
    ]
    rows = {
        _place(change): [
            _place(change),
            AdjustmentGround(change.why.ground).label if change.why else _("not explained"),
            both_of(change.why, "reason") if change.why else None,
        ]
        for change in sorted(queries.documentation_changes(case), key=lambda change: change.why is None)
    }
    if rows:
        columns = [col(_("Place"), 30), col(_("Ground"), 24), col(_("Reason"), 46)]
        blocks.append(
            table(columns, rows.values(), caption=_("What differs from the documentation of the old tender"))
        )
    return blocks


def _place(change: queries.Change) -> Both:
    """The changed place as both texts call it; the two languages of a text are one place."""
    said = {}
    for language in ("kk", "ru"):
        with override(language):
            said[language] = str(change.rows[0]["label"])
    return Both(**said)


# --- the money --------------------------------------------------------------------------------------------


def calculation(case: Replacement, at: datetime) -> Block:
    """Kind ``replacement.compensation``: every act, the design estimate beside it, the payments, the 270 days."""
    card = case.card
    return card_paper(
        card,
        title=_("Calculation of the compensation of capital costs"),
        # Printed again after every act and payment: what says something else has another number.
        number=f"{case.number}/C-{case.version}",
        at=Moment(at),
        facts=[
            (_("Contract"), card.number),
            (_("Old partner"), both_of(case, "old_name")),
            (_("New partner"), both_of(case, "new_name") if case.new_name_kk else None),
        ],
        sections=[
            section(_("Capital costs confirmed by acts of works"), *_money(case)),
            section(
                _("What is to be paid"),
                para(
                    Text(
                        _(
                            "The new partner pays the old one %(due)s: the whole of the confirmed costs (%(basis)s)."
                        ),
                        due=Amount(queries.compensation(case).due, words=True),
                        basis=Ref(rules.COSTS),
                    )
                ),
                *_term(case),
                *_warning(case),
            ),
        ],
    )


def _money(case: Replacement) -> list[Block]:
    sums = queries.compensation(case)
    acts = [
        [
            row.number,
            Day(row.dated, short=True),
            both_of(row, "what"),
            Amount(row.amount),
            Amount(row.within_design) if row.within_design is not None else _("no estimate"),
        ]
        for row in case.acts.all()
    ]
    payments = [[row.number, Day(row.paid_on, short=True), Amount(row.amount)] for row in case.payments.all()]
    if not acts:
        nothing = para(_("No act of works has been entered; a cost without an act is not paid."))
        return [nothing, *_declared(case)]
    blocks = [
        table(
            [
                col(_("Act"), 14),
                col(_("Date"), 14),
                col(_("Works"), 32),
                col(_("Confirmed, ₸"), 20, numeric=True),
                col(_("Within the design estimate, ₸"), 20, numeric=True),
            ],
            acts,
            total=[_("Total"), None, None, Amount(sums.confirmed), Amount(sums.within_design)],
        ),
        facts(
            [
                (_("To be paid"), Amount(sums.due)),
                (_("Of it beyond the design estimate"), Amount(sums.beyond_design)),
                (_("Paid"), Amount(sums.paid)),
                (_("Still to be paid"), Amount(sums.left)),
            ]
        ),
        note(
            _(
                "Every cost that an act confirms is paid. The Russian text adds “according to the design estimate”, "
                "the Kazakh text does not: what lies beyond the estimate is shown, not taken off."
            )
        ),
    ]
    blocks += _declared(case)
    if payments:
        columns = [col(_("Payment"), 40), col(_("Date"), 25), col(_("Amount, ₸"), 35, numeric=True)]
        blocks.append(table(columns, payments, caption=_("Payments")))
    return blocks


def _declared(case: Replacement) -> list[Block]:
    """The head's statement that the list of acts is complete, and what the old partner says to it."""
    if case.acts_closed_at is None:
        return []
    rows: list[tuple[Any, Any]] = [
        (_("The list of acts is declared complete"), Moment(case.acts_closed_at)),
        (_("Statement"), both_of(case, "acts_statement")),
    ]
    if case.acts_replied_at is not None:
        rows.append((_("Reply of the old partner"), both_of(case, "acts_reply")))
        rows.append((_("Registered in the portal"), Moment(case.acts_replied_at)))
    if case.acts_reply_file is not None:
        rows.append((_("Paper of the reply, SHA-256"), Code(case.acts_reply_file.sha256)))
    return [facts(rows)]


def _term(case: Replacement) -> list[Block]:
    term = queries.payment_deadline(case)
    if term is None or case.start_on is None:
        return [para(_("It is not said yet from what the 270 days run; the order does not say it."))]
    source = [(_("What names that event"), both_of(case, "start_source"))] if case.start_source_kk else []
    return [
        facts(
            [
                (_("The 270 days run from"), StartEvent(case.start_event).label),
                *source,
                (_("Day of the event"), Day(case.start_on)),
                (_("Calendar days"), Number(cards.rules_of(case.card).replacement_payment_days.value)),
                (_("Last day for the payment"), Day(term.last_day)),
                (_("Acts, first digits of their SHA-256"), Code(_acts_digest(case))),
            ]
        )
    ]


def _acts_digest(case: Replacement) -> str:
    return ", ".join(row.document.sha256[:16] for row in case.acts.select_related("document"))


def _warning(case: Replacement) -> list[Block]:
    if not queries.title_passes_first(case):
        return []
    return [bullets([BEFORE_MONEY])]
