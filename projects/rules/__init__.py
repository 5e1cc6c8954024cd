"""May and must: pure functions from facts to refusals or values, each under its paragraph."""
