from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "question.not_now": _("Questions can be asked only while bids are accepted."),
    "question.late": _(
        "Questions could be asked until %(until)s. The answers given so far stand on this page."
    ),
    "question.late_when_stopped": _(
        "The last day for questions was over when the amendment stopped the clock. If the organiser gives more time "
        "with the amended documentation, questions can be asked again."
    ),
    "question.not_a_bidder": _("Only an organisation that may bid can ask."),
    "question.blank": _("Write the question."),
    "question.too_long": _(
        "A question has at most %(longest)s characters. Put the rest into another question."
    ),
    "answer.too_late": _(
        "Submission is over, and an answer would help nobody to bid any more. The question stays on record unanswered."
    ),
    "answer.given": _("This question was already answered; an answer is not changed."),
    "answer.text_missing": _("Question and answer are published in Kazakh and in Russian: fill in both."),
}
