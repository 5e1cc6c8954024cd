"""The announcement of a tender (p. 20) and the documentation it freezes."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import (
    Block,
    bullets,
    col,
    facts,
    note,
    para,
    protocol,
    section,
    subheading,
    table,
)
from ppp_portal.documents.values import Amount, Code, Day, Moment, Number, Ref, Text
from ppp_portal.law.acts import p605
from ppp_portal.law.packs import pack
from scoring import messages as scoring_words
from scoring.criteria import EVIDENCE_POLICIES, POLICIES, THRESHOLD_FIELDS
from tenders.kinds import TenderKind
from tenders.models import Documentation, Risk, Tender
from tenders.protocols.amendment import rows_of_changes
from tenders.queries.documentation import adjustments
from tenders.queries.period import SPECIAL, YEARS, period_of, special_of
from tenders.queries.terms import public_partners
from tenders.rules.documentation import PARTS, STRUCTURED
from tenders.wording import PART_TITLES, PLACES

MONEY = ("construction_cost", "own_funds", "price")


def announcement(tender: Tender, documentation: Documentation) -> Block:
    """The context of kind ``tender.announcement``: who, what, by when, how it is judged, what is closed."""
    return protocol(
        title=_("Announcement of a tender to determine the private partner"),
        number=tender.number,
        at=Moment(tender.published_at or documentation.posted_at),
        place=None,
        body=both_of(tender.organiser, "name"),
        about=both_of(tender, "title"),
        facts=[
            (_("Organiser"), both_of(tender.organiser, "name")),
            *[(_("Public partner"), both_of(row, "name")) for row in public_partners(tender)],
            (_("Kind of tender"), TenderKind(tender.kind).label),
            *_lineage(tender),
            (_("PPP object"), both_of(tender.project, "object")),
            (_("Documentation, version"), str(documentation.version)),
            (_("SHA-256 of the documentation"), Code(documentation.sha256)),
        ],
        sections=[
            section(
                _("Terms"), facts([*_years(tender, documentation), *_terms(tender)]), note(_boundary(tender))
            ),
            *_adjusted(tender, documentation),
            *_parts(documentation),
        ],
    )


def _lineage(tender: Tender) -> list[tuple[Any, Any]]:
    """The failed tender that is repeated; the contract whose partner is replaced, and the tender that made it."""
    rows: list[tuple[Any, Any]] = []
    if tender.parent:
        rows.append((_("Repeats the failed tender"), tender.parent.number))
    if tender.replaces_contract:
        rows.append((_("Replaces the private partner of the contract"), tender.replaces_contract))
    if tender.replaces:
        rows.append((_("The partner was determined by tender"), tender.replaces.number))
    return rows


def _adjusted(tender: Tender, documentation: Documentation) -> list[Block]:
    """Every place in which a replacement tender differs from the documentation it began with (p. 62(1))."""
    changed = adjustments(tender, documentation)
    if changed is None:
        return []
    head = [col(_("Where"), 22), col(_("Before"), 39), col(_("After"), 39)]
    return [
        section(
            _("What differs from the documentation of the partner's own tender"),
            table(head, rows_of_changes(changed)) if changed else para(_("Nothing differs.")),
        )
    ]


def _years(tender: Tender, documentation: Documentation) -> list[tuple[Any, Any]]:
    """For how long the object is operated, whatever a bidder offers for its construction; whether a company of the
    winner may sign (p. 48)."""
    period = period_of(tender, documentation)
    said = [(PLACES[name], getattr(period, name)) for name in YEARS]
    special = [(PLACES[SPECIAL], _("yes"))] if special_of(tender, documentation) else []
    return [*((label, str(years)) for label, years in said if years), *special]


def _terms(tender: Tender) -> list[tuple[Any, Any]]:
    rate = pack(tender.rule_pack).security_rate.value
    return [
        (_("Assumed investments"), Amount(tender.investments)),
        (
            _("Bid security"),
            Text(
                _("%(amount)s = %(investments)s × %(rate)s"),
                amount=Amount(tender.security_amount),
                investments=Amount(tender.investments),
                rate=Number(100 * rate, unit="%"),
            ),
        ),
        *deposit_rows(tender),
        (_("Submission of bids ends (inclusive)"), Moment(tender.closes_at)),
        (_("Opening of bids"), Moment(tender.opens_at)),
        (_("Place of opening"), both_of(tender, "opening_place")),
        (_("Bids are valid until"), Day(tender.bids_valid_until)),
        (_("A forfeited security goes to"), both_of(tender, "budget")),
    ]


def deposit_rows(tender: Tender) -> list[tuple[Any, Any]]:
    """Where a cash deposit is paid; nothing in a tender announced before the documentation told it."""
    if not tender.deposit_account:
        return []
    return [
        (_("A cash deposit is paid to"), Code(tender.deposit_account)),
        (PLACES["deposit_bank"], both_of(tender, "deposit_bank")),
        (PLACES["deposit_bin"], Code(tender.deposit_bin)),
        (PLACES["deposit_purpose"], both_of(tender, "deposit_purpose")),
    ]


def _boundary(tender: Tender) -> Text:
    return Text(
        _("A bid received at the very instant of the deadline counts; a later one is refused (%(basis)s)."),
        basis=Ref(p605("27")),
    )


def _criteria(documentation: Documentation) -> list[Block]:
    criteria = documentation.criteria
    thresholds = []
    for field in THRESHOLD_FIELDS:
        value = getattr(criteria, field)
        thresholds.append([scoring_words.FIELDS[field], Amount(value) if field in MONEY else _number(value)])
    choices = [
        [scoring_words.QUESTIONS[key], scoring_words.CHOICES[key][getattr(criteria, key)]]
        for key in (*POLICIES, *EVIDENCE_POLICIES)
    ]
    return [
        table([col(_("Threshold"), 60), col(_("Value"), 40, numeric=True)], thresholds),
        table([col(_("Question that the order leaves open"), 55), col(_("Chosen"), 45)], choices),
    ]


def _number(value: Any) -> Number:
    """As it was typed: 40 and 12.5, not 40.0000."""
    plain = f"{value:f}"
    return Number(Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain))


def _risks(documentation: Documentation) -> Block:
    return table(
        [col(_("Code"), 10), col(_("Risk"), 60), col(_("Borne by"), 30)],
        [
            [risk.code, both_of(risk, "name"), Risk.Bearer(risk.bearer).label]
            for risk in documentation.risks.all()
        ],
    )


def _clauses(documentation: Documentation) -> Block:
    return table(
        [col("№", 8), col(_("Clause"), 23), col(_("Text"), 52), col(_("Essential term"), 17, numeric=True)],
        [
            [
                clause.number,
                both_of(clause, "heading"),
                both_of(clause, "text"),
                str(clause.essential_term or "—"),
            ]
            for clause in documentation.clauses.all()
        ],
    )


def _closed(documentation: Documentation) -> list[Any]:
    return [
        Text(_("Clause %(number)s: %(heading)s"), number=clause.number, heading=both_of(clause, "heading"))
        for clause in documentation.clauses.all()
        if clause.closed
    ]


def _parts(documentation: Documentation) -> list[Block]:
    """The thirteen parts under their own numbers, as the documentation itself cites them (Annex 1, p. 5)."""
    texts = {part.number: part for part in documentation.parts.all()}
    return [
        section(
            Text(_("Part %(number)s. %(title)s"), number=str(number), title=PART_TITLES[number]),
            *_part(documentation, texts[number]),
            *_annexes(texts[number]),
            numbered=False,
        )
        for number in PARTS
    ]


def _part(documentation: Documentation, part: Any) -> list[Block]:
    """The text of a part and the tables it is made of."""
    made: list[Block] = []
    if part.number not in STRUCTURED or part.text_kk:
        made.append(para(both_of(part, "text")))
    if part.number == 5:
        made.append(_clauses(documentation))
    elif part.number == 6:
        made += [*_criteria(documentation), subheading(_("Allocation of risks")), _risks(documentation)]
    elif part.number == 13:
        made.append(bullets(_closed(documentation) or [_("There are none.")]))
    return made or [note(_("What this part fixes stands above, among the terms."))]


def _annexes(part: Any) -> list[Block]:
    files = list(part.files.all())
    if not files:
        return []
    return [
        table(
            [col(_("Annexed file"), 50), col("SHA-256", 50)],
            [[file.document.filename, Code(file.document.sha256)] for file in files],
        )
    ]
