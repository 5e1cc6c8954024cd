"""The register of alternative proposals: what came, from whom, when, in the order of receipt."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import identity_of, name_of
from ppp_portal.documents.blocks import col, note, para, protocol, section, table
from ppp_portal.documents.values import Code, Moment, Number, Text
from projects.models import AlternativeProposal, InitiationNotice


def register_context(
    notice: InitiationNotice,
    number: str,
    rows: Sequence[AlternativeProposal],
    damaged: Sequence[AlternativeProposal],
    withdrawn: int,
    at: datetime,
) -> dict[str, Any]:
    """``damaged`` are the envelopes that could not be opened: their receipts and hashes stand below the register."""
    head = [
        col("№", 5, numeric=True),
        col(_("Who proposes"), 30),
        col(_("Receipt"), 17),
        col(_("Received"), 20),
        col("SHA-256", 28),
    ]
    listed = [_line(place, row) for place, row in enumerate(rows, start=1)]
    closed = [_line(place, row) for place, row in enumerate(damaged, start=len(rows) + 1)]
    return protocol(
        title=_("Register of alternative proposals"),
        number=number,
        at=Moment(at),
        body=name_of(notice.organiser),
        about=name_of(notice.project, "title"),
        facts=[
            (_("Notice"), notice.number),
            (_("Published"), Moment(notice.published_at)),
            (_("Proposals accepted until (inclusive)"), Moment(notice.closes_at, precise=True)),
            (_("Proposals opened at"), Moment(at, precise=True)),
            (_("Proposals received"), Number(len(rows) + len(damaged) + withdrawn)),
            *_withdrawn(withdrawn, left=len(rows) + len(damaged)),
        ],
        sections=[
            section(
                _("Proposals in the order of receipt"),
                *(
                    [table(head, listed)]
                    if listed
                    else [para(_("No alternative proposal was received by the announced moment."))]
                ),
                note(
                    Text(
                        _(
                            "Beside each proposal stands the SHA-256 of its sealed envelope, fixed when it was "
                            "received. The receipt of the bidder carries the same value. Opened all at once: %(count)s."
                        ),
                        count=Number(len(rows)),
                    )
                ),
            ),
            *(
                [
                    section(
                        _("Lost or damaged envelopes"),
                        table(head, closed),
                        note(
                            _(
                                "The working group voted to open the rest. Nothing of these is known or compared."
                            )
                        ),
                    )
                ]
                if closed
                else []
            ),
        ],
    )


def _line(place: int, row: AlternativeProposal) -> list[Any]:
    return [
        Number(place),
        _who(row),
        row.receipt_number,
        Moment(row.submitted_at, precise=True, short=True),
        Code(row.sha256),
    ]


def _who(row: AlternativeProposal) -> Text:
    """The organisation with its number, and what the opening noticed of it."""
    said = Text(
        "%(name)s, %(identity)s",
        name=name_of(row.organisation),
        identity=identity_of(row.organisation, public=True),
    )
    for noticed in _noticed(row):
        said = Text("%(said)s (%(noticed)s)", said=said, noticed=noticed)
    return said


def _noticed(row: AlternativeProposal) -> list[Any]:
    found = {problem["code"]: problem for problem in row.problems}
    noticed: list[Any] = []
    if "affiliate" in found:
        initiators = found["affiliate"].get("initiator")
        earlier = _("marked as an affiliate of an earlier bidder")
        noticed.append(_("marked as an affiliate of the initiator") if initiators else earlier)
    if "edition" in found:
        noticed.append(_("answers an earlier edition of the notice"))
    if "unanswered" in found:
        numbers = ", ".join(str(number) for number in found["unanswered"]["numbers"])
        noticed.append(Text(_("no answer to requirements: %(numbers)s"), numbers=numbers))
    return noticed


def _withdrawn(count: int, *, left: int) -> list[tuple[Any, Any]]:
    """Of those received, when some were taken back: how many, and how many were left to be opened."""
    if not count:
        return []
    return [(_("Withdrawn in time"), Number(count)), (_("Left to be opened"), Number(left))]
