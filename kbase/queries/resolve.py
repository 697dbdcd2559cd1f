"""From what an analyst types to one entity: its id, any of its names, or nearly."""

from typing import NamedTuple

from kbase.database.connection import Database, Row
from kbase.problems import KbaseError
from kbase.text import a, fold, unbracketed

_SHORTEST, LONGEST = 3, 200  # letters of a name that is looked for inside others
_NAMESAKE = 0.9  # a score from which somebody else is meant at least as well
_AS_WELL, _AT_ALL = 0.3, 0.05  # one from which somebody else may be meant as well, and at all
_SHOWN = 8  # candidates named in a refusal
_LISTED = 0.02  # a name as likely as this is named in a refusal
_TAKEN = 0.7  # a name as likely as this is taken for the one that is meant,
_NEAR_PLACE = 75  # a place is taken for one of which so many of 100 letters are the same
_CLEAR = 3.0  # if its odds are so many times those of the next


class UnknownError(KbaseError):
    """Nothing is called so."""


class Entity(NamedTuple):
    id: str
    type: str
    name: str
    matched: str = ""  # the name that was meant, where it is not the id or the preferred name


COUNTRY = "SELECT id, name FROM places WHERE iso3166_1 = :code ORDER BY id"
BY_ID = "SELECT id, type, name FROM entities WHERE id = :id"
DISPUTE = "SELECT id, question, resolution, reason FROM disputes WHERE id = :id"
# a preferred name is also borne without what stands in brackets behind it
BY_NAME = """\
SELECT id, type, name, name AS matched, NULL AS quality FROM entities
WHERE folded = :folded OR folded > :begun AND folded < :beyond AND name LIKE '% (%)' AND type NOT IN ('event', 'statement', 'source')
UNION
SELECT e.id, e.type, e.name, n.text AS matched, n.quality
FROM names n JOIN entities e ON e.id = n.entity_id
WHERE n.folded = :folded AND n.status IN ('accepted', 'contested')
ORDER BY 1, 4, 5"""
CONTAINING = """\
SELECT id, type, name, name AS matched, folded FROM entities WHERE ' ' || folded LIKE :pattern OR id LIKE :beginning
UNION
SELECT e.id, e.type, e.name, n.text AS matched, n.folded
FROM names n JOIN entities e ON e.id = n.entity_id
WHERE ' ' || n.folded LIKE :pattern AND n.status IN ('accepted', 'contested')
ORDER BY 1, 4"""


def resolve(database: Database, typed: str, types: tuple[str, ...] = (), *, near: bool = True) -> Entity:
    """The one entity meant; `types` says what it may be.

    :param near: whether part of a name, or one nearly spelt, will do; `database.taken` then says who was taken, beside the answer,
        so that filters and questions take the same words as pages. Where something else may be meant by the word, it does
        not. The ISO code of a country will do wherever a place may be meant and nothing is called so; it too is told, unless a
        place is wanted.
    :raises KbaseError: where several fit equally well, or none does.
    """
    for row in database.rows(BY_ID, id=typed.strip()):
        found = Entity(row["id"], row["type"], row["name"])
        if types and found.type not in types:
            raise KbaseError(
                f"'{found.id}' is {a(found.type)}; this wants {a(' or '.join(types))}", f"see 'kbase show {found.id}'"
            )
        return found
    dispute = dispute_called(database, typed)
    if dispute:
        raise KbaseError(f"'{dispute['id']}' is a dispute, not an entity", f"see 'kbase why {dispute['id']}'")
    folded = fold(typed)
    if not folded:
        raise KbaseError(f"'{typed}' is neither an id nor a name", "see 'kbase list groups'")
    rows = database.rows(BY_NAME, folded=folded, begun=f"{folded} ", beyond=f"{folded}!")
    rows = [r for r in rows if r["matched"] != r["name"] or folded in (fold(r["name"]), fold(unbracketed(r["name"])))]
    exact = _distinct(rows, types)
    if exact:
        called = [e for e in exact if e.id == typed.strip().lower()]  # GSPC, though another was called so once
        if called:
            return called[0]
        weak = {e.id for e in exact} - {r["id"] for r in rows if r["quality"] != "weak"}
        found = _of_name(database, typed, exact, weak)
        return _graded_weak(database, typed, types, found) if found.id in weak else found
    country = _of_code(database, typed) if not types or "place" in types else None
    if country is not None:
        if types != ("place",):  # where a place is wanted a code is no surprise
            database.taken.append(f"'{typed}' is taken for {country.id} (place, {country.name}, by its ISO code)")
        return country
    # sources are found by id or full title only: their titles are full of the names of others
    wanted = types or _NAMED
    pattern = f"% {folded}%"
    holding = []
    if len(folded) >= _SHORTEST:
        beginning = f"{folded[:LONGEST].replace(' ', '-')}%"
        holding = _distinct(database.rows(CONTAINING, pattern=pattern[: LONGEST + 3], beginning=beginning), wanted)
    if not near:
        raise _no_whole_name(database, typed, wanted, holding)
    found = _held(database, typed, wanted, _one(typed, holding)) if holding else _nearest(database, typed, wanted)
    by = f", by the name {found.matched}" if found.matched and found.matched != found.name else ""
    database.taken.append(f"'{typed}' is taken for {found.id} ({found.type}, {found.name}{by})")
    return found


def country_code(typed: str) -> str:
    """What may be a code of ISO 3166-1, as it stands there; UK is reserved for what GB stands for."""
    code = typed.strip().upper()
    return "GB" if code == "UK" else code


def _of_code(database: Database, typed: str) -> Entity | None:
    """The country of an ISO 3166-1 code of two letters."""
    code = country_code(typed)
    if len(code) == 2:
        for row in database.rows(COUNTRY, code=code):
            return Entity(row["id"], "place", row["name"])
    return None


def _no_whole_name(database: Database, typed: str, types: tuple[str, ...], holding: list[Entity]) -> KbaseError:
    """Part of a name is not enough here."""
    if not holding:
        try:
            holding = [_nearest(database, typed, types)]
        except KbaseError as error:
            return error
    return KbaseError(f"'{typed}' is neither an id nor a whole name", "did you mean " + listed(holding))


def _held(database: Database, typed: str, types: tuple[str, ...], holder: Entity) -> Entity:
    """The one whose name holds what was typed, unless another is called nearly so: a namesake's organization is not the man."""
    if _says_too_little(typed, holder):
        raise KbaseError(f"'{typed}' says too little to tell who is meant", f"did you mean {listed([holder])}")
    best = _called_nearly(database, typed, types, _NAMESAKE)
    return holder if not best or best[0].id == holder.id else _one(typed, [best[0], holder])


def _says_too_little(typed: str, holder: Entity) -> bool:
    """Whether it is no more than initials, common given names and the like; of a statement, whose name is a sentence, also a few words of it."""
    from kbase.matching.parts import parts
    from kbase.matching.tables import lexicon

    small = lexicon().particles["nasab"] | lexicon().particles["link"]
    if all(p.kind in _COMMON or p.text in small for p in parts(typed)):
        return True
    name = fold(holder.matched or holder.name)
    return holder.type == "statement" and len(fold(typed)) * _SHARE < len(name)


_COMMON = frozenset({"initial", "common", "generic", "legal", "honorific"})
_SHARE = 4  # of the letters of the name of a statement it takes one in so many to mean it


def _graded_weak(database: Database, typed: str, types: tuple[str, ...], bearer: Entity) -> Entity:
    """The one of whom a list gives the name as weak, unless another may be called so as well."""
    from kbase.matching.parts import parts

    least = _AS_WELL if len(parts(typed)) > 1 else _AT_ALL  # one part, a kunya or a given name, many bear
    others = [e for e in _called_nearly(database, typed, types, least) if e.id != bearer.id]
    found = _one(typed, [bearer, *others])
    database.taken.append(f"'{typed}' is taken for {found.id} ({found.type}, {found.name}), of whom it is a weak alias")
    return found


def _called_nearly(database: Database, typed: str, types: tuple[str, ...], least: float) -> list[Entity]:
    """Who may be called so, however it is spelt; nothing that is merely named after somebody."""
    from kbase.queries.find import Wanted, candidates

    kept = len(database.asked)
    best = candidates(database, Wanted(typed, types, _SHOWN, least))
    found = [
        Entity(r["id"], r["type"], r["name"], c.name)
        for c in best if c.kind not in ("event", "statement") for r in database.rows(BY_ID, id=c.id)
    ]  # fmt: skip
    del database.asked[kept:]
    return found


def dispute_called(database: Database, typed: str) -> Row | None:
    """The dispute of that id, if there is one."""
    kept = len(database.asked)
    for row in database.rows(DISPUTE, id=typed.strip()):
        return row
    del database.asked[kept:]  # no part of the answer
    return None


_LISTS = {
    "group": "groups", "person": "people", "organization": "organizations", "event": "events", "operation": "operations",
    "statement": "statements", "place": "places", "source": "sources",
}  # fmt: skip
LINKED = _NAMED = tuple(_LISTS)[:-1]  # not by a source's title; no link leads to a source


def _distinct(rows: list[dict[str, str]], types: tuple[str, ...]) -> list[Entity]:
    found: dict[str, Entity] = {}
    for row in rows:
        if not types or row["type"] in types:
            matched = "" if row["matched"] == row["name"] else row["matched"]
            if row["id"] not in found or not matched:
                found[row["id"]] = Entity(row["id"], row["type"], row["name"], matched)
    return list(found.values())


def _one(typed: str, found: list[Entity]) -> Entity:
    # an event or statement is often named after the one who is meant
    leading = found if len(found) == 1 else [e for e in found if e.type not in ("event", "statement")]
    if len(leading) == 1:
        return leading[0]
    # an area is named after the countries that it lies in
    begun = [e for e in leading if fold(e.matched or e.name).startswith(fold(typed))]
    if len(begun) == 1 and all(e.type == "place" for e in leading):
        return begun[0]
    raise KbaseError(f"'{typed}' may be {len(found)} entities; type the id of one", listed(found))


def _of_name(database: Database, typed: str, found: list[Entity], weak: set[str]) -> Entity:
    """Of those that go by one name: no source, if it is titled so, and first whose own name it is; then the others are told.

    :param weak: those of whom it is only a weak alias; before these also the one whose own name it is but for a bracket.
    """
    named = [e for e in found if e.type != "source"] or found
    own = [e for e in named if not e.matched]
    if not weak.issuperset(e.id for e in named if e.matched):
        own = [e for e in own if fold(e.name) == fold(typed)]
    if len(own) == 1 < len(named) and own[0].type not in ("event", "statement"):
        others = ", ".join(e.id for e in named if e is not own[0])
        database.taken.append(f"'{typed}' is taken for {own[0].id} ({own[0].type}); also called so: {others}")
        return own[0]
    return _one(typed, named)


def _nearest(database: Database, typed: str, types: tuple[str, ...]) -> Entity:
    from kbase.matching.likelihood import TELLING  # only for a name that nothing contains
    from kbase.queries.find import Wanted, candidates

    kept = len(database.asked)
    best = candidates(database, Wanted(typed, types, _SHOWN + 1, _LISTED))
    del database.asked[kept:]  # keys of names are no answer to be shown
    if not best:
        lists = ("groups", "people") if types == _NAMED else [_LISTS[type_] for type_ in types if type_ in _LISTS]
        see = " or ".join(f"'kbase list {name}'" for name in lists or ("groups", "people"))
        raise _unknown(database, typed, f"see {see}")
    found = []
    for candidate in best:
        for row in database.rows(BY_ID, id=candidate.id):
            found.append(Entity(row["id"], row["type"], row["name"], candidate.name))
    # an event or statement is often named after the one who is meant
    leading = [c for c in best if c.kind not in ("event", "statement")] or best
    alone = [p for p in leading[0].comparison.mine_alone if p.kind in TELLING]  # another given name: somebody else
    clear = len(leading) == 1 or _odds(leading[0].score) >= _CLEAR * _odds(leading[1].score)
    if leading[0].score >= _TAKEN and clear and not alone:
        nearest = next(e for e in found if e.id == leading[0].id)
        if nearest.type != "place" or _near_in_letters(typed, nearest.matched):
            return nearest
    raise _unknown(database, typed, "did you mean " + listed(found))


def _near_in_letters(typed: str, name: str) -> bool:
    """Whether two names of places are spelt nearly alike: sounds alone do not tell Burma from Bourem."""
    from rapidfuzz import fuzz

    mine, theirs = fold(typed), fold(name)
    return mine.isascii() != theirs.isascii() or fuzz.ratio(mine, theirs) >= _NEAR_PLACE


def _unknown(database: Database, typed: str, help: str) -> KbaseError:
    if database.known_on:
        return UnknownError(
            f"on {database.known_on} nothing here was called '{typed}'",
            f"ask without --known-on what came in later, or {help}",
        )
    return UnknownError(f"nothing here is called '{typed}'", help)


def _odds(likelihood: float) -> float:
    return likelihood / max(1e-9, 1.0 - likelihood)


def listed(found: list[Entity]) -> str:
    """Candidates in one line each."""
    lines = [
        f"{e.id} ({e.type}, {e.name}{f', also {e.matched}' if e.matched and e.matched != e.name else ''})"
        for e in found[:_SHOWN]
    ]
    if len(found) > _SHOWN:
        lines.append(f"and {len(found) - _SHOWN} more")
    return "one of:\n    " + "\n    ".join(lines)
