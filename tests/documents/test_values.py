import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents import blocks
from ppp_portal.documents.speech import in_words, spoken
from ppp_portal.documents.values import (
    Amount,
    Both,
    Code,
    Day,
    Moment,
    Number,
    Ref,
    Text,
    canonical,
    plain,
    untranslated,
)
from ppp_portal.law.acts import p605

NOON = datetime(2026, 3, 19, 7, 0, 0, 250_999, tzinfo=UTC)


def say(leaf):
    stored = json.loads(canonical(leaf))
    return [str(spoken(stored, language)).replace("\u00a0", " ") for language in ("kk", "ru")]


@pytest.mark.parametrize(
    ("leaf", "kk", "ru"),
    [
        ("070340007367", "070340007367", "070340007367"),
        (Both(kk="хаттама", ru="протокол"), "хаттама", "протокол"),
        (Amount(18324558000), "18 324 558 000 ₸", "18 324 558 000 ₸"),
        (Amount(Decimal("0.5")), "0,50 ₸", "0,50 ₸"),
        (Amount(Decimal("100.05"), words=True), "100,05 ₸ (жүз теңге 05 тиын)", "100,05 ₸ (сто тенге 05 тиын)"),
        (Number(Decimal("12.5"), unit="%"), "12,5 %", "12,5 %"),
        (Number(3, unit=Both(kk="ай", ru="мес.")), "3 ай", "3 мес."),
        (Number(Decimal("2"), places=2), "2,00", "2,00"),
        (Number(Decimal(21_400).normalize()), "21 400", "21 400"),
        (Decimal("0.12345"), "0,12345", "0,12345"),
        (Fraction(1, 3), "1/3 ≈ 0,33", "1/3 ≈ 0,33"),
        (1641, "1 641", "1 641"),
        (Moment(NOON), "2026 ж. 19 наурыз, 12:00:00 (Астана уақыты, UTC+5)",
         "19 марта 2026 г., 12:00:00 (время Астаны, UTC+5)"),
        (Moment(NOON, precise=True), "2026 ж. 19 наурыз, 12:00:00.250 (Астана уақыты, UTC+5)",
         "19 марта 2026 г., 12:00:00.250 (время Астаны, UTC+5)"),
        (Moment(NOON, short=True), "19.03.2026 12:00:00", "19.03.2026 12:00:00"),
        (Day(date(2026, 3, 19)), "2026 ж. 19 наурыз", "19 марта 2026 г."),
        (date(2026, 3, 19), "2026 ж. 19 наурыз", "19 марта 2026 г."),
        (Ref(p605("31")), p605("31").label("kk"), p605("31").label("ru")),
        (Code("<ab>"), '<span class="code">&lt;ab&gt;</span>', '<span class="code">&lt;ab&gt;</span>'),
        (Text(Both(kk="<%(n)s өтінім>", ru="<%(n)s заявки>"), n=3), "&lt;3 өтінім&gt;", "&lt;3 заявки&gt;"),
        (Text("100 %% %(x)s", x="<b>"), "100 % &lt;b&gt;", "100 % &lt;b&gt;"),
    ],
)  # fmt: skip
def test_a_leaf_is_written_in_the_manner_of_its_language(leaf, kk, ru):
    assert say(leaf) == [kk, ru]


def test_a_lazy_translation_is_fixed_when_the_document_is_ordered():
    assert plain(_("Yes")) == {"kk": "Иә", "ru": "Да"}


@pytest.mark.parametrize("wrong", [0.1, True, object(), {1, 2}, Moment, Amount(1.5) and 1.5])
def test_what_has_no_one_spelling_is_refused(wrong):
    with pytest.raises(TypeError):
        canonical({"x": wrong})


@pytest.mark.parametrize("wrong", [Both(kk="", ru="да"), Both(kk="иә", ru=" "), datetime(2026, 1, 1)])
def test_one_language_or_no_zone_is_refused(wrong):
    with pytest.raises(ValueError, match=r"one language|without a zone"):
        canonical([wrong])


def test_forgotten_translations_are_found():
    context = {
        "a": Both(kk="Opened", ru="Opened"),
        "b": Both(kk="1 %(day)s", ru="1 %(day)s"),
        "c": "Presight AI",
    }
    assert untranslated([context, Text(Both(kk="At %(x)s", ru="At %(x)s"), x=Both(kk="Abc", ru="Abc"))]) == [
        "Opened",
        "Abc",
    ]


def test_sums_in_words():
    assert in_words(Decimal("18324558000"), "ru") == (
        "восемнадцать миллиардов триста двадцать четыре миллиона пятьсот пятьдесят восемь тысяч тенге 00 тиын"
    )
    assert in_words(Decimal("18324558000.5"), "kk").endswith("бес жүз елу сегіз мың теңге 50 тиын")


def test_the_canonical_form_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": Both(kk="к", ru="р")}) == canonical({"a": Both(kk="к", ru="р"), "b": 1})


def test_votes_are_counted_from_their_rows_and_a_quorum_from_the_votes_at_the_table():
    cast = blocks.votes([blocks.vote("A", "for"), blocks.vote("B", "for"), blocks.vote("C", "recused")])
    assert {part["choice"]: part["count"] for part in cast["tally"]} == {
        "for": 2, "against": 0, "abstained": 0, "recused": 1, "absent": 0,
    }  # fmt: skip
    with pytest.raises(ValueError, match="'yes' is not one of"):
        blocks.vote("A", "yes")
    came = blocks.attendance([blocks.member("A", "x"), blocks.member("B", "x")], present=1, of=2, needed=2)
    assert (came["present"], came["of"], came["quorum"]) == (1, 2, "missed")


def test_a_part_without_a_number_takes_none_from_those_that_are_counted():
    parts = [blocks.section("a"), blocks.section("b", numbered=False), blocks.section("c")]
    made = blocks.protocol(title="x", number="1", at=NOON, sections=parts)
    assert [part.get("number") for part in made["sections"]] == ["1", None, "2"]


def test_a_row_with_a_missing_cell_is_refused():
    with pytest.raises(ValueError, match="every row needs 2 cells"):
        blocks.table([blocks.col("a"), blocks.col("b")], [["1"]])
