"""Questions: SQL text each, in the subset that every engine reads, and typed answers."""
