"""Carrying notices out, and marking them as read."""

from ppp_portal.notices.actions.delivery import deliver
from ppp_portal.notices.actions.marks import mark_all_read, mark_read

__all__ = ["deliver", "mark_all_read", "mark_read"]
