"""What goes into papers stands in Kazakh and in Russian with the same figures (art. 46(4)). Pure, one for all."""

from collections.abc import Mapping

from ppp_portal.law.acts import Paragraph, law, under
from ppp_portal.law.figures import compare
from ppp_portal.law.refusals import Refusal

LANGUAGES = law("46(4)")


Texts = Mapping[str, tuple[str, str]]


@under(LANGUAGES)
def refuse_texts(texts: Texts) -> list[Refusal]:
    """The same of each of them, by the name of its field."""
    return [refusal for name, pair in texts.items() for refusal in refuse_pair(name, pair)]


@under(LANGUAGES)
def refuse_pair(name: str, pair: tuple[str, str], basis: Paragraph = LANGUAGES) -> list[Refusal]:
    """Both languages, and the same figures in both: "10 %" beside "15 %" is not one text."""
    kk, ru = pair
    blank = [
        Refusal("text.missing", basis, {"lang": lang}, f"{name}_{lang}")
        for lang, text in (("kk", kk), ("ru", ru))
        if not text.strip()
    ]
    if blank:
        return blank
    if unlike := compare(kk, ru):
        figures = {"kk": ", ".join(unlike.only_kk) or "—", "ru": ", ".join(unlike.only_ru) or "—"}
        return [Refusal("text.figures_differ", LANGUAGES, figures, f"{name}_kk")]
    return []
