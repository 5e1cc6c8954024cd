"""Words of the discussion of technical proposals."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "discussion.not_now": _(
        "Technical proposals are discussed in stage one of a two-stage tender, after they have been opened."
    ),
    "discussion.text": _("Write in both languages what the documentation should provide."),
    "discussion.vote_open": _("A vote of the discussion is still open. Close it first."),
}

# To each candidate of stage one, on its own proposal or application.
NOTICES = {
    "tender.candidate_admitted": (
        _("Tender %(number)s: you are admitted in stage one"),
        _(
            "The commission admitted you in stage one of “%(title)s”. When the documentation is published, you are "
            "invited to bid."
        ),
    ),
    "tender.candidate_rejected": (
        _("Tender %(number)s: you are not admitted in stage one"),
        _("The commission did not admit you in stage one of “%(title)s”. The page says why."),
    ),
    "tender.invitation": (
        _("Tender %(number)s: invitation to stage two"),
        _("The documentation of “%(title)s” is published. You are invited to bid until %(closes_at)s."),
    ),
}
