"""The two tables in which names are filed, so that one is found however it is spelt."""

from __future__ import annotations

from kbase.database.table import Check, Column, Reference, Table
from kbase.fields import ENTITY_TYPES

NAMED_TYPES = tuple(t for t in ENTITY_TYPES if t != "source")  # titles of sources are full of the names of others
_LISTED = ", ".join(f"'{t}'" for t in NAMED_TYPES)

NAME_INDEX: tuple[Table, ...] = (
    Table(
        "name_forms", "Every name of an entity that stands, its preferred name too, for 'kbase find' and 'kbase match'; made by a seed.",
        (
            Column("id", "integer", False, "Number of the name."),
            Column("entity_id", "text", False, "Whose name it is."),
            Column("entity_type", "text", False, f"Type of entity_id: {', '.join(NAMED_TYPES)}."),
            Column("text", "text", False, "The name as written."),
            Column("name", "text", True, "One of the names in it, where it holds several (brackets, slashes); null where it is the whole."),
            Column("reading", "text", False, "Its parts, each with its class, as the matching reads them."),
        ),
        ("id",), (Reference(("entity_id", "entity_type"), "entities", ("id", "type")),),
        (Check("entity_type", f"entity_type IN ({_LISTED})"),),
    ),
    Table(
        "name_keys", "The keys under which a name is filed: skeletons of consonants, meanings, acronyms; made by a seed.",
        (
            Column("key", "text", False, "A skeleton, a sense (name:…, word:…, place:…), b: kunya, a: acronym, or two joined by +."),
            Column("form_id", "integer", False, "The name."),
        ),
        ("key", "form_id"), (Reference(("form_id",), "name_forms", ("id",)),), clustered=True,
    ),
)  # fmt: skip
