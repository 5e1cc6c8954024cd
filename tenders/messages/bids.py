REFUSALS: dict[str, object] = {}
