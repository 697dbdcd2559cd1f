"""A link in two short words, what it is and when, for where a sentence has no room: the lines of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbase.fields import CLAIM
from kbase.queries.words import event_day, plain, when_of

# the column that says what kind of link a claim is
_COLUMN = {
    "membership": "role", "position": "title", "group_relation": "relation", "organization_relation": "relation",
    "person_relation": "relation", "participation": "role", "operation_participant": "role", "attribute": "property",
    "location": "relation",
}  # fmt: skip
_PROPERTIES = {"operation": "part of", "predecessor": "follows"}


def link_words(kind: str, row: Mapping[str, Any], *, then: bool = False) -> tuple[str, str]:
    """('leader', '2015-05 to 2021-08'): from subject to object, or of who took part; either may be empty.

    :param row: the claim's columns; those that are empty may be missing.
    :param then: told of a day on which it held.
    """
    when = when_of(CLAIM[kind], row) or event_day(row)
    if kind == "designation":
        return "delisted by" if row.get("end_state") == "ended" and not then else "listed by", when
    if kind == "statement_subject":
        return "about", when
    word = str(row[_COLUMN[kind]])
    word = _PROPERTIES.get(word, plain(word)) if kind == "attribute" else plain(word)
    # a part that a source only suspects is no plain one
    if row.get("attribution") not in (None, "confirmed"):
        word += f" ({plain(row['attribution'])})"
    if row.get("extent") == "part":
        word += " in part"
    return word, when
