"""Which opened proposals stand: the eight requirements of art. 32 on each, and what is an affiliate's.

Findings are written by whoever leads the group; that a proposal fails, or is left out, is voted in a sitting.
"""

from typing import Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import both, name_of
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.panel.models import Motion
from ppp_portal.qualification import actions as qualification
from ppp_portal.qualification import queries as sheets
from projects.actions.at_table import at_the_table, put, refuse_leading
from projects.models import AlternativeProposal
from projects.queries import alternatives as queries
from projects.rules import group as rules

MEETS = _("Shall %(name)s be found to meet the requirements of article 32?")
FAILS = _("Shall %(name)s be found not to meet the requirements of article 32 (№ %(numbers)s)?")
LEAVE_OUT = _(
    "Shall the proposal of %(name)s be left out as that of an affiliate of an earlier bidder, BIN or IIN %(bin)s?"
)
LEAVE_OUT_INITIATORS = _(
    "Shall the proposal of %(name)s be left out as that of an affiliate of the initiator, BIN or IIN %(bin)s?"
)


@transaction.atomic
def check_requirement(
    *,
    proposal_id: UUID,
    requirement: int,
    by: Actor,
    **found: Unpack[qualification.Found],
) -> None:
    """One of the eight requirements of art. 32 on one proposal; the bidder's own statement is quoted beside it."""
    proposal = AlternativeProposal.objects.get(pk=proposal_id)
    notice, at = at_the_table(proposal.notice_id, by)
    content = proposal.content or {}
    statement = content["qualification"][str(requirement)]["statement"]
    qualification.record_check(
        sheet_id=queries.sheet(proposal).pk,
        requirement=requirement,
        statement=statement,
        statement_language=content["language"],
        by=by,
        stream=notice.stream,
        at=at,
        **found,
    )


def why_no_finding(proposal: AlternativeProposal, by: Actor) -> list[Refusal]:
    """Why ``by`` can record no finding on this proposal now; the page of each requirement tells it beforehand."""
    return [*refuse_leading(proposal.notice, by), *sheets.refuse_decided(queries.sheet(proposal))]


@transaction.atomic
def put_check(*, proposal_id: UUID, by: Actor) -> Motion:
    """Put to the vote what the eight checks of one proposal amount to; the members vote on exactly these findings."""
    proposal = AlternativeProposal.objects.select_related("organisation").get(pk=proposal_id)
    notice, at = at_the_table(proposal.notice_id, by, sitting=True)
    found = queries.findings(proposal)
    refuse(rules.refuse_check_vote(found.missing, decided=found.decided))
    name = name_of(proposal.organisation)
    question = (
        both(FAILS, name=name, numbers=", ".join(found.failed)) if found.failed else both(MEETS, name=name)
    )
    return put(notice, queries.CHECK, question, content=found.content, by=by, at=at, about=str(proposal.pk))


@transaction.atomic
def close_check(*, proposal_id: UUID, by: Actor) -> None:
    """Decide the sheet of one proposal as the group voted on it."""
    proposal = AlternativeProposal.objects.get(pk=proposal_id)
    notice, at = at_the_table(proposal.notice_id, by)
    found = queries.findings(proposal)
    refuse(rules.refuse_check_closing(voted=queries.voted(proposal), found=found.content))
    qualification.close_sheet(sheet_id=queries.sheet(proposal).pk, by=by, stream=notice.stream, at=at)


@transaction.atomic
def put_affiliate(*, proposal_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Motion:
    """Put to the vote whether the later proposal of an affiliate is left out; either outcome decides."""
    proposal = AlternativeProposal.objects.select_related("organisation").get(pk=proposal_id)
    notice, at = at_the_table(proposal.notice_id, by, sitting=True)
    noted = queries.noted_affiliate(proposal)
    refuse(rules.refuse_affiliate_vote(reason_kk, reason_ru, noted=noted is not None))
    assert noted is not None
    asked = LEAVE_OUT_INITIATORS if noted.get("initiator") else LEAVE_OUT
    question = both(asked, name=name_of(proposal.organisation), bin=noted["bin"])
    content = {"proposal": proposal.pk, "of": noted["bin"], "reason": {"kk": reason_kk, "ru": reason_ru}}
    return put(notice, queries.AFFILIATE, question, content=content, by=by, at=at, about=str(proposal.pk))
