"""The receipt of a bid: for people in two languages, for programs as JSON. It says what came and when, never what
it says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.blocks import facts, note, para, protocol, section
from ppp_portal.documents.values import Both, Code, Moment, Number, Text
from ppp_portal.journal.canonical import plain
from tenders.models import Submission
from tenders.queries.bids import ReceiptFacts

FORMAT = "ppp-receipt/1"


def receipt_context(submission: Submission, given: ReceiptFacts) -> dict[str, Any]:
    """The printed pair, for :func:`ppp_portal.documents.actions.request_print`."""
    tender, bid = given.tender, given.bid
    rows = [
        (_("Tender"), tender.number),
        (_("Bidder"), _named(bid.bidder.bin, bid.bidder.name_kk, bid.bidder.name_ru)),
        *((_("Consortium member"), _named(*member)) for member in given.members),
        (_("Version of the bid"), Number(submission.version)),
        (_("Received"), Moment(submission.received_at, precise=True)),
        (_("Submission ends (inclusive)"), Moment(given.closes_at, precise=True)),
    ]
    if given.documentation_version:
        rows.append((_("Documentation, version"), Number(given.documentation_version)))
        rows.append((_("SHA-256 of the documentation"), Code(given.documentation_sha256)))
    return protocol(
        title=_("Receipt of a bid"),
        number=submission.receipt_number,
        at=Moment(submission.received_at),
        body=Both(kk=tender.organiser.name_kk, ru=tender.organiser.name_ru),
        about=Both(kk=tender.title_kk, ru=tender.title_ru),
        facts=rows,
        sections=[
            section(
                _("What was received"),
                facts([(_("SHA-256 of the sealed bid"), Code(submission.blob))]),
                para(
                    Text(
                        _(
                            "The portal received the sealed bid at %(at)s by its own clock. Nobody can read it "
                            "through the portal before the opening."
                        ),
                        at=Moment(submission.received_at, precise=True),
                    )
                ),
                para(
                    _(
                        "Until the end of submission, inclusive, the bidder may change or withdraw the bid without "
                        "losing the right to its security. Only the last version received in time counts."
                    )
                ),
            ),
            section(
                _("How to check"),
                note(
                    _(
                        "After the opening the protocol prints the SHA-256 of every bid. It must be the one above: "
                        "a bid changed by as much as one letter would have another."
                    )
                ),
            ),
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
