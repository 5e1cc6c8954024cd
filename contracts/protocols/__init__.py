"""Contexts of the printed papers, one value for both languages."""
