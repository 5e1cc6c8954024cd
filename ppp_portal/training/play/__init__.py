"""Whole tenders, played through the portal's own actions: the demonstration, the stories, the tests of both."""
