"""The tender of order 605: from the draft of its documentation to the signed results."""
