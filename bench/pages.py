"""The server's time for each page of the largest tender beside that of the smallest.

The smallest has one line of text in every part, no question and one bid; the largest texts of 20,000 characters in
both languages, 200 answered questions and 30 bids. Run: python -m bench.pages (needs DATABASE_URL; the data live
in a scratch database). Times are CPU milliseconds of this process, the median of several requests; what matters
is their ratio, and that the number of statements does not grow.
"""

from statistics import median
from time import process_time
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import scratch

scratch.prepare()

# The portal is imported after its settings are loaded, so these stand below the call (E402).
from ppp_portal.journal import clock  # noqa: E402
from tenders.models import Bid, DocumentationPart, DraftClause, EvidenceItem, Question, Tender  # noqa: E402
from tenders.queries import figures  # noqa: E402
from tenders.queries.documentation import clause_texts  # noqa: E402
from tests.cast import make_cast  # noqa: E402
from tests.conftest import StillClock  # noqa: E402
from tests.tenders import factories  # noqa: E402
from tests.tenders.commission import negotiating_tender, seat  # noqa: E402
from tests.tenders.crowd import crowd  # noqa: E402
from tests.tenders.factories import DAY, START, published_tender, submitted_bid  # noqa: E402

TIMES = 5
CHARACTERS, QUESTIONS, BIDS = 20_000, 200, 30
SENTENCE = {
    "kk": "Жатақхана 1 000 орынға арналған және құжаттамаға сәйкес салынады. ",
    "ru": "Общежитие рассчитано на 1 000 мест и строится по документации. ",
}
# who reads, the address, what fills it: of the tender that accepts bids, and of the one in negotiation
ACCEPTING = (
    ("guest", "registry:tender", {"number": "number"}),
    ("guest", "registry:documentation", {"number": "number"}),
    ("guest", "registry:questions", {"number": "number"}),
    ("guest", "registry:calendar", {"number": "number"}),
    ("guest", "api_tender", {"number": "number"}),
    ("staff", "tenders:organizer_tender", {"pk": "tender"}),
    ("staff", "tenders:organizer_documentation", {"pk": "tender"}),
    ("staff", "tenders:organizer_preview", {"pk": "tender"}),
    ("staff", "tenders:organizer_questions", {"pk": "tender"}),
    ("staff", "tenders:organizer_amendments", {"pk": "tender"}),
    ("bidder_a", "tenders:bid", {"bid": "bid"}),
    ("bidder_a", "tenders:bid_offer", {"bid": "bid"}),
    ("bidder_a", "tenders:bid_check", {"bid": "bid"}),
    ("custodian", "tenders:custodian_securities", {}),
    ("custodian", "tenders:custodian_ledger", {"tender": "tender"}),
    ("chair", "tenders:commission_tender", {"tender": "tender"}),
)
JUDGED = (
    ("staff", "tenders:organizer_tender", {"pk": "tender"}),
    ("chair", "tenders:commission_tender", {"tender": "tender"}),
    ("chair", "tenders:commission_opening_list", {"tender": "tender"}),
    ("chair", "tenders:commission_qualification", {"tender": "tender"}),
    ("chair", "tenders:commission_bid", {"tender": "tender", "bid": "bid"}),
    ("chair", "tenders:commission_evidence", {"tender": "tender"}),
    ("chair", "tenders:commission_scores", {"tender": "tender"}),
    ("chair", "tenders:commission_papers", {"tender": "tender"}),
    ("chair", "tenders:commission_negotiation", {"tender": "tender"}),
    ("auditor", "desk:audited_tender", {"pk": "tender"}),
)


def long(language: str) -> str:
    return (SENTENCE[language] * (CHARACTERS // len(SENTENCE[language]) + 1))[:CHARACTERS]


def lengthen(tender: Tender) -> None:
    texts = {"text_kk": long("kk"), "text_ru": long("ru")}
    parts = DocumentationPart.objects.filter(documentation__tender=tender)
    parts.update(**texts, compared=figures.to_keep(*texts.values()))
    for clause in DraftClause.objects.filter(documentation__tender=tender):
        clause.text_kk, clause.text_ru = texts.values()
        said = clause_texts(clause)
        clause.compared = figures.to_keep(said.kk, said.ru)
        clause.save()


def ask(cast: Any, tender: Tender) -> None:
    at = clock.now()
    Question.objects.bulk_create(
        Question(
            tender=tender,
            number=number,
            asked_by=cast.org_b,
            asker_id=cast.bidder_b.person_id,
            language="kk",
            text=f"{number}-сұрақ",
            question_kk=f"{number}-сұрақ: мерзім қандай?",
            question_ru=f"Вопрос {number}: каков срок?",
            answer_kk="Жауап.",
            answer_ru="Ответ.",
            asked_at=at,
            answer_due_at=at + 3 * DAY,
            answered_at=at,
        )
        for number in range(1, QUESTIONS + 1)
    )


def bidders(cast: Any, count: int) -> dict[str, Any]:
    """The reference bidder A and others like it, each a little cheaper."""
    others = crowd(count - 1)
    for number in range(1, count):
        projects, risks, funds, months, price, higher, secondary = factories.REFERENCE["A"]
        row = (projects, risks, funds, months, str(int(price) + number), higher, secondary)
        factories.REFERENCE[f"N{number}"] = row
    return {"A": cast.bidder_a, **{f"N{number}": actor for number, actor in enumerate(others, 1)}}


def build(cast: Any, still: StillClock, count: int, large: bool) -> dict[str, dict[str, str]]:
    """Two tenders of one size: one accepts bids, one is in negotiation."""
    rivals = bidders(cast, count)
    judged = negotiating_tender(cast, still, rivals, published_at=clock.now() + DAY)
    tender = published_tender(cast, still, published_at=clock.now() + DAY)
    seat(cast, tender)
    bids = [submitted_bid(tender, actor, name).bid for name, actor in rivals.items()]
    if large:
        for one in (judged, tender):
            lengthen(one)
            ask(cast, one)
    best = Bid.objects.get(tender=judged, bidder=cast.org_a)
    assert EvidenceItem.objects.filter(bid=best).exists()
    return {
        "accepting": {"tender": str(tender.pk), "number": tender.number, "bid": str(bids[0].pk)},
        "judged": {"tender": str(judged.pk), "number": judged.number, "bid": str(best.pk)},
    }


def measure(client: Any, url: str) -> tuple[float, int, int]:
    """Milliseconds, statements and bytes of one request."""
    answer = client.get(url)
    assert answer.status_code < 300, (url, answer.status_code)
    spent = []
    for _time in range(TIMES):
        began = process_time()
        client.get(url)
        spent.append((process_time() - began) * 1000)
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return median(spent), len(seen), len(answer.content)


def main() -> None:
    with scratch.scratch_database(), transaction.atomic():
        still = StillClock()
        still.set(START)
        cast = make_cast()
        # Both sizes are built first, so that every list of the organisation is equally long for both.
        small = build(cast, still, 1, large=False)
        large = build(cast, still, BIDS, large=True)
        print(
            f"{'reader':10}{'page':36}{'smallest':>9}{'largest':>9}{'ratio':>7}{'queries':>9}{'kB':>6}  (ms of CPU)"
        )
        browsers: dict[str, Any] = {}
        for kind, pages in (("accepting", ACCEPTING), ("judged", JUDGED)):
            for reader, name, places in pages:
                client = browsers.setdefault(reader, scratch.browser(getattr(cast, reader, None)))
                few, many = (
                    measure(
                        client, reverse(name, kwargs={key: one[kind][value] for key, value in places.items()})
                    )
                    for one in (small, large)
                )
                asked = f"{few[1]}" if few[1] == many[1] else f"{few[1]}→{many[1]}"
                print(
                    f"{reader:10}{name:36}{few[0]:9.1f}{many[0]:9.1f}{many[0] / few[0]:7.1f}{asked:>9}"
                    f"{many[2] // 1024:6}",
                    flush=True,
                )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
