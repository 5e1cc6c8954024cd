"""Carrying a notice out: the row in the portal, the mail, the copy of the mail. Twice does no harm."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils.translation import override

from ppp_portal.accounts.models import Person
from ppp_portal.journal import clock, outbox
from ppp_portal.notices.models import Notice, SentMail
from ppp_portal.notices.outgoing import DELIVER
from ppp_portal.notices.queries import Letter, letter

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
AT_HOME = ("filebased", "console", "locmem", "dummy")


@outbox.handles(DELIVER)
def deliver(payload: Mapping[str, Any]) -> None:
    """Write the notice and send its mail. Inside the outbox's savepoint: a mail that fails is tried again."""
    notice, new = Notice.objects.get_or_create(
        key=payload["key"],
        defaults={
            "person_id": payload["person"],
            "kind": payload["kind"],
            "subject": payload["subject"],
            "params": payload["params"],
            "url_name": payload["url_name"],
            "url_args": payload["url_args"],
            "created_at": clock.now(),
        },
    )
    person = notice.person
    if new and payload["email"] and person.is_active and person.email:
        send(notice, person)


def send(notice: Notice, person: Person) -> None:
    """One mail in the person's language, text and HTML, with its copy in the portal."""
    with override(person.language):
        words = letter(notice, person.language)
        context = {
            "letter": words,
            "address": _address(words),
            "person": person,
            "origin": settings.PORTAL_ORIGIN,
        }
        text = render_to_string("notices/mail.txt", context)
        html = render_to_string("notices/mail.html", context)
    subject = " ".join(words.title.split())[:300]
    SentMail.objects.create(
        notice=notice,
        kind=notice.kind,
        to=person.email,
        language=person.language,
        subject=subject,
        body=text,
        at=notice.created_at,
    )
    mail = EmailMultiAlternatives(subject, text, to=[person.email], connection=connection())
    mail.attach_alternative(html, "text/html")
    mail.send()


def connection() -> BaseEmailBackend:
    """The way out. A training installation has none: whatever is configured, its mail stays at home."""
    at_home = any(name in settings.EMAIL_BACKEND for name in AT_HOME)
    backend = settings.EMAIL_BACKEND if at_home or not clock.is_training() else NOWHERE
    made: BaseEmailBackend = get_connection(backend)
    return made


def _address(words: Letter) -> str:
    return settings.PORTAL_ORIGIN + words.path if words.path else ""
