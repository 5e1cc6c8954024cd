"""The PPP project: what is to be built and operated, before any tender."""
