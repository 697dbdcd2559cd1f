"""Why we say so: the claims behind a fact, rejected ones too, each with what it rests on. The answer of `kbase why`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kbase.database.behind import since
from kbase.database.connection import Database
from kbase.fields import CLAIM, CLAIMS, PROPERTY
from kbase.problems import KbaseError
from kbase.queries.claims import Citation, Claim, about, by_ids, citations, in_disputes
from kbase.queries.facts import Cited, Dispute, Fact, Numbering, disputes_of
from kbase.queries.on_day import NO, on_day
from kbase.queries.resolve import DISPUTE, Entity, dispute_called, resolve
from kbase.queries.revision import Revision, revision
from kbase.queries.words import plain
from kbase.text import nearest
from kbase.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from kbase.curation.history import State


class Evidence(NamedTuple):
    """One citation of a claim."""

    number: int
    stance: str
    quote: str
    asserted_by: str
    statement: str


class Since(NamedTuple):
    """What a revision did to a claim."""

    revision: int
    action: str
    date: str


class Known(NamedTuple):
    """From when on the data have a claim: a committed state; else the seed of this database that brought it."""

    at: str  # UTC, ISO 8601; of a seed the day
    commit: str  # '' of a seed
    revision: int | None  # of a seed its number in this database


class Explained(NamedTuple):
    fact: Fact
    evidence: tuple[Evidence, ...]
    supersedes: str
    superseded_by: str
    history: tuple[Since, ...]  # by the seeds of this database
    known_since: Known | None
    unchanged_since: Known | None  # from when on it has stood as it does; none where it never was committed so


class Why(NamedTuple):
    question: str  # what was asked, in words
    claims: tuple[Explained, ...]
    disputes: tuple[Dispute, ...]
    cited: tuple[Cited, ...]
    revision: Revision
    on: str = ""


KNOWN_CLAIMS = "SELECT id FROM claims WHERE id LIKE :beginning ORDER BY id LIMIT 8"
CITING = "SELECT COUNT(DISTINCT claim_id) AS claims FROM citations WHERE source_id = :id"
SUPERSEDING = "SELECT id, supersedes_id FROM {} WHERE supersedes_id IS NOT NULL ORDER BY id"
HISTORY = """\
SELECT h.row_id, h.action, r.id AS revision, r.seeded_at, r.committed_at
FROM changes h JOIN revisions r ON r.id = h.revision_id
WHERE h.table_name = :table_name AND h.row_id = :id ORDER BY r.id"""


def why(database: Database, what: str, other: str | None = None, on: str = "") -> Why:
    """The claims behind `what`: the id of a claim or dispute, or an entity, narrowed by a property, a kind or another.

    :param on: a day as ISO text: only what lasted on it, or had happened by it; the sides of a dispute stay whole.
    :raises KbaseError: where nothing is meant by the words, or no claim is behind them.
    """
    if "/" in what and other is None:
        found = by_ids(database, [what])
        if not found:
            raise _no_claim(database, what)
        return _explain(database, f"the claim {what}", found, on=on)
    dispute = dispute_called(database, what) if other is None else None
    if dispute:
        return _explain(
            database, str(dispute["question"]), in_disputes(database, [dispute["id"]]), (dispute["id"],), on=on
        )
    entity = resolve(database, what)
    claims = known = about(database, entity.id, entity.type)
    question = entity.name
    if other is not None:
        words = _narrowing(other)
        if words:
            claims = [c for c in claims if _is(c, words)]
            question = f"{entity.name}: {plain(other)}"
        else:
            second = _second(database, other, entity, claims)
            claims = [c for c in claims if any(id_ == second.id for _, id_ in c.mentioned())]
            question = f"{entity.name} and {second.name}"
    if not claims:
        if entity.type == "source" and not known:
            raise _of_source(database, entity)
        narrowed = other is not None and _narrowing(other)
        help = _has(entity, known) if narrowed else f"see 'kbase show {entity.id}'"
        if other is not None and not narrowed:
            help = f"see 'kbase path {entity.id} {second.id}' for how they are linked by others"
        if database.known_on:
            raise KbaseError(
                f"on {database.known_on} no claim was behind '{question}'",
                f"ask without --known-on what came in later, or {help}",
            )
        raise KbaseError(f"no claim is behind '{question}'", help)
    return _explain(database, question, claims, on=on)


def narrowing(database: Database, what: str) -> tuple[dict[str, str], dict[str, str]]:
    """The words that narrow an entity's claims, each with its meaning, and the other entities that they name, with their names.

    :raises KbaseError: where no entity is called so.
    """
    entity = resolve(database, what, near=False)
    words: dict[str, str] = {}
    others: dict[str, str] = {}
    for claim in about(database, entity.id, entity.type):
        kind = claim.kind
        if kind.verb:
            word = str(claim.row[kind.verb])
            words[word] = PROPERTY[word].meaning if kind.verbs == "property" else VOCABULARY[kind.verbs][word]
        words[kind.table] = kind.meaning
        others |= {id_: str(claim.row.get(f"{stem}_name") or "") for stem, id_ in claim.mentioned() if id_ != entity.id}
    return dict(sorted(words.items())), dict(sorted(others.items()))


_LIKE = 0.75  # how like a word must be to be named as the one meant
# sections of a page of 'kbase show' that have another name than the claims in them
_SECTIONS = {"leaders": "memberships", "lineage": "relations", "facts": "attributes"}


def _narrowing(word: str) -> str:
    """The word as a property, kind, section or verb of claims; '' if it is none."""
    wanted = _SECTIONS.get(_normal(word), _normal(word))
    return wanted if wanted in _words() else ""


def _normal(word: str) -> str:
    return word.strip().lower().replace(" ", "_").replace("-", "_")


def _words() -> set[str]:
    known = {*PROPERTY, *CLAIM, *(c.table for c in CLAIMS), *(c.section for c in CLAIMS)}
    for claim in CLAIMS:
        if claim.verbs and claim.verbs != "property":
            known.update(VOCABULARY[claim.verbs])
    return known


def _second(database: Database, typed: str, first: Entity, claims: list[Claim]) -> Entity:
    """The other entity meant.

    :raises KbaseError: where there is none, or it is a word for claims of the first, nearly spelt.
    """
    word = _normal(typed)
    known = [w for w in sorted(_words() | _SECTIONS.keys()) if any(_is(c, _SECTIONS.get(w, w)) for c in claims)]
    near = nearest(word, known, _LIKE)
    try:
        return resolve(database, typed, near=not near)  # part of somebody's name is less than a word misspelt
    except KbaseError as error:
        if not error.message.startswith("nothing here") and not error.message.endswith("nor a whole name"):
            raise
        help = f"did you mean '{near}'? {_has(first, claims)}" if near else _has(first, claims)
        if not near and "one of:" in error.help:
            help = f"{error.help}\n    {help}"
        raise KbaseError(f"'{typed}' is neither a property, verb or kind of claim nor a name here", help) from None


def _has(entity: Entity, claims: list[Claim]) -> str:
    """The properties and verbs of an entity's claims; the kind, where that has neither."""
    words = dict.fromkeys(str(c.row[c.kind.verb]) if c.kind.verb else c.kind.table for c in claims)
    return f"the claims on {entity.id}: {', '.join(words)}" if words else f"there is no claim on {entity.id}"


def _is(claim: Claim, word: str) -> bool:
    kind = claim.kind
    return word in (kind.kind, kind.table, kind.section) or (bool(kind.verb) and claim.row[kind.verb] == word)


def _no_claim(database: Database, id_: str) -> KbaseError:
    subject = id_.partition("/")[0]
    near = [r["id"] for r in database.rows(KNOWN_CLAIMS, beginning=f"{id_.replace('%', '')}%")]
    near = near or [r["id"] for r in database.rows(KNOWN_CLAIMS, beginning=f"{subject.replace('%', '')}/%")]
    help = (
        "one of:\n    " + "\n    ".join(near) if near else "a claim's id is subject/kind/object; see 'kbase why ENTITY'"
    )
    return KbaseError(f"there is no claim '{id_}'", help)


def _of_source(database: Database, source: Entity) -> KbaseError:
    """A source is cited by claims, and no claim is about it."""
    number = database.rows(CITING, id=source.id)[0]["claims"]
    cite = f"{number:,} claims cite it" if number != 1 else "1 claim cites it"
    return KbaseError(
        f"'{source.id}' is a source, about which there are no claims; {cite}",
        f"'kbase show {source.id}' lists what rests on it, 'kbase sources' how many claims cite each source",
    )


def _explain(
    database: Database, question: str, claims: list[Claim], disputes_asked: tuple[str, ...] = (), *, on: str = ""
) -> Why:
    held = {c.id: on_day(c, on) for c in claims} if on else {}
    claims = [c for c in claims if held.get(c.id) != NO]
    disputed = list(dict.fromkeys([*disputes_asked, *(c.dispute_id for c in claims if c.dispute_id)]))
    sides = in_disputes(database, disputed)
    found = citations(database, dict.fromkeys([c.id for c in claims] + [c.id for c in sides]))
    numbering = Numbering(found, held)
    # a later claim stands in the table of its own kind, so only the kinds at hand are asked
    later: dict[str, str] = {}
    for table in dict.fromkeys(c.kind.table for c in claims):
        later.update((r["supersedes_id"], r["id"]) for r in database.rows(SUPERSEDING.format(table)))
    told = revision(database)
    states = since(database, [claim.id for claim in claims], told.commit)
    explained = []
    for claim in claims:
        history = _history(database, claim)
        explained.append(Explained(
            numbering.fact(claim, whole=True),
            tuple(_evidence(c, numbering) for c in found.get(claim.id, ())),
            str(claim.row["supersedes_id"] or ""), later.get(claim.id, ""), history, *_known(states.get(claim.id), history),
        ))  # fmt: skip
    disputes = tuple(d for id_ in disputed for d in disputes_of(database.rows(DISPUTE, id=id_), sides, numbering))
    return Why(question, tuple(explained), disputes, numbering.listed(), told, on)


def _evidence(citation: Citation, numbering: Numbering) -> Evidence:
    return Evidence(
        numbering.number(citation),
        citation.stance,
        citation.quote or "",
        citation.asserted_by_name or "",
        citation.statement_name or "",
    )


def _known(states: tuple[State, State | None] | None, history: tuple[Since, ...]) -> tuple[Known | None, Known | None]:
    if states is not None:
        first, last = (Known(state.committed_at, state.commit, None) if state else None for state in states)
        return first, last
    seeds = [Known(seed.date, "", seed.revision) for seed in history]
    return (seeds[0], seeds[-1]) if seeds else (None, None)


def _history(database: Database, claim: Claim) -> tuple[Since, ...]:
    rows = database.rows(HISTORY, table_name=claim.kind.table, id=claim.id)
    return tuple(Since(r["revision"], r["action"], str(r["committed_at"] or r["seeded_at"])[:10]) for r in rows)
