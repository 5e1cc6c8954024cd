"""Steps of monitoring: each asks once more, acts, and goes back to the page of monitoring."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.actions import acceptance, findings, months, performance
from contracts.forms import monitoring as forms
from contracts.monitoring_states import Mark
from contracts.queries import monitoring as queries
from contracts.rules.nonperformance import stands
from contracts.states import Side
from contracts.views import card_pages as pages
from contracts.views.asking import Step
from contracts.views.card_steps import ORGANISER, take
from contracts.views.monitoring import TONES, first_of
from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.web import wording
from ppp_portal.web.gates import actor_of, audience

STAYS = (
    gettext_lazy("What is recorded stays; a mistake is corrected by a new record with its reason."),
    "app2:99",
)

LATE = (
    gettext_lazy(
        "The days for this mark are over: a month not performed counts among the six only once the organiser's head "
        "has said why, on a paper."
    ),
    "62",
)

MARK = Step(
    title=gettext_lazy("Mark a month"),
    label=gettext_lazy("Record the mark"),
    done=gettext_lazy("The mark is recorded."),
    act=months.record_month,
    follows=(
        STAYS,
        (gettext_lazy("A month not performed is told to the private partner, which replies."), "app2:99"),
        (
            gettext_lazy("After six consecutive months the portal proposes a replacement; people decide."),
            "62",
        ),
    ),
    form=forms.MonthForm,
    final=True,
)
CORRECT = Step(
    title=gettext_lazy("Correct the mark of a month"),
    label=gettext_lazy("Record the new mark"),
    done=gettext_lazy("The new mark is recorded; the old one stays readable."),
    act=months.record_month,
    follows=(STAYS,),
    form=forms.CorrectionForm,
    final=True,
)
REPLY = Step(
    title=gettext_lazy("Reply to a month not performed"),
    label=gettext_lazy("Send the reply"),
    done=gettext_lazy("The reply is recorded; the public side is told."),
    act=months.reply_month,
    follows=((gettext_lazy("The reply stands beside the mark and is not changed any more."), "app2:99"),),
    form=forms.ReplyForm,
    final=True,
)
ADMIT = Step(
    title=gettext_lazy("Why a month marked late counts"),
    label=gettext_lazy("Record the reason"),
    done=gettext_lazy("The reason is recorded; both sides are told."),
    act=months.admit_month,
    follows=(
        (gettext_lazy("The month counts among the six, once the private partner has answered."), "62"),
        (gettext_lazy("The typed date and the time of registration stand side by side."), "app2:99"),
    ),
    form=forms.AdmissionForm,
    final=True,
)
PROPOSAL = Step(
    title=gettext_lazy("Decide on the proposal of paragraph 62"),
    label=gettext_lazy("Record the decision"),
    done=gettext_lazy("The decision is recorded."),
    act=months.answer_six_months,
    follows=(
        (gettext_lazy("To replace: the case of the replacement can be opened; the months then stay."), "62"),
        (gettext_lazy("To continue: the contract goes on; the months stay on record."), ""),
    ),
    form=forms.ProposalForm,
    final=True,
    danger=True,
)
BROKEN = gettext_lazy(
    "The marks have changed: these six months no longer count in a row. "
    "The portal's proposal waits for the head's answer."
)
DUTY = Step(
    title=gettext_lazy("An obligation of the contract"),
    label=gettext_lazy("Put it into the calendar"),
    done=gettext_lazy("It stands in the calendar of obligations."),
    act=performance.add_duty,
    follows=((gettext_lazy("A week before its day the portal reminds the side that owes it."), "app2:99"),),
    form=forms.DutyForm,
)
FILL = Step(
    title=gettext_lazy("Make the calendar from the contract"),
    label=gettext_lazy("Make the calendar"),
    done=gettext_lazy("The milestones of the contract stand in the calendar."),
    act=performance.fill_calendar,
    follows=((gettext_lazy("Each milestone of the card becomes an obligation, once."), "app2:99"),),
)
DONE = Step(
    title=gettext_lazy("An obligation was met"),
    label=gettext_lazy("Record it"),
    done=gettext_lazy("Recorded. The day stands beside the time at which the portal learnt of it."),
    act=performance.note_done,
    form=forms.DoneForm,
    final=True,
)
REPORT = Step(
    title=gettext_lazy("Hand in a report"),
    label=gettext_lazy("Hand in"),
    done=gettext_lazy("The report is handed in."),
    act=performance.hand_in_report,
    follows=((gettext_lazy("The typed date and the time of registration stand side by side."), "app2:99"),),
    form=forms.ReportForm,
    final=True,
)
CONCLUDE = Step(
    title=gettext_lazy("Report of monitoring"),
    label=gettext_lazy("Register and print the report"),
    done=gettext_lazy("The report is registered and is being printed in both languages."),
    act=performance.conclude,
    follows=(
        (
            gettext_lazy("It is printed with the months, obligations, findings and acts of its period."),
            "app2:100",
        ),
        (gettext_lazy("Both sides are told."), ""),
    ),
    form=forms.ConclusionForm,
    final=True,
)
FINDING = Step(
    title=gettext_lazy("Write down a finding"),
    label=gettext_lazy("Record the finding"),
    done=gettext_lazy("The finding is recorded. Send the notice to the private partner."),
    act=findings.write_finding,
    follows=(STAYS,),
    form=forms.FindingForm,
    final=True,
)
NOTIFY = Step(
    title=gettext_lazy("Send the notice of breach"),
    label=gettext_lazy("Send the notice"),
    done=gettext_lazy("The notice is sent and is being printed in both languages."),
    act=findings.notify_finding,
    follows=((gettext_lazy("The private partner is told and has ten working days to reply."), "app2:99"),),
    form=forms.NoticeForm,
    final=True,
)
FINDING_REPLY = Step(
    title=gettext_lazy("Reply to the notice of breach"),
    label=gettext_lazy("Send the reply"),
    done=gettext_lazy("The reply is recorded; the public side is told."),
    act=findings.reply_finding,
    follows=((gettext_lazy("The reply stands beside the finding and is not changed any more."), "app2:99"),),
    form=forms.ReplyForm,
    final=True,
)
ESCALATE = Step(
    title=gettext_lazy("Hand the finding to the head"),
    label=gettext_lazy("Hand it to the head"),
    done=gettext_lazy("The organiser's head takes it over."),
    act=findings.escalate_finding,
    final=True,
)
CLOSE = Step(
    title=gettext_lazy("The breach is remedied"),
    label=gettext_lazy("Close the finding"),
    done=gettext_lazy("The finding is closed."),
    act=findings.close_finding,
    form=forms.OutcomeForm,
    final=True,
)
ACT = Step(
    title=gettext_lazy("Hand in an act of acceptance"),
    label=gettext_lazy("Hand in"),
    done=gettext_lazy("The act is handed in; the time for the answer runs."),
    act=acceptance.hand_in_act,
    follows=(
        (
            gettext_lazy("The public side accepts it or returns it with reasons within ten working days."),
            "app2:99",
        ),
        (gettext_lazy("Silence accepts nothing: the portal notes it and tells both sides."), ""),
    ),
    form=forms.ActForm,
    final=True,
)
ACCEPT = Step(
    title=gettext_lazy("Accept the act"),
    label=gettext_lazy("Accept"),
    done=gettext_lazy("The act is accepted and is being printed in both languages."),
    act=acceptance.accept_act,
    follows=((gettext_lazy("The sum counts as confirmed capital costs."), "62(7)"),),
    final=True,
)
RETURN = Step(
    title=gettext_lazy("Return the act"),
    label=gettext_lazy("Return"),
    done=gettext_lazy("The act is returned with its reasons."),
    act=acceptance.return_act,
    form=forms.ReturnForm,
    final=True,
    danger=True,
)


def _home(card: Any) -> str:
    return reverse("contracts:card_monitoring", args=[card.pk])


def _on_card(request: HttpRequest, pk: UUID, step: Step, **facts: Any) -> HttpResponse:
    card = pages.own(request, pk)
    return take(request, card, step, to=_home(card), card_id=card.pk, **facts)


@audience(*pages.READERS)
def month(request: HttpRequest, pk: UUID, year: int, number: int) -> HttpResponse:
    """A month: its marks, the public side's form, the private side's reply; an auditor reads the marks."""
    card = pages.own(request, pk) if request.method == "POST" else pages.read(request, pk)
    first = first_of(year, number)
    marks = queries.marks_of(card, first)
    mark = next((row for row in marks if row.corrected_at is None), None)
    frame = pages.frame(request, card)
    facts = ((_("Month"), wording.month(first)),)
    if frame["side"] == Side.PUBLIC and (request.method == "POST" or "mark" in request.GET):
        asked = CORRECT if mark else MARK
        if mark is None and clock.now() > queries.gap_from(card, first):
            asked = replace(asked, follows=(*asked.follows, LATE))
        return take(request, card, asked, to=_home(card), facts=facts, card_id=card.pk, month=first)
    if frame["side"] == Side.PRIVATE and mark and (request.method == "POST" or "reply" in request.GET):
        return take(request, card, REPLY, to=_home(card), facts=facts, month_id=mark.pk)
    if request.method == "POST" or not marks:
        raise Http404
    to_reply = mark is not None and mark.mark == Mark.NOT_PERFORMED and mark.replied_at is None
    mine = {"organisation_id": actor_of(request).organisation_id}
    context = {
        "month": first,
        "marks": [{"row": row, "tone": TONES[row.mark]} for row in marks],
        "mark": mark,
        "may_reply": frame["is_private"] and mark and to_reply and queries.asks(mark, **mine),
    }
    return render(request, "contracts/cards/month.html", {**frame, **context})


@audience(Role.HEAD)
def admit_month(request: HttpRequest, pk: UUID, year: int, number: int) -> HttpResponse:
    """The head on a month that was marked late."""
    card = pages.own(request, pk)
    first = first_of(year, number)
    row = queries.mark_of(card, first)
    if row is None or row.admitted:
        raise Http404
    to = reverse("contracts:card_month", args=[card.pk, year, number])
    facts = ((_("Month"), wording.month(first)),)
    return take(request, card, ADMIT, to=to, facts=facts, month_id=row.pk)


@audience(Role.HEAD)
def six_months(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    proposal = queries.open_proposal(card)
    if proposal is None:
        raise Http404
    facts = (
        (_("First month"), wording.month(proposal.first_month)),
        (_("Last month"), wording.month(proposal.last_month)),
    )
    stand = stands(queries.run(card), proposal.first_month, proposal.last_month)
    asked = PROPOSAL if stand else replace(PROPOSAL, lead=BROKEN)
    return take(request, card, asked, to=_home(card), facts=facts, card_id=card.pk)


@audience(*ORGANISER)
def add_duty(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    return take(request, card, DUTY, to=reverse("contracts:card_calendar", args=[card.pk]), card_id=card.pk)


@audience(*ORGANISER)
def fill_calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    return take(request, card, FILL, to=reverse("contracts:card_calendar", args=[card.pk]), card_id=card.pk)


@audience(*ORGANISER)
def duty_done(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    card = pages.own(request, pk)
    row = queries.duty(card, number)
    if row is None:
        raise Http404
    facts = ((_("What is to be done"), row.title), (_("Due"), row.due_on))
    to = reverse("contracts:card_calendar", args=[card.pk])
    return take(request, card, DONE, to=to, facts=facts, duty_id=row.pk)


@audience(Role.BIDDER)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _on_card(request, pk, REPORT)


@audience(*ORGANISER)
def conclude(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _on_card(request, pk, CONCLUDE)


@audience(*ORGANISER)
def new_finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _on_card(request, pk, FINDING)


FINDING_STEPS = {"notify": NOTIFY, "escalate": ESCALATE, "close": CLOSE}


@audience(*ORGANISER)
def finding_step(request: HttpRequest, pk: UUID, number: int, what: str) -> HttpResponse:
    card = pages.own(request, pk)
    row = queries.finding(card, number)
    if row is None or what not in FINDING_STEPS:
        raise Http404
    to = reverse("contracts:card_finding", args=[card.pk, row.pk])
    facts = ((_("Breach found"), row.number), (_("What was found"), row.text))
    given = {"remedy_on": row.remedy_on} if what == "notify" else None
    return take(request, card, FINDING_STEPS[what], to=to, facts=facts, initial=given, finding_id=row.pk)


@audience(Role.BIDDER)
def finding_reply(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    card = pages.own(request, pk)
    row = queries.finding(card, number)
    if row is None or row.notified_at is None:
        raise Http404
    to = reverse("contracts:card_finding", args=[card.pk, row.pk])
    return take(
        request, card, FINDING_REPLY, to=to, facts=((_("Breach found"), row.number),), finding_id=row.pk
    )


@audience(Role.BIDDER)
def new_act(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _on_card(request, pk, ACT)


ACT_STEPS = {"accept": ACCEPT, "return": RETURN}


@audience(*ORGANISER)
def act_step(request: HttpRequest, pk: UUID, number: int, what: str) -> HttpResponse:
    card = pages.own(request, pk)
    row = queries.act(card, number)
    if row is None or what not in ACT_STEPS:
        raise Http404
    to = reverse("contracts:card_act", args=[card.pk, row.pk])
    facts = (
        (_("Act"), row.number),
        (_("Sum"), wording.tenge(row.amount)),
        (_("Date on the act"), row.dated_on),
        (_("What is handed in"), row.title),
    )
    return take(request, card, ACT_STEPS[what], to=to, facts=facts, act_id=row.pk)
