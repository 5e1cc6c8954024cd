"""What waits for me: the first page of every role, and the auditor's reading room. Reads all, writes nothing."""
