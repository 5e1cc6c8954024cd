"""A commission of five votes with substitutes, at work on one subject."""

from dataclasses import dataclass
from datetime import date

import pytest

from ppp_portal.journal.actor import Actor
from ppp_portal.panel import actions
from ppp_portal.panel.models import Commission, Sitting
from ppp_portal.panel.rules import SeatPlan
from tests.cast import Cast

SUBJECT = "matter:0f2b"
STREAM = "matter/0f2b"
PLACE = {"place_kk": "Алматы қ., мәжіліс залы", "place_ru": "г. Алматы, зал заседаний"}


def plans(cast: Cast) -> list[SeatPlan]:
    """Chair, deputy, three members, secretary; the fourth member stands behind the third."""
    return [
        SeatPlan(cast.chair.person_id, "chair"),
        SeatPlan(cast.deputy.person_id, "deputy"),
        SeatPlan(cast.member_1.person_id, "member"),
        SeatPlan(cast.member_2.person_id, "member"),
        SeatPlan(cast.member_3.person_id, "member"),
        SeatPlan(cast.secretary.person_id, "secretary"),
        SeatPlan(cast.member_4.person_id, "member", substitute_for=cast.member_3.person_id),
    ]


@dataclass
class Panel:
    """The commission and shorthands for what the tests do again and again."""

    cast: Cast
    commission: Commission

    @property
    def everybody(self) -> list[Actor]:
        return [*self.cast.voters, self.cast.secretary]

    def declare(self, *actors: Actor) -> None:
        for actor in actors or self.everybody:
            actions.declare(subject=SUBJECT, no_conflict=True, by=actor, stream=STREAM)

    def open(self, *present: Actor, by: Actor | None = None, purpose: str = "opening") -> Sitting:
        people = present or (*self.cast.voters[:5], self.cast.secretary)
        return actions.open_sitting(
            subject=SUBJECT,
            purpose=purpose,
            by=by or self.cast.chair,
            stream=STREAM,
            present=[actor.person_id for actor in people],
            **PLACE,
        )

    def put(self, sitting: Sitting, code: str = "matter.open", **more):
        return actions.put_motion(
            sitting_id=sitting.pk,
            code=code,
            question_kk="Конверттерді ашу керек пе?",
            question_ru="Вскрыть конверты?",
            by=self.cast.secretary,
            stream=STREAM,
            **more,
        )

    def vote(self, motion, choices: dict[Actor, str]) -> None:
        for actor, choice in choices.items():
            actions.cast_vote(motion_id=motion.pk, choice=choice, by=actor, stream=STREAM)


def make_panel(cast: Cast) -> Panel:
    commission = actions.appoint_commission(
        organisation_id=cast.org_organiser.pk,
        kind="group",
        name_kk="Конкурстық комиссия",
        name_ru="Конкурсная комиссия",
        order_number="14-ө",
        order_date=date(2026, 2, 2),
        seats=plans(cast),
        by=cast.head,
    )
    actions.assign(subject=SUBJECT, commission_id=commission.pk, pack="605-458", by=cast.staff, stream=STREAM)
    return Panel(cast, commission)


@pytest.fixture
def panel(cast: Cast) -> Panel:
    return make_panel(cast)
