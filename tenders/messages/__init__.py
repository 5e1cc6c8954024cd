"""Words for the refusals of this storey, gathered from one module a subject."""

from tenders.messages import (
    admission,
    bids,
    documentation,
    evaluation,
    interruptions,
    moves,
    negotiation,
    opening,
    publication,
    questions,
    reminders,
    security,
)

REFUSALS = {
    **moves.REFUSALS,
    **documentation.REFUSALS,
    **publication.REFUSALS,
    **questions.REFUSALS,
    **interruptions.REFUSALS,
    **bids.REFUSALS,
    **security.REFUSALS,
    **opening.REFUSALS,
    **admission.REFUSALS,
    **evaluation.REFUSALS,
    **negotiation.REFUSALS,
}

# Notices: kind -> (title, body). A module that sends none has no NOTICES.
NOTICES = {**bids.NOTICES, **reminders.NOTICES, **security.NOTICES}
