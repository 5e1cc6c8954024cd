"""Who sits and votes: commissions, declarations, sittings, motions and the protocols they sign.

The panel knows nothing of tenders. Whatever a commission works on is a ``subject``: a string such as
``tender:<uuid>`` that only the storey above can read.
"""
