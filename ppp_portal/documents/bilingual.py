"""Content in both languages out of one message, for what is put to the vote and for printed leaves."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ppp_portal.documents.values import LANGUAGES, Both, Text

ENTREPRENEUR = _("sole entrepreneur")


def both(words: Any, **params: Any) -> Both:
    """``words`` (a lazy message with ``%(name)s`` places) in Kazakh and in Russian; params may be ``Both`` or
    another ``Text`` of words alone."""
    return Both(**{language: _said(words, language, params) for language in LANGUAGES})


def _said(words: Any, language: str, params: dict[str, Any]) -> str:
    with override(language):
        spoken = {name: _leaf(value, language) for name, value in params.items()}
        return str(words) % spoken if spoken else str(words)


def _leaf(value: Any, language: str) -> Any:
    if isinstance(value, Text):
        return _said(value.words, language, dict(value.params))
    return getattr(value, language) if isinstance(value, Both) else value


def both_of(row: Any, field: str) -> Both:
    """A modeltranslation field of a row, each language its own: a blank one is printed as a dash."""
    return Both(kk=getattr(row, f"{field}_kk") or "—", ru=getattr(row, f"{field}_ru") or "—")


def name_of(row: Any, field: str = "name") -> Both:
    """A modeltranslation field of a row in both languages; known in one only, it is printed so in both."""
    kk, ru = getattr(row, f"{field}_kk") or "", getattr(row, f"{field}_ru") or ""
    return Both(kk=kk or ru or "—", ru=ru or kk or "—")


def typed_name(typed: str, organisation: Any) -> Both | str:
    """A name as somebody typed it in one language: both names of the organisation where it is one of them."""
    names = name_of(organisation)
    return names if typed in (names.kk, names.ru) else typed


def identity_of(organisation: Any, *, public: bool) -> Text:
    """BIN of a legal entity, IIN of a sole entrepreneur. A paper for everybody leaves out the digits of a person, as
    the public pages do."""
    if organisation.public_bin:
        return Text(_("BIN %(number)s"), number=organisation.bin)
    return Text(ENTREPRENEUR) if public else Text(_("IIN %(number)s"), number=organisation.bin)


def identity_row(organisation: Any, *, public: bool) -> tuple[Any, Any]:
    """The same as a row of facts: label and value."""
    if organisation.public_bin:
        return _("BIN"), organisation.bin
    return (_("Kind"), ENTREPRENEUR) if public else (_("IIN"), organisation.bin)
