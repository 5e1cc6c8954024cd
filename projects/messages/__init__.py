"""Words for the refusals of this storey, gathered from one module a subject."""

from projects.messages import alternatives, cards, initiation

REFUSALS = {**cards.REFUSALS, **initiation.REFUSALS, **alternatives.REFUSALS}

# Notices: kind -> (title, body).
NOTICES = {**alternatives.NOTICES, **initiation.NOTICES}
