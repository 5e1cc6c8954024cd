"""Papers about securities: the card, the return, the decision to forfeit, the ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Approval
from ppp_portal.documents.bilingual import typed_name
from ppp_portal.documents.blocks import (
    Block,
    bullets,
    col,
    decision,
    facts,
    note,
    para,
    protocol,
    section,
    signature,
    table,
)
from ppp_portal.documents.values import Amount, Both, Code, Day, Moment, Number, Ref, Text
from ppp_portal.law.acts import law, p605
from ppp_portal.law.deadlines import Deadline
from tenders.models import BidSecurity, LedgerEntry, Tender
from tenders.models.security import ReturnTrigger, SecurityForm
from tenders.protocols.bidders import bidder_of
from tenders.queries import security as queries
from tenders.rules import security as rules
from tenders.rules.documentation import Pair
from tenders.wording import FORFEITURE_GROUNDS

P31, P33, P34 = p605("31"), p605("33"), p605("34")
RETURN_PAPERS = {
    SecurityForm.DEPOSIT: _("Payment document"),
    SecurityForm.GUARANTEE: _("Document on the return of the guarantee"),
}


def _organiser(tender: Tender) -> Both:
    return Both(kk=tender.organiser.name_kk, ru=tender.organiser.name_ru)


def _about(tender: Tender) -> Both:
    return Both(kk=tender.title_kk, ru=tender.title_ru)


def _person(person: Any) -> Both:
    return Both(kk=person.name_kk, ru=person.name_ru)


def _own_number(security: BidSecurity) -> str:
    """Taken from the bid's random key: a running number would tell a bidder how many others have lodged."""
    return security.bid_id.hex[:8].upper()


def _described(security: BidSecurity) -> list[tuple[Any, Any]]:
    rows = [
        (_("Form"), SecurityForm(security.form).label),
        (_("Amount"), Amount(security.amount, words=True)),
        (_("Payer"), typed_name(security.payer, security.bid.bidder)),
        (_("Bank"), security.bank),
        (_("Number of the payment or guarantee"), security.reference),
        (_("Date of the payment or guarantee"), Day(security.dated)),
    ]
    if security.form == SecurityForm.DEPOSIT:  # a guarantee goes back as a paper, not to an account
        rows.append((_("Bank account for the return"), Code(security.account)))
    if security.valid_until:
        rows.insert(6, (_("Valid until"), Day(security.valid_until)))
    return rows


def _sum(tender: Tender) -> list[Block]:
    """How the required sum comes about, step by step."""
    found = queries.amount_of(tender)
    if found is None:
        return []
    shown = Text(
        _("%(base)s × %(rate)s = %(amount)s"),
        base=Amount(found.base),
        rate=Number(100 * found.rate, unit="%"),
        amount=Amount(found.amount),
    )
    lines: list[Any] = [
        shown,
        Text(_("Base: the assumed investments in the tender documentation (%(basis)s)."), basis=Ref(P31)),
    ]
    if found.rounded:
        lines.append(_("Rounded up to the tiyn, so that the security is never short."))
    return [bullets(lines)]


def security_card(security: BidSecurity, at: datetime) -> Block:
    """Kind ``tender.security_card``: what was confirmed, against what is required."""
    tender = security.bid.tender
    custodian = security.verified_by
    return protocol(
        title=_("Card of the bid security"),
        number=f"{tender.number}/S-{_own_number(security)}",
        at=Moment(at),
        body=_organiser(tender),
        about=_about(tender),
        facts=[(_("Tender"), tender.number), (_("Bidder"), bidder_of(security.bid, public=False))],
        sections=[
            section(_("Required amount"), *_sum(tender)),
            section(
                _("Security lodged"),
                facts(_described(security)),
                note(_("The bank is named as the bidder has named it.")),
            ),
            section(
                _("Confirmation"),
                decision(
                    Text(
                        _("Received and confirmed by the security custodian on %(at)s."),
                        at=Moment(security.verified_at or at),
                    ),
                    grounds=[Ref(P31), Ref(law("39(4)"))],
                ),
                note(
                    Text(
                        _(
                            "The security is returned within %(days)s working days of the withdrawal in time, of the "
                            "protocol of admission or of results for those who do not go on, of the entry into force "
                            "of the contract, or of the end of validity of the bid (%(basis)s)."
                        ),
                        days=Number(queries.rules_of(tender).security_return_working_days.value),
                        basis=Ref(law("39(7)")),
                    )
                ),
            ),
        ],
        signatures=[signature(_person(custodian), _("security custodian"), at=Moment(at))]
        if custodian
        else [],
    )


def return_order(security: BidSecurity, entry: LedgerEntry, term: Deadline | None) -> Block:
    """Kind ``tender.security_return``: why, by when, by which document it went back."""
    tender = security.bid.tender
    late = security.return_due_at is not None and entry.registered_at > security.return_due_at
    rows = [
        (_("Event that made the return due"), ReturnTrigger(security.return_trigger).label),
        (_("Moment of the event"), Moment(security.return_triggered_at)),
    ]
    if term is not None:
        days = queries.rules_of(tender).security_return_working_days.value
        rows += [(_("Term, working days"), Number(days))]
        rows += [(_("Last day"), Day(term.last_day))]
    return protocol(
        title=_("Return of the bid security"),
        number=f"{tender.number}/R-{_own_number(security)}",
        at=Moment(entry.registered_at),
        body=_organiser(tender),
        about=_about(tender),
        facts=[(_("Tender"), tender.number), (_("Bidder"), bidder_of(security.bid, public=False))],
        sections=[
            section(_("Ground and term"), facts(rows)),
            section(
                _("Execution"),
                facts(
                    [
                        (_("Form"), SecurityForm(security.form).label),
                        (_("Amount"), Amount(entry.amount, words=True)),
                        *(
                            [(_("Account"), Code(entry.account))]
                            if security.form == SecurityForm.DEPOSIT
                            else []
                        ),
                        (RETURN_PAPERS[SecurityForm(security.form)], entry.reference),
                        (_("Date of the document"), Day(entry.document_date)),
                        (_("Registered by the portal"), Moment(entry.registered_at)),
                    ]
                ),
                decision(
                    _("The security was returned after its term.")
                    if late
                    else _("The security was returned in time."),
                    grounds=[Ref(law("39(7)"))],
                ),
            ),
        ],
        signatures=[signature(_person(entry.by), _("security custodian"), at=Moment(entry.registered_at))]
        if entry.by
        else [],
    )


def forfeiture_decision(security: BidSecurity, approval: Approval, reason: Pair, at: datetime) -> Block:
    """Kind ``tender.forfeiture``: the ground, the known difference of the two texts, the two pairs of eyes."""
    tender, said = security.bid.tender, approval.content
    head = approval.decided_by or _decider(approval)
    return protocol(
        title=_("Decision on forfeiture of the bid security"),
        number=f"{tender.number}/F-{_own_number(security)}",
        at=Moment(at),
        body=_organiser(tender),
        about=_about(tender),
        facts=[
            (_("Tender"), tender.number),
            (_("Winner of the tender"), bidder_of(security.bid, public=False)),
        ],
        sections=[
            section(
                _("Ground"),
                facts(
                    [
                        (_("Case"), FORFEITURE_GROUNDS[said["ground"]]),
                        (_("Recorded by"), said["protocol"]),
                        (_("Provisions"), Text("%(a)s; %(b)s", a=Ref(rules.P33), b=Ref(P34))),
                        *(
                            []
                            if reason.missing
                            else [(_("Reasons of the head"), Both(kk=reason.kk, ru=reason.ru))]
                        ),
                    ]
                ),
            ),
            section(
                _("Known difference between the two official texts"),
                para(
                    _(
                        "Paragraph 34 sends the reader to the cases of paragraph 33 in Russian and to those of "
                        "paragraph 38 in Kazakh. Paragraph 33 is the one that lists the cases, and articles 39(5) and "
                        "39(6) of the Law make the same pair, so paragraph 33 is applied. The head of the organiser "
                        "acknowledged the difference before this decision."
                    )
                ),
                table(
                    [col(_("Text"), 30), col(_("Paragraph 34 refers to"), 70)],
                    [
                        [_("in Russian"), _text_reference("ru")],
                        [_("in Kazakh"), _text_reference("kk")],
                    ],
                ),
            ),
            section(
                _("Decision"),
                decision(
                    Text(
                        _("The security of %(amount)s is credited to the revenue of the budget: %(budget)s."),
                        amount=Amount(queries.held(security), words=True),
                        budget=Both(kk=said["budget_kk"], ru=said["budget_ru"]),
                    ),
                    grounds=[Ref(rules.P33), Ref(P34)],
                ),
                facts(
                    [
                        (_("Proposed by"), _person(approval.proposed_by)),
                        (_("Proposed at"), Moment(approval.proposed_at)),
                        (_("Decided by"), _person(head)),
                        (_("SHA-256 of what was proposed and approved"), Code(approval.digest)),
                    ]
                ),
            ),
        ],
        signatures=[signature(_person(head), _("head of the organiser"), at=Moment(at))],
    )


def _decider(approval: Approval) -> Any:
    return Approval.objects.select_related("decided_by").get(pk=approval.pk).decided_by


def _text_reference(lang: str) -> Ref:
    found = P34.refers_to(lang)
    assert found is not None
    return Ref(found)


def _dated(entry: LedgerEntry) -> Text:
    return Text("%(reference)s, %(day)s", reference=entry.reference, day=Day(entry.document_date, short=True))


def ledger_sheet(tender: Tender, entries: Sequence[LedgerEntry], at: datetime) -> Block:
    """Kind ``tender.security_ledger``: every movement, and the equation that leaves nothing over."""
    found = queries.balance_of(entries)
    return protocol(
        title=_("Ledger of bid securities"),
        number=f"{tender.number}/B-{len(entries)}",
        at=Moment(at),
        body=_organiser(tender),
        about=_about(tender),
        facts=[(_("Tender"), tender.number), (_("Number of movements"), Number(len(entries)))],
        sections=[
            section(
                _("Movements"),
                table(
                    [
                        col("№", 4),
                        col(_("Registered"), 21),
                        col(_("Movement"), 16),
                        col(_("Security"), 17),
                        col(_("Document"), 27),
                        col(_("Amount"), 15, numeric=True),
                    ],
                    [
                        [
                            str(place),
                            Moment(entry.registered_at, short=True),
                            LedgerEntry.Kind(entry.kind).label,
                            f"S-{_own_number(entry.security)}",
                            Text(
                                "%(reference)s, %(day)s",
                                reference=entry.reference,
                                day=Day(entry.document_date, short=True),
                            ),
                            Amount(entry.amount),
                        ]
                        for place, entry in enumerate(entries, 1)
                    ],
                ),
            ),
            section(
                _("Balance"),
                table(
                    [col(_("Line of the balance"), 60), col(_("Amount"), 40, numeric=True)],
                    [
                        [_("Returned to bidders"), Amount(found.returned)],
                        [_("Credited to the budget"), Amount(found.forfeited)],
                        [_("Held"), Amount(found.held)],
                    ],
                    total=[_("Lodged"), Amount(found.lodged)],
                ),
                note(_("Lodged = returned + credited to the budget + held: every tenge ends somewhere.")),
            ),
        ],
    )
