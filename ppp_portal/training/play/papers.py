"""Small PDFs that bidders annex: one readable page, written directly, because a story needs dozens of them."""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.documents.rendering import ASSETS

FONT = ASSETS / "fonts" / "NotoSerif-Regular.ttf"
LETTERS = [*range(0x20, 0x7F), 0xA0, 0xAB, 0xBB, *range(0x400, 0x500), 0x2013, 0x2014, 0x2116, 0x20B8]
TITLE, BODY, LEADING, LEFT, TOP = 16, 11, 17, 64, 770


class Font(NamedTuple):
    file: bytes
    glyphs: dict[int, int]
    widths: list[int]


@lru_cache(maxsize=1)
def font() -> Font:
    """The letters of the three languages, cut out of the printing room's font once a process."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    made = BytesIO()
    with TTFont(FONT) as whole:
        cutter = subset.Subsetter(subset.Options(layout_features=[], hinting=False, notdef_outline=True))
        cutter.populate(unicodes=LETTERS)
        cutter.subset(whole)
        whole.save(made)
    with TTFont(BytesIO(made.getvalue())) as cut:
        glyphs = {code: cut.getGlyphID(name) for code, name in cut.getBestCmap().items()}
        scale = 1000 / cut["head"].unitsPerEm
        widths = [round(cut["hmtx"][name][0] * scale) for name in cut.getGlyphOrder()]
    return Font(made.getvalue(), glyphs, widths)


def paper(title: str, lines: Sequence[str]) -> bytes:
    """A page with a heading and lines of text. Letters outside the three languages become a blank."""
    letters = font()
    stream = "BT\n"
    y = TOP
    for size, text in [(TITLE, title), (BODY, ""), *((BODY, line) for line in lines)]:
        stream += f"/F1 {size} Tf 1 0 0 1 {LEFT} {y} Tm <{_glyphs(text, letters)}> Tj\n"
        y -= LEADING if size == BODY else LEADING + 8
    return _assembled(_objects((stream + "ET").encode(), letters))


def upload(name: str, title: str, *lines: str) -> SimpleUploadedFile:
    """The same page as somebody uploads it."""
    return SimpleUploadedFile(name, paper(title, lines), "application/pdf")


def _glyphs(text: str, letters: Font) -> str:
    return "".join(f"{letters.glyphs.get(ord(sign), letters.glyphs[0x20]):04x}" for sign in text)


def _objects(page: bytes, letters: Font) -> list[bytes]:
    widths = " ".join(map(str, letters.widths))
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        _stream(page),
        b"<</Type/Font/Subtype/Type0/BaseFont/NotoSerif/Encoding/Identity-H/DescendantFonts[6 0 R]"
        b"/ToUnicode 9 0 R>>",
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/NotoSerif/CIDToGIDMap/Identity/FontDescriptor 7 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0[{widths}]]>>".encode(),
        b"<</Type/FontDescriptor/FontName/NotoSerif/Flags 4/FontBBox[-500 -300 1500 1100]/ItalicAngle 0"
        b"/Ascent 1069/Descent -293/CapHeight 714/StemV 80/FontFile2 8 0 R>>",
        _stream(letters.file, Length1=len(letters.file)),
        _stream(_unicode(letters)),
    ]


def _unicode(letters: Font) -> bytes:
    """From glyphs back to letters, so that the text can be searched and copied."""
    pairs = [f"<{glyph:04x}> <{code:04x}>" for code, glyph in sorted(letters.glyphs.items())]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    rows = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    space = "1 begincodespacerange <0000> <ffff> endcodespacerange"
    return f"{head}\n{space}\n{rows}\nendcmap end end".encode()


def _stream(data: bytes, **more: Any) -> bytes:
    packed = zlib.compress(data)
    extra = "".join(f"/{name} {value}" for name, value in more.items())
    return f"<</Length {len(packed)}/Filter/FlateDecode{extra}>>stream\n".encode() + packed + b"\nendstream"


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
