"""How a paragraph or an edition is named in running text in Kazakh, Russian and English.

Appendices 1 and 2 belong to the Rules of order 605 (model documentation, model contract); appendices 3 and 4
belong to the model tender documentation and are named so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ppp_portal.law.acts import Edition, Paragraph

# Appendices that belong to the model tender documentation, not to the Rules.
OF_MODEL_DOCUMENTATION = {"3", "4"}

_PARTS = re.compile(r"^(?:A(?P<appendix>\d+)\.?)?(?P<point>[\dKab-]*)(?P<subs>.*)$")


def _parts(number: str) -> tuple[str, str, list[str]]:
    found = _PARTS.match(number)
    assert found is not None  # Paragraph has checked the number
    return found["appendix"] or "", found["point"], re.findall(r"\(([\d-]+)\)", found["subs"])


def cite(paragraph: Paragraph, lang: str) -> str:
    """The reference in "kk", "ru" or "en" (any other language reads as English)."""
    number = paragraph.number_in(lang)
    by_language = {"kk": _kazakh, "ru": _russian}.get(lang, _english)
    text = by_language(paragraph, *_parts(number))
    other = paragraph.number_in("ru" if lang == "kk" else "kk")
    if other != number:
        text += _otherwise(lang, _parts(other)[2][-1])
    return f"{text} {_by_analogy(lang)}" if paragraph.analogy else text


def _by_analogy(lang: str) -> str:
    return {"kk": "(ұқсастық бойынша)", "ru": "(по аналогии)"}.get(lang, "(by analogy)")


def _otherwise(lang: str, number: str) -> str:
    words = {"kk": "орысша мәтінде", "ru": "в казахском тексте"}.get(lang, "in the Kazakh text")
    return f" ({words} – {number})"


def cite_edition(edition: Edition, lang: str) -> str:
    """The act alone, or the act with the amending act and its date, in "kk", "ru" or "en"."""
    name = edition.act.short.get(lang, edition.act.short["en"])
    if edition.by is None:
        return name
    by, on = edition.by, f"{edition.by.date:%d.%m.%Y}"
    return {
        "kk": f"{name} ({on} ж. {by.of['kk']} редакциясында)",
        "ru": f"{name} в редакции {by.of['ru']} от {on}",
    }.get(lang, f"{name} as amended by {by.of['en']} of {on}")


def _kazakh(paragraph: Paragraph, appendix: str, point: str, subs: list[str]) -> str:
    of = paragraph.act.of["kk"]
    if appendix:
        of = f"{_owner(appendix, 'kk')} {appendix}-қосымша"
        if point.startswith("K"):
            of += f"ның {_criterion(point)} өлшемшарты"
        elif point:
            of = _kazakh_point(of + "ның", point, subs)
        return f"{of} ({paragraph.act.short['kk']})"
    return (_kazakh_article if paragraph.article else _kazakh_point)(of, point, subs)


def _kazakh_point(of: str, point: str, subs: list[str]) -> str:
    return f"{of} {point}-тармағының {subs[0]}) тармақшасы" if subs else f"{of} {point}-тармағы"


def _kazakh_article(of: str, article: str, subs: list[str]) -> str:
    if not subs:
        return f"{of} {article}-бабы"
    if len(subs) == 1:
        return f"{of} {article}-бабының {subs[0]}-тармағы"
    return f"{of} {article}-бабы {subs[0]}-тармағының {subs[1]}) тармақшасы"


def _russian(paragraph: Paragraph, appendix: str, point: str, subs: list[str]) -> str:
    of = paragraph.act.of["ru"]
    if appendix:
        of = f"прил. {appendix} к {_owner(appendix, 'ru')} ({paragraph.act.short['ru']})"
    if point.startswith("K"):
        return f"критерий {_criterion(point)} {of}"
    if paragraph.article:
        steps = [f"ст. {point}", *(f"п. {n}" for n in subs[:1]), *(f"подп. {n})" for n in subs[1:])]
    else:
        steps = [f"п. {point}"] * bool(point) + [f"подп. {n})" for n in subs]
    return " ".join([*reversed(steps), of])


def _english(paragraph: Paragraph, appendix: str, point: str, subs: list[str]) -> str:
    tail = "".join(f"({n})" for n in subs)
    of = paragraph.act.of["en"]
    if appendix:
        of = f"app. {appendix} to {_owner(appendix, 'en')} ({paragraph.act.short['en']})"
    if point.startswith("K"):
        return f"criterion {point} of {of}"
    if not point:
        return of
    return f"{'art.' if paragraph.article else 'para.'} {point}{tail} of {of}"


def _owner(appendix: str, lang: str) -> str:
    """What the appendix belongs to, in the dative case."""
    if appendix in OF_MODEL_DOCUMENTATION:
        return {
            "kk": "Үлгілік конкурстық құжаттамаға",
            "ru": "Типовой конкурсной документации",
            "en": "the model tender documentation",
        }[lang]
    return {"kk": "Қағидаларға", "ru": "Правилам", "en": "the Rules"}[lang]


def _criterion(point: str) -> str:
    """The symbol as the order prints it: a Cyrillic К."""
    return point.replace("K", "К").replace("a", "а").replace("b", "б")
