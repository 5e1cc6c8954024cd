"""From the JSON of a document to a PDF/A-3b in one language. Slow: never called inside a request."""

import gc
import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import select_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from ppp_portal.documents.speech import laid_out
from ppp_portal.web.wording import WITH_ENDING

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

ASSETS = Path(__file__).resolve().parent
TEMPLATE_VERSION = "1"
ATTACHMENT = "context.json"
FIGURE = r"\d+(?:\s\d{3})*(?:[.,]\d+)*"
COUNTED = (
    "га|₸|тенге|теңге|мест|орын|орындық|этажей|қабат|лет|года?|жыл|месяц|месяца|месяцев|ай|дней|дня|күн|часов|часа"
    "|сағат|метров|метр|балл|баллов"
)
# What is printed on one line: «№ 605», «п. 7», «г. Алматы», «Алматы қ.», «БИН …», «10 %», «24,9 %-дан», «1,7 га», a
# date, the number of a tender or of its paper, and a number with its Kazakh ending. Outside tags only.
WHOLE = re.compile(
    "(?:"
    + "|".join(
        (
            r"№\s[^\s<>&]+",
            r"(?<!\w)(?:подп|пп|п|ст|прил|ч|с|стр)\.\s\d[^\s<>&]*",
            r"(?<!\w)(?:г|ул|пр|пл|обл)\.\s[А-ЯЁӘҒҚҢӨҰҮҺІ\d][^\s<>&]*",
            r"[А-ЯЁӘҒҚҢӨҰҮҺІ][А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]+\sқ\.",
            r"(?<!\w)(?:БИН|БСН|ИИН|ЖСН)\s\d{12}",
            rf"{FIGURE}\s%(?:-[а-яәғқңөұүһі]+)?",
            rf"{FIGURE}\s(?:{COUNTED})(?!\w)",
            r"\d{4}\s(?:г|ж)\.",
            r"(?<![\w-])(?:[A-Z]-)?\d{4}-\d{5}(?:/[A-Z0-9-]+)*",
            WITH_ENDING,
        )
    )
    + r")(?![^<]*>)"
)


@dataclass(frozen=True)
class Sheet:
    """What a page needs besides its content. The file cannot hold its own hash, so it names its ``check_url``."""

    kind: str
    code: str
    check_url: str
    created: str
    training: bool


def render(context: bytes, language: str, sheet: Sheet) -> bytes:
    """The PDF of ``context`` (canonical JSON bytes), which is attached to it byte for byte."""
    from weasyprint import HTML, Attachment
    from weasyprint.urls import FatalURLFetchingError

    html = to_html(context, language, sheet)
    made = datetime.fromisoformat(
        sheet.created
    )  # not the hour of rendering: the same sheet is the same bytes
    attachment = Attachment(
        string=context, name=ATTACHMENT, relationship="Data", description="Data", created=made, modified=made
    )
    try:
        with _undisturbed():
            return HTML(string=html, base_url="portal:", url_fetcher=own_assets_only()).write_pdf(
                pdf_variant="pdf/a-3b",
                pdf_tags=True,
                attachments=[attachment],
                pdf_identifier=sheet.code.encode(),
            )
    except FatalURLFetchingError as error:  # a BaseException, which would stop the whole worker
        raise RuntimeError(str(error)) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No garbage collection: a third faster on long tables. WeasyPrint leaves its colour profile to be closed."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", r"unclosed file .*\.icc", ResourceWarning)
            yield
    finally:
        if collecting:
            gc.enable()


def to_html(context: bytes, language: str, sheet: Sheet) -> str:
    """The page before it becomes a PDF. A kind may have a template of its own; most use ``protocol.html``."""
    template = select_template([f"documents/{sheet.kind}.html", "documents/protocol.html"])
    document = laid_out(context, language)
    with override(language):
        html = template.render(
            {
                "doc": document,
                "code": sheet.code,
                "check_url": sheet.check_url,
                "created": sheet.created,
                "training": sheet.training,
                "context_sha256": hashlib.sha256(context).hexdigest(),
                "qr": qr(sheet.check_url),
            }
        )
    head, body, rest = html.partition("<body>")
    return head + body + WHOLE.sub(r'<span class="whole">\g<0></span>', rest)


def qr(text: str) -> SafeString:
    """A QR code as inline SVG."""
    import segno

    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, lineclass=None, svgclass=None
    )
    return mark_safe(picture.getvalue().decode())


def own_assets_only() -> "URLFetcher":
    """Nothing but ``portal:fonts/…`` can be fetched: no file, no network, whatever a text contains."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Own(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            path = (ASSETS / name).resolve()
            if scheme != "portal" or path.parent != ASSETS / "fonts" or path.suffix != ".ttf":
                raise FatalURLFetchingError(f"a document may not fetch {url[:200]!r}")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})

    return Own()
