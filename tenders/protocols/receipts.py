"""The receipt of a bid: for people in two languages, for programs as JSON. It says what came and when, never what
it says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.blocks import facts, note, para, protocol, section
from ppp_portal.documents.values import Both, Code, Moment, Number, Text
from ppp_portal.journal.canonical import plain
from tenders.kinds import Preliminary
from tenders.models import Submission
from tenders.queries.bids import ReceiptFacts

FORMAT = "ppp-receipt/1"
BIDS = {
    "title": _("Receipt of a bid"),
    "version": _("Version of the bid"),
    "sealed": _("SHA-256 of the sealed bid"),
    "received": _(
        "The portal received the sealed bid at %(at)s by its own clock. Nobody can read it "
        "through the portal before the opening."
    ),
    "rights": _(
        "Until the end of submission, inclusive, the bidder may change or withdraw the bid without "
        "losing the right to its security. Only the last version received in time counts."
    ),
    "check": _(
        "After the opening the protocol prints the SHA-256 of every bid. It must be the one above: "
        "a bid changed by as much as one letter would have another."
    ),
}
# Stage one takes no bids and asks for no security: what is filed is called by its own name.
PROPOSALS = {
    "title": _("Receipt of a technical proposal"),
    "version": _("Version"),
    "sealed": _("SHA-256 of the sealed envelope"),
    "received": _(
        "The portal received the sealed envelope at %(at)s by its own clock. Nobody can read it "
        "through the portal before the opening."
    ),
    "rights": _(
        "Until the end of submission, inclusive, what was filed may be changed or withdrawn. Only the last "
        "version received in time counts. No bid security is asked for on stage one."
    ),
    "check": _(
        "After the opening the protocol prints the SHA-256 of every envelope. It must be the one above: "
        "a text changed by as much as one letter would have another."
    ),
}
APPLICATIONS = {**PROPOSALS, "title": _("Receipt of an application for the qualification selection")}
WORDS: dict[Preliminary, dict[str, Any]] = {
    Preliminary.NONE: BIDS,
    Preliminary.DISCUSSION: PROPOSALS,
    Preliminary.SELECTION: APPLICATIONS,
}


def receipt_context(submission: Submission, given: ReceiptFacts) -> dict[str, Any]:
    """The printed pair, for :func:`ppp_portal.documents.actions.request_print`."""
    tender, bid = given.tender, given.bid
    words = WORDS[tender.row.filed(bid.stage)]
    rows = [
        (_("Tender"), tender.number),
        (_("Bidder"), _named(bid.bidder.bin, bid.bidder.name_kk, bid.bidder.name_ru)),
        *((_("Consortium member"), _named(*member)) for member in given.members),
        (words["version"], Number(submission.version)),
        (_("Received"), Moment(submission.received_at, precise=True)),
        (_("Submission ends (inclusive)"), Moment(given.closes_at, precise=True)),
    ]
    if given.documentation_version:
        rows.append((_("Documentation, version"), Number(given.documentation_version)))
        rows.append((_("SHA-256 of the documentation"), Code(given.documentation_sha256)))
    return protocol(
        title=words["title"],
        number=submission.receipt_number,
        at=Moment(submission.received_at),
        body=Both(kk=tender.organiser.name_kk, ru=tender.organiser.name_ru),
        about=Both(kk=tender.title_kk, ru=tender.title_ru),
        facts=rows,
        sections=[
            section(
                _("What was received"),
                facts([(words["sealed"], Code(submission.blob))]),
                para(Text(words["received"], at=Moment(submission.received_at, precise=True))),
                para(words["rights"]),
            ),
            section(_("How to check"), note(words["check"])),
        ],
    )


def receipt_json(submission: Submission, given: ReceiptFacts) -> dict[str, Any]:
    """The same for programs. Moments are UTC with microseconds."""
    bid = given.bid
    answer = plain(
        {
            "format": FORMAT,
            "receipt": submission.receipt_number,
            "tender": {"id": bid.tender_id, "number": given.tender.number},
            "bid": {"id": bid.pk, "stage": bid.stage, "version": submission.version},
            "bidder": bid.bidder.bin,
            "members": [member[0] for member in given.members],
            "received_at": submission.received_at,
            "closes_at": given.closes_at,
            "sha256": submission.blob,
            "size_class": submission.size_class,
            "documentation_sha256": given.documentation_sha256,
        }
    )
    assert isinstance(answer, dict)
    return answer


def _named(bin: str, kk: str, ru: str) -> Both:
    return Both(kk=f"{kk} ({bin})", ru=f"{ru} ({bin})")
