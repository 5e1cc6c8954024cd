"""What a story leaves behind: every document in both languages, the evaluation, the journal."""

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from gc import freeze
from multiprocessing import get_context
from pathlib import Path

from django.db import connection

from ppp_portal.documents.actions import PRINT, carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.storage import shelf
from ppp_portal.journal import outbox
from ppp_portal.journal.models import Record
from ppp_portal.journal.verify import findings
from tenders.models import Evaluation

PRINTERS = 2


def orders() -> list[PrintOrder]:
    """Every document that was ordered, in the order of the procedure."""
    return list(PrintOrder.objects.order_by("ordered_at", "key"))


def print_all() -> None:
    """Carry out every order, two at a time: each printer takes what the other has not taken."""
    connection.close()
    freeze()  # what is loaded by now is shared with the printers and never collected
    with ProcessPoolExecutor(PRINTERS, get_context("fork"), initializer=connection.close) as printers:
        list(printers.map(_print, range(PRINTERS)))


def _print(_printer: int) -> int:
    return outbox.drain(limit=1000, only={PRINT})


def leave(folder: Path, *, pdf: bool) -> list[str]:
    """Write everything into ``folder``; the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.suffix in (".pdf", ".json", ".jsonl"):
            old.unlink()
    names = list(_documents(folder, pdf=pdf))
    names += list(_evaluations(folder))
    with (folder / "journal.jsonl").open("wb") as journal:
        for row in Record.objects.order_by("pk").iterator():
            journal.write(bytes(row.body) + b"\n")
    return [*names, "journal.jsonl"]


def _documents(folder: Path, *, pdf: bool) -> Iterable[str]:
    """``NN-kind.kk.pdf`` and ``NN-kind.ru.pdf``; without PDFs the data that they would be made of."""
    for number, order in enumerate(orders(), start=1):
        name = f"{number:02d}-{order.kind.rpartition('.')[2].replace('_', '-')}"
        if not pdf:
            (folder / f"{name}.json").write_text(order.context)
            yield f"{name}.json"
            continue
        for language, document in sorted(carry_out(order).items()):
            (folder / f"{name}.{language}.pdf").write_bytes(shelf().read(document.sha256))
            yield f"{name}.{language}.pdf"


def _evaluations(folder: Path) -> Iterable[str]:
    for made in Evaluation.objects.order_by("computed_at"):
        for name, content in (("evaluation", made.inputs), ("scores", made.scores)):
            text = json.dumps(content, ensure_ascii=False, indent=2)
            (folder / f"{name}.json").write_text(text + "\n")
            yield f"{name}.json"


def faults() -> list[str]:
    """What the verifier finds wrong in the journal of the story: nothing, in a right one."""
    return [str(finding) for finding in findings()]
