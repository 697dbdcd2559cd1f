"""The migration that this program's tables need; a test holds it to Alembic's head."""

SCHEMA = "0005"
