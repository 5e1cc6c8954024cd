"""The initiation notice, without a database: articles 32 and 44 of the Law, the traps of the notice of 2022."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from ppp_portal.accounts.rules import OrganisationFacts
from ppp_portal.law.calendar import end_of_day
from ppp_portal.law.figures import Pair
from ppp_portal.law.packs import pack
from projects.rules.cards import PeriodFacts
from projects.rules.initiation import (
    AmendmentFacts,
    NoticeFacts,
    RequirementFacts,
    refuse_amendment,
    refuse_contacts,
    refuse_content,
    refuse_deadline,
    refuse_ground,
    refuse_notice,
    refuse_one_language,
    refuse_requirements,
)

PUBLISHED = datetime(2022, 11, 15, 4, 0, tzinfo=UTC)
SUNDAY = end_of_day(datetime(2022, 12, 11, tzinfo=UTC).date())
PACK = pack("725")
CITED = Pair("44-бап", "статья 44")
THE_EIGHT = tuple(
    RequirementFacts("qualification", n, Pair(f"{n}-талап", f"требование {n}"), statutory=True)
    for n in range(1, 9)
)
OWN = RequirementFacts("proposal", 1, Pair("кемінде 3 жоба", "не менее 3 проектов"), CITED)

NOTICE = NoticeFacts(
    pack=PACK,
    ground="exclusive_rights",
    has_ground_document=True,
    initiator=OrganisationFacts("private_company"),
    texts={"title": Pair("Бейнебақылау жүйесі", "Система видеонаблюдения")},
    said={"cost": True},
    periods=PeriodFacts(2022, 2033, 6, 10),
    requirements=(OWN, *THE_EIGHT),
    phone="+7 (775) 274 75 17",
    email="notice@organiser.example",
    closes_at=SUNDAY,
    off_day_confirmed=True,
)


def codes(refusals):
    return [refusal.code for refusal in refusals]


def test_the_real_notice_of_15_november_2022_passes_once_its_sunday_is_confirmed():
    assert refuse_notice(NOTICE, PUBLISHED) == []


def test_11_december_2022_is_a_sunday_and_has_to_be_confirmed():
    assert codes(refuse_deadline(replace(NOTICE, off_day_confirmed=False), PUBLISHED)) == ["notice.off_day"]


def test_p20_a_one_language_notice_is_refused():
    facts = replace(NOTICE, texts={"title": Pair("Бейнебақылау жүйесі", "")})
    (refusal,) = refuse_content(facts)
    assert (refusal.code, refusal.field) == ("notice.text_missing", "title_ru")


def test_p20_both_texts_carry_the_same_figures():
    facts = replace(NOTICE, texts={"object": Pair("5957 камера", "5975 камер")})
    (refusal,) = refuse_one_language(facts)
    assert (refusal.code, refusal.params["kk"], refusal.params["ru"]) == (
        "notice.figures_differ",
        "5957",
        "5975",
    )


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"ground": ""}, ["notice.ground_missing"]),
        ({"has_ground_document": False}, ["notice.ground_unproved"]),
        ({"initiator": None}, ["notice.initiator_missing"]),
        ({"initiator": OrganisationFacts("state_institution")}, ["notice.initiator_not_private"]),
        (
            {"initiator": OrganisationFacts("state_company", state_share=Decimal(51))},
            ["notice.initiator_not_private"],
        ),
        ({}, []),
    ],
)
def test_l44_direct_negotiations_need_their_ground_and_its_document(changed, refused):
    assert codes(refuse_ground(replace(NOTICE, **changed))) == refused


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ((OWN, *THE_EIGHT), []),
        ((OWN, *THE_EIGHT[:7]), ["notice.statutory_missing"]),
        (THE_EIGHT, ["notice.nothing_required"]),
        ((replace(OWN, citation=Pair("44-бап", "")), *THE_EIGHT), ["notice.requirement_uncited"]),
        ((replace(OWN, text=Pair("кемінде 3", "")), *THE_EIGHT), ["notice.requirement_one_language"]),
        ((replace(OWN, text=Pair("кемінде 3", "не менее 5")), *THE_EIGHT), ["notice.requirement_figures"]),
        (
            (OWN, *THE_EIGHT, RequirementFacts("qualification", 9, Pair("лицензия", "лицензия"))),
            ["notice.requirement_uncited"],
        ),
    ],
)
def test_l32_the_eight_stand_whole_and_whatever_is_added_names_its_provision(rows, refused):
    assert codes(refuse_requirements(replace(NOTICE, requirements=rows))) == refused


@pytest.mark.parametrize(
    ("closes_at", "refused"),
    [
        (None, ["notice.deadline_missing"]),
        (PUBLISHED, ["notice.deadline_past"]),
        (SUNDAY, []),
        (SUNDAY.replace(microsecond=5), ["notice.deadline_fraction"]),
        (PUBLISHED + timedelta(days=20), []),
        (PUBLISHED + timedelta(days=19), ["notice.deadline_too_soon"]),
    ],
)
def test_acceptance_ends_later_than_the_least_number_of_days(closes_at, refused):
    assert codes(refuse_deadline(replace(NOTICE, closes_at=closes_at), PUBLISHED)) == refused


def test_a_notice_says_whom_to_ask_and_what_the_card_must_say():
    assert codes(refuse_contacts(replace(NOTICE, phone=" ", email=""))) == ["notice.contact_missing"] * 2
    assert codes(refuse_content(replace(NOTICE, said={"cost": False}))) == ["notice.card_incomplete"]
    assert codes(refuse_content(replace(NOTICE, periods=PeriodFacts(2022, 2033, 6, 12)))) == [
        "project.periods_do_not_fit"
    ]


AT = datetime(2022, 12, 1, 4, 0, tzinfo=UTC)
AMENDED = AmendmentFacts(Pair("Түзету", "Исправление"), frozenset({"requirements"}), SUNDAY, SUNDAY)


@pytest.mark.parametrize(
    ("changed", "at", "refused"),
    [
        ({}, AT, []),
        ({"reason": Pair("Түзету", "")}, AT, ["notice.reason_missing"]),
        ({"reason": Pair("3 жоба", "5 проектов")}, AT, ["notice.figures_differ"]),
        ({"changed": frozenset()}, AT, ["notice.nothing_changed"]),
        ({"closes_after": SUNDAY - timedelta(days=1)}, AT, ["notice.deadline_earlier"]),
        ({}, SUNDAY + timedelta(seconds=1), ["notice.amended_too_late"]),
        ({}, AT + timedelta(days=2), ["notice.amendment_leaves_no_time"]),
        ({"changed": frozenset({"phone"})}, AT + timedelta(days=5), []),
        ({"closes_after": SUNDAY + timedelta(days=3)}, AT + timedelta(days=2), []),
    ],
)
def test_a_published_notice_is_amended_with_a_reason_and_takes_no_day_away(changed, at, refused):
    assert codes(refuse_amendment(replace(AMENDED, **changed), PACK, at)) == refused
