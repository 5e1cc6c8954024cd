"""A comparison from its questions to its verdicts."""

from decimal import Decimal

import pytest

from ppp_portal.comparison import actions, queries
from ppp_portal.comparison.actions import Ask, Mark, Reply
from ppp_portal.comparison.rules import CHOICE
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused

pytestmark = pytest.mark.django_db
SUBJECT, STREAM = "matter:77", "matter:77"
QUESTIONS = [
    Ask("Камералар саны", "Количество камер", "number", "дана", "шт.", "more"),
    Ask("Бағдарламалық өнім", "Программный продукт"),
    Ask("Айрықша құқық бар ма", "Есть ли исключительное право", "yes_no"),
]


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def drafted(cast):
    return actions.draft_questionnaire(
        subject=SUBJECT,
        title_kk="Салыстыру",
        title_ru="Сравнение",
        questions=QUESTIONS,
        basis=CHOICE,
        **by(cast),
    )


@pytest.fixture
def fixed(cast, drafted):
    return actions.fix_questionnaire(subject=SUBJECT, **by(cast))


def by(cast):
    return {"by": cast.secretary, "stream": STREAM}


def column(cast, name, **values):
    return actions.add_column(subject=SUBJECT, name_kk=name, name_ru=name, **by(cast), **values)


def fill(cast, offer, cameras, product):
    replies = [
        Reply(1, figure=Decimal(cameras)),
        Reply(2, value_kk=product, value_ru=product),
        Reply(3, figure=Decimal(1)),
    ]
    return actions.fill_column(column_id=offer.pk, replies=replies, **by(cast))


def test_answers_stand_in_the_order_of_the_questions_in_whatever_order_they_came(cast, fixed):
    offer = column(cast, "А")
    for reply in (Reply(3, figure=Decimal(1)), Reply(1, figure=Decimal(5957))):
        actions.fill_column(column_id=offer.pk, replies=[reply], **by(cast))
    assert list(queries.answers_of(offer)) == [1, 3]


def test_fixed_questions_are_not_written_anew(cast, fixed):
    with pytest.raises(Refused) as refused:
        actions.draft_questionnaire(
            subject=SUBJECT, title_kk="Б", title_ru="Б", questions=QUESTIONS, basis=CHOICE, **by(cast)
        )
    assert codes(refused) == ["comparison.not_draft"]


def test_questions_are_written_anew_until_they_are_fixed(cast, drafted):
    actions.draft_questionnaire(
        subject=SUBJECT, title_kk="Б", title_ru="Б", questions=QUESTIONS[:1], basis=CHOICE, **by(cast)
    )
    assert [row.number for row in queries.questions(queries.questionnaire(SUBJECT))] == [1]


def test_nobody_answers_questions_that_are_not_fixed(cast, drafted):
    offer = column(cast, "А")
    with pytest.raises(Refused) as refused:
        fill(cast, offer, 1, "x")
    assert codes(refused) == ["comparison.not_fixed"]


def test_an_organisation_has_one_column_and_one_works_now(cast, fixed):
    first = column(cast, "А", organisation_id=cast.org_a.pk, incumbent=True)
    assert column(cast, "А", organisation_id=cast.org_a.pk).pk == first.pk
    with pytest.raises(Refused) as refused:
        column(cast, "Б", organisation_id=cast.org_b.pk, incumbent=True)
    assert codes(refused) == ["comparison.second_incumbent"]


def test_the_matrix_shows_what_differs_and_which_number_is_better(cast, fixed):
    small, great = column(cast, "А"), column(cast, "Б")
    fill(cast, small, 5000, "Сункар")
    fill(cast, great, 5957, "сункар")
    matrix = queries.matrix(SUBJECT)
    cameras, product, right = matrix.rows
    assert [cell.best for cell in cameras.cells] == [False, True]
    assert (cameras.differs, product.differs, right.differs) == (True, False, False)


def test_the_matrix_takes_the_same_queries_for_two_offers_and_for_five(
    cast, fixed, django_assert_num_queries
):
    for name in "АБ":
        fill(cast, column(cast, name), 5957, "x")
    with django_assert_num_queries(4):
        queries.matrix(SUBJECT)
    for name in "ВГД":
        fill(cast, column(cast, name), 5957, "x")
    with django_assert_num_queries(4):
        queries.matrix(SUBJECT)


def test_a_new_answer_takes_the_finding_about_the_old_one_with_it(cast, fixed):
    offer = column(cast, "А")
    fill(cast, offer, 5957, "Сункар")
    actions.mark_column(column_id=offer.pk, marks=[Mark(2, "no", "сай емес", "не соответствует")], **by(cast))
    fill(cast, offer, 5957, "Мерген")
    assert queries.answers_of(offer)[2].met == ""


def test_a_new_answer_takes_the_verdict_on_the_old_ones_with_it(cast, fixed):
    offer = column(cast, "А")
    fill(cast, offer, 5957, "Сункар")
    actions.judge(column_id=offer.pk, outcome="meets", reason_kk="толық", reason_ru="полностью", **by(cast))
    actions.fill_column(column_id=offer.pk, replies=[Reply(1, figure=Decimal(12))], **by(cast))
    assert queries.verdict_of(queries.column(SUBJECT, offer.pk)) is None
    with pytest.raises(Refused) as refused:
        actions.close_comparison(subject=SUBJECT, **by(cast))
    assert codes(refused) == ["comparison.no_verdict"]


def test_an_answer_given_under_seal_is_written_once(cast, fixed):
    offer = column(cast, "А")
    sealed = [Reply(2, value_kk="«Сұңқар»", value_ru="«Сункар»")]
    actions.fill_column(column_id=offer.pk, replies=sealed, sealed=True, **by(cast))
    with pytest.raises(Refused) as refused:
        fill(cast, offer, 5957, "Мерген")
    assert codes(refused) == ["comparison.sealed"]
    assert queries.answers_of(offer)[2].value_ru == "«Сункар»"


def test_a_closed_comparison_is_changed_by_nobody(cast, fixed):
    offer = column(cast, "А")
    fill(cast, offer, 5957, "Сункар")
    with pytest.raises(Refused) as refused:
        actions.close_comparison(subject=SUBJECT, **by(cast))
    assert codes(refused) == ["comparison.no_verdict"]
    actions.judge(column_id=offer.pk, outcome="meets", reason_kk="толық", reason_ru="полностью", **by(cast))
    actions.close_comparison(subject=SUBJECT, **by(cast))
    with pytest.raises(Refused) as refused:
        fill(cast, offer, 1, "x")
    assert codes(refused) == ["comparison.closed"]


def test_every_step_is_in_the_journal_of_its_owner(cast, fixed):
    offer = column(cast, "А")
    fill(cast, offer, 5957, "Сункар")
    kinds = list(Record.objects.filter(stream=STREAM).order_by("sequence").values_list("kind", flat=True))
    assert kinds == [
        "comparison.drafted",
        "comparison.fixed",
        "comparison.column_added",
        "comparison.answered",
    ]
