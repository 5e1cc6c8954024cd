"""The demonstration: five tenders in the promised states, loaded once."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.journal.verify import findings
from ppp_portal.training import guide
from ppp_portal.training.cast import PEOPLE
from ppp_portal.training.play import demo, themes
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

    initiated = InitiationNotice.objects.get()
    assert (initiated.state, initiated.proposals.get().state) == ("published", "submitted")
    assert initiated.closes_at - clock.now() > timedelta(days=20)

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
    for person in PEOPLE:
        client.post(reverse("training:sign_in", args=[person.key]))
        assert client.get(reverse("desk:desk")).status_code == 200, person.key


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
