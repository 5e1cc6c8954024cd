"""May and must after the tender: pure functions from facts to refusals, each under its paragraph."""
