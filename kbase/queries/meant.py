"""What a word must mean where a filter or a question wants a country, somebody who speaks or lists, or a word of a vocabulary."""

from collections.abc import Collection

from kbase.database.connection import Database
from kbase.problems import KbaseError, UsageError
from kbase.queries.resolve import Entity, UnknownError, listed, resolve
from kbase.queries.within import OF_STATE
from kbase.text import a, fold, nearest
from kbase.vocabulary import VOCABULARY

PLACE = """\
SELECT p.kind, (SELECT c.name FROM place_within w JOIN places c ON c.id = w.within_id
  WHERE w.place_id = p.id AND c.kind = 'country' ORDER BY w.steps, c.id LIMIT 1) AS country
FROM places p WHERE p.id = :id"""
NAMED_COUNTRY = (
    "SELECT e.id FROM entities e JOIN places p ON p.id = e.id WHERE p.kind = 'country' AND e.folded = :folded"
)
OF_COUNTRY = """\
SELECT id, name FROM organizations WHERE country_id = :id
ORDER BY CASE kind WHEN 'state' THEN 0 ELSE 1 END, id"""

PARTS_OF = "SELECT organization_id AS id FROM organization_relations WHERE relation = 'part_of' AND status = 'accepted' AND object_id = :id ORDER BY 1"
THEIR_OWN = OF_COUNTRY.replace("WHERE", f"WHERE {OF_STATE} AND")
COURTS = "SELECT DISTINCT court FROM current_legal_cases WHERE court IS NOT NULL ORDER BY court"
WHO_LIST = "SELECT id FROM organizations WHERE id IN (SELECT authority_id FROM current_designations) ORDER BY id"


def place(database: Database, typed: str, *, near: bool = True) -> Entity:
    """The place meant, by the code of a country, an id or a name.

    :param near: as of `resolve`.
    :raises KbaseError: where none is meant; a country that the data lacks has no row, which is said.
    """
    try:
        return resolve(database, typed, ("place",), near=near)
    except UnknownError as error:
        if database.known_on:
            raise
        raise KbaseError(
            f"no place here is called '{typed}': the data has nothing there, or spells it otherwise",
            f"the countries that it has: 'kbase list places --kind country'; {error.help}",
        ) from None


def country(database: Database, typed: str, *, near: bool = True) -> Entity:
    """The country meant, by its code, id or name.

    :param near: as of `resolve`.
    :raises KbaseError: where it is another kind of place, or no one place is meant.
    """
    found = place(database, typed, near=near)
    kept = len(database.asked)
    for row in database.rows(PLACE, id=found.id):
        if row["kind"] != "country":
            within = f"did you mean {row['country']}? " if row["country"] else ""
            raise KbaseError(
                f"'{found.id}' is {a(row['kind'].replace('_', ' '))}; this wants a country",
                f"{within}see 'kbase list places --kind country'; the --country of 'kbase list' takes any place",
            )
    del database.asked[kept:]  # no part of the answer
    return found


def protagonist(database: Database, typed: str, types: tuple[str, ...]) -> Entity:
    """The organization meant, or who else may speak; of a country no government is taken in silence, but named.

    :raises KbaseError: where none is meant.
    """
    try:
        found = resolve(database, typed, types, near=False)
    except KbaseError as error:
        raise KbaseError(error.message, _whom(database, typed, types, error.help)) from None
    kept = len(database.asked)
    if found.matched and database.rows(NAMED_COUNTRY, folded=fold(typed)):  # a nom de guerre: Israel
        also = f"'{typed}' is a country, and a name of {found.id} ({found.type}, {found.name})"
        raise KbaseError(also, _whom(database, typed, types, ""))
    del database.asked[kept:]  # no part of the answer
    return found


def doer(database: Database, typed: str, types: tuple[str, ...]) -> Entity:
    """Who did or said something or, by a country, its government, forces and institutions, which is told beside the answer.

    :raises KbaseError: where neither is meant.
    """
    kept, told = len(database.asked), len(database.taken)
    try:
        return protagonist(database, typed, types)
    except KbaseError as error:
        try:
            of = country(database, typed, near=False)
        except KbaseError:
            return _nearly(database, typed, types, error)
        bodies = [row["id"] for row in database.rows(THEIR_OWN, id=of.id)]
        del database.asked[kept:], database.taken[told:]  # no part of the answer
        if not bodies:
            raise KbaseError(
                f"no government, force or institution of {of.id} is in the data, so nothing here is said to be done by it",
                f"see 'kbase list organizations --country {of.id}'",
            ) from None
        database.taken.append(f"'{typed}' is taken for what belongs to {of.id}: {', '.join(bodies)}")
        return of


def authority(database: Database, typed: str) -> Entity:
    """Who lists: an organization or, by a country, all organizations of it.

    :raises KbaseError: where neither is meant.
    """
    kept = len(database.asked)
    try:
        found = resolve(database, typed, ("organization",), near=False)
    except KbaseError:
        del database.asked[kept:]
    else:
        return _told(database, found, _parts(database, found))
    try:
        of = country(database, typed, near=False)
        bodies = {row["id"] for row in database.rows(OF_COUNTRY, id=of.id)}
        if bodies:
            return _told(database, of, bodies)
    except KbaseError:
        pass
    try:
        return protagonist(database, typed, ("organization",))  # which says who may have been meant
    except KbaseError as error:
        refused = error
    if not database.known_on:
        near = f"{refused.help}\n  " if "one of:" in refused.help else ""
        refused = KbaseError(refused.message, f"{near}who lists: {', '.join(_who_list(database))}")
    found = _nearly(database, typed, ("organization",), refused)
    return _told(database, found, _parts(database, found))


def _parts(database: Database, found: Entity) -> set[str]:
    """An organization and those that are part of it."""
    kept = len(database.asked)
    parts = {found.id, *(row["id"] for row in database.rows(PARTS_OF, id=found.id))}
    del database.asked[kept:]  # no part of the answer
    return parts


def _nearly(database: Database, typed: str, types: tuple[str, ...], refused: KbaseError) -> Entity:
    """Whoever a part of a name, or one nearly spelt, may mean, which is told; a country is not one, whatever it is part of.

    :raises KbaseError: `refused`, where that is nobody.
    """
    kept = len(database.asked)
    try:
        if database.rows(NAMED_COUNTRY, folded=fold(typed)):
            raise refused
        return resolve(database, typed, types)
    except KbaseError:
        del database.asked[kept:]  # no part of the answer
        raise refused from None


def _told(database: Database, found: Entity, bodies: set[str]) -> Entity:
    """The one found; if none of its bodies lists, it is told beside the answer who does."""
    those = _who_list(database)
    if bodies.isdisjoint(those):
        database.taken.append(f"{found.id} lists nothing here; who does: {', '.join(those)}")
    return found


def _who_list(database: Database) -> list[str]:
    kept = len(database.asked)
    found = [str(id_) for (id_,) in database.tuples(WHO_LIST)]
    del database.asked[kept:]  # no part of the answer
    return found


def court(database: Database, typed: str) -> str:
    """What the name of a court has to hold, in lower case: what was typed or, where none has that, the name of the organization so called.

    Courts are no entries, but as the sources have them; of none the courts with these initials are told.
    """
    text, kept = typed.strip().lower(), len(database.asked)
    courts = [str(name) for (name,) in database.tuples(COURTS)]
    try:
        if not any(text in name.lower() for name in courts):
            found = resolve(database, typed, ("organization",), near=False)
            if any(found.name.lower() in name.lower() for name in courts):
                database.taken.append(f"'{typed}' is taken for {found.id} (organization, {found.name})")
                return found.name.lower()
    except KbaseError:
        initials = fold(typed).replace(" ", "")
        alike = [name.partition(",")[0] for name in courts if len(initials) > 1 and initials in _initials(name)]
        if alike:
            several = "; ".join(dict.fromkeys(alike))
            database.taken.append(f"no court here has '{typed}' in its name; by these initials: {several}")
    finally:
        del database.asked[kept:]  # no part of the answer
    return text


def _initials(name: str) -> str:
    """The first letters of the words of a name, with and without the small words."""
    words = fold(name).split()
    return " ".join("".join(w[0] for w in words if len(w) > least) for least in (0, 3))


# lists whose things an organization takes part in as a group does
OF_ORGANIZATIONS = ("events", "operations")


def group(database: Database, typed: str, what: str) -> Entity:
    """The group meant by the --group of a list; where organizations take part too, also one of these.

    :raises KbaseError: where none is meant.
    """
    kept = len(database.asked)
    try:
        return resolve(database, typed, ("group",), near=False)
    except KbaseError as error:
        del database.asked[kept:]  # no part of the answer
        try:
            found = resolve(database, typed, ("organization",), near=False)
        except KbaseError:
            return _nearly(
                database, typed, ("group", "organization") if what in OF_ORGANIZATIONS else ("group",), error
            )
        if what in OF_ORGANIZATIONS:
            return found
        theirs = " and ".join(f"'kbase list {other} --group {found.id}'" for other in OF_ORGANIZATIONS)
        raise KbaseError(
            f"'{found.id}' is an organization; the --group of a list of {what} wants a group",
            f"{theirs} take an organization; see 'kbase show {found.id}'",
        ) from None


def _whom(database: Database, typed: str, types: tuple[str, ...], help: str) -> str:
    try:
        place = resolve(database, typed, ("place",), near=False)
    except KbaseError:
        place = None
    if place is not None:
        found = [Entity(r["id"], "organization", r["name"]) for r in database.rows(OF_COUNTRY, id=place.id)]
        if found:
            return "did you mean " + listed(found)
    lists = [f"'kbase list {table}'" for type_, table in _LISTS.items() if type_ in types]
    return help if "one of:" in help or database.known_on else f"see {' or '.join(lists)}"


_LISTS = {"organization": "organizations", "group": "groups", "person": "people"}


def word_of(value: str, name: str, meaning: str) -> str:
    """A word of a vocabulary, however it is written."""
    return one_of(value, VOCABULARY[name], f"'{value}' is not {meaning}")


def one_of(value: str, known: Collection[str], complaint: str) -> str:
    """The word of these that is meant, however it is written.

    :raises UsageError: with the complaint, the nearest word and all of them, where none is.
    """
    word = value.strip().lower().replace(" ", "_").replace("-", "_")
    if word in known:
        return word
    near = nearest(word, known, 0.5)
    help = f"did you mean '{near}'? " if near else ""
    raise UsageError(complaint, f"{help}one of: {', '.join(known)}")
