"""Dates and numbers as people write them in each language; Django has no Kazakh formats at all."""
