"""The organiser's addresses, under /organizer/tenders/."""

from django.urls import path, register_converter

from tenders.views import organizer as tender
from tenders.views import organizer_amendments as amendments
from tenders.views import organizer_commission as commission
from tenders.views import organizer_documentation as documentation
from tenders.views import organizer_forfeiture as forfeiture
from tenders.views import organizer_interruptions as interruptions
from tenders.views import organizer_partners as partners
from tenders.views import organizer_publication as publication
from tenders.views import organizer_questions as questions
from tenders.views import organizer_rows as rows
from tenders.views import organizer_stays as stays


class ProposalKind:
    """Which proposals the head decides here."""

    regex = "amendment|amended_text|cancellation|stay_end|stay"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ProposalKind, "proposal")

urlpatterns = [
    path("", tender.tenders, name="organizer_tenders"),
    path("new/", tender.new_tender, name="organizer_new_tender"),
    path("proposals/", amendments.proposals, name="organizer_proposals"),
    path("commissions/", commission.commissions, name="organizer_commissions"),
    path("commissions/new/", commission.appoint, name="organizer_appoint"),
    path("commissions/<uuid:commission>/", commission.change, name="organizer_change_commission"),
    path("forfeitures/", forfeiture.forfeitures, name="forfeitures"),
    path("forfeitures/<uuid:pk>/", forfeiture.forfeiture, name="forfeiture"),
    path("forfeitures/<uuid:pk>/papers/<uuid:paper>/", forfeiture.forfeiture_paper, name="forfeiture_paper"),
    path("<uuid:pk>/", tender.tender, name="organizer_tender"),
    path("<uuid:pk>/basics/", tender.basics, name="organizer_basics"),
    path("<uuid:pk>/partners/", partners.partners, name="organizer_partners"),
    path("<uuid:pk>/calendar.ics", tender.calendar, name="organizer_calendar"),
    path("<uuid:pk>/documentation/", documentation.documentation, name="organizer_documentation"),
    path("<uuid:pk>/documentation/whole/", publication.preview, name="organizer_preview"),
    path("<uuid:pk>/documentation/risks/", rows.risks, name="organizer_risks"),
    path("<uuid:pk>/documentation/<int:number>/", documentation.part, name="organizer_part"),
    path("<uuid:pk>/documentation/<int:number>/files/", documentation.attach, name="organizer_attach"),
    path("<uuid:pk>/documentation/<int:number>/files/<int:file>/", documentation.file, name="organizer_file"),
    path(
        "<uuid:pk>/documentation/<int:number>/files/<int:file>/remove/",
        documentation.remove_file,
        name="organizer_remove_file",
    ),
    path("<uuid:pk>/check/", publication.check, name="organizer_check"),
    path("<uuid:pk>/approve/", publication.approve, name="organizer_approve"),
    path("<uuid:pk>/return/", publication.return_to_draft, name="organizer_return"),
    path("<uuid:pk>/publish/", publication.publish, name="organizer_publish"),
    path("<uuid:pk>/adjustments/", tender.adjustments, name="organizer_adjustments"),
    path("<uuid:pk>/stage-one/", publication.stage_one, name="organizer_stage_one"),
    path("<uuid:pk>/commission/", commission.of_tender, name="organizer_commission"),
    path("<uuid:pk>/questions/", questions.inbox, name="organizer_questions"),
    path("<uuid:pk>/questions/<int:number>/", questions.answer, name="organizer_answer"),
    path("<uuid:pk>/amendments/", amendments.amendment, name="organizer_amendments"),
    path("<uuid:pk>/amendments/announce/", amendments.announce, name="organizer_announce"),
    path("<uuid:pk>/amendments/submit/", amendments.submit_amendment, name="organizer_submit_amendment"),
    path("<uuid:pk>/amendments/post/", amendments.post_amendment, name="organizer_post_amendment"),
    path("<uuid:pk>/decline/<proposal:kind>/", amendments.decline, name="organizer_decline"),
    path("<uuid:pk>/cancel/", interruptions.cancel, name="organizer_cancel"),
    path("<uuid:pk>/cancel/confirm/", interruptions.confirm_cancellation, name="organizer_cancel_confirm"),
    path("<uuid:pk>/stay/", stays.stay, name="organizer_stay"),
    path("<uuid:pk>/stay/act/", stays.court_act, name="organizer_court_act"),
    path("<uuid:pk>/stay/confirm/", stays.confirm_stay, name="organizer_stay_confirm"),
    path("<uuid:pk>/stay/end/", stays.end_stay, name="organizer_end_stay"),
    path("<uuid:pk>/stay/end/act/", stays.ending_act, name="organizer_ending_act"),
    path("<uuid:pk>/stay/end/confirm/", stays.confirm_end, name="organizer_end_stay_confirm"),
]
