"""On an English page titles and names stay Kazakh: each is marked with its language, so that it is read aloud right.

The portal's own words are Latin there, whatever has Cyrillic letters was written by people. So the mark is set in one
place, on the finished page, and no page can forget it. What a page marked itself (a Russian text) keeps its mark.
"""

import re
from collections.abc import Iterator

CONTENT = "kk"  # English readers are shown the Kazakh one of both texts
_LETTER = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
# A run of words: from the first such letter to the last before Latin ones, with the quotes around it.
_RUN = re.compile(rf"«?[{_LETTER}](?:[^<>&A-Za-z]*[{_LETTER}»])?")
_FOREIGN = re.compile(rf"[{_LETTER}]{{2}}")
_PIECE = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_LANG = re.compile(r'\slang="([a-z]+)"')
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Their text is not read aloud, or is a value that must stay as it is.
_SILENT = frozenset({"script", "style", "textarea", "template", "title"})
# No other element may stand in them: they bear the mark themselves.
_BARE = frozenset({"option", "text", "desc"})


def marked(page: str) -> str:
    """The English page with every Cyrillic run marked, unless an element around it is."""
    return "".join(_pieces(page))


def _pieces(page: str) -> Iterator[str]:
    held = ""  # an opening tag of a bare element, until its text is known
    around: list[tuple[str, str]] = [("", "en")]
    for piece in _PIECE.split(page):
        name, lang = around[-1]
        if not piece.startswith("<"):
            foreign = lang == "en" and name not in _SILENT and _FOREIGN.search(piece)
            if held:
                yield f'{held[:-1]} lang="{CONTENT}">' if foreign else held
                held = ""
            elif foreign:
                piece = _RUN.sub(lambda run: f'<span lang="{CONTENT}">{run[0]}</span>', piece)
            yield piece
            continue
        tag = _TAG.match(piece)
        if tag is None:
            yield piece
            continue
        closing, name = tag[1], tag[2].lower()
        if closing:
            while len(around) > 1 and around.pop()[0] != name:
                pass
        elif name not in _VOID and not piece.endswith("/>"):
            own = _LANG.search(piece)
            around.append((name, own[1] if own else lang))
            if name in _BARE and around[-1][1] == "en":
                held = piece
                continue
        yield piece
