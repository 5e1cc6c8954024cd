"""What each printed paper says: one context for both languages, printed by ``ppp_portal.documents``."""
