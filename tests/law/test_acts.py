"""A paragraph is named grammatically in every language, and with both numbers where the texts differ."""

import pytest

from ppp_portal.law.acts import (
    ORDER_458,
    ORDER_605,
    REGISTRY,
    Edition,
    Paragraph,
    law,
    p605,
    p725,
    under,
)
from ppp_portal.law.refusals import Refusal, Refused, refuse

LABELS = [
    (p605("31"), "605:31", "605-бұйрықтың 31-тармағы", "п. 31 приказа № 605", "para. 31 of Order 605"),
    (
        p605("33(2)"),
        "605:33(2)",
        "605-бұйрықтың 33-тармағының 2) тармақшасы",
        "подп. 2) п. 33 приказа № 605",
        "para. 33(2) of Order 605",
    ),
    (
        law("39(7)"),
        "L:39(7)",
        "МЖӘ туралы Заңның 39-бабының 7-тармағы",
        "п. 7 ст. 39 Закона о ГЧП",
        "art. 39(7) of the PPP Law",
    ),
    (
        law("32(1)(8)"),
        "L:32(1)(8)",
        "МЖӘ туралы Заңның 32-бабы 1-тармағының 8) тармақшасы",
        "подп. 8) п. 1 ст. 32 Закона о ГЧП",
        "art. 32(1)(8) of the PPP Law",
    ),
    (
        law("46(1-1)"),
        "L:46(1-1)",
        "МЖӘ туралы Заңның 46-бабының 1-1-тармағы",
        "п. 1-1 ст. 46 Закона о ГЧП",
        "art. 46(1-1) of the PPP Law",
    ),
    (
        law("44"),
        "L:44",
        "МЖӘ туралы Заңның 44-бабы",
        "ст. 44 Закона о ГЧП",
        "art. 44 of the PPP Law",
    ),
    (
        p605("A1.10(12)"),
        "605:A1:10(12)",
        "Қағидаларға 1-қосымшаның 10-тармағының 12) тармақшасы (605-бұйрық)",
        "подп. 12) п. 10 прил. 1 к Правилам (приказ № 605)",
        "para. 10(12) of app. 1 to the Rules (Order 605)",
    ),
    (
        p605("A2.12"),
        "605:A2:12",
        "Қағидаларға 2-қосымшаның 12-тармағы (605-бұйрық)",
        "п. 12 прил. 2 к Правилам (приказ № 605)",
        "para. 12 of app. 2 to the Rules (Order 605)",
    ),
    (
        p605("A4"),
        "605:A4",
        "Үлгілік конкурстық құжаттамаға 4-қосымша (605-бұйрық)",
        "прил. 4 к Типовой конкурсной документации (приказ № 605)",
        "app. 4 to the model tender documentation (Order 605)",
    ),
    (
        p605("A4.K6a"),
        "605:A4:K6a",
        "Үлгілік конкурстық құжаттамаға 4-қосымшаның К6а өлшемшарты (605-бұйрық)",
        "критерий К6а прил. 4 к Типовой конкурсной документации (приказ № 605)",
        "criterion K6a of app. 4 to the model tender documentation (Order 605)",
    ),
    (
        p605("62(7)"),
        "605:62(7)",
        "605-бұйрықтың 62-тармағының 6) тармақшасы (орысша мәтінде – 7)",
        "подп. 7) п. 62 приказа № 605 (в казахском тексте – 6)",
        "para. 62(7) of Order 605 (in the Kazakh text – 6)",
    ),
    (
        p725("130"),
        "725:130",
        "725-бұйрықтың 130-тармағы",
        "п. 130 приказа № 725",
        "para. 130 of Order 725",
    ),
]


@pytest.mark.parametrize(("paragraph", "key", "kk", "ru", "en"), LABELS, ids=lambda v: str(v)[:20])
def test_a_paragraph_is_named_in_three_languages(paragraph, key, kk, ru, en):
    assert paragraph.key == key
    assert (paragraph.label("kk"), paragraph.label("ru"), paragraph.label("en")) == (kk, ru, en)


@pytest.mark.parametrize("key", [row[1] for row in LABELS])
def test_a_stored_key_reads_back_as_the_same_paragraph(key):
    assert Paragraph.parse(key).key == key
    assert Paragraph.parse(key) == next(row[0] for row in LABELS if row[1] == key)


@pytest.mark.parametrize("key", ["", "605", "605:", "999:31", "605:abc", "605:31(x)", "605:B4", "605:31)"])
def test_a_key_that_names_nothing_is_an_error(key):
    with pytest.raises(ValueError, match=r"unknown act|not a paragraph"):
        Paragraph.parse(key)


def test_p34_sends_the_two_readers_to_different_paragraphs():
    assert p605("34").refers_to("ru") == p605("33")
    assert p605("34").refers_to("kk") == p605("38")


def test_p62_4_points_to_the_payment_in_russian_only():
    assert p605("62(4)").refers_to("ru") == p605("62(7)")
    assert p605("62(4)").refers_to("kk") is None


@pytest.mark.parametrize(("russian", "kazakh"), [("62(7)", "62(6)"), ("62(8)", "62(7)"), ("62(5)", "62(5)")])
def test_p62_has_a_gap_in_russian_and_none_in_kazakh(russian, kazakh):
    assert p605(russian).number_in("ru") == russian
    assert p605(russian).number_in("kk") == kazakh


def test_an_edition_names_the_amending_order():
    amended = Edition(ORDER_605, by=ORDER_458)
    assert amended.label("ru") == "приказ № 605 в редакции приказа № 458 от 18.09.2025"
    assert amended.label("kk") == "605-бұйрық (18.09.2025 ж. 458-бұйрықтың редакциясында)"
    assert amended.label("en") == "Order 605 as amended by Order 458 of 18.09.2025"
    assert Edition(ORDER_605).label("kk") == "605-бұйрық"


def test_registration_numbers_are_those_of_the_register():
    assert (ORDER_605.registration, ORDER_458.registration) == ("35580", "36886")


def test_a_rule_names_its_paragraph(monkeypatch):
    monkeypatch.setattr("ppp_portal.law.acts.REGISTRY", {})

    @under(p605("31"), law("39(2)"))
    def security_of(amount):
        return amount

    assert security_of.law == (p605("31"), law("39(2)"))
    assert security_of(5) == 5
    from ppp_portal.law import acts

    assert [*acts.REGISTRY.values()] == [security_of.law]
    assert not any("security_of" in name for name in REGISTRY)


def test_a_rule_without_a_paragraph_is_no_rule():
    with pytest.raises(ValueError, match="at least one paragraph"):
        under()


def test_everything_that_is_wrong_is_said_at_once():
    late = Refusal("bid.late", p605("27"), {"due": 1})
    twice = Refusal("bid.duplicate", p605("28(1)"), field="members")
    with pytest.raises(Refused) as caught:
        refuse([None, late, twice, None, late])
    assert caught.value.refusals == (late, twice)
    assert str(caught.value) == "bid.late [605:27], bid.duplicate [605:28(1)]"


def test_no_objection_is_silent():
    refuse([])
    refuse(r for r in [None, None])


def test_refusals_can_be_collected_in_a_set():
    assert len({Refusal("a", params={"x": []}), Refusal("a", params={"x": []}), Refusal("b")}) == 2
    assert Refusal("a", params={"x": 1}) != Refusal("a", params={"x": 2})
