"""Notices: asked for in a transaction, delivered after it, in the language of the reader."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ppp_portal.journal import outbox
from ppp_portal.journal.models import OutboxMessage
from ppp_portal.notices import actions, kinds, queries
from ppp_portal.notices.actions.delivery import connection, deliver
from ppp_portal.notices.kinds import Kind, register, registered_kinds
from ppp_portal.notices.models import Notice, SentMail
from ppp_portal.notices.outgoing import notify
from ppp_portal.notices.wrapping import unwrap, wrap

KIND = "test.closed"


@pytest.fixture(autouse=True)
def words(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register(KIND, title=_("Tender %(number)s"), body=_("%(title)s: %(sum)s, %(at)s"))


def tell(*people, key="k", email=True, url_name="notices:list", **params):
    values = {
        "number": "17",
        "title": {"kk": "Жатақхана", "ru": "Общежитие"},
        "sum": Decimal("18324558000"),
        "at": datetime(2026, 3, 19, 13, 0, tzinfo=UTC),
    }
    notify(
        KIND, to=[p.person_id for p in people], subject="tender:1", params={**values, **params}, key=key,
        url_name=url_name, email=email,
    )  # fmt: skip


@pytest.mark.django_db
def test_everybody_reads_it_in_the_own_language(cast):
    for actor, language in ((cast.chair, "kk"), (cast.deputy, "ru")):
        person = cast.person_of(actor)
        person.language = language
        person.save()
    tell(cast.chair, cast.deputy, cast.chair)
    assert not Notice.objects.exists(), "nothing is delivered inside the transaction"
    assert outbox.drain() == 2
    assert [
        (m.language, "Жатақхана" in m.body, "Общежитие" in m.body) for m in SentMail.objects.order_by("id")
    ] == [
        ("kk", True, False),
        ("ru", False, True),
    ]
    letters = {message.to[0]: message for message in mail.outbox}
    russian = letters[cast.person_of(cast.deputy).email]
    assert "19 марта 2026 г., 18:00" in russian.body.replace("\N{NO-BREAK SPACE}", " ")
    assert "/ru/notices/" in russian.body
    assert "18 324 558 000 ₸" in russian.alternatives[0].content.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.django_db
def test_twice_does_no_harm(cast):
    tell(cast.chair)
    tell(cast.chair)
    outbox.drain()
    message = OutboxMessage.objects.get(kind="notices.deliver")
    deliver(message.payload)
    assert (Notice.objects.count(), SentMail.objects.count(), len(mail.outbox)) == (1, 1, 1)


@pytest.mark.django_db
def test_some_notices_stay_in_the_portal(cast):
    idle = cast.person_of(cast.deputy)
    idle.is_active = False
    idle.save()
    tell(cast.chair, email=False)
    tell(cast.deputy, key="other")
    outbox.drain()
    assert (Notice.objects.count(), len(mail.outbox)) == (2, 0)


@pytest.mark.django_db
def test_a_mail_that_fails_is_tried_again_and_leaves_no_notice_behind(cast, monkeypatch):
    def broken(self, *args, **kwargs):
        raise OSError("no route")

    tell(cast.chair)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", broken)
        outbox.drain()
    assert not Notice.objects.exists()
    OutboxMessage.objects.update(next_try_at=datetime(2020, 1, 1, tzinfo=UTC))
    outbox.drain()
    assert (Notice.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("training", "configured", "used"),
    [
        (True, "smtp", "dummy"),
        (False, "smtp", "smtp"),
        (True, "filebased", "filebased"),
        (True, "console", "console"),
    ],
)
def test_in_training_no_mail_leaves_the_portal(settings, monkeypatch, tmp_path, training, configured, used):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{configured}.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    monkeypatch.setattr("ppp_portal.journal.clock.is_training", lambda: training)
    assert used in type(connection()).__module__


def test_a_kind_has_one_meaning():
    register(KIND, title=kinds.kind_of(KIND).title, body=kinds.kind_of(KIND).body)
    with pytest.raises(ValueError, match="twice"):
        register(KIND, title="x", body="y")
    assert kinds.kind_of(KIND) == Kind(_("Tender %(number)s"), _("%(title)s: %(sum)s, %(at)s"))
    assert KIND in registered_kinds()
    with pytest.raises(KeyError):
        notify("test.unknown", to=[1], subject="", params={}, key="")


@pytest.mark.parametrize(
    ("value", "kk", "en"),
    [
        ("a", "a", "a"),
        (7, 7, 7),
        (date(2026, 3, 19), "2026 ж. 19 наурыз", "19 March 2026"),
        ({"month": date(2026, 9, 1)}, "2026 жылғы қыркүйек", "September 2026"),
        (Decimal("1.50"), "1,50 ₸", "1.50 ₸"),
        ({"kk": "к", "ru": "р"}, "к", "р"),
    ],
)
def test_values_find_their_words_at_the_end(value, kk, en):
    def shown(language):
        found = unwrap(wrap(value), language)
        return found.replace("\N{NO-BREAK SPACE}", " ") if isinstance(found, str) else found

    assert (shown("kk"), shown("en")) == (kk, en)


@pytest.mark.parametrize("value", [1.5, True, None, ["a"], {"kk": "a"}, object()])
def test_a_value_without_words_is_refused(value):
    with pytest.raises(TypeError):
        wrap(value)


@pytest.fixture
def many(cast):
    for n in range(45):
        tell(cast.chair, key=f"k{n}", number=str(n), email=False)
    tell(cast.deputy, key="foreign", email=False)
    outbox.drain()
    return cast


@pytest.mark.django_db
def test_the_list_goes_on_by_key(many, client_of):
    client, address = client_of(many.chair), "/ru/notices/"
    seen, before = [], ""
    for _page in range(3):
        page = client.get(address + before)
        assert page.status_code == 200
        entries = page.context["page"]
        seen += [entry.notice.params["number"] for entry in entries.entries]
        before = f"?before={entries.older}"
    assert seen == [str(n) for n in range(44, -1, -1)]
    assert entries.older is None
    assert client.get(f"{address}?before=x'--").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    cast, client_of, django_assert_num_queries, count
):
    for n in range(count):
        tell(cast.chair, key=str(n), email=False)
    outbox.drain()
    with django_assert_num_queries(2):
        queries.notices_of(cast.chair.person_id, "kk")
        queries.unread_count(cast.chair.person_id)


@pytest.mark.django_db
def test_opening_a_notice_marks_it_and_goes_where_it_leads(many, client_of):
    client = client_of(many.chair)
    notice = Notice.objects.filter(person_id=many.chair.person_id).first()
    assert queries.unread_count(many.chair.person_id) == 45
    address = reverse("notices:open", args=[notice.handle])
    for _click in range(2):
        answer = client.post(address)
        assert answer.status_code == 303
    notice.refresh_from_db()
    first = notice.read_at
    assert first
    assert client.get(address).status_code == 405
    client.post(reverse("notices:read_all"))
    notice.refresh_from_db()
    assert (queries.unread_count(many.chair.person_id), notice.read_at) == (0, first)
    assert queries.unread_count(many.deputy.person_id) == 1
    assert client_of(many.outsider).post(address).status_code == 404


@pytest.mark.django_db
def test_a_guest_signs_in_first(client):
    assert client.get("/kk/notices/").status_code == 302


@pytest.mark.django_db
def test_a_page_that_is_no_more_leaves_the_notice_readable(cast, client_of):
    tell(cast.chair, url_name="nowhere:gone")
    outbox.drain()
    assert client_of(cast.chair).get("/kk/notices/").status_code == 200
    (copy,) = queries.sent_mails()
    assert (copy.kind, copy.at - copy.notice.created_at) == (KIND, timedelta(0))


@pytest.mark.django_db
def test_marking_is_for_oneself(many):
    notice = Notice.objects.get(person_id=many.deputy.person_id)
    actions.mark_read(handle=notice.handle, by=many.chair)
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.django_db
def test_the_desk_leads_to_the_own_notices_and_counts_the_unread(many, client_of):
    client, address = client_of(many.chair), reverse("notices:list").replace("/kk/", "/en/")
    assert f'<a href="{address}">Unread notices: 45</a>' in client.get("/en/desk/").content.decode()
    client.post(reverse("notices:read_all"))
    assert f'<a href="{address}">Notices</a>' in client.get("/en/desk/").content.decode()
