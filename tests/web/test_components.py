"""The words and tags of the pages: Kazakh dates, amounts, references, escaping, and that every component renders."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from ppp_portal.law.acts import law, p605
from ppp_portal.law.money import format_tenge
from ppp_portal.web import wording
from ppp_portal.web.components.moments import left, month_name, nearness
from ppp_portal.web.components.texts import marked_changes
from ppp_portal.web.inputs import DayField, DecimalField, MomentField
from ppp_portal.web.marking import marked
from tests.web import styleguide

ALMATY = ZoneInfo("Asia/Almaty")
LANGUAGES = ("kk", "ru", "en")


def plain(text: str) -> str:
    return text.replace(wording.NBSP, " ")


def render(source: str, lang: str = "ru", **values: object) -> str:
    with translation.override(lang):
        return Template("{% load i18n portal %}" + source).render(Context(values))


# --- amounts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (Decimal("18324558000"), "kk", "18 324 558 000 ₸"),
        (Decimal("18324558000.50"), "ru", "18 324 558 000,50 ₸"),
        (Decimal("18324558000.5"), "en", "18 324 558 000.50 ₸"),
        (Decimal("-1000"), "kk", "−1 000 ₸"),
        (0, "ru", "0 ₸"),
        (999, "ru", "999 ₸"),
        (Fraction(1, 3), "ru", "0,33 ₸"),
        (None, "ru", "—"),
    ],
)
def test_an_amount_has_spaces_between_thousands_and_tiyn_only_where_there_are_any(value, lang, text):
    assert plain(wording.tenge(value, lang)) == text


def test_an_amount_does_not_break_across_lines():
    assert " " not in wording.tenge(18324558000, "ru")


def test_pages_and_papers_write_an_amount_alike():
    for amount in (Decimal("0.05"), Decimal("1234567.80"), Decimal("-3")):
        assert wording.tenge(amount, "kk") == format_tenge(amount, "kk")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "1/3 ≈ 0,33"),
        (Fraction(5, 2), "2,50"),
        (Fraction(2000, 3), "2 000/3 ≈ 666,67"),
        (Fraction(-1, 3), "−1/3 ≈ −0,33"),
        (Decimal("12.345"), "2 469/200 ≈ 12,35"),
        (7, "7,00"),
    ],
)
def test_points_are_exact_where_two_decimals_do_not_hold_them(value, text):
    assert plain(wording.exact(value, "kk")) == text


def test_halves_are_rounded_up_whatever_the_binary_fraction():
    assert wording.number(Decimal("2.675"), 2, "en") == "2.68"


@pytest.mark.parametrize(
    ("share", "text"), [(Fraction(1, 8), "12,5 %"), (Fraction(1, 1000), "0,1 %"), (1, "100 %")]
)
def test_a_share_is_a_percentage(share, text):
    assert plain(wording.percent(share, "ru")) == text


@pytest.mark.parametrize(("count", "text"), [(17, "17 Б"), (1536, "1,5 КБ"), (50 * 1024**2, "50,0 МБ")])
def test_a_size_in_bytes(count, text):
    assert plain(wording.size(count, "kk")) == text


# --- sentences --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("до %(on)s.", "до 22 ноября 2026 г."),
        ("до %(on)s. Затем нет.", "до 22 ноября 2026 г. Затем нет."),
        ("до %(on)s включительно.", "до 22 ноября 2026 г. включительно."),
        ("Номер %(number)s.", "Номер 7."),
        ("%(number)s... %(on)s", "7... 22 ноября 2026 г."),
        ("100 %% до %(on)s.", "100 % до 22 ноября 2026 г."),
    ],
)
def test_a_sentence_that_ends_in_a_year_has_one_full_stop(sentence, said):
    values = {"on": wording.day(date(2026, 11, 22), "", "ru"), "number": 7}
    assert plain(wording.filled(sentence, values)) == said
    assert plain(render("{{ on|day|full_stop }} {{ n|full_stop }}", on=date(2026, 11, 22), n="раз")) == (
        "22 ноября 2026 г. раз."
    )


def test_no_template_writes_a_full_stop_after_a_date():
    pages = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    assert [str(page) for page in pages if re.search(r"\|day\s*\}\}\.", page.read_text())] == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "<p>Decision on the bid of «Өркен-Һ» АҚ (1 of 2)</p>",
            '<p>Decision on the bid of <span lang="kk">«Өркен-Һ» АҚ</span> (1 of 2)</p>',
        ),
        (
            '<p lang="ru">Общежитие <b>на</b> 450</p> <p>Үй</p>',
            '<p lang="ru">Общежитие <b>на</b> 450</p> <p><span lang="kk">Үй</span></p>',
        ),
        ('<option value="1">Тұмар</option>', '<option value="1" lang="kk">Тұмар</option>'),
        ("<textarea>Мәтін</textarea><title>Бет</title>", "<textarea>Мәтін</textarea><title>Бет</title>"),
        ("<p>Row 2<br>A &amp; B</p>", "<p>Row 2<br>A &amp; B</p>"),
    ],
)
def test_what_people_wrote_is_marked_as_kazakh_on_an_english_page(page, said):
    assert marked(page) == said


# --- dates ------------------------------------------------------------------------------------------------


class Dates(forms.Form):
    on = DayField()
    at = MomentField()


@pytest.mark.parametrize(
    ("on", "at"),
    [
        ("03.04.2026", "03.04.2026 09:05"),
        ("2026-04-03", "2026-04-03T09:05"),
        (" 3.4.2026 ", "03.04.2026,  09:05:00"),
    ],
)
def test_days_and_hours_are_typed_as_they_are_written_here_and_as_programs_send_them(on, at):
    form = Dates({"on": on, "at": at})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "on": date(2026, 4, 3),
        "at": datetime(2026, 4, 3, 9, 5, tzinfo=ZoneInfo("Asia/Almaty")),
    }


BOTH_FIELDS = [
    ("31.12.1899", "year"), ("01.01.1900", None), ("31.12.2100", None), ("01.01.2101", "year"),
    ("01.01.0001", "year"), ("0001-01-01", "year"), ("31.12.9999", "year"), ("9999-12-31", "year"),
    ("31.04.2026", "no_such_day"), ("00.01.2026", "no_such_day"), ("01.13.2026", "no_such_day"),
    ("22.11.26", "invalid"),
    ("2026-4-3", "invalid"), ("20261122", "invalid"), ("2026-W47-7", "invalid"), ("11/22/2026", "invalid"),
    ("٢٢.١١.٢٠٢٦", "invalid"),
]  # fmt: skip


def refused(field: forms.Field, typed: str) -> str | None:
    try:
        field.clean(typed)
    except forms.ValidationError as error:
        return error.error_list[0].code
    return None


@pytest.mark.parametrize(("day", "wrong"), BOTH_FIELDS)
def test_a_year_that_is_not_of_this_age_is_refused_wherever_a_date_is_typed(day, wrong):
    assert refused(DayField(), day) == wrong
    assert refused(MomentField(), f"{day} 00:00") == wrong
    assert refused(MomentField(), f"{day}T23:59:59") == wrong


@pytest.mark.parametrize(
    "typed",
    [
        "22.11.2026", "2026-11-22", "20261122", "2026-W47-7", "2026-11-22T18:00Z", "2026-11-22T18:00+05:30",
        "2026-11-22 18:00:00.5", "22.11.2026 24:00", "22.11.2026 18:60", "22.11.2026 18:00:99", "22.11.2026 18",
        "22.11.2026 9:5", "22.11.2026 18:00 PM", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00+14:00",
    ],
)  # fmt: skip
def test_a_moment_is_read_only_with_its_hour_and_only_as_the_portal_writes_it(typed):
    assert refused(MomentField(), typed) in {"invalid", "year"}
    page = render("{% field form.at %}", form=Dates({"at": typed}))
    assert "></output>" in page
    assert "дд.мм.гггг чч:мм" in page.partition("error-text")[2] or "1900" in page


def test_a_day_with_an_hour_is_no_day():
    assert refused(DayField(), "22.11.2026 18:00") == "invalid"


def test_the_script_asks_for_the_hour_exactly_where_the_server_does():
    assert " data-hour" not in render("{% field form.on %}", form=Dates())
    assert " data-hour" in render("{% field form.at %}", form=Dates())


class Shares(forms.Form):
    share = DecimalField(min_value=0, max_value=100, max_digits=7, decimal_places=4)
    rate = DecimalField(min_value=0, max_digits=14, decimal_places=4)


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("40,5", "40.5"), ("40.50", "40.5"), (" 10 ", "10"), ("0,642", "0.642"), ("487,1250", "487.125"),
        ("1 234,5", "1234.5"), ("1\N{NO-BREAK SPACE}234", "1234"), ("1234.567", "1234.567"), ("1000000", "1000000"),
        ("1,234", "ambiguous"), ("1.500", "ambiguous"), ("487,125", "ambiguous"),
        ("40 5", "invalid"), ("1 2 3", "invalid"), ("1 0000", "invalid"), ("1234 567", "invalid"),
        ("1,234,567", "invalid"), ("1 234.567,8", "invalid"), ("1e5", "invalid"), ("1E-3", "invalid"),
        ("1_000", "invalid"), ("٤٠", "invalid"), ("\uff19\uff19", "invalid"), ("²", "invalid"),
        ("NaN", "invalid"), ("Infinity", "invalid"), ("0x10", "invalid"), (",5", "invalid"), ("5,", "invalid"),
        ("сорок", "invalid"), ("-1", "min_value"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_one_way_or_refused(typed, rate):
    field = Shares().fields["rate"]
    assert (refused(field, typed) or str(field.clean(typed))) == rate


def test_what_cannot_be_thousands_in_its_field_is_a_fraction():
    share = Shares().fields["share"]
    assert share.clean("33,333") == Decimal("33.333")
    assert Shares().fields["rate"].clean("33,3330") == share.clean("33,333")


@pytest.mark.parametrize(
    ("value", "share", "rate"),
    [
        ("40.0000", "40", "40"),
        ("33.3300", "33,33", "33,33"),
        ("0", "0", "0"),
        ("100", "100", "100"),
        ("33.3330", "33,333", "33,3330"),
    ],
)
def test_a_number_is_shown_without_idle_zeros_and_so_that_it_is_read_again(value, share, rate):
    form = Shares(initial={"share": Decimal(value), "rate": Decimal(value)})
    assert f'value="{share}"' in render("{% field f.share %}", f=form)
    assert f'value="{rate}"' in render("{% field f.rate %}", f=form)
    assert form.fields["share"].clean(share) == form.fields["rate"].clean(rate) == Decimal(value)
    assert "40,5" in render("{% field f.share %}", f=Shares({"share": "сорок"}))


@pytest.mark.parametrize(("value", "shown"), [("7000000000", "7 000 000 000"), ("1234.5670", "1 234,567")])
def test_a_long_number_is_shown_in_thousands_and_read_again(value, shown):
    form = Shares(initial={"rate": Decimal(value)})
    assert f'value="{shown}"' in render("{% field f.rate %}", f=form)
    assert form.fields["rate"].clean(shown) == Decimal(value)


def test_a_date_is_said_in_words_beside_its_field_in_the_language_of_the_page():
    form = Dates(initial={"on": date(2026, 4, 3), "at": datetime(2026, 4, 3, 4, 5, tzinfo=UTC)})
    said = {
        "kk": ("2026 ж. 3 сәуір, жұма", "2026 ж. 3 сәуір, жұма, 09:05"),
        "ru": ("3 апреля 2026 г., пятница", "3 апреля 2026 г., пятница, 09:05"),
        "en": ("3 April 2026, Friday", "3 April 2026, Friday, 09:05"),
    }
    for lang, (on, at) in said.items():
        page = plain(render("{% field form.on %}{% field form.at %}", lang, form=form))
        assert f">{on}</output>" in page
        assert f">{at}</output>" in page
        assert 'value="03.04.2026"' in page
        assert 'value="03.04.2026 09:05"' in page
        assert 'type="date' not in page


def test_what_is_no_date_stays_in_the_field_and_the_error_shows_how_to_write_it():
    page = render("{% field form.on %}", form=Dates({"on": "31 числа"}))
    assert 'value="31 числа"' in page
    assert "дд.мм.гггг" in page.partition("error-text")[2]


def test_of_a_day_that_does_not_exist_it_is_said_that_it_does_not():
    said = render("{% field form.on %}", form=Dates({"on": "31.11.2026"})).partition("error-text")[2]
    assert "Такого дня нет" in said
    assert "цифрами" not in said


def test_a_file_that_did_not_survive_an_error_elsewhere_is_asked_for_again_beside_its_field():
    class WithFile(forms.Form):
        name = forms.CharField()
        file = forms.FileField()

    sent = {"file": SimpleUploadedFile("акт.pdf", b"%PDF")}
    page = render("{% error_summary form %}{% fields form %}", form=WithFile({"name": ""}, sent))
    assert page.count("приложите файл еще раз: акт.pdf") == 2
    assert 'href="#id_file"' in page
    assert "исправить 1 ошибку" in page  # that the file has to be sent again is nobody's error
    assert page.partition('type="file"')[2].partition(">")[0].count("aria-invalid") == 0
    assert "еще раз" not in render("{% fields form %}", form=WithFile())


def test_an_error_names_its_field_with_the_language_in_words_and_with_its_row():
    class Named(forms.Form):
        title_kk = forms.CharField(label="Название")
        title_ru = forms.CharField(label="Название")

    rows = forms.formset_factory(Named)(
        {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-title_kk": "а", "form-0-title_ru": "б"}
    )
    page = " ".join(render("{% error_summary form rows %}", form=Named({}), rows=rows).split())
    assert "Название (на казахском):" in page
    assert "Название (на русском):" in page
    assert "Строка 2, Название (на казахском):" in page
    assert 'href="#id_form-1-title_kk"' in page
    assert "(kk)" not in page


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "2026 ж. 22 қараша, 18:00 (Астана уақыты, UTC+5)"),
        ("ru", "22 ноября 2026 г., 18:00 (время Астаны, UTC+5)"),
        ("en", "22 November 2026, 18:00 (Astana time, UTC+5)"),
    ],
)
def test_a_moment_names_its_hour_and_zone(lang, text):
    assert plain(wording.moment(datetime(2026, 11, 22, 13, 0, tzinfo=UTC), "", lang)) == text


def test_every_month_has_its_kazakh_name():
    said = [plain(wording.day(date(2026, month, 1), "", "kk")).split()[-1] for month in range(1, 13)]
    assert said == [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ]


@pytest.mark.parametrize(
    ("style", "text"),
    [("", "23:59:59"), ("s", "23:59:59"), ("ms", "23:59:59.999")],
)
def test_the_last_instant_of_a_day_is_never_rounded_into_the_next(style, text):
    due = datetime(2026, 11, 22, 23, 59, 59, 999999, tzinfo=ALMATY)
    assert f"22 ноября 2026 г., {text}" in plain(wording.moment(due, style, "ru"))


def test_a_day_is_the_day_in_astana():
    assert wording.day(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), "short") == "23.11.2026"


def test_before_march_2024_the_zone_was_another():
    assert wording.zone(datetime(2024, 2, 1, tzinfo=ALMATY), "en").endswith("UTC+6")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        wording.moment(datetime(2026, 11, 22, 18, 0))


def test_the_short_form_has_no_zone():
    assert plain(wording.moment(datetime(2026, 11, 22, 18, 0, tzinfo=ALMATY), "short")) == "22.11.2026 18:00"


NOW = datetime(2026, 11, 20, 12, 0, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("away", "near"),
    [
        (timedelta(0), "near"),
        (timedelta(days=3), "near"),
        (timedelta(days=3, microseconds=1), ""),
        (timedelta(microseconds=-1), "over"),
    ],
)
def test_a_term_is_near_in_its_last_three_days_and_over_after_its_last_instant(away, near):
    assert nearness(NOW + away, NOW) == near


def test_without_the_portal_clock_nothing_is_near():
    assert nearness(NOW, None) == ""
    assert left(NOW, None) == ""


# --- references -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "provision"),
    [
        ("31", p605("31")),
        ("44(1)", p605("44(1)")),
        ("app4", p605("A4")),
        ("app2:12(8)", p605("A2.12(8)")),
        ("art32", law("32")),
        ("605:A1:10(12)", p605("A1.10(12)")),
        ("L:39(7)", law("39(7)")),
    ],
)
def test_short_forms_name_the_same_provision_as_the_law(short, provision):
    for lang in LANGUAGES:
        assert wording.paragraph(short, lang) == provision.label(lang)


def test_a_reference_in_words_stays_as_it_is():
    assert wording.paragraph("решение суда", "ru") == "решение суда"


def test_figures_that_differ_are_shown_as_a_person_writes_them():
    kk, ru = wording.differing("2026 ж. 22 қараша, 18 324 558 000 ₸", "23.11.2026, 18324558000 ₸")
    assert (kk, ru) == (["22.11.2026"], ["23.11.2026"])


# --- tags -------------------------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>"


def test_a_number_stays_on_one_line_and_years_or_words_are_left_alone():
    page = render("{{ text|unbroken }}", text="Протокол № 2026-00003/4 & N-2026-00001/D-1, 2022-2033, кадр-1")
    assert page == (
        'Протокол <span class="nowrap">№ 2026-00003/4</span> &amp; '
        '<span class="nowrap">N-2026-00001/D-1</span>, 2022-2033, кадр-1'
    )
    page = render("{{ text|unbroken }}", text="Продление ГЧП-14/E-1, договор ГЧП-14")
    assert page == 'Продление <span class="nowrap">ГЧП-14/E-1</span>, договор ГЧП-14'
    page = render("{{ text|unbroken }}", text="Расписка № R-BTT7-NSE5-3JXW")
    assert page == 'Расписка <span class="nowrap">№ R-BTT7-NSE5-3JXW</span>'


def test_a_number_is_not_parted_from_its_kazakh_ending():
    assert render('{% para "44(4)" %}', "kk").strip() == (
        '<span class="para"><span class="nowrap">605-бұйрықтың</span> '
        '<span class="nowrap">44-тармағының</span> 4) тармақшасы</span>'
    )
    page = render("{{ text|unbroken }}", text="2026 ж. 20 ақпан, № 12-Ө бұйрық, кадр-1-ші, 1 000 орын")
    assert page == (
        '2026 ж. 20 ақпан, <span class="nowrap">№ 12-Ө</span> бұйрық, кадр-1-ші, '
        '<span class="nowrap">1 000</span> орын'
    )


@pytest.mark.parametrize(
    "source",
    [
        "{% tag evil %}",
        "{% para evil %}",
        "{% lines_of evil %}",
        "{% bilingual evil evil %}",
        "{% diff evil 'x' %}",
        "{% diff 'x' evil %}",
        "{% empty evil %}",
        "{% button evil %}",
        "{% button_link '#' evil %}",
        "{% post_button '#' evil %}",
        "{% table head rows caption=evil %}",
        "{% summary facts %}",
        "{% timeline steps %}",
        "{% error_summary wrong %}",
        "{% notice 'info' title=evil %}{{ evil }}{% endnotice %}",
        "{% explain evil %}{{ evil }}{% endexplain %}",
        "{% content evil %}{{ evil }}{% endcontent %}",
        "{% score_bars bidders %}",
        "{% uploads files %}",
        "{{ evil|short_hash }}",
        "{{ evil|unbroken }}",
    ],
)
def test_nothing_typed_by_a_person_becomes_markup(source):
    page = render(
        source,
        evil=EVIL,
        head=[EVIL],
        rows=[[EVIL]],
        facts=[{"label": EVIL, "value": EVIL}],
        steps=[{"label": EVIL, "state": "now", "note": EVIL}],
        wrong=[{"text": EVIL, "todo": EVIL, "basis": EVIL}],
        bidders=[{"name": EVIL, "parts": {EVIL: 1}, "note": EVIL}],
        files=[{"name": EVIL, "note": EVIL}],
    )
    assert "<script" not in page
    assert "&lt;script" in page


def test_a_change_is_marked_word_by_word():
    page = render("{% diff before after %}", before="срок 24 месяца", after="срок 26 месяцев")
    assert "срок <del>24 месяца</del><ins>26 месяцев</ins>" in page


def test_a_text_written_anew_stands_whole_beside_what_it_replaces():
    before = "Объект расположен в Медеуском районе города Алматы, площадь участка 0,9 га."
    after = "Возведены фундамент и каркас трех этажей; они передаются новому партнеру."
    page = render("{% diff before after %}", before=before, after=after)
    assert f"<del>{before}</del> <ins>{after}</ins>" in page


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Срок 10 дней.", "Срок 15 дней.", "Срок <del>10</del> <ins>15</ins> дней."),
        ("1 000 орын", "1 200 орын", "<del>1 000</del> <ins>1 200</ins> орын"),
        ("а б в", "а б", "а б <del>в</del>"),
        ("а б", "а б в", "а б <ins>в</ins>"),
        ("", "<b>", "<ins>&lt;b&gt;</ins>"),
    ],
)
def test_what_changed_is_marked_word_by_word(before, after, said):
    assert marked_changes(before, after) == said


@pytest.mark.parametrize("words", [50, 3000], ids=["of few words", "of many words"])
def test_texts_of_twenty_thousand_signs_are_compared_at_once_and_each_change_is_found(words):
    """Pages with them are public: the matcher that looked at each space took up to forty seconds."""
    chance = Random(1)
    before = [f"сөз{int(chance.paretovariate(0.7)) % words}" for _ in range(3000)]
    after = [*before[:700], "жаңа700", *before[701:1500], *before[1501:2200], "жаңа2200", *before[2200:]]
    started = process_time()
    page = marked_changes(" ".join(before), " ".join(after))
    assert process_time() - started < 2
    assert "<ins>жаңа700</ins>" in page
    assert plain_text(page, "del") == " ".join(after)
    assert plain_text(page, "ins") == " ".join(before)


def plain_text(page: str, without: str) -> str:
    kept = re.sub(rf"<{without}>.*?</{without}> ?", "", page)
    return re.sub(r"</?(del|ins)>", "", kept)


class Named(forms.Form):
    name_kk = forms.CharField()
    name_ru = forms.CharField()
    price = forms.DecimalField(help_text="hint")
    choice = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_a_wrong_field_is_tied_to_its_hint_and_its_error():
    page = render('{% field form.price suffix="₸" %}', form=Named({}))
    assert 'aria-describedby="id_price_hint id_price_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_price_error"' in page


def test_the_summary_of_errors_leads_to_each_field():
    page = render("{% error_summary form %}", form=Named({}))
    for target in ("#id_name_kk", "#id_name_ru", "#id_price", "#id_choice_0"):
        assert f'href="{target}"' in page


def test_an_unsent_form_has_no_errors_to_sum_up():
    assert "error-summary" not in render("{% error_summary form %}", form=Named())


def test_both_languages_become_a_pair_and_differing_figures_are_marked():
    page = render("{% fields form %}", form=Named({"name_kk": "100 орын", "name_ru": "120 мест"}))
    assert page.count("data-pair") == 1
    assert 'lang="kk"' in page
    assert "<mark>100</mark>" in page
    assert "<mark>120</mark>" in page


def test_figures_that_agree_are_not_marked():
    page = render("{% fields form %}", form=Named({"name_kk": "1 000 орын", "name_ru": "1000 мест"}))
    assert "<mark>" not in page


def test_lengths_in_a_picture_have_a_point_in_every_language():
    for lang in LANGUAGES:
        page = render(
            "{% score_bars b max=100 uid='x' %}", lang, b=[{"name": "A", "parts": {"K1": Fraction(61, 3)}}]
        )
        assert 'width="17.080%"' in page


def test_a_deadline_opens_into_its_arithmetic():
    term = styleguide.context()["term"]
    page = plain(render("{% deadline term label='X' %}", "kk", term=term, portal_now=styleguide.NOW))
    assert "2026 ж. 23 қараша, 23:59:59" in page
    assert p605("27").label("kk") in re.sub(r"</?span[^>]*>", "", page)
    assert 'datetime="2026-11-23T23:59:59.999999+05:00"' in page


def test_the_language_switch_keeps_the_page_and_its_query():
    with translation.override("ru"):
        request = RequestFactory().get("/ru/somewhere/?q=a&after=b")
        page = Template("{% load portal %}{% languages %}").render(Context({"request": request}))
    assert 'href="/kk/somewhere/?q=a&amp;after=b"' in page


def test_a_button_of_an_unknown_kind_is_a_mistake_of_the_page():
    with pytest.raises(TemplateSyntaxError):
        render('{% button "x" "loud" %}')


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_component_renders_without_inline_style_or_script(lang):
    with translation.override(lang):
        request = RequestFactory().get(f"/{lang}/")
        page = render_to_string("styleguide.html", styleguide.context(), request=request)
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "500", "refused"])
def test_error_pages_need_nothing(name, lang):
    """No database: only the page of a refusal, given after the database has answered, shows the portal's time."""
    known = {"portal_now": None} if name in ("409", "refused") else {}
    with translation.override(lang):
        page = render_to_string(f"{name}.html", known, request=RequestFactory().get("/"))
    assert page.count("<h1") == 1


def test_the_page_for_a_fault_is_plain_html_in_three_languages():
    source = render_to_string("500.html")
    assert all(f'lang="{lang}"' in source for lang in LANGUAGES)


def test_what_never_changed_is_a_row_and_no_picture():
    points = [{"label": "Договор", "value": Decimal(766), "at": None}]
    html = render('{% drift points caption="Комплексы" unit="шт." %}', points=points)
    assert "<svg" not in html
    assert "766" in html


def test_a_drift_writes_its_values_years_and_unit_into_the_picture():
    points = [
        {"label": "Договор", "value": Decimal(766), "at": None},
        {"label": "Продление", "value": Decimal(1991), "at": date(2026, 1, 1)},
    ]
    html = render('{% drift points caption="Комплексы" unit="шт." %}', points=points).replace("\u00a0", " ")
    picture = html[html.index("<svg") : html.index("</svg>")]
    assert re.findall(r"<text[^>]*>([^<]*)</text>", picture) == ["766", "1", "1 991", "2 · 2026"]
    assert "<figcaption>Комплексы, шт.</figcaption>" in html


def test_a_month_inside_a_sentence_begins_with_a_small_letter_in_kazakh_and_russian():
    december, said = date(2026, 12, 1), {}
    for lang in ("kk", "ru", "en"):
        with translation.override(lang):
            said[lang] = month_name(december), month_name(december, "inside")
    assert said == {
        "kk": ("2026 жылғы желтоқсан", "2026 жылғы желтоқсан"),
        "ru": ("Декабрь 2026", "декабрь 2026"),
        "en": ("December 2026", "December 2026"),
    }
