"""Parts of printed protocols that every commission has: who was there, how they voted, who signed.

A stored protocol is canonical JSON (``documents.values.plain``). To print it again with its signatures it is
read back into the same leaves; ``again`` is checked to give the very bytes that were signed.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.blocks import Block, attendance, facts, member, signature, vote, votes
from ppp_portal.documents.values import (
    Amount,
    Both,
    Code,
    Day,
    Moment,
    Number,
    Ref,
    Text,
    canonical,
)
from ppp_portal.law.acts import Paragraph
from ppp_portal.panel import queries
from ppp_portal.panel.messages import ON_PAPER
from ppp_portal.panel.models import Vote
from ppp_portal.panel.rules import SeatFacts, holder
from ppp_portal.panel.states import Choice, role_words

PRINTED = {Choice.FOR: "for", Choice.AGAINST: "against", Choice.ABSTAIN: "abstained"}


def full_name(person: queries.Person) -> Both:
    """The name in both languages; a name known in one spelling only is printed so in both."""
    return Both(kk=person.name_kk or person.name_ru, ru=person.name_ru or person.name_kk)


def attendance_rows(sitting: queries.Sitting) -> list[Block]:
    """Who is seated and who came, with what explains an absence. Substitutes only if they came."""
    here, seats = queries.attended(sitting), queries.composition(sitting.subject, sitting.closed_at)
    confirmed = queries.confirmed(sitting)
    names = _names(seat.person_id for seat in seats)
    return [
        member(
            names[seat.person_id],  # type: ignore[arg-type]
            _sits_as(seat, seats, here, sitting.subject),
            present=seat.person_id in here,
            note=ON_PAPER["recused"]
            if seat.recused
            else ON_PAPER["unconfirmed"]
            if seat.person_id in here - confirmed
            else None,
        )
        for seat in seats
        if seat.substitute_for is None or seat.person_id in here
    ]


def _sits_as(seat: SeatFacts, seats: Sequence[SeatFacts], here: Collection[int], subject: str) -> Any:
    """The seat in words, and where it gives no vote: the secretary's, and a substitute's whose member came."""
    if not seat.votes:
        return Text(ON_PAPER["no_vote"], role=role_words(seat.role, subject))
    if seat.substitute_for is None:
        return role_words(seat.role, subject)
    replaced = next(other for other in seats if other.person_id == seat.substitute_for)
    holds = holder(replaced, seats, here) == seat
    return ON_PAPER["substitute" if holds else "idle_substitute"]


def attendance_block(sitting: queries.Sitting) -> Block:
    """The table of all who are seated; the votes among them are counted against the quorum."""
    counted = queries.quorum(sitting.subject, queries.attended(sitting), sitting.closed_at)
    rows = attendance_rows(sitting)
    return attendance(rows, present=counted.present, of=counted.seats, needed=counted.needed)


def vote_rows(motion: queries.Motion) -> list[Block]:
    """How each seat voted: its votes, then those who were absent or recused."""
    cast = list(queries.votes(motion))
    seats = queries.composition(motion.sitting.subject, motion.closed_at)
    rows = [
        vote(full_name(row.person), PRINTED[Choice(row.choice)], opinion=_dissent(row))  # type: ignore[arg-type]
        for row in cast
    ]
    silent = [
        seat
        for seat in seats
        if seat.votes and seat.substitute_for is None and seat.seat_id not in {row.seat_id for row in cast}
    ]
    names = _names(seat.person_id for seat in silent)
    return rows + [vote(names[s.person_id], "recused" if s.recused else "absent") for s in silent]  # type: ignore[arg-type]


def _dissent(row: Vote) -> Both | None:
    return Both(kk=row.dissent_kk, ru=row.dissent_ru) if row.dissent_kk else None


def votes_block(motion: queries.Motion) -> Block:
    return votes(vote_rows(motion), question=Both(kk=motion.question_kk, ru=motion.question_ru))


def held_vote(motion: queries.Motion) -> list[Block]:
    """A vote on a paper that is no protocol of its sitting: when the sitting was, who was there, how they voted."""
    sitting = motion.sitting
    held = [
        (_("Sitting opened"), Moment(sitting.opened_at)),
        *([(_("Sitting closed"), Moment(sitting.closed_at))] if sitting.closed_at else []),
        (_("Place"), _place(sitting)),
    ]
    return [facts(held), attendance_block(sitting), votes_block(motion)]


def _place(sitting: queries.Sitting) -> Both | None:
    return Both(kk=sitting.place_kk, ru=sitting.place_ru) if sitting.place_kk and sitting.place_ru else None


def page_votes(motion: queries.Motion) -> list[dict[str, Any]]:
    """The same for a page (``{% votes %}``), in the reader's language; a running vote shows who has voted.

    A page in a third language shows the Kazakh text of a dissent, marked as such.
    """
    lang = "ru" if get_language() == "ru" else "kk"
    cast = {row.seat_id: row for row in queries.votes(motion)}
    seats = queries.composition(motion.sitting.subject, motion.closed_at)
    return [
        {
            "name": row.person.name if row else seat.name,
            "role": role_words(seat.role, motion.sitting.subject),
            "vote": row.choice if row else "recused" if seat.recused else "absent",
            "dissent": getattr(row, f"dissent_{lang}") if row else "",
            "lang": lang,
            "signed_at": row.at if row else None,
        }
        for seat in seats
        if seat.votes and seat.substitute_for is None
        for row in [cast.get(seat.seat_id)]
    ]


def signature_rows(rows: Iterable[queries.ProtocolSignature], subject: str) -> list[Block]:
    """A line for each who signed or refused, with the reason of a refusal."""
    return [
        signature(
            full_name(row.person),
            role_words(row.role, subject),
            at=row.signed_at,
            note=Text(ON_PAPER["refused_to_sign"], reason=Both(kk=row.reason_kk, ru=row.reason_ru))
            if row.refused_at
            else None,
        )
        for row in rows
    ]


def stored(context: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """A protocol's context as it is kept, and the SHA-256 over its canonical bytes."""
    body = canonical(context)
    return json.loads(body), sha256(body).hexdigest()


def with_signatures(protocol: queries.Protocol) -> dict[str, Any]:
    """The signed protocol to be printed: what was signed, and the lines of those who signed it.

    Of a signer it is no longer said that the own presence was not confirmed: the signature on the sheet says it.
    """
    context = again(protocol.context)
    if stored(context)[1] != protocol.digest:
        raise ValueError(f"protocol {protocol.pk} does not give the bytes that were signed")
    rows = list(queries.signers(protocol))
    signed = [full_name(row.person) for row in rows if row.signed_at]
    for block in (block for part in context.get("sections", ()) for block in part.get("blocks", ())):
        for seated in block["members"] if block.get("block") == "attendance" else ():
            if seated["name"] in signed:
                seated["note"] = None
    return {**context, "signatures": signature_rows(rows, protocol.subject)}


def again(kept: Any) -> Any:
    """Leaves and blocks out of their stored form: ``plain(again(kept)) == kept``."""
    if isinstance(kept, list):
        return [again(inner) for inner in kept]
    if not isinstance(kept, dict):
        return kept
    if kept.keys() == {"kk", "ru"}:
        return Both(**kept)
    read = _LEAVES.get(kept.get("as", ""))
    return read(kept) if read else {key: again(inner) for key, inner in kept.items()}


_LEAVES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "text": lambda leaf: Text(Both(leaf["kk"], leaf["ru"]), **again(leaf["with"])),
    "amount": lambda leaf: Amount(Decimal(leaf["value"]), leaf["words"]),
    "number": lambda leaf: Number(_figure(leaf["value"]), leaf["places"], again(leaf["unit"])),
    "moment": lambda leaf: Moment(
        datetime.fromisoformat(leaf["value"]), precise="ms" in leaf["style"], short="short" in leaf["style"]
    ),
    "day": lambda leaf: Day(date.fromisoformat(leaf["value"]), short=leaf["style"] == "short"),
    "reference": lambda leaf: Ref(Paragraph.parse(leaf["value"])),
    "code": lambda leaf: Code(leaf["value"]),
}


def _figure(text: str) -> Decimal | Fraction:
    return Fraction(text) if "/" in text else Decimal(text)


def _names(person_ids: Iterable[int]) -> dict[int, Both]:
    return {person.pk: full_name(person) for person in queries.people(person_ids)}
