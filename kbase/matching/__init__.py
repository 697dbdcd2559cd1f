"""Names found however they are spelt: text → parts → keys → candidates → score with reasons."""
