"""Who may take part: the eight requirements of article 32(1), checked for a bidder, an assignee, a new partner.

The subject is a string such as ``bid:<uuid>``; who may check it is decided by the storey that owns it.
"""
