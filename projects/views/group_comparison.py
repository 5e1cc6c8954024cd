"""The comparison on the group's table: questions, columns, the matrix, the eight requirements, the evidence."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.states import Stage
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.panel.screens import carried_out
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.rules import NEEDED_AMOUNTS
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, posted, wrong
from ppp_portal.web.refusals import speak
from projects.actions import checking, comparing
from projects.forms.alternatives import MarksForm, QuestionFormSet, RepliesForm
from projects.forms.group import ColumnForm, GroupReasonsForm, MovedUntilForm, ProposalCheckForm, UntilForm
from projects.queries import alternatives as queries
from projects.queries import group as reads
from projects.views.group_common import frame, in_group, page
from projects.wording import advised

Notice = Any


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def questions(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Write the questions. The first draft are the requirements and the figures of the notice itself."""
    sheet = compared.questionnaire(notice.subject)
    if sheet is not None and sheet.state != Stage.DRAFT:
        return go("projects:group_matrix", notice.pk)
    # What was sent is compared with nothing: a row left as it was proposed is a question too.
    first = _written(sheet) if sheet else _first(notice)
    rows = QuestionFormSet(posted(request), initial=None if request.method == "POST" else first)
    form = ColumnForm(posted(request))  # carries what the action refuses, beside no field of its own
    if request.method == "POST" and rows.is_valid() and form.is_valid():
        asked = [row.ask() for row in rows if row.said()]
        title = {"title_kk": notice.project.title_kk, "title_ru": notice.project.title_ru}
        done = carried_out(
            form,
            lambda: comparing.write_questions(
                notice_id=notice.pk, questions=asked, by=actor_of(request), **title
            ),
        )
        if done:
            messages.success(request, _("The questions are kept. Nobody is asked before they are sent."))
            return go("projects:group_notice", notice.pk)
    return page(request, "questions", frame(request, notice, rows=rows), rows if wrong(rows) else form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def until(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Until when the questions are answered: said when they are sent, moved afterwards for everybody."""
    sheet = compared.questionnaire(notice.subject)
    if sheet is None or sheet.state == Stage.CLOSED:
        return go("projects:group_notice", notice.pk)
    sending = sheet.state == Stage.DRAFT
    form = (MovedUntilForm if sheet.answers_until else UntilForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        act = comparing.send_questions if sending else comparing.move_answers_end
        if carried_out(form, lambda: act(notice_id=notice.pk, by=actor_of(request), **form.cleaned_data)):
            sent = _("The questions are sent. Everybody answers until the same moment.")
            moved = _("The new end of the answers holds for everybody; everybody is told.")
            messages.success(request, sent if sending else moved)
            return go("projects:group_notice", notice.pk)
    return page(request, "until", frame(request, notice, sheet=sheet, sending=sending), form)


def _written(sheet: Any) -> list[dict[str, Any]]:
    names = ("requirement_kk", "requirement_ru", "kind", "unit_kk", "unit_ru", "better")
    return [{name: getattr(row, name) for name in names} for row in compared.questions(sheet)]


def _first(notice: Notice) -> list[dict[str, Any]]:
    asked = [
        {"requirement_kk": row.text_kk, "requirement_ru": row.text_ru, "kind": "text"}
        for row in queries.requirements(notice)
    ]
    figures = [
        {
            "requirement_kk": row["name"]["kk"],
            "requirement_ru": row["name"]["ru"],
            "kind": "number",
            "unit_kk": row["unit"]["kk"],
            "unit_ru": row["unit"]["ru"],
        }
        for whole in notice.form["parameters"]
        for row in (whole, *whole["parts"])
        if row["quantity"] is not None
    ]
    return asked + figures


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new_column(request: HttpRequest, notice: Notice) -> HttpResponse:
    """A column for the one who works now, or for what is known from published facts only."""
    form = ColumnForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made: list[Any] = []
        done = carried_out(
            form,
            lambda: made.append(
                comparing.add_group_column(notice_id=notice.pk, by=actor_of(request), **values)
            ),
        )
        if done:
            return go("projects:group_column", notice.pk, made[0].pk)
    why_not = [] if form.is_bound else speak(comparing.why_no_column(notice, actor_of(request)))
    return page(request, "new_column", frame(request, notice, why_not=why_not), form)


def _column(notice: Notice, pk: int) -> Any:
    found = compared.column(notice.subject, pk)
    if found is None or found.questionnaire.state == Stage.DRAFT:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def column(request: HttpRequest, notice: Notice, column: int) -> HttpResponse:
    """One offer: its answers, and what was found about each, with the verdict."""
    found = _column(notice, column)
    kept = compared.answers_of(found)
    marking = request.POST.get("do") == "mark"
    replies = RepliesForm(
        None if marking else posted(request),
        questions=compared.questions(found.questionnaire),
        real=found.real,
        initial=RepliesForm.typed(kept),
    )
    marks = MarksForm(
        request.POST if marking else None,
        answers=kept,
        real=found.real,
        initial=MarksForm.typed(kept, compared.verdict_of(found)),
    )
    by = actor_of(request)
    if request.POST.get("do") == "silence":
        comparing.note_silence(notice_id=notice.pk, column_id=found.pk, by=by)
        messages.success(request, _("Recorded."))
        return go("projects:group_column", notice.pk, found.pk)
    if marking and marks.is_valid():
        said = {name: marks.cleaned_data[name] for name in ("outcome", "reason_kk", "reason_ru")}
        if carried_out(
            marks,
            lambda: comparing.judge_column(
                notice_id=notice.pk, column_id=found.pk, marks=marks.marks(), by=by, **said
            ),
        ):
            messages.success(request, _("The verdict is recorded."))
            return go("projects:group_matrix", notice.pk)
    elif request.method == "POST" and not marking and replies.is_valid():
        given = replies.replies(kept)
        fill = partial(comparing.fill_group_column, notice_id=notice.pk, column_id=found.pk, by=by)
        if carried_out(replies, lambda: fill(replies=given)):
            messages.success(request, _("The answers are recorded."))
            return go("projects:group_column", notice.pk, found.pk)
    context = frame(
        request, notice, column=found, verdict=compared.verdict_of(found), replies=replies, marks=marks
    )
    context["silent"] = len(kept) < len(replies.questions)
    context["answering"] = compared.answering(found.questionnaire, clock.now())
    context["may_write"] = context["table"].leads and found.questionnaire.state == Stage.FIXED
    return page(request, "column", context, marks if marking else replies)


@require_safe
@in_group
def matrix(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Requirement × offer: differences marked, each cell opens its evidence."""
    found = compared.matrix(notice.subject)
    if found is None:
        raise Http404
    context = frame(request, notice, matrix=found)
    context.update(advised=advised(reads.recommendation(notice)), protocol=reads.protocol(notice))
    return page(request, "matrix", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def proposal(request: HttpRequest, notice: Notice, proposal: UUID) -> HttpResponse:
    """What one proposal says, and its eight requirements one by one."""
    found: Any = queries.opened(notice, proposal)
    if found is None:
        raise Http404
    do, by = request.POST.get("do", ""), actor_of(request)
    form = GroupReasonsForm(request.POST if do == "affiliate" else None)
    if do == "close":
        checking.close_check(proposal_id=found.pk, by=by)
        return go("projects:group_proposal", notice.pk, found.pk)
    if do == "vote":
        return go("projects:group_motion", notice.pk, checking.put_check(proposal_id=found.pk, by=by).pk)
    made: list[Any] = []
    if form.is_valid() and carried_out(
        form, lambda: made.append(checking.put_affiliate(proposal_id=found.pk, by=by, **form.cleaned_data))
    ):
        return go("projects:group_motion", notice.pk, made[0].pk)
    sheet = queries.sheet(found)
    asked = {row.key: row for row in queries.requirements(notice)}
    answers = [
        {"asked": asked.get(key), **said, "document": found.content["documents"].get(said["file"] or "")}
        for key, said in found.content["answers"].items()
    ]
    context = frame(
        request,
        notice,
        proposal=found,
        answers=answers,
        lines=qualification.checklist(sheet),
        sheet=sheet,
        voted=queries.voted(found) is not None,
        affiliate=queries.noted_affiliate(found),
        left_out=queries.affiliate_votes(notice).get(found.pk),
    )
    return page(request, "proposal", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def check(request: HttpRequest, notice: Notice, proposal: UUID, requirement: int) -> HttpResponse:
    """One of the eight requirements on one proposal: the bidder's words, and what the group finds."""
    found: Any = queries.opened(notice, proposal)
    if found is None or str(requirement) not in found.content["qualification"]:
        raise Http404
    sheet = queries.sheet(found)
    line = next(
        (row for row in qualification.checklist(sheet) if row.requirement.number == requirement), None
    )
    if line is None:
        raise Http404
    said = found.content["qualification"][str(requirement)]
    form = ProposalCheckForm(posted(request), amounts=NEEDED_AMOUNTS.get(requirement, ()))
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: checking.check_requirement(
                proposal_id=found.pk,
                requirement=requirement,
                by=actor_of(request),
                **form.values(),
            ),
        )
        if done:
            return go("projects:group_proposal", notice.pk, found.pk)
    context = frame(
        request,
        notice,
        proposal=found,
        line=line,
        said=said,
        document=found.content["documents"].get(said["file"] or ""),
        sums=found.content["amounts"],
        why_not=[],
    )
    if context["table"].leads and not form.is_bound:  # the others only read
        context["why_not"] = speak(checking.why_no_finding(found, actor_of(request)))
    return page(request, "check", context, form)


@require_safe
@in_group
def evidence(request: HttpRequest, notice: Notice, document: UUID) -> HttpResponseBase:
    """A file of an opened proposal, for the group alone."""
    kept = queries.evidence(notice, document)
    if kept is None:
        raise Http404
    return serve(kept)
