"""Words for the refusals of this storey, gathered from one module a subject."""

from tenders.messages import (
    admission,
    bids,
    commission,
    discussion,
    documentation,
    evaluation,
    failure,
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
    **commission.REFUSALS,
    **discussion.REFUSALS,
    **opening.REFUSALS,
    **failure.REFUSALS,
    **admission.REFUSALS,
    **evaluation.REFUSALS,
    **negotiation.REFUSALS,
}

# Notices: kind -> (title, body). A module that sends none has no NOTICES.
NOTICES = {
    **discussion.NOTICES,
    **negotiation.NOTICES,
    **bids.NOTICES,
    **reminders.NOTICES,
    **security.NOTICES,
}
