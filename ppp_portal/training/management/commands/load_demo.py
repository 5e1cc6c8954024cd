"""``manage.py load_demo``: the cast, tenders and what comes before and after them, once; later nothing is changed."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone

from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.training import queries
from ppp_portal.training.actions.people import settle_cast
from ppp_portal.training.cast import PASSWORD
from ppp_portal.training.play import demo
from ppp_portal.training.play.stage import Stage


class Command(BaseCommand):
    help = (
        "Load the cast and the history of the demonstration into a fresh training database; later do nothing."
    )
    requires_system_checks: list[str] = []  # seconds; the launcher has just migrated, which checks everything

    def handle(self, *args: Any, **options: Any) -> None:
        if not clock.is_training():
            raise CommandError("The demonstration is loaded only in training mode: set PORTAL_TRAINING=1.")
        if queries.cast_settled():
            self.stdout.write("The demonstration is loaded already; nothing was changed.")
            return
        if Record.objects.exists():
            raise CommandError("This database is in use; the demonstration needs a fresh one.")
        began = time.monotonic()
        self.stdout.write(
            "Loading the demonstration: initiatives, tenders and contracts are played through …"
        )
        try:
            self._load(verbose=options["verbosity"] > 1)
        except DatabaseError as error:
            raise CommandError(f"The demonstration could not be loaded: {error}") from error
        self.stdout.write(
            f"Loaded in {time.monotonic() - began:.0f} s. Everybody's password: {PASSWORD}\n"
            "Documents are printed by the worker in the first minutes."
        )

    @transaction.atomic
    def _load(self, *, verbose: bool) -> None:
        """All or nothing: what was interrupted can simply be started again."""
        end = demo.last_moment(timezone.now())
        clock.begin_at(end - demo.HISTORY)
        settle_cast()
        demo.play(Stage(self.stdout.write) if verbose else Stage(), end)
