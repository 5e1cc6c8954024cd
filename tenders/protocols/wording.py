"""The words of a tender's papers stand in both languages at once."""

from ppp_portal.documents.bilingual import both, name_of

__all__ = ["both", "name_of"]
