"""The forms of documents: which keys, verbs and words stand where; made from `kbase.fields`."""

from __future__ import annotations

import re
from functools import cache

from kbase.fields import CLAIM_FIELDS, DATING_FIELDS, PROPERTIES, THING, ClaimKind, Field, claims_of
from kbase.vocabulary import words

_SOURCE = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# the place in a source holds no second token, as where the brackets of a list were forgotten
TOKEN = re.compile(rf"({_SOURCE})(?:#(?!.*[,;\s]{_SOURCE}#)(\S(?:.*\S)?))?")
SEVERAL = re.compile(rf"{_SOURCE}(?:#.*[,;\s]|\s*[,;]\s*){_SOURCE}#", re.DOTALL)
NUMBERS = ("low", "best", "high")
LARGEST = 2**31 - 1  # what an INTEGER of PostgreSQL holds


def vocabulary_of(field: Field) -> tuple[str, ...]:
    """The words a field may take, in the order of the vocabulary."""
    if field.vocabulary == "property":
        return tuple(p.name for p in PROPERTIES)
    return tuple(words(field.vocabulary))


def verbs_of(claim: ClaimKind, type_: str) -> tuple[str, ...]:
    """The verbs that a claim of this kind may have in a document of this type."""
    if not claim.verb:
        return ()
    if claim.verbs == "property":
        return tuple(p.name for p in PROPERTIES if type_ in p.owners)
    return tuple(words(claim.verbs))


@cache
def verb_set(claim: ClaimKind, type_: str) -> frozenset[str]:
    return frozenset(verbs_of(claim, type_))


def claim_fields(claim: ClaimKind) -> tuple[Field, ...]:
    """All fields that a claim of this kind has in a document."""
    return claim.fields + DATING_FIELDS[claim.dating] + CLAIM_FIELDS


@cache
def document_keys(type_: str) -> tuple[str, ...]:
    """The keys of a document in canonical order."""
    thing = THING[type_]
    keys = [f.name for f in thing.fields] + (["sources"] if thing.cited else [])
    return (*keys, *(c.section for c in claims_of(type_)), "allow")


@cache
def claim_keys(claim: ClaimKind) -> tuple[str, ...]:
    """The keys of a claim in canonical order; the verb stands first."""
    hidden = {claim.verb, claim.object, *NUMBERS} if claim.verb else set()
    return (*(f.name for f in claim_fields(claim) if f.name not in hidden), "sources")
