"""The claims of a document as they stand written, by id; no rule is asked, so earlier states are read as well."""

from __future__ import annotations

from typing import Any

from kbase.curation import quick, reader
from kbase.curation.claims import claim_id
from kbase.curation.forms import verb_set
from kbase.curation.older import as_written_now
from kbase.fields import FOLDERS, ClaimKind, claims_of


def written(name: str, content: bytes) -> dict[str, Any]:
    """The items of a document's claims, by id; none where it is no document of a thing, or cannot be read.

    :param name: its path in the data folder.
    """
    folder, _, file = name.rpartition("/")
    thing = FOLDERS.get(folder)
    if thing is None or not file.endswith(".yaml"):
        return {}
    try:
        text = reader.decode(name, as_written_now(content))
        raw = quick.values(text) or reader.read(name, text)
    except reader.Unreadable:
        return {}
    found: dict[str, Any] = {}
    for kind in claims_of(thing.type):
        items = raw.get(kind.section)
        for item in items if isinstance(items, list) else ():
            id_ = _id(kind, thing.type, file[: -len(".yaml")], item)
            if id_:
                found[id_] = item
    return found


def _id(kind: ClaimKind, type_: str, subject: str, item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    values = {key: str(value) for key, value in item.items()}
    if kind.verb:
        verb = next((key for key in item if key in verb_set(kind, type_)), "")
        values |= {kind.verb: verb, kind.object: values.get(verb, "")}
    try:
        return claim_id(kind, subject, values)
    except KeyError:
        return ""
