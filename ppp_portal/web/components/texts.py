"""Marked languages, paragraphs of the law, explanations, differences, notices."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines

from ppp_portal.law.figures import Differences
from ppp_portal.web import wording
from ppp_portal.web.components import get, register, tone_of
from ppp_portal.web.components.moments import arithmetic_of


@register.simple_tag
def tag(label: str, tone: str = "quiet") -> SafeString:
    """A state in words; the tone only helps the eye."""
    return format_html('<span class="tag {}">{}</span>', tone_of(tone), label)


@register.inclusion_tag("components/para.html")
def para(reference: object, url: str = "") -> dict[str, Any]:
    """The provision that asks for something: ``{% para "31" %}``, or a ``Paragraph``."""
    return {"label": wording.paragraph(reference), "url": url}


@register.filter
def paragraph(reference: object) -> str:
    """A reference in words, for running text."""
    return wording.paragraph(reference)


# Of a tender, a notice, a contract; of a paper with what stands behind its strokes; with the sign before it; of a
# receipt; of a paragraph in Kazakh, of an order; thousands. A contract of its own numbering breaks where it
# likes, its requests (ГЧП-14/E-1) do not.
_NUMBERS = re.compile(
    r"((?:№ )?(?:(?:[A-Z]-)?\d{4}-(?:\d{2,3}|\d{5})(?:/[A-Z0-9-]+)*"
    r"|[^\W_]{1,8}-\d{1,5}/[A-Z]-\d+"
    r"|R(?:-[A-Z0-9]{4}){3}"
    rf"|\d{{1,3}}(?: \d{{3}})+|{wording.WITH_ENDING})\b)"
)


@register.filter
def unbroken(text: object) -> SafeString:
    """A text in which every number of a tender, a paper or a paragraph stays on one line."""
    pieces = _NUMBERS.split(str(text))  # what matched stands at the odd places
    kept = (
        format_html('<span class="nowrap">{}</span>' if at % 2 else "{}", one)
        for at, one in enumerate(pieces)
    )
    return format_html_join("", "{}", ((one,) for one in kept))


@register.simple_tag
def lines_of(text: str | None) -> SafeString:
    """Plain text with its paragraphs kept."""
    blocks = [block for block in re.split(r"\n{2,}", normalize_newlines(text or "").strip()) if block]
    return format_html_join(
        "",
        "<p>{}</p>",
        ((format_html_join(mark_safe("<br>"), "{}", ((line,) for line in b.split("\n"))),) for b in blocks),
    )


@register.inclusion_tag("components/bilingual.html")
def bilingual(
    kk: str | None, ru: str | None, differences: Differences | None = None, compare: bool = True
) -> dict[str, Any]:
    """Both official texts side by side; figures that only one of them has are named under it.

    Long texts were compared before: ``differences`` is what was found. ``compare=False`` for a posted text, which
    is not posted with different figures.
    """
    only_kk: list[str] = []
    only_ru: list[str] = []
    if differences is not None:
        only_kk, only_ru = wording.differences(differences)
    elif kk and ru and compare:
        only_kk, only_ru = wording.differing(kk, ru)
    return {
        "texts": [
            {"lang": "kk", "name": "Қазақша", "text": kk or "", "differs": only_kk},
            {"lang": "ru", "name": "Русский", "text": ru or "", "differs": only_ru},
        ]
    }


# --- differences ------------------------------------------------------------------------------------------

# A figure, a word or a sign, with the space after it: spaces of their own would match everywhere.
_WORDS = re.compile(r"(?:\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)*|\w+|[^\w\s])\s*")


@lru_cache(maxsize=32)
def marked_changes(before: str, after: str) -> SafeString:
    """The text with ``<del>`` and ``<ins>``, word by word; a text written anew stands whole after the old one.

    In long texts the matcher looks for rare words and goes on from there over the common ones (difflib's
    ``autojunk``), and does not compare two texts twice: anybody may ask for such a page, as often as he likes.
    """
    old, new = _WORDS.findall(before.strip()), _WORDS.findall(after.strip())
    compared = SequenceMatcher(None, [word.rstrip() for word in old], [word.rstrip() for word in new])
    if min(len(old), len(new)) > 0 and max(len(old), len(new)) > 8 and compared.ratio() < 0.4:
        return format_html("<del>{}</del> <ins>{}</ins>", before, after)
    pieces: list[SafeString] = []
    for kind, a, b, c, d in compared.get_opcodes():
        if kind == "equal":
            kept = (max(pair, key=len) for pair in zip(old[a:b], new[c:d], strict=True))
            pieces.append(format_html("{}", "".join(kept)))
            continue
        if b > a:
            pieces.append(_marked("<del>{}</del>{}", old[a:b]))
        if d > c:
            pieces.append(_marked("<ins>{}</ins>{}", new[c:d]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _marked(tags: str, words: list[str]) -> SafeString:
    """The last space stays outside the mark."""
    text = "".join(words)
    bare = text.rstrip()
    return format_html(tags, bare, text[len(bare) :])


@register.inclusion_tag("components/diff.html")
def diff(
    before: object, after: object, before_label: str = "", after_label: str = "", lang: str = ""
) -> dict[str, Any]:
    """What was and what is now."""
    old, new = ("" if text is None else str(text) for text in (before, after))
    return {
        "changes": marked_changes(old, new),
        "same": old == new,
        "before_label": before_label,
        "after_label": after_label,
        "lang": lang,
    }


# --- arithmetic -------------------------------------------------------------------------------------------


@register.inclusion_tag("components/arithmetic.html")
def arithmetic(lines: Iterable[object], total: object = "", total_label: str = "") -> dict[str, Any]:
    """The lines of a calculation: ``[{text, value, basis}]`` or steps of a deadline."""
    given = list(lines)
    bases = [get(line, "basis") for line in given]
    return {
        "lines": [
            {**line, "basis": wording.paragraph(basis) if basis else ""}
            for line, basis in zip(arithmetic_of(given), bases, strict=True)
        ]
        if any(bases)
        else [{**line, "basis": ""} for line in arithmetic_of(given)],
        "total": total,
        "total_label": total_label,
    }


# --- blocks -----------------------------------------------------------------------------------------------


class Block(Node):
    """A block rendered into a template as ``body``, with the tag's own values."""

    def __init__(self, template_name: str, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.template_name, self.values, self.nodelist = template_name, values, nodelist

    def render(self, context: Context) -> SafeString:
        values = {name: expression.resolve(context) for name, expression in self.values.items()}
        return mark_safe(
            render_to_string(
                self.template_name,
                {**DEFAULTS[self.template_name], **values, "body": self.nodelist.render(context)},
            )
        )


DEFAULTS: dict[str, dict[str, Any]] = {
    "components/content.html": {"lang": "", "element": "div"},
    "components/explain.html": {"summary": "", "open": False},
    "components/notice.html": {"tone": "info", "title": ""},
}


def _block(name: str, template_name: str, positional: list[str]) -> None:
    def compile_block(parser: Parser, token: Token) -> Block:
        args, kwargs = [], {}
        for bit in token.split_contents()[1:]:
            keyword = template.base.token_kwargs([bit], parser)
            if keyword:
                kwargs.update(keyword)
            else:
                args.append(parser.compile_filter(bit))
        if len(args) > len(positional) or set(kwargs) - set(DEFAULTS[template_name]):
            raise TemplateSyntaxError(f"{name} takes {positional} and {sorted(DEFAULTS[template_name])}")
        nodelist = parser.parse((f"end{name}", f"end_{name}"))
        parser.delete_first_token()
        return Block(template_name, {**dict(zip(positional, args, strict=False)), **kwargs}, nodelist)

    register.tag(name, compile_block)


_block("content", "components/content.html", ["lang", "element"])
_block("explain", "components/explain.html", ["summary"])
_block("notice", "components/notice.html", ["tone"])
