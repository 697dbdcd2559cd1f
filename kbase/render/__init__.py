"""Answers as text: for terminals, pipes, spreadsheets, programs. Nothing here asks the database."""
