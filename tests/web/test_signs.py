"""What is typed is kept as it can be read, and a number in an address is one that can be looked up."""

import pytest
from django.core.exceptions import ValidationError

from ppp_portal.accounts.forms import PersonForm
from ppp_portal.web import wording
from ppp_portal.web.inputs import TextField, plain_number
from ppp_portal.web.pages import page_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202e000 1\u202c тенге", "000 1 тенге"),  # read from right to left it was another sum
        ("Се\u200bбе\u00adбі\x00", "Себебі"),
        (" Бірінші\r\n\tекінші ", "Бірінші\r\n\tекінші"),
        ("＜script＞", "＜script＞"),
    ],
)
def test_signs_that_nobody_sees_are_not_kept(typed, kept):
    assert TextField().clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["\u200b\u200d\ufeff", "\u202e", " \u2066\u2069 ", "\x00", "\u3164", "\u2800\ufe0f\u034f"]
)
def test_words_of_which_nothing_can_be_read_are_no_words(typed):
    with pytest.raises(ValidationError) as caught:
        TextField().clean(typed)
    assert caught.value.code == "required"


def test_a_password_is_kept_as_it_is_typed():
    assert PersonForm().fields["password1"].clean(" a\u200bb ") == " a\u200bb "


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("17", 17),
        ("007", 7),
        ("", None),
        ("-1", None),
        ("٣٤", None),
        ("²", None),
        ("1e5", None),
        ("9" * 19, None),
    ],
)
def test_a_number_of_an_address_is_plain_and_no_longer_than_a_key(typed, number):
    assert plain_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "page"),
    [("2", 2), ("1000", 1000), ("1001", 1), ("0000" + "9" * 5_000, 1), ("0", 1), ("٢", 1), ("", 1)],
)
def test_what_is_no_number_of_a_page_is_the_first_page(rf, typed, page):
    assert page_number(rf.get("/", {"page": typed})) == page


def test_a_figure_of_thousands_of_digits_is_told_as_it_was_typed():
    assert wording.differing("9" * 5_000, "12345") == (["9" * 5_000], ["12\xa0345"])
