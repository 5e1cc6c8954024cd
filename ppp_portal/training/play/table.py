"""The commission at its table: declarations, sittings, votes, protocols, and each of its steps."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ppp_portal.documents.values import Both
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion, Protocol, Sitting
from ppp_portal.panel.states import Choice
from ppp_portal.training.play.announcing import PLACE
from ppp_portal.training.play.stage import Stage
from tenders.actions import papers, sittings
from tenders.models import Tender

VOTERS = ("chair", "deputy", "member_1", "member_2", "member_3")
EVERYBODY = (*VOTERS, "secretary")
SEATED = (*EVERYBODY, "member_4")


def declare(stage: Stage, tender: Tender) -> None:
    """Nobody of the commission sees a bid before declaring to be free of a conflict of interest."""

    def all_declare() -> None:
        for who in SEATED:
            panel.declare(subject=tender.subject, no_conflict=True, by=stage[who], stream=tender.stream)

    stage.together("chair", "and all members declare to have no conflict of interest", all_declare)


class Table:
    """One sitting: ``decide`` puts the vote and counts it."""

    def __init__(self, stage: Stage, tender: Tender, sitting: Sitting, present: tuple[str, ...]) -> None:
        self.stage, self.tender, self.sitting, self.present = stage, tender, sitting, present

    @property
    def voters(self) -> tuple[str, ...]:
        return tuple(who for who in self.present if who != "secretary")

    def vote(self, motion: Motion, against: Mapping[str, Both] | None = None) -> Motion:
        """Everybody with a vote who is present votes; ``against`` gives the dissenting opinions by name."""
        dissenting = against or {}
        for who in self.voters:
            panel.cast_vote(
                motion_id=motion.pk,
                choice=Choice.AGAINST if who in dissenting else Choice.FOR,
                dissent_kk=dissenting[who].kk if who in dissenting else "",
                dissent_ru=dissenting[who].ru if who in dissenting else "",
                seen=motion.digest,
                by=self.stage[who],
                stream=self.tender.stream,
            )
        return panel.close_motion(motion_id=motion.pk, by=self.stage["chair"], stream=self.tender.stream)

    def decide(
        self,
        what: str,
        ask: Callable[..., Motion],
        /,
        *,
        by: str = "chair",
        against: Mapping[str, Both] | None = None,
        **arguments: Any,
    ) -> Motion:
        """Put the question of ``ask`` to the vote and count: one line of the story."""

        def asked() -> Motion:
            return self.vote(ask(by=self.stage[by], **arguments), against)

        tally = f"{len(self.voters) - len(against or {})} for, {len(against or {})} against"
        return self.stage.together(by, f"puts to the vote: {what} ({tally})", asked)


def sit_down(stage: Stage, tender: Tender, purpose: str, absent: Iterable[str] = ()) -> Table:
    """The chair opens a sitting. A member's seat is taken by the substitute if the member is away."""
    present = tuple(who for who in EVERYBODY if who not in set(absent))
    if "member_3" not in present:
        present = (*present[:-1], "member_4", present[-1])
    held = stage.do(
        "chair",
        f"opens a sitting of the commission ({purpose}), {len(present) - 1} with a vote",
        sittings.open_sitting,
        tender_id=tender.pk,
        purpose=purpose,
        **PLACE,
        present=[stage.person(who) for who in present],
    )

    def confirm() -> None:
        for who in present[1:]:
            panel.arrive(sitting_id=held.pk, by=stage[who], stream=tender.stream)

    stage.together(
        present[1], "and the others confirm under their own names that they are at the table", confirm
    )
    return Table(stage, tender, held, present)


@contextmanager
def sitting(stage: Stage, tender: Tender, purpose: str, absent: Iterable[str] = ()) -> Iterator[Table]:
    """A sitting from its opening to its close."""
    table = sit_down(stage, tender, purpose, absent)
    yield table
    stage.do(
        "chair",
        "closes the sitting",
        panel.close_sitting,
        sitting_id=table.sitting.pk,
        stream=tender.stream,
    )


def protocol(stage: Stage, tender: Tender, kind: str, table: Table) -> Protocol:
    """The secretary drafts from the facts, everybody present signs; the last signature moves the tender."""
    name = kind.removeprefix("tender.")
    drafted = stage.do(
        "secretary", f"drafts the protocol ({name})", papers.draft, tender_id=tender.pk, kind=kind
    )
    stage.do(
        "secretary",
        f"sends protocol № {drafted.number} to its signers",
        panel.send_to_signing,
        protocol_id=drafted.pk,
        stream=tender.stream,
    )

    def all_sign() -> Protocol:
        signed = drafted
        for who in table.present:
            signed = papers.sign(
                tender_id=tender.pk, protocol_id=drafted.pk, by=stage[who], seen=drafted.digest
            )
        return signed

    return stage.together(
        "chair", f"and {len(table.present) - 1} more sign protocol № {drafted.number}", all_sign
    )
