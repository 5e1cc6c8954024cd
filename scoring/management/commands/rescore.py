"""`manage.py rescore FILE…`: repeat an evaluation from its published file, without database or secret."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from ppp_portal.law.refusals import Refusal, Refused
from scoring.engine import evaluate
from scoring.exchange import read_evaluation, to_line, write_scores
from scoring.messages import REFUSALS


class Command(BaseCommand):
    help = "Recompute evaluations: ppp-evaluation/1 files in, one ppp-scores/1 object a line out."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        """Exit status 2 if any file was refused; the other files are printed all the same."""
        # Problems are read by programs too: always English, whatever the language of the portal.
        with translation.override(None):
            results = [self._rescore(name) for name in files]
        if not all(results):
            raise SystemExit(2)

    def _rescore(self, name: str) -> bool:
        try:
            criteria, offers = read_evaluation(_content(name))
        except Refused as refused:
            for refusal in refused.refusals:
                words = str(REFUSALS[refusal.code]) % refusal.params
                self.stderr.write(f"{name}: {refusal.field}: {words}")
            return False
        self.stdout.write(to_line(write_scores(evaluate(criteria, offers))))
        return True


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise Refused([Refusal("exchange.unreadable", params={"reason": reason}, field="$")]) from error
