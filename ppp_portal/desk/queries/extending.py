"""What waits for the working group on an extension of a contract (p. 55)."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.extension_states import ExtensionState
from contracts.models import Extension
from contracts.queries import cards
from contracts.queries import working_group as reads
from ppp_portal.desk.queries.commission import LEADING, VOTERS
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph, law, p605
from ppp_portal.law.calendar import end_of_day
from ppp_portal.panel import queries as panel

P36, P55 = p605("36"), p605("55")


def of_group(actor: Actor, at: datetime) -> list[Waiting]:
    """Seven queries: the requests, declarations, those who stepped aside, offers, votes, protocols.

    For those who lead four more: what is compared, voted for, written, and waits for its signed file.
    """
    assert actor.person_id is not None
    requests = {
        row.subject: row for row in reads.my_extensions(actor) if row.state == ExtensionState.UNDER_REVIEW
    }
    if not requests:
        return []
    undeclared = [name for name in panel.waiting_declarations(actor.person_id) if name in requests]
    things = [
        _of(
            requests[subject],
            _("Declare that you have no conflict of interest"),
            _("Declare"),
            "declaration",
            basis=law("33"),
        )
        for subject in undeclared
    ]
    away = reads.stepped_aside(requests.values(), actor.person_id).union(undeclared)
    clear = {name: row for name, row in requests.items() if name not in away}
    if actor.role in VOTERS:
        things += [
            _of(clear[name], _("Give the verdict on each offer"), _("Open"), "extension")
            for name in reads.to_judge(clear.values())
        ]
    if actor.role in LEADING:
        things += _led(clear)
    things += [
        _of(
            clear[row.sitting.subject],
            _("Cast my vote"),
            _("Cast my vote"),
            "motion",
            row.pk,
            basis=P36,
            blocks=True,
        )
        for row in panel.waiting_votes(actor.person_id)
        if row.sitting.subject in clear
    ]
    things += [
        _of(
            clear[row.subject],
            _("Sign protocol %(number)s or say why not") % {"number": row.number},
            _("Read and sign"),
            "paper",
            row.pk,
            basis=P36,
        )
        for row in panel.waiting_signatures(actor.person_id)
        if row.subject in clear
    ]
    return things


def _led(clear: dict[str, Extension]) -> list[Waiting]:
    """What whoever leads the group does: puts the recommendation to the vote, writes the protocol, keeps its file."""
    to_put, to_write = reads.to_recommend(clear.values())
    put, write = (
        _("Put the recommendation to the vote: the alternatives are compared"),
        _("Write the protocol"),
    )
    return [
        *(_of(clear[name], put, _("Open"), "extension") for name in sorted(to_put)),
        *(
            _of(clear[name], write, _("Open"), "extension", basis=P36, blocks=True)
            for name in sorted(to_write)
        ),
        *(
            _of(
                clear[row.subject],
                _("Register the signed file of protocol %(number)s") % {"number": row.number},
                _("Register the file"),
                "paper",
                row.pk,
                basis=P36,
            )
            for row in panel.waiting_files(clear)
        ),
    ]


def _of(
    extension: Extension,
    what: str,
    action: str,
    page: str,
    *more: object,
    basis: Paragraph = P55,
    blocks: bool = False,
) -> Waiting:
    return Waiting(
        what,
        f"{extension.number} · {extension.card.title}",
        reverse(f"contracts:group_{page}", args=[extension.pk, *more]),
        action,
        cards.cited(extension.card, basis),
        end_of_day(extension.card.ends_on),
        blocks=blocks,
    )
