"""Words for the refusals of this storey, gathered from one module a subject."""

from projects.messages import cards, initiation

REFUSALS = {**cards.REFUSALS, **initiation.REFUSALS}
