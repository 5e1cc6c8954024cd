"""The doors: who may come in, and what a refusal looks like on a page and in the API."""
