"""Special significance in a documentation posted before the form had a place for it (p. 48)."""

import pytest

from contracts.queries import contract_facts
from ppp_portal.journal import clock
from ppp_portal.journal.canonical import plain
from projects.models import Project, ProjectVersion
from projects.queries.cards import snapshot
from tenders.actions import drafting
from tenders.models import Documentation, Tender
from tenders.queries.documentation import canonical, in_force, text_changes
from tenders.queries.period import SPECIAL, competed_special
from tests.contracts.factories import drafted
from tests.tenders.factories import DAY, START, make_project, published_tender

pytestmark = pytest.mark.django_db


def posted_of_old(tender: Tender, said: bool) -> Documentation:
    """In force without a word on the significance, while the card of that day said ``said`` in its first version."""
    posted = in_force(tender)
    form = plain(canonical(tender, posted))
    del form[SPECIAL]
    Documentation.objects.filter(pk=posted.pk).update(form=form)
    for number, (at, value) in enumerate(
        ((posted.posted_at - DAY, said), (posted.posted_at + DAY, not said)), 1
    ):
        card = {**plain(snapshot(tender.project)), SPECIAL: value}
        ProjectVersion.objects.create(
            project=tender.project, number=number, snapshot=card, sha256=f"{number:064x}", at=at
        )
    return in_force(tender)


@pytest.mark.parametrize("special", [True, False])
def test_p48_what_an_old_documentation_left_unsaid_is_what_the_card_said_when_it_was_posted(
    cast, clock_at, special
):
    tender = published_tender(cast, clock_at, project=make_project(cast, special_significance=not special))
    posted_of_old(tender, special)
    assert competed_special(Tender.objects.get(pk=tender.pk)) == special


@pytest.mark.parametrize("special", [True, False])
def test_l37_5_an_amendment_announces_no_change_of_the_significance_that_nobody_made(cast, clock_at, special):
    tender = published_tender(cast, clock_at, project=make_project(cast, special_significance=special))
    before = posted_of_old(tender, special)
    after = drafting.copy_documentation(before, tender, version=2)
    assert text_changes(tender, before, after) == []
    Project.objects.filter(pk=tender.project_id).update(special_significance=not special)
    changed = Tender.objects.get(pk=tender.pk)
    assert text_changes(changed, before, after) == [(SPECIAL, special, not special)]


def test_p48_the_contract_of_an_old_tender_reads_the_significance_of_the_day_of_posting(cast, clock_at):
    contract = drafted(cast, clock_at, special=True)
    assert contract.tender.published_at == START
    posted_of_old(contract.tender, said=True)
    Project.objects.filter(pk=contract.tender.project_id).update(special_significance=False)
    found = type(contract).objects.get(pk=contract.pk)
    assert contract_facts(found, clock.now()).special
