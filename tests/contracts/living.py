"""Contracts in force for the world of the table of permissions: one published and under review, one that is not."""

from datetime import date

from contracts.actions import comparing
from contracts.actions.card_life import publish_card
from contracts.models import CardMilestone, ExpiryWarning
from ppp_portal.comparison.queries import columns
from ppp_portal.comparison.rules import Ask
from ppp_portal.journal import clock
from tests.contracts.cards import a_card
from tests.contracts.grouping import grouped, sign, sit, written
from tests.contracts.test_extensions import under_review


def living(cast):
    """Names for ``permissions.tsv``: card, unpublished card, request, column, warning, milestone, paper; a group."""
    card, quiet = a_card(cast), a_card(cast, number="ГЧП-15")
    publish_card(card_id=card.pk, by=cast.staff)
    extension = under_review(card, cast)
    key = {"extension_id": extension.pk, "by": cast.staff}
    comparing.draft_questions(
        title_kk="Салыстыру", title_ru="Сравнение", questions=[Ask("Тариф", "Тариф")], **key
    )
    comparing.fix_questions(**key)
    column = comparing.add_offer(name_kk="А", name_ru="А", **key)
    milestone = CardMilestone.objects.create(
        card=card, period="creation", title_kk="Белес", title_ru="Веха", due_on=date(2030, 1, 1)
    )
    warning = ExpiryWarning.objects.create(
        card=card, ends_on=card.ends_on, months=18, effective_at=clock.now(), given_at=clock.now()
    )
    return {
        "living": str(card.pk),
        "unpublished": str(quiet.pk),
        "extension": str(extension.pk),
        "offer": str(column.pk),
        "milestone": str(milestone.pk),
        "warning": str(warning.pk),
        "living_paper": str(extension.evidence_id),
        **_group(cast),
    }


def _group(cast):
    """A request on which a working group has voted and signed its protocol; another, its group at the table."""
    extension = grouped(a_card(cast, number="ГЧП-16"), cast, closed=True)
    protocol = written(extension, cast)
    sign(extension, cast, protocol)
    motion = protocol.sitting.motions.get()
    other = grouped(a_card(cast, number="ГЧП-17"), cast, closed=True)
    sit(other, cast)
    return {
        "sitting_on": str(other.pk),
        "judged": str(extension.pk),
        "judged_offer": str(columns(extension.subject)[0].pk),
        "judged_motion": str(motion.pk),
        "judged_paper": str(protocol.pk),
        "judged_evidence": str(extension.evidence_id),
    }
