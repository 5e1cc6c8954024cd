"""What comes out of the printer: PDF/A-3b with its data inside, Kazakh letters, the same figures in both."""

import io
import json
import re
import subprocess
from collections import Counter
from io import StringIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, transaction

from ppp_portal.accounts.models import Person
from ppp_portal.documents import queries, storage
from ppp_portal.documents.actions import carry_out, print_pair, request_print
from ppp_portal.documents.blocks import para, protocol, section
from ppp_portal.documents.models import Document, PrintOrder
from ppp_portal.documents.rendering import Sheet, own_assets_only, to_html
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import Both, Text, canonical
from ppp_portal.journal import outbox
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.models import OutboxMessage
from tests.documents.sample import OPENED, opening

pytestmark = pytest.mark.django_db
ORDER = {"key": "opening:2", "subject": "tender:2", "at": OPENED, "by": SYSTEM}


def text_of(document):
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=storage.read(document), capture_output=True, check=True
    )
    return done.stdout.decode()


def open_pdf(document):
    return pikepdf.open(io.BytesIO(storage.read(document)))


def test_the_lines_of_a_typed_text_begin_where_they_were_begun_in_both_languages():
    text = Both(kk="1) бір <b>\r\n2) екі", ru="1) один <b>\r\n2) два")
    paper = protocol(
        title="Т",
        number="1",
        at="",
        facts=[("Ф", text)],
        sections=[section("Р", para(Text("%(t)s", t=text)))],
    )
    sheet = Sheet(kind="x", code="c", check_url="u", created=OPENED.isoformat(), training=False)
    for language, lines in (("kk", "1) бір &lt;b&gt;<br>2) екі"), ("ru", "1) один &lt;b&gt;<br>2) два")):
        assert to_html(canonical(paper), language, sheet).count(lines) == 2


def test_a_paper_that_nobody_signs_says_on_whose_act_it_was_formed_and_a_signed_one_does_not(cast):
    unsigned = {**opening(), "signatures": []}
    staff, bidder = (Person.objects.get(pk=actor.person_id) for actor in (cast.staff, cast.bidder_a))

    def ends(paper, by):
        order = request_print(
            "tender.answers", paper, **{**ORDER, "key": f"{by.role}:{paper is unsigned}", "by": by}
        )
        formed = json.loads(order.context)["formed"]
        return {language: str(spoken(formed, language)) for language in ("kk", "ru")}

    assert staff.name_kk in ends(unsigned, cast.staff)["kk"]
    said = ends(unsigned, cast.staff)["ru"]
    assert said.startswith("Документ сформирован порталом, подписей на нем нет. Время: ")
    assert said.endswith(f"Основание: действие в портале ({staff.name_ru}, сотрудник организатора).")
    assert bidder.name_ru not in ends(unsigned, cast.bidder_a)["ru"]
    assert ends(unsigned, SYSTEM)["ru"].endswith("Основание: записи портала.")
    assert ends(opening(), cast.staff) == {"kk": "None", "ru": "None"}


def test_both_are_pdf_a_3b(printed):
    from pikepdf import pdfa

    for document in printed.values():
        with open_pdf(document) as pdf:
            broken = [found for found in pdfa.check(pdf, "3b").findings if found.kind != "unsupported"]
            assert broken == []
            with pdf.open_metadata() as meta:
                assert (meta.pdfa_status, meta["dc:title"]) == ("3B", f"{document.title} № {document.number}")
            assert pdf.Root.MarkInfo.Marked is not None
            assert str(pdf.Root.Lang) == document.language


def test_the_attached_data_is_what_was_stored(printed):
    for document in printed.values():
        with open_pdf(document) as pdf:
            attached = pdf.attachments["context.json"].get_file().read_bytes()
        assert attached == canonical(opening()) == document.context.encode()


def test_whole_own_fonts_only(printed):
    for document in printed.values():
        with open_pdf(document) as pdf:
            fonts = {
                str(font.BaseFont).partition("+")[2]
                for page in pdf.pages
                for font in page.Resources.Font.values()
            }
        assert fonts
        assert all(name.startswith(("PortalSerif", "PortalSans")) for name in fonts)


def test_kazakh_letters_and_the_tenge_sign_can_be_read(printed):
    text = text_of(printed["kk"])
    assert "Конкурстық өтінімдерді ашу хаттамасы" in text
    assert set("ӘәҒғҚқңӨөҰұҮүІі₸") | {"\N{CYRILLIC CAPITAL LETTER SHHA}"} <= set(text)


def test_the_figures_are_the_same_in_both_languages():
    def written(language):
        sheet = Sheet("tender.opening", "7K4M-2Q9X-B3FD", "http://portal/", "2026-03-19T13:30:00Z", False)
        page = re.sub(
            r"<style>.*?</style>", "", to_html(canonical(opening()), language, sheet), flags=re.DOTALL
        )
        words = re.sub(r"<[^>]+>", " ; ", page).replace("\u00a0", " ")
        kinds = (
            r"\d[\d ]*(?:,\d+)? ₸|\d+,\d+|\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d|\d\d:\d\d:\d\d\.\d{3}|[0-9a-f]{64}"
        )
        return Counter(re.findall(kinds, words))

    assert written("kk") == written("ru")
    assert len(written("kk")) > 30


def test_a_number_and_its_kazakh_ending_stay_on_one_line():
    sheet = Sheet("tender.opening", "7K4M-2Q9X-B3FD", "http://portal/", "2026-03-19T13:30:00Z", False)
    page = to_html(
        canonical({**opening(), "title": "605-бұйрықтың <2-тармағы> 2.1-тармағы, 51-1-бабы"}), "kk", sheet
    )
    assert '<span class="whole">605-бұйрықтың</span> &lt;<span class="whole">2-тармағы</span>&gt;' in page
    assert '<span class="whole">2.1-тармағы</span>, <span class="whole">51-1-бабы</span>' in page
    assert "<title>605-бұйрықтың" in page


def test_markup_in_a_text_stays_text(printed):
    assert "Отозванных & <измененных> заявок нет." in text_of(printed["ru"])


def test_a_document_names_its_check_page_and_its_data(printed, settings):
    for language, document in printed.items():
        text = re.sub(r"\s+", "", text_of(document))
        assert f"{settings.PORTAL_ORIGIN}/{language}/check/{document.pk}/" in text
        assert document.code in text
        assert document.context_sha256 in text


@pytest.mark.parametrize("training", [True, False])
def test_only_a_training_document_says_that_it_has_no_legal_force(training):
    sheet = Sheet("tender.opening", "7K4M-2Q9X-B3FD", "http://portal/", "2026-03-19T13:30:00Z", training)
    page = to_html(canonical(opening()), "ru", sheet)
    assert ('class="watermark"' in page) is training


def test_printing_again_gives_the_same_bytes(printed):
    from ppp_portal.documents.actions import _printed

    for language, document in printed.items():
        assert _printed(document.pair, language).sha256 == document.sha256


def test_an_order_is_printed_after_the_commit_and_only_once():
    order = request_print("tender.opening", opening(), **ORDER)
    assert queries.pair(order.pk) == {"kk": None, "ru": None}
    assert request_print("tender.opening", opening(), **ORDER) == order
    assert OutboxMessage.objects.filter(kind="documents.print").count() == 1
    outbox.drain()
    first = queries.pair(order.pk)
    assert [document.pk for document in first.values()] == [order.kk_id, order.ru_id]
    carry_out(order)
    assert queries.pair(order.pk) == first
    assert Document.objects.count() == 2


def test_the_database_keeps_documents_as_they_are(printed):
    for change in (
        lambda: Document.objects.update(title="another"),
        lambda: Document.objects.all()._raw_delete("default"),
        lambda: PrintOrder.objects.update(context="{}"),
        lambda: printed["kk"].save(),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            change()


def test_nothing_foreign_is_fetched(tmp_path):
    from weasyprint.urls import FatalURLFetchingError

    fetcher = own_assets_only()
    assert fetcher.fetch("portal:fonts/GolosText-Regular.ttf").read()[:4] == b"\0\1\0\0"
    for url in (
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "portal:../settings.py",
        "portal:fonts/../models.py",
    ):
        with pytest.raises(FatalURLFetchingError):
            fetcher.fetch(url)


def test_the_rows_for_a_page_are_read_in_two_statements(printed, django_assert_num_queries):
    print_pair("tender.opening", opening(), **{**ORDER, "subject": "tender:1"})
    request_print("tender.results", opening(), **{**ORDER, "subject": "tender:1", "key": "waiting"})
    with django_assert_num_queries(2):
        rows = queries.pair_rows("tender:1")
    assert [sorted(row.keys() & {"kk", "ru"}) for row in rows] == [["kk", "ru"], ["kk", "ru"], []]
    assert json.dumps(rows[0]["kk"])


@pytest.mark.usefixtures("own_shelf")
def test_a_file_that_was_changed_or_lost_is_named(printed):
    call_command("verify_documents", stdout=StringIO())
    storage.shelf().path(printed["kk"].sha256).write_bytes(b"changed")
    storage.shelf().erase(printed["ru"].sha256)
    with pytest.raises(CommandError) as faults:
        call_command("verify_documents", stdout=StringIO())
    assert f"{printed['kk'].pk} was changed on the disk" in str(faults.value)
    assert f"{printed['ru'].pk} is missing on the disk" in str(faults.value)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("по приказу № 605 и п. 7 ст. 39 Закона", ["№ 605", "п. 7", "ст. 39"]),
        ("подп. 2) п. 33; прил. 4", ["подп. 2)", "п. 33;", "прил. 4"]),
        ("г. Алматы, ул. Жетысу, 17; Алматы қ.", ["г. Алматы,", "ул. Жетысу,", "Алматы қ."]),
        ("не менее 10 %, кемінде 24,9 %-дан", ["10 %", "24,9 %-дан"]),
        ("участок 1,7 га, БИН 160540990309", ["1,7 га", "БИН 160540990309"]),
        ("договор C-2026-00001/P по конкурсу 2026-00001", ["C-2026-00001/P", "2026-00001"]),
        ("в 2026 г. и 2026 ж.", ["2026 г.", "2026 ж."]),
        ("42 000 тенге, 12 этажей, 10 жыл", ["42 000 тенге", "12 этажей", "10 жыл"]),
        ("на 10 гаражей, что п. не значит", []),
    ],
)
def test_a_number_never_parts_from_what_it_counts_or_numbers(text, whole):
    paper = protocol(title="Т", number="1", at="", sections=[section("Р", para(Both(kk=text, ru=text)))])
    sheet = Sheet(kind="x", code="c", check_url="u", created=OPENED.isoformat(), training=False)
    page = to_html(canonical(paper), "ru", sheet)
    printed_text = page.partition("<h2>")[2]
    assert re.findall(r'<span class="whole">([^<]*)</span>', printed_text) == whole
    assert text in re.sub(r"<[^>]*>", "", printed_text)
