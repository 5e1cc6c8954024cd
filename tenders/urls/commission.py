from django.urls import path

from tenders.views import (
    commission,
    commission_bids,
    commission_discussion,
    commission_papers,
    commission_scores,
    commission_steps,
    commission_talks,
)

T = "<uuid:tender>/"
BID = f"{T}bids/<uuid:bid>/"

urlpatterns = [
    path("", commission.desk, name="commission"),
    path(T, commission.front, name="commission_tender"),
    path(f"{T}declaration/", commission.declaration, name="commission_declaration"),
    path(f"{T}sitting/", commission.sitting, name="commission_sitting"),
    path(f"{T}sitting/attendance/", commission.attendance, name="commission_attendance"),
    path(f"{T}sitting/adjourn/", commission.adjourn, name="commission_adjourn"),
    path(f"{T}step/<slug:name>/", commission_steps.step, name="commission_step"),
    path(f"{T}opening/", commission_bids.opening_page, name="commission_opening"),
    path(f"{T}opening/list/", commission_bids.opening_list, name="commission_opening_list"),
    path(f"{T}opening/unreadable/", commission_bids.unreadable, name="commission_unreadable"),
    path(f"{T}discussion/", commission_discussion.discussion, name="commission_discussion"),
    path(f"{T}qualification/", commission_bids.qualification, name="commission_qualification"),
    path(BID, commission_bids.bid, name="commission_bid"),
    path(f"{BID}sheets/<uuid:sheet>/<int:number>/", commission_bids.check, name="commission_check"),
    path(f"{BID}decision/", commission_bids.judge, name="commission_judge"),
    path(f"{T}files/<uuid:document>/", commission_bids.file, name="commission_file"),
    path(f"{T}evidence/", commission_scores.evidence, name="commission_evidence"),
    path(f"{T}evidence/<int:item>/", commission_scores.item, name="commission_item"),
    path(f"{T}scores/", commission_scores.scores, name="commission_scores"),
    path(f"{T}scores/tie/", commission_scores.tie, name="commission_tie"),
    path(f"{T}failure/", commission_scores.failed, name="commission_failure"),
    path(f"{T}negotiation/", commission_talks.talks, name="commission_negotiation"),
    path(f"{T}negotiation/clauses/<int:clause>/", commission_talks.clause, name="commission_clause"),
    path(f"{T}negotiation/clauses/<int:clause>/answer/", commission_talks.answer, name="commission_answer"),
    path(f"{T}negotiation/drop/", commission_talks.drop, name="commission_drop"),
    path(f"{T}votes/<uuid:motion>/", commission_papers.motion, name="commission_motion"),
    path(f"{T}protocols/", commission_papers.listing, name="commission_papers"),
    path(f"{T}protocols/draft/", commission_papers.draft, name="commission_draft"),
    path(f"{T}protocols/<uuid:protocol>/", commission_papers.paper, name="commission_paper"),
    path(f"{T}protocols/<uuid:protocol>/<str:language>.pdf", commission_papers.pdf, name="commission_pdf"),
]
