"""What everybody reads: announced tenders only, and nothing that depends on bids before they are opened."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTransform

from ppp_portal.accounts.models import Organisation
from ppp_portal.documents import queries as documents
from tenders.kinds import STAGE_ONE_PARTS, TenderKind
from tenders.messages.admission import GROUND_WORDS
from tenders.models import Amendment, Bid, Documentation, Follower, Question, Stay, Tender
from tenders.queries import listing, score_sheet, terms
from tenders.queries.documentation import both, in_force
from tenders.queries.opening import confirmed_members
from tenders.states import BidState
from tenders.wording import STAGE_ONE_TITLES

ANNOUNCED = Q(published_at__isnull=False) | Q(stage1_published_at__isnull=False)


def announced() -> QuerySet[Tender]:
    return listing.announced(Tender.objects.filter(ANNOUNCED).select_related("organiser", "project"))


def public_tender(number: str) -> Tender | None:
    return announced().select_related("parent", "replaces").filter(number=number).first()


def public_page(
    at: datetime, *, group: str, kind: str, organiser: str, typed: str, after: str
) -> listing.Page:
    """A page of the public list; one query however many rows. ``organiser`` is a BIN."""
    found = announced()
    if group in listing.PUBLIC_GROUPS:
        found = found.filter(listing.in_group(group, at))
    if kind:
        found = found.filter(kind=kind) if kind in TenderKind.values else found.none()
    if organiser:
        found = found.filter(organiser__bin=organiser) if organiser.isalnum() else found.none()
    if typed.strip():
        found = found.filter(listing.matching(typed))
    return listing.page(found, "announced_at", after)


def newest(limit: int = 5) -> list[Tender]:
    return list(announced().order_by("-announced_at", "-id")[:limit])


def closing_next(at: datetime, limit: int = 6) -> list[Tender]:
    """Tenders whose submission, of either stage, ends next."""
    found = announced().filter(listing.in_group("open", at)).annotate(ends_at=listing.SUBMISSION_ENDS_AT)
    return list(found.order_by("ends_at", "id")[:limit])


def organisers() -> list[tuple[str, str]]:
    """(BIN, name) of everybody who has announced a tender, for the filter; at most two hundred."""
    rows = Tender.objects.filter(ANNOUNCED).order_by("organiser__name", "organiser__bin")
    found = rows.values_list("organiser__bin", "organiser__name_kk", "organiser__name_ru").distinct()[:200]
    return [(bin_, kk, ru) for bin_, kk, ru in found]


def posted_version(tender: Tender, version: int) -> Documentation | None:
    """A version that was posted; drafts do not exist for the public."""
    found = tender.documentations.exclude(posted_at=None).filter(version=version)
    return (
        found.select_related("criteria")
        .prefetch_related("parts__files__document", "clauses", "risks", "rates")
        .first()
    )


def versions(tender: Tender) -> list[Documentation]:
    """Posted versions, newest first, each with the ``object`` it states; without the whole of their texts."""
    posted = tender.documentations.exclude(posted_at=None).order_by("-version")
    return list(posted.defer("form").annotate(object=KeyTransform("object", "form")))


def ppp_object(tender: Tender, posted: list[Documentation]) -> dict[str, str]:
    """The PPP object as the version in force states it; the project's card may say something else by now."""
    stated = getattr(posted[0], "object", None) if posted else None
    return stated or both(tender.project, "object")


def documentation_to_read(tender: Tender) -> Documentation | None:
    return in_force(tender)


def stage_one_stands(tender: Tender) -> bool:
    """Whether stage one is announced and the documentation is not posted yet: its parts are all there is to read."""
    return tender.stage1_published_at is not None and tender.published_at is None


def parts_of_stage_one(tender: Tender) -> list[tuple[object, str, str]]:
    """The parts that stage one made public, until the documentation is posted: title, Kazakh, Russian.

    As the announcement states them: after stage one the draft may be rewritten, and is nobody's to read.
    """
    if not stage_one_stands(tender):
        return []
    announced = documents.context_under(f"tender.stage_one:{tender.pk}")
    stated = [row for row in announced.get("sections", ()) if row["numbering"] == "own"]
    texts = [row["blocks"][0]["text"] for row in stated]
    return [
        (STAGE_ONE_TITLES[number], text["kk"], text["ru"])
        for number, text in zip(STAGE_ONE_PARTS, texts, strict=False)
    ]


def answered(tender: Tender) -> list[Question]:
    """Every published question with its answer; who asked stays unknown."""
    rows = Question.objects.filter(tender=tender).exclude(answered_at=None).order_by("number")
    return list(rows.only("number", "question_kk", "question_ru", "answer_kk", "answer_ru", "answered_at"))


def amendments(tender: Tender) -> list[Amendment]:
    return list(tender.amendments.select_related("before", "after").order_by("-number"))


def amendment(tender: Tender, number: int) -> Amendment | None:
    """A posted amendment."""
    found = tender.amendments.exclude(posted_at=None).filter(number=number)
    return found.select_related("before", "after").first()


def stays(tender: Tender) -> list[Stay]:
    """All of them, with the acts that began and ended each: what took and gave back time is everybody's to read."""
    return list(tender.stays.order_by("began_at"))


def results(tender: Tender) -> dict[str, Any] | None:
    """What the signed protocol of results made public (art. 35(3)): winner, terms, points, who was not admitted.

    ``None`` before it is signed, and while nobody is winner because the commission went back to the other bids.
    """
    if tender.results_at is None:
        return None
    bids = (
        Bid.objects.filter(tender=tender, stage=2).select_related("bidder", "opened").order_by("submitted_at")
    )
    winner = bids.filter(state=BidState.WINNER).first()
    if winner is None:
        return None
    return {
        "winner": winner,
        "members": confirmed_members(winner),
        "rejected": [
            {"bid": bid, "ground": GROUND_WORDS.get(bid.rejection_code, "")}
            for bid in bids.filter(state=BidState.REJECTED)
        ],
        **score_sheet.published(tender),
    }


def papers(tender: Tender) -> list[dict[str, object]]:
    """Printed papers that everybody may read: the announcement, amendments, published protocols."""
    return documents.pair_rows(tender.subject, public=True)


def public_partners(tender: Tender) -> list[Organisation]:
    """Those in force; what an amendment in work names is not among them."""
    return terms.public_partners(tender)


def follows(tender: Tender, person_id: int | None) -> bool:
    return bool(person_id) and Follower.objects.filter(tender=tender, person_id=person_id).exists()
