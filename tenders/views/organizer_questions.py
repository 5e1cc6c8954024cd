"""Questions on the documentation: the inbox by the day the answer is due, and the answer in both languages."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from tenders.actions import questions as actions
from tenders.forms.interrupting import AnswerForm
from tenders.queries import questions
from tenders.views.organizer_pages import ORGANISER, address, beside, own, page


@audience(*ORGANISER)
def inbox(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What waits for an answer, the next due first; below it what was answered. Nobody learns who asked."""
    tender = own(request, pk)
    return show(
        request,
        "tenders/organizer/questions.html",
        **page(request, tender, "questions"),
        waiting=questions.unanswered(tender, request.GET.get("waiting", "")),
        answered=questions.answered(tender, request.GET.get("after", "")),
    )


@audience(*ORGANISER)
def answer(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Answer to everybody: question and answer as published, in Kazakh and in Russian."""
    tender = own(request, pk)
    question = questions.question(tender, number)
    if question is None:
        raise Http404
    if question.answered_at is not None and request.method != "POST":
        return go(f"{address('organizer_questions', tender)}?after={number + 1}#question-{number}")
    initial = {f"question_{question.language}": question.text} if question.language in ("kk", "ru") else {}
    form = AnswerForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            actions.answer_question(question_id=question.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("The answer is published to everybody."))
            return go("tenders:organizer_questions", tender.pk)
    return show(
        request,
        "tenders/organizer/answer.html",
        form,
        **page(request, tender, "questions"),
        question=question,
    )
