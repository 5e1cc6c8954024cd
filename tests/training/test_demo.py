"""The demonstration: tenders, initiatives and contracts in the promised states, loaded once."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from contracts.models import Assignment, ContractCard, Extension, Replacement
from contracts.queries import monitoring, replacement
from contracts.queries.assignment import needed_consents
from contracts.queries.drift import drift_of
from ppp_portal.comparison.models import Column, Verdict
from ppp_portal.documents.queries import pair_rows
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.journal.verify import findings
from ppp_portal.law.calendar import add_months, local_day
from ppp_portal.panel.models import Sitting
from ppp_portal.training import guide
from ppp_portal.training.cast import PEOPLE
from ppp_portal.training.play import demo, neglect, themes
from ppp_portal.training.play.cases.notice_texts import VIDEO
from ppp_portal.training.play.lighting import LIGHTING
from ppp_portal.training.play.neglect import POOL
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.watching import Watched, answer, not_performed
from projects.models import InitiationNotice
from tenders.models import Bid, Evaluation, Failure, Question, Tender

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def of(theme: themes.Theme) -> Tender:
    return Tender.objects.get(title_ru=theme.title_ru, parent=None)


def test_the_demonstration(client):
    call_command("load_demo", stdout=StringIO())
    assert list(findings()) == []
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=5)

    sealed = of(themes.DORMITORY)
    assert sealed.state == "accepting"
    assert timedelta(minutes=50) < sealed.closes_at - clock.now() <= timedelta(hours=1)
    bids = Bid.objects.filter(tender=sealed, state="submitted")
    assert set(bids.values_list("bidder__name_ru", flat=True)) == {
        "ТОО «Жетысу Кампус Курылыс»",
        "ТОО «Алатау Инвест Девелопмент»",
        "ТОО «Достык Резиденс»",
        "АО «Туран Инфраструктура»",
    }

    accepting = of(themes.ZHETYSU)
    assert accepting.state == "accepting"
    assert accepting.closes_at - clock.now() > timedelta(days=20)
    assert Question.objects.filter(tender=accepting, answered_at=None).count() == 1

    scored = of(themes.TURKSIB)
    assert scored.state == "evaluated"
    assert len(Evaluation.objects.get(tender=scored).scores["scores"]) == 3

    concluded = of(themes.ALMALY)
    assert (concluded.state, concluded.contracts.get().state) == ("contracted", "registered")

    failed = of(themes.COLLEGE)
    assert (failed.state, Failure.objects.get(tender=failed).ground) == ("failed", "44-1")

    initiatives()
    contracts()

    records = Record.objects.count()
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "nothing was changed" in said.getvalue()
    assert Record.objects.count() == records

    home = client.get(reverse("registry:home"))
    assert home.status_code == 200
    lines = guide.lines()
    assert len(lines) == 10
    for line in lines:
        assert line.url in home.content.decode()
        if line.who:
            client.post(reverse("training:sign_in", args=[line.who]))
        assert client.get(line.url).status_code == 200, line.url
    client.post(reverse("training:sign_in", args=["chair"]))
    desk = client.get(reverse("desk:desk")).content.decode()
    assert LIGHTING.card["title_kk"] in desk
    for person in PEOPLE:
        client.post(reverse("training:sign_in", args=[person.key]))
        assert client.get(reverse("desk:desk")).status_code == 200, person.key


def initiatives():
    """The Almaty notice holds two sealed alternatives; three of another are compared and wait for the vote."""
    accepting = InitiationNotice.objects.get(project__title_ru=VIDEO.card["title_ru"])
    assert (accepting.state, accepting.project.cost) == ("published", Decimal(18_324_558_000))
    assert list(accepting.proposals.values_list("state", flat=True)) == ["submitted"] * 2
    assert accepting.closes_at - clock.now() > timedelta(days=15)

    compared = InitiationNotice.objects.get(project__title_ru=LIGHTING.card["title_ru"])
    assert (compared.state, compared.proposals.filter(state="opened").count()) == ("alternatives", 3)
    verdicts = Verdict.objects.filter(column__questionnaire__subject=compared.subject)
    assert sorted(verdicts.values_list("outcome", flat=True)) == ["meets", "meets", "partly"]
    assert pair_rows(compared.subject, public=True)
    assert not Sitting.objects.filter(subject=compared.subject, closed_at=None).exists()


def contracts():
    """Sergek as published; five months of six recorded; a replacement half way; two requests of partners."""
    sergek = ContractCard.objects.get(number="Сергек")
    drift = drift_of(sergek).quantities[0]
    assert [int(point["value"]) for point in drift.points] == [766, 1641, 1991]
    assert drift.share == Fraction(1225, 1991)
    assert Column.objects.filter(questionnaire__subject=sergek.subject, real=True).count() == 5

    idle = ContractCard.objects.get(title_ru=POOL["title_ru"])
    assert (len(monitoring.run(idle)), monitoring.proposals(idle).count()) == (5, 0)
    over = add_months(local_day(clock.now()).replace(day=1), -1)
    assert monitoring.run(idle)[-1] == add_months(over, -1)
    assert monitoring.mark_of(idle, over) is None
    assert idle.findings.get().replied_at

    case = Replacement.objects.get()
    assert (case.state, case.tender.state, len(case.months)) == ("tender", "accepting", 6)
    assert {"s0", "s0t", "s1", "s3", "s4"} <= set(replacement.done(case))
    changes = replacement.documentation_changes(case)
    assert changes
    assert all(change.why for change in changes)
    assert replacement.compensation(case).left == Decimal(600_700_000)
    assert case.card.hand_over.signed_at

    extension = Extension.objects.get()
    assert extension.state == "under_review"
    assert local_day(clock.now()) < extension.old_ends_on
    offers = Column.objects.filter(questionnaire__subject=extension.subject)
    assert (offers.count(), Verdict.objects.filter(column__in=offers).count()) == (4, 2)
    assignment = Assignment.objects.get()
    assert (assignment.state, assignment.card.contract.tender) == ("qualified", of(themes.ALMALY))
    assert [row.part for row in needed_consents(assignment)] == ["public_partner"]
    assert not assignment.consents.exists()


def test_with_the_reply_to_the_sixth_month_the_portal_proposes_a_replacement(cast):
    stage, end = Stage(), clock.now() + timedelta(days=230)
    neglect.appoint(stage, end)
    stage.go_to(end)
    card = ContractCard.objects.get()
    watched = Watched(card, neglect.PARTNER)
    month = add_months(local_day(end).replace(day=1), -1)
    not_performed(stage, watched, month, neglect.STOPPED)
    assert not monitoring.proposals(card).exists()
    answer(stage, watched, month, neglect.SAID[0])
    assert monitoring.open_proposal(card).last_month == month


@pytest.mark.parametrize(
    ("real", "end"),
    [
        (datetime(2026, 11, 22, 9, 0, 41, tzinfo=UTC), datetime(2026, 11, 22, 9, 2, tzinfo=UTC)),
        (datetime(2031, 2, 3, 9, 0, tzinfo=UTC), datetime(2026, 2, 3, 9, 2, tzinfo=UTC)),
        (datetime(2032, 2, 29, 9, 0, tzinfo=UTC), datetime(2026, 2, 28, 9, 2, tzinfo=UTC)),
    ],
)
def test_the_last_moment_is_now_or_the_same_day_of_the_last_year_with_an_index(real, end):
    assert demo.last_moment(real) == end
