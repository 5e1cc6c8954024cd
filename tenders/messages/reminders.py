from django.utils.translation import gettext_lazy as _

NOTICES = {
    "tender.remind_cutoff": (
        _("Tender %(number)s: submission ends %(due_at)s"),
        _(
            "Bids are taken until %(due_at)s, inclusive. Until then a bid can be submitted, changed or withdrawn."
        ),
    ),
    "tender.remind_stage_one": (
        _("Tender %(number)s: stage one ends %(due_at)s"),
        _("Proposals of stage one are taken until %(due_at)s, inclusive."),
    ),
    "tender.remind_last_question": (
        _("Tender %(number)s: questions until %(due_at)s"),
        _("Questions on the documentation can be asked until %(due_at)s."),
    ),
    "tender.remind_opening": (
        _("Tender %(number)s: opening %(due_at)s"),
        _(
            "The bids are opened on %(due_at)s. Check that the quorum will be present and the declarations are signed."
        ),
    ),
    "tender.remind_negotiation": (
        _("Tender %(number)s: negotiation ends %(due_at)s"),
        _("The negotiation should be finished by %(due_at)s."),
    ),
    "question.remind_answer": (
        _("Tender %(number)s: a question waits for its answer"),
        _("Question %(question)s must be answered by %(due_at)s."),
    ),
}
