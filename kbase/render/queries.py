"""The queries behind an answer as SQL that an analyst can paste into a shell."""

from __future__ import annotations

from typing import Any

from kbase.database.connection import Asked


def literal(value: Any) -> str:
    """A parameter as an SQL literal."""
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def sql_text(asked: list[Asked]) -> str:
    """All queries, each once, their parameters filled in."""
    found = dict.fromkeys(_filled(query.sql, query.params) for query in asked)
    return "\n\n".join(f"{text};" for text in found) + "\n"


def _filled(sql: str, params: dict[str, Any]) -> str:
    # the longest name first, that :i1 does not fill a part of :i10
    for name in sorted(params, key=len, reverse=True):
        sql = sql.replace(f":{name}", literal(params[name])) if f":{name}" in sql else sql
    return sql
