"""Pages of a contract in force: for its two sides, for auditors, for everybody, and for nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from contracts.actions.card_life import publish_card
from contracts.actions.comparing import Offer, record_facts
from contracts.actions.extensions import refuse_extension
from contracts.models import CardQuantity, ContractCard, Extension
from ppp_portal.comparison.queries import answers_of, columns
from ppp_portal.comparison.rules import Ask, Reply
from ppp_portal.law.calendar import local_day
from tenders import sweep
from tests.contracts.cards import a_card, before_end
from tests.contracts.test_extensions import LATER, MORE_PLACES, approved, asked
from tests.documents.files import PDF

pytestmark = pytest.mark.django_db


def paper():
    return SimpleUploadedFile("paper.pdf", PDF, "application/pdf")


def at(name, *args):
    return reverse(f"contracts:{name}", args=args)


def post(client, url, **data):
    return client.post(url, {"confirmed": "yes", **data})


def test_each_side_reads_its_card_and_strangers_find_none(cast, client_of, clock_at):
    card = a_card(cast, operator=True)
    before_end(clock_at, card, 200)
    sweep.run()
    for by, name in ((cast.staff, "organizer_card"), (cast.bidder_a, "bidder_card")):
        page = client_of(by).get(at(name, card.pk))
        assert page.status_code == 200
        assert card.number in page.content.decode()
        assert [row["url"] for row in page.context["nav"] if row["current"]] == [at("cards")]
        assert client_of(by).get(at("cards")).status_code == 200
        assert client_of(by).get(at("card_extensions", card.pk)).status_code == 200
    for by, name in ((cast.other_staff, "organizer_card"), (cast.bidder_b, "bidder_card")):
        assert client_of(by).get(at(name, card.pk)).status_code == 404
        assert client_of(by).get(at("card_extensions", card.pk)).status_code == 404


def test_the_first_day_of_a_contract_is_shown_as_a_day(cast, client_of):
    card = a_card(cast)
    with override("ru"):
        url = at("organizer_card", card.pk)
    page = " ".join(client_of(cast.staff).get(url).content.decode().split())
    assert "Первый день договора 1 января 2020 г. </p>" in page


def test_everybody_reads_a_published_card_and_auditors_their_mandate(cast, client_of, client):
    card = a_card(cast)
    assert client.get(at("public_card", card.pk)).status_code == 404
    auditor = client_of(cast.auditor)
    assert auditor.get(at("audited_cards")).status_code == 200
    assert auditor.get(at("audited_card", card.pk)).status_code == 200
    publish_card(card_id=card.pk, by=cast.staff)
    assert client.get(at("public_card", card.pk)).status_code == 200
    assert card.number in client.get(at("public_cards")).content.decode()


def test_a_list_names_the_public_partner_of_the_card_not_who_entered_it(cast, client_of, client):
    office = {
        "part": "public_partner",
        "name_kk": "Цифрландыру басқармасы",
        "name_ru": "Управление цифровизации",
    }
    publish_card(card_id=a_card(cast, parties=[office]).pk, by=cast.staff)
    publish_card(card_id=a_card(cast, number="ГЧП-15").pk, by=cast.staff)
    for reader, name in ((client, "public_cards"), (client_of(cast.auditor), "audited_cards")):
        page = reader.get(at(name)).content.decode()
        assert "Цифрландыру басқармасы" in page
        assert page.count(cast.org_organiser.name_kk) == 1  # of the contract that is its own


def test_offers_of_real_organisations_say_once_that_nobody_is_judged(cast, client):
    card = a_card(cast)
    reply = Reply(1, value_kk="Сұңқар", value_ru="Сункар")
    record_facts(
        card_id=card.pk,
        title_kk="Ұсыныстар",
        title_ru="Предложения",
        questions=[Ask("Атауы", "Название")],
        offers=[Offer(f"{n}-фирма", f"Фирма {n}", (reply,)) for n in range(1, 6)],
        by=cast.staff,
    )
    publish_card(card_id=card.pk, by=cast.staff)
    page = client.get(at("public_card", card.pk)).content.decode()
    assert page.count("портал нақты ұйымдарды бағаламайды") == 1
    assert f'href="{at("public_cards")}"' in page, "the register, one step back"
    assert page.index('class="body wide below"') < page.index("5-фирма")  # as wide as the page
    assert "мониторингі порталда жүргізілмеген" in page
    assert "хабарланған бұзушылықтар" not in page


def test_an_auditor_sees_which_warnings_nobody_answered(cast, client_of, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 600)
    ContractCard.objects.update(created_at=clock_at.forward(timedelta(0)))
    for days in (500, 300):
        before_end(clock_at, card, days)
        sweep.run()
    page = client_of(cast.auditor).get(at("audited_card", card.pk)).content.decode()
    assert page.count("tag bad") >= 1


def test_an_older_contract_is_entered_from_its_paper(cast, client_of):
    client = client_of(cast.staff)
    assert client.get(at("enter_card")).status_code == 200
    data = {
        "number": "ГЧП-9",
        "title_kk": "Емхана",
        "title_ru": "Поликлиника",
        "object_kk": "Емхана",
        "object_ru": "Поликлиника",
        "regime": "general",
        "ends_on": "2031-12-31",
        "partner_bin": cast.org_a.bin,
    }
    assert client.post(at("enter_card"), data).status_code == 422  # no paper, no source
    assert client.post(at("enter_card"), {**data, "upload": paper()}).status_code == 303
    assert ContractCard.objects.get().parties.count() == 2


def test_a_change_without_its_paper_is_refused_beside_the_field(cast, client_of, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 900)
    client, url = client_of(cast.staff), at("card_change", card.pk, "quantities")
    data = {
        "basis_kk": "Келісім",
        "basis_ru": "Соглашение",
        "name_kk": "Орын",
        "name_ru": "Место",
        "unit_kk": "орын",
        "unit_ru": "место",
        "value": "620",
        "from_on": "2027-01-01",
    }
    assert client.get(url).status_code == 200
    assert post(client, url, **data).status_code == 422
    assert post(client, url, **data, upload=paper()).status_code == 303
    assert card.quantities.count() == 2
    for what in ("tariffs", "obligations", "milestones"):
        assert client.get(at("card_change", card.pk, what)).status_code == 200
    assert client.get(at("card_change", card.pk, "parties")).status_code == 404


def test_a_card_published_once_is_seen_and_a_milestone_reached_is_recorded(cast, client_of, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 900)
    client = client_of(cast.head)
    milestone = {
        "basis_kk": "Шарт",
        "basis_ru": "Договор",
        "period": "creation",
        "title_kk": "Қаржылық жабу",
        "title_ru": "Финансовое закрытие",
        "due_on": "2028-01-01",
        "financial_close": "on",
        "upload": paper(),
    }
    assert post(client, at("card_change", card.pk, "milestones"), **milestone).status_code == 303
    row = card.milestones.get()
    url = at("milestone_reached", card.pk, row.pk)
    assert client.get(url).status_code == 200
    assert post(client, url, done_on="2099-01-01").status_code == 422
    today = local_day(clock_at.forward(timedelta(0)))
    assert post(client, url, done_on=today.isoformat()).status_code == 422
    assert post(client, url, done_on=today.isoformat(), upload=paper()).status_code == 303
    assert post(client, at("publish_card", card.pk)).status_code == 303
    assert client.get(at("organizer_card", card.pk)).status_code == 200


def lines(**first):
    return {
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        **{f"lines-0-{name}": str(value) for name, value in first.items()},
    }


def test_each_page_of_a_contract_lists_its_own_papers(cast, client_of):
    card = a_card(cast)
    refused = asked(card, cast.bidder_a)
    said = {"reason_kk": "Негіз дәлелденбеді", "reason_ru": "Основание не доказано"}
    refuse_extension(extension_id=refused.pk, by=cast.head, **said)
    other = asked(card, cast.bidder_a)
    client = client_of(cast.head)
    listed = {
        at("organizer_card", card.pk): 1,
        at("extension", card.pk, refused.pk): 1,
        at("extension", card.pk, other.pk): 0,
        at("card_monitoring", card.pk): 0,
        at("card_handover", card.pk): 0,
    }
    for page, papers in listed.items():
        assert len(client.get(page).context["papers"]) == papers, page


def test_a_request_takes_the_words_of_the_card_and_leads_to_the_field_of_a_half_row(cast, client_of):
    card = a_card(cast)
    client, url = client_of(cast.bidder_a), at("request_extension", card.pk)
    first = client.get(url)
    assert "total_statement_kk" not in first.context["form"].fields, "the first day is known"
    assert not re.search(r"(optional|необязательно)", first.content.decode().partition("lines-0")[2])
    asks = {
        "ground": "L48-2",
        "reason_kk": "1 жылға ұзарту",
        "reason_ru": "Продление на 1 год",
        "new_ends_on": LATER.isoformat(),
        standing(first, "место"): "620",
        standing(first, "месяц"): "",
    }
    half = client.post(url, {**asks, **lines(kind="obligation"), "upload": paper()})
    assert half.status_code == 422
    assert 'href="#id_lines-0-after"' in half.content.decode()
    sum_of_all = lines(kind="obligation", after=900)
    assert client.post(url, {**asks, **sum_of_all, "upload": paper()}).status_code == 303
    extension = Extension.objects.get()
    with override("ru"):
        said = [(row.what, row.before, row.after) for row in extension.lines.all()]
    assert said[0] == ("количество: Место, место", 500, 620)
    assert said[1] == ("государственные обязательства, ₸", None, 900)
    page = client.get(at("extension", card.pk, extension.pk)).content.decode()
    assert "Орын, орын" in page


def standing(page, what):
    """The field for a thing that stands on the card, by words of its label in Russian."""
    with override("ru"):
        (name,) = (name for name, row in page.context["standing"].standing.items() if row.what.endswith(what))
    return f"standing-{name}"


def test_what_comes_onto_the_card_while_a_request_is_written_takes_no_figure_of_another_thing(
    cast, client_of
):
    card = a_card(cast)
    client, url = client_of(cast.bidder_a), at("request_extension", card.pk)
    typed = {standing(client.get(url), "место в месяц"): "37000"}
    places = card.quantities.get()
    CardQuantity.objects.create(
        card=card,
        name_kk="Дәретхана",
        name_ru="Санузел",
        unit_kk="дана",
        unit_ru="штука",
        value=40,
        from_on=places.from_on,
        basis_kk="Шарт",
        basis_ru="Договор",
    )
    asks = {
        "ground": "L48-2",
        "reason_kk": "Себебі",
        "reason_ru": "Причина",
        "new_ends_on": LATER.isoformat(),
    }
    assert client.post(url, {**asks, **typed, **lines(), "upload": paper()}).status_code == 303
    (line,) = Extension.objects.get().lines.all()
    assert (line.kind, line.unit_ru, line.after) == ("tariff", "место в месяц", 37000)


@pytest.mark.parametrize("figure", ["9" * 25, "1,23456"])
def test_what_no_row_of_the_card_can_hold_is_told_beside_its_field(cast, client_of, figure):
    client, url = client_of(cast.bidder_a), at("request_extension", a_card(cast).pk)
    field = standing(client.get(url), "место")
    answer = client.post(url, {field: figure, **lines()})
    assert answer.status_code == 422
    assert answer.context["standing"].errors.keys() == {field.removeprefix("standing-")}


@pytest.mark.parametrize(
    "typed",
    [
        lines(kind="obligation", after="9" * 25),
        lines(kind="investment", name_kk="Ғ" * 201, name_ru="Б" * 201, after="1"),
        lines(kind="tariff", unit_kk="о" * 61, unit_ru="м" * 61, after="1"),
    ],
)
def test_what_no_row_of_an_extension_can_hold_is_told_beside_its_field(cast, client_of, typed):
    card = a_card(cast)
    asks = {
        "ground": "L48-2",
        "reason_kk": "Себебі",
        "reason_ru": "Причина",
        "new_ends_on": LATER.isoformat(),
    }
    answer = client_of(cast.bidder_a).post(
        at("request_extension", card.pk), {**asks, **lines(), **typed, "upload": paper()}
    )
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_p55_who_does_not_find_the_ground_shown_is_led_to_the_refusal_and_its_words_reach_both(
    cast, client_of
):
    card = a_card(cast)
    extension = asked(card, cast.bidder_a, ground="R55-2")
    key = (card.pk, extension.pk)
    head, refusal = client_of(cast.head), at("extension_refusal", *key)
    assert refusal in head.get(at("extension_ground", *key)).content.decode()
    assert refusal not in client_of(cast.staff).get(at("extension_ground", *key)).content.decode()
    page = head.get(refusal, headers={"accept-language": "ru"})
    assert page.status_code == 200
    said = {"reason_kk": "Тоқтату расталмады", "reason_ru": "Приостановка не подтверждена"}
    assert post(head, refusal, **said).status_code == 303
    for by in (cast.head, cast.bidder_a):
        page = client_of(by).get(at("extension", *key)).content.decode()
        assert "негізі анықталмады" in page
        assert "Тоқтату расталмады" in page


def test_an_extension_goes_by_its_pages_from_the_request_to_the_signatures(cast, client_of, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    staff, head, bidder = (client_of(by) for by in (cast.staff, cast.head, cast.bidder_a))
    url = at("request_extension", card.pk)
    assert bidder.get(url).status_code == 200
    asks = {
        "ground": "no_time",
        "reason_kk": "1 жылға ұзарту",
        "reason_ru": "Продление на 1 год",
        "new_ends_on": LATER.isoformat(),
        "one_off": "on",
        **lines(**MORE_PLACES),
    }
    refused = bidder.post(url, {**asks, "upload": paper()})
    assert refused.status_code == 422
    assert "55" in refused.content.decode()
    assert bidder.post(url, {**asks, "ground": "L48-2", "upload": paper()}).status_code == 303
    extension = Extension.objects.get()
    key = (card.pk, extension.pk)
    for client in (staff, bidder):
        assert client.get(at("extension", *key)).status_code == 200
    for client, name in ((head, "agreement"), (head, "sign"), (bidder, "sign"), (head, "decision")):
        page = client.get(at(f"extension_{name}", *key))
        assert page.context["why_not"], "no agreement stands yet: nothing to sign or to register"
        assert 'name="confirmed"' not in page.content.decode()
    ground = {"note_kk": "Келісім бар", "note_ru": "Согласие есть"}
    assert post(staff, at("extension_ground", *key), **ground).status_code == 303
    assert post(staff, at("extension_review", *key)).status_code == 303
    _compare(staff, key)
    today = local_day(clock_at.forward(timedelta(0))).isoformat()
    said = {"text_kk": "Ұзарту", "text_ru": "Продлить", "on": today}
    assert post(staff, at("extension_recommendation", *key), **said, upload=paper()).status_code == 303
    decision = {
        "deciding_body_kk": "Мәслихат",
        "deciding_body_ru": "Маслихат",
        "decision_number": "77",
        "decision_on": today,
        "decision_reason_kk": "Ұсыныс",
        "decision_reason_ru": "Рекомендация",
        "effect_kk": "Сақталады",
        "effect_ru": "Сохраняется",
        "unchanged_kk": "Өспейді",
        "unchanged_ru": "Не растет",
    }
    assert staff.get(at("extension_decision", *key)).status_code == 404  # the head decides
    asked_of_head = head.get(at("extension_decision", *key)).context["form"].fields
    assert list(asked_of_head)[:3] == ["new_ends_on", "one_off", "after_1"], "what is granted, before why"
    assert "500" in asked_of_head["after_1"].help_text
    assert "620" in asked_of_head["after_1"].help_text
    assert post(head, at("extension_decision", *key), **decision).status_code == 422  # no paper
    assert post(head, at("extension_decision", *key), **decision, upload=paper()).status_code == 303
    extension.refresh_from_db()
    for client in (head, bidder):
        asked = client.get(at("extension_sign", *key))
        assert [row["order"].kind for row in asked.context["papers"]] == ["extension.agreement"]
        page = asked.content.decode()
        assert extension.digest in page
        assert 'name="confirmed"' in page
        assert post(client, at("extension_sign", *key), seen=extension.digest).status_code == 303
    card.refresh_from_db()
    assert (card.ends_on, card.no_further_extension) == (LATER, True)
    page = staff.get(at("extension", *key)).content.decode()
    assert client_of(cast.bidder_b).get(at("extension", *key)).status_code == 404


def _compare(staff, key):
    """Two offers answer one question; the matrix is closed by its page."""
    url = at("extension_comparison", *key)
    assert staff.get(url).status_code == 200
    questions = {
        "title_kk": "Салыстыру",
        "title_ru": "Сравнение",
        "q-TOTAL_FORMS": "1",
        "q-INITIAL_FORMS": "0",
        "q-0-requirement_kk": "Тариф",
        "q-0-requirement_ru": "Тариф",
        "q-0-kind": "number",
        "q-0-unit_kk": "теңге",
        "q-0-unit_ru": "тенге",
        "q-0-better": "less",
    }
    assert staff.post(url, {**questions, "do": "save"}).status_code == 303
    assert staff.post(url, {**questions, "q-INITIAL_FORMS": "1", "do": "fix"}).status_code == 303
    for name, incumbent in (("A", "on"), ("B", "")):
        offer = {"name_kk": name, "name_ru": name, "incumbent": incumbent}
        assert staff.post(url, offer).status_code == 303
    assert staff.post(url, {"do": "close"}).status_code == 422  # nothing is answered yet
    for number, column in enumerate([row.pk for row in columns(f"extension:{key[1]}")]):
        page = at("extension_column", *key, column)
        assert 'name="outcome"' in (blank := staff.get(page).content.decode())
        assert not re.search(r'name="outcome"[^>]* checked', blank)  # nobody judges by not choosing
        answers = {"1-state": "given", "1-figure": str(100 + number), "outcome": "meets"}
        assert staff.post(page, answers).status_code == 422  # a verdict has its reason
        said = {"reason_kk": "Сай", "reason_ru": "Отвечает"}
        proof = {"1-evidence": paper()} if number else {}
        assert staff.post(page, {**answers, **said, **proof}).status_code == 303
        assert staff.post(page, {**answers, **said}).status_code == 303  # a paper once attached stays
        assert staff.get(page).status_code == 200
    assert staff.post(url, {"do": "close", "silence_kk": "", "silence_ru": ""}).status_code == 303
    cell = answers_of(columns(f"extension:{key[1]}")[1])[1]
    evidence = at("card_paper", key[0], cell.document_id)
    assert evidence in staff.get(url).content.decode()
    assert b"".join(staff.get(evidence).streaming_content) == PDF


def test_a_refused_request_and_an_agreement_on_paper_have_their_pages(cast, client_of, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    head = client_of(cast.head)
    first = asked(card, cast.staff)
    said = {"reason_kk": "Негіз жоқ", "reason_ru": "Нет основания"}
    assert post(head, at("extension_refusal", card.pk, first.pk), **said).status_code == 303
    second = approved(card, cast, clock_at)
    assert post(head, at("extension_approvals", card.pk, second.pk)).status_code == 422
    url = at("extension_agreement", card.pk, second.pk)
    signed_on = local_day(clock_at.forward(timedelta(0))).isoformat()
    assert post(head, url, signed_on=signed_on, upload=paper()).status_code == 422  # the partner signs here
    card.parties.filter(part="private_partner").update(organisation=None)
    assert post(head, url).status_code == 422
    assert post(head, url, signed_on=signed_on, upload=paper()).status_code == 303
    second.refresh_from_db()
    assert second.state == "applied"
    served = head.get(at("card_paper", card.pk, second.agreement_file_id))
    assert b"".join(served.streaming_content) == PDF
    stranger = client_of(cast.bidder_b)
    assert stranger.get(at("card_paper", card.pk, second.agreement_file_id)).status_code == 404


def test_a_warning_is_answered_by_its_page(cast, client_of, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    sweep.run()
    warning = card.warnings.last()
    client, url = client_of(cast.staff), at("warning_answer", card.pk, warning.pk)
    assert client.get(url).status_code == 200
    assert post(client, url, answer="tender", note="").status_code == 422
    assert post(client, url, answer="tender", note="Құжаттама дайын").status_code == 303
