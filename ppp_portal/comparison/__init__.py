"""One questionnaire put to several offers: the same questions to all, a matrix, a reasoned verdict for each.

The subject is a string such as ``initiation:<uuid>`` or ``extension:<uuid>``; who may ask, answer and judge is
decided by the storey that owns it. The comparison is a practice, not a norm: no paragraph prescribes its form, so
the owner says under which provision its choice stands, and every refusal names that.
"""
