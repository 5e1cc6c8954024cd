"""What people who follow a tender, and its organiser, are told of questions and interruptions."""

from django.utils.translation import gettext_lazy as _

# kind -> (title, body), registered when the application starts.
NOTICES = {
    "question.asked": (
        _("Tender %(number)s: a question to answer"),
        _("Question %(question)s was asked. Answer it in both languages by %(due_at)s."),
    ),
    "question.answered": (
        _("Tender %(number)s: a question was answered"),
        _("The answer to question %(question)s stands on the page of the tender, in Kazakh and in Russian."),
    ),
    "tender.amendment_announced": (
        _("Tender %(number)s: the documentation is being amended"),
        _(
            "Amendment %(amendment)s was announced. Submission stands still until the amended documentation is "
            "posted; no minute of the time is lost. A bid already submitted stays sealed."
        ),
    ),
    "tender.amendment_posted": (
        _("Tender %(number)s: the amended documentation is posted"),
        _(
            "Amendment %(amendment)s is in force; bids are taken until %(closes_at)s. Read what has changed, then "
            "confirm or change your bid."
        ),
    ),
    "tender.cancelled": (
        _("Tender %(number)s is cancelled"),
        _("The organiser cancelled the tender. The reason and the protocol stand on its page."),
    ),
    "tender.stayed": (
        _("Tender %(number)s is stayed by a court"),
        _("Everything stands still until the stay ends. The time that was left is kept."),
    ),
    "tender.stay_proposed": (
        _("Tender %(number)s: decide on the stay of a court"),
        _("An act of a court was entered: %(act)s. Until you decide, the terms of the tender run on."),
    ),
    "tender.stay_end_proposed": (
        _("Tender %(number)s: decide on the end of the stay"),
        _("The act that ends the stay was entered: %(act)s. Until you decide, the tender stands still."),
    ),
    "tender.stay_ended": (
        _("Tender %(number)s: the stay has ended"),
        _("The tender goes on where it was, with the time that was left. Look at its dates."),
    ),
    "tender.validity_longer": (
        _("Tender %(number)s: bids are to be valid longer"),
        _(
            "After the stay bids are to be valid until %(until)s. Whoever lodged a bank guarantee that ends "
            "earlier lodges a longer one before the submission ends."
        ),
    ),
}
