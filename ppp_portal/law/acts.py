"""Legal acts and references to their paragraphs, with labels in Kazakh, Russian and English.

A `Paragraph` is what every refusal, deadline and parameter of the portal points at. It is written with the
helpers `p605("31")`, `law("39(7)")`, `p605("A1.10(12)")` and stored as the key `605:31`, `L:39(7)`,
`605:A1:10(12)`. Numbers follow the Russian text; where the Kazakh text counts otherwise, both are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

KK, RU, EN = "kk", "ru", "en"


@dataclass(frozen=True)
class Act:
    """A law or an order. Two acts are equal when their keys are equal.

    `short` names the act in running text, `of` is the same name in the genitive case.
    `registration` is the number in the register of normative acts, empty for a law.
    """

    key: str
    number: str = field(compare=False)
    date: date = field(compare=False)
    titles: Mapping[str, str] = field(compare=False, repr=False)
    short: Mapping[str, str] = field(compare=False, repr=False)
    registration: str = field(default="", compare=False)
    of: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


def _order(number: str, on: date, kk: str, ru: str, registration: str = "") -> Act:
    return Act(
        key=number,
        number=number,
        date=on,
        titles={KK: kk, RU: ru},
        short={KK: f"{number}-бұйрық", RU: f"приказ № {number}", EN: f"Order {number}"},
        registration=registration,
        of={KK: f"{number}-бұйрықтың", RU: f"приказа № {number}", EN: f"Order {number}"},
    )


LAW_PPP = Act(
    key="L",
    number="379-V",
    date=date(2015, 10, 31),
    titles={KK: "Мемлекеттік-жекешелік әріптестік туралы", RU: "О государственно-частном партнерстве"},
    short={KK: "МЖӘ туралы Заң", RU: "Закон о ГЧП", EN: "PPP Law"},
    of={KK: "МЖӘ туралы Заңның", RU: "Закона о ГЧП", EN: "the PPP Law"},
)
ORDER_605 = _order(
    "605",
    date(2024, 12, 30),
    "Жекеше әріптесті айқындау және мемлекеттік-жекешелік әріптестік шартын жасасу қағидаларын бекіту туралы",
    "Об утверждении Правил определения частного партнера и заключения договора "
    "государственно-частного партнерства",
    "35580",
)
ORDER_458 = _order(
    "458",
    date(2025, 9, 18),
    "605-бұйрыққа өзгерістер мен толықтырулар енгізу туралы",
    "О внесении изменений и дополнений в приказ № 605",
    "36886",
)
ORDER_725 = _order(
    "725",
    date(2015, 11, 25),
    "Мемлекеттік-жекешелік әріптестік жобаларын жоспарлау және іске асыру қағидалары",
    "Правила планирования и реализации проектов государственно-частного партнерства",
)
ACTS: Mapping[str, Act] = {act.key: act for act in (LAW_PPP, ORDER_605, ORDER_458, ORDER_725)}

# Where the two official texts number the same provision differently: {(act, Russian number): Kazakh number}.
# The Kazakh paragraph 62 has no gap after 5), so its last two steps come one number earlier (D-22).
KAZAKH_NUMBERS: Mapping[tuple[str, str], str] = {("605", "62(7)"): "62(6)", ("605", "62(8)"): "62(7)"}

# Where one provision points at another: {(act, number): {language: number or "" for no reference at all}}.
# Para 34 sends the Russian reader to the cases of 33 and the Kazakh reader to 38 (D-09); 62(4) points to the
# payment of costs in Russian only (D-23).
CROSS_REFERENCES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("605", "34"): {RU: "33", KK: "38"},
    ("605", "62(4)"): {RU: "62(7)", KK: ""},
}

_NUMBER = re.compile(r"^(?:A(?P<appendix>\d+)(?:\.|$))?(?P<point>[\d-]+|K\d[ab]?)?(?P<subs>(?:\([\d-]+\))*)$")


@dataclass(frozen=True)
class Paragraph:
    """One provision of an act: `number` is "31", "33(2)", "A1.10(12)", "A4.K6", or "39(7)" for an article.

    `analogy`: it is no law for what it is cited for, it is applied to it; the words say so, the stored key does not.
    Raises ValueError when the number cannot be read.
    """

    act: Act
    number: str
    article: bool = False
    analogy: bool = False

    def __post_init__(self) -> None:
        if not self.number or not _NUMBER.match(self.number):
            raise ValueError(f"not a paragraph number: {self.number!r}")

    @property
    def key(self) -> str:
        """The stored form: "605:31", "L:39(7)", "605:A1:10(12)"."""
        return f"{self.act.key}:{self.number.replace('.', ':')}"

    @classmethod
    def parse(cls, key: str) -> Paragraph:
        """The paragraph behind a stored key; ValueError for an unknown act or an unreadable number."""
        act_key, _, number = key.partition(":")
        if act_key not in ACTS:
            raise ValueError(f"unknown act in {key!r}")
        return cls(ACTS[act_key], number.replace(":", "."), article=act_key == LAW_PPP.key)

    def number_in(self, lang: str) -> str:
        """The number this provision bears in the text of that language."""
        return KAZAKH_NUMBERS.get((self.act.key, self.number), self.number) if lang == KK else self.number

    def refers_to(self, lang: str) -> Paragraph | None:
        """The provision this one points at in the text of that language, where the two texts disagree."""
        number = CROSS_REFERENCES.get((self.act.key, self.number), {}).get(KK if lang == KK else RU, "")
        return Paragraph(self.act, number, self.article) if number else None

    def label(self, lang: str) -> str:
        """The reference in words, grammatical in "kk", "ru" or "en"; both numbers where the texts differ."""
        from ppp_portal.law.citation import cite

        return cite(self, lang)

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True)
class Edition:
    """An act as it stands after an amendment. `by` is None for the first text; no date = not known."""

    act: Act
    by: Act | None = None
    effective_from: date | None = None

    def label(self, lang: str) -> str:
        """The act with the amendment it is read under, in "kk", "ru" or "en"."""
        from ppp_portal.law.citation import cite_edition

        return cite_edition(self, lang)


def p605(number: str) -> Paragraph:
    """A paragraph of order 605 (or of its appendices: "A1.10(12)", "A2.12", "A4.K3")."""
    return Paragraph(ORDER_605, number)


def p725(number: str) -> Paragraph:
    """A paragraph of order 725: the general regime in force for the initiation notices of 2022."""
    return Paragraph(ORDER_725, number)


def law(number: str) -> Paragraph:
    """An article of the PPP Law: "39(7)" is article 39, paragraph 7; "39(7)(2)" its subparagraph 2)."""
    return Paragraph(LAW_PPP, number, article=True)


# Every rule that names its paragraph: {"module.qualified_name": paragraphs}. Read by the house test.
REGISTRY: dict[str, tuple[Paragraph, ...]] = {}

Rule = TypeVar("Rule", bound=Callable[..., Any])


def under(*paragraphs: Paragraph) -> Callable[[Rule], Rule]:
    """Say under which provisions a rule stands: sets `rule.law` and enters the rule in `REGISTRY`."""
    if not paragraphs:
        raise ValueError("a rule stands under at least one paragraph")

    def name(rule: Rule) -> Rule:
        rule.law = paragraphs  # type: ignore[attr-defined]
        REGISTRY[f"{rule.__module__}.{rule.__qualname__}"] = paragraphs
        return rule

    return name
