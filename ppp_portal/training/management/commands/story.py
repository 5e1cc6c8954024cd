"""``manage.py story DIR``: whole tenders played through the portal's own actions, each in a fresh database."""

import time
from argparse import ArgumentParser
from gc import freeze
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ppp_portal.journal import clock
from ppp_portal.training import telling
from ppp_portal.training.actions.people import settle_cast
from ppp_portal.training.play.cases import CASES, about, begins
from ppp_portal.training.play.fresh import NotFresh, database
from ppp_portal.training.play.stage import Stage


class Command(BaseCommand):
    help = "Play whole tenders, a line a step, and leave their documents, evaluation and journal in DIR/CASE."
    requires_system_checks: list[str] = []  # seconds; the launcher has just migrated, which checks everything

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="where to leave what the story makes")
        parser.add_argument("--case", choices=list(CASES), action="append", help="all cases without it")
        parser.add_argument(
            "--no-pdf", action="store_true", help="leave the data of the documents, unprinted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["dir"]
        for case in options["case"] or list(CASES):
            began = time.monotonic()
            try:
                with database(f"story_{case}"):
                    self._tell(case, folder / case, pdf=not options["no_pdf"])
            except NotFresh as reason:
                raise CommandError(str(reason)) from reason
            self.stdout.write(f"   {time.monotonic() - began:.0f} s\n")

    def _tell(self, case: str, folder: Path, *, pdf: bool) -> None:
        self.stdout.write(f"== {case}: {about(case)}")
        clock.begin_at(begins(case))
        settle_cast()
        freeze()
        CASES[case](Stage(self._line))
        if pdf:
            telling.print_all()
        left = telling.leave(folder, pdf=pdf)
        if faults := telling.faults():
            raise CommandError("the journal does not verify:\n" + "\n".join(faults))
        self.stdout.write(f"   {len(left)} files in {folder}; the journal verifies")

    def _line(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
