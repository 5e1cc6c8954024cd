from django.urls import path

from tenders.forms.bids import SECTIONS
from tenders.views import (
    bidder,
    bidder_consortium,
    bidder_files,
    bidder_negotiation,
    bidder_sections,
    bidder_security,
    bidder_submission,
)

BID = "bids/<uuid:bid>/"

urlpatterns = [
    path("", bidder.desk, name="bidder"),
    path("tenders/<uuid:tender>/begin/", bidder.begin, name="bid_begin"),
    path("invitations/", bidder_consortium.invitations, name="invitations"),
    path("invitations/<uuid:member>/", bidder_consortium.invitation, name="invitation"),
    path(BID, bidder.front, name="bid"),
    *(
        path(f"{BID}{name}/", bidder_sections.section, {"name": name}, name=f"bid_{name}")
        for name in SECTIONS
    ),
    path(f"{BID}files/", bidder_files.files, name="bid_files"),
    path(f"{BID}files/<uuid:file>/", bidder_files.file, name="bid_file"),
    path(f"{BID}files/<uuid:file>/remove/", bidder_files.remove, name="bid_file_remove"),
    path(f"{BID}consortium/", bidder_consortium.consortium, name="bid_consortium"),
    path(f"{BID}members/<uuid:member>/remove/", bidder_consortium.remove, name="bid_member_remove"),
    path(f"{BID}check/", bidder.check, name="bid_check"),
    path(f"{BID}documentation/", bidder.confirm_documentation, name="bid_documentation"),
    path(f"{BID}security/", bidder_security.bid_security, name="bid_security"),
    path(
        f"{BID}security/papers/<uuid:paper>/", bidder_security.bid_security_paper, name="bid_security_paper"
    ),
    path(f"{BID}submit/", bidder_submission.submit, name="bid_submit"),
    path(f"{BID}withdraw/", bidder_submission.withdraw, name="bid_withdraw"),
    path(f"{BID}receipts/<str:number>.json", bidder_submission.receipt_file, name="receipt_json"),
    path(f"{BID}receipts/<str:number>/", bidder_submission.receipt, name="receipt"),
    path(f"{BID}receipts/<str:number>/<str:language>.pdf", bidder_submission.receipt_pdf, name="receipt_pdf"),
    path(f"{BID}negotiation/", bidder_negotiation.talks, name="bid_negotiation"),
    path(f"{BID}letter/", bidder_negotiation.letter, name="bid_letter"),
    path(f"{BID}letter/<uuid:document>.pdf", bidder_negotiation.letter_pdf, name="bid_letter_pdf"),
    path(f"{BID}negotiation/<int:clause>/", bidder_negotiation.clause, name="bid_clause"),
    path(f"{BID}negotiation/<int:clause>/answer/", bidder_negotiation.answer, name="bid_answer"),
]
