"""What the data covers and where it is thin: the answer of `kbase coverage`."""

# ruff: noqa: S608 - SQL is put together from constants of this module

from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.queries.revision import Revision, revision

# the claims that stand, by each source that supports them, and who says it: the asserter where one is named, else the
# publisher; two sources that copy one asserter count once
ASSERTED = """\
SELECT a.subject_id AS entity_id, a.id AS claim_id, c.source_id,
  COALESCE(c.asserted_by_id, s.published_by_id, s.publisher) AS asserter
FROM all_claims a JOIN citations c ON c.claim_id = a.id JOIN sources s ON s.id = c.source_id
WHERE a.status IN ('accepted', 'contested') AND c.stance = 'supports'"""

GROUNDED = f"""\
SELECT entity_id FROM ({ASSERTED}) asserted GROUP BY entity_id
HAVING COUNT(DISTINCT claim_id) >= 3 AND COUNT(DISTINCT asserter) >= 2"""

# the country of a place: itself, or the nearest place above it that has a code
COUNTRY_OF = """\
WITH RECURSIVE above (place_id, at_id, depth) AS (
  SELECT id, id, 0 FROM places UNION ALL
  SELECT a.place_id, p.parent_id, a.depth + 1 FROM above a JOIN places p ON p.id = a.at_id
  WHERE p.parent_id IS NOT NULL AND p.iso3166_1 IS NULL AND a.depth < 8),
country_of AS (
  SELECT a.place_id, p.iso3166_1, p.name FROM above a JOIN places p ON p.id = a.at_id WHERE p.iso3166_1 IS NOT NULL)"""

# what something points to, or points to something; made once, since a view of all claims asked anew for each thing takes SQLite a minute
_POINTING = (
    ("all_claims", "object_id"), ("statements", "speaker_id", "on_behalf_of_id", "given_at_id"), ("places", "parent_id"),
    ("organizations", "country_id"), ("citations", "asserted_by_id"), ("sources", "published_by_id"),
    ("figures", "estimator_id", "place_id"), ("group_relations", "actor_id", "in_name_of_id", "event_id"),
)  # fmt: skip
TIED = "\nUNION ".join(
    [
        f"SELECT {column} AS id FROM {table} WHERE {column} IS NOT NULL"
        for table, *columns in _POINTING
        for column in columns
    ]
    + ["SELECT subject_id FROM all_claims WHERE object_id IS NOT NULL"]
    + ["SELECT id FROM places WHERE parent_id IS NOT NULL", "SELECT id FROM organizations WHERE country_id IS NOT NULL"]
)

STALE_YEARS = 5


class Section(NamedTuple):
    """One table of the report."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Coverage(NamedTuple):
    sections: tuple[Section, ...]
    revision: Revision


_QUERIES: tuple[tuple[str, str], ...] = (
    (
        "things, and how many rest on three claims of two independent asserters",
        f"""SELECT e.type, COUNT(*) AS things, COUNT(g.entity_id) AS grounded
FROM entities e LEFT JOIN ({GROUNDED}) g ON g.entity_id = e.id GROUP BY e.type ORDER BY e.type""",
    ),
    ("claims by kind", "SELECT kind, COUNT(*) AS claims FROM claims GROUP BY kind ORDER BY kind"),
    (
        "claims by status and confidence",
        """SELECT status, confidence, COUNT(*) AS claims FROM all_claims
GROUP BY status, confidence ORDER BY status, confidence""",
    ),
    (
        "claims that stand by number of sources that support them",
        f"""SELECT sources, COUNT(*) AS claims FROM (
  SELECT claim_id, COUNT(DISTINCT source_id) AS sources FROM ({ASSERTED}) asserted GROUP BY claim_id
) counted GROUP BY sources ORDER BY sources""",
    ),
    (
        "claims that stand by number of independent asserters",
        f"""SELECT asserters, COUNT(*) AS claims FROM (
  SELECT claim_id, COUNT(DISTINCT asserter) AS asserters FROM ({ASSERTED}) asserted GROUP BY claim_id
) counted GROUP BY asserters ORDER BY asserters""",
    ),
    (
        "sources by kind, and claims that stand and rest on them",
        f"""SELECT s.kind, COUNT(DISTINCT s.id) AS sources, COUNT(DISTINCT c.claim_id) AS claims
FROM sources s LEFT JOIN ({ASSERTED}) c ON c.source_id = s.id GROUP BY s.kind ORDER BY s.kind""",
    ),
    (
        "disputes",
        """SELECT d.resolution, COUNT(*) AS disputes FROM disputes d GROUP BY d.resolution ORDER BY d.resolution""",
    ),
    (
        "designations by list",
        """SELECT list, COUNT(*) AS designations,
  COUNT(*) FILTER (WHERE end_state = 'ended') AS delisted
FROM designations WHERE status = 'accepted' GROUP BY list ORDER BY list""",
    ),
    (
        "events by decade",
        """SELECT CASE WHEN year IS NULL THEN 'not within one year' ELSE CAST(year / 10 * 10 AS text) || 's' END AS decade,
  COUNT(*) AS events FROM events GROUP BY 1 ORDER BY 1""",
    ),
    (
        "events and groups by country",
        f"""{COUNTRY_OF},
placed AS (
  SELECT id AS entity_id, 'event' AS type, place_id FROM events WHERE place_id IS NOT NULL UNION
  SELECT entity_id, entity_type, place_id FROM current_locations WHERE entity_type IN ('event', 'group'))
SELECT c.iso3166_1 AS country, c.name,
  COUNT(DISTINCT CASE WHEN p.type = 'event' THEN p.entity_id END) AS events,
  COUNT(DISTINCT CASE WHEN p.type = 'group' THEN p.entity_id END) AS groups
FROM placed p JOIN country_of c ON c.place_id = p.place_id GROUP BY c.iso3166_1, c.name ORDER BY c.iso3166_1, c.name""",
    ),
    (
        "groups without a leader",
        """SELECT g.id, g.name FROM groups g WHERE NOT EXISTS (
  SELECT 1 FROM current_memberships m WHERE m.group_id = g.id AND m.role IN ('leader', 'founder', 'senior_leader'))
ORDER BY g.id""",
    ),
    (
        "groups without an event",
        """SELECT g.id, g.name FROM groups g WHERE NOT EXISTS (
  SELECT 1 FROM current_participations p WHERE p.participant_id = g.id AND p.attribution <> 'denied') AND NOT EXISTS (
  SELECT 1 FROM current_participations p JOIN current_memberships m ON m.person_id = p.participant_id
  WHERE m.group_id = g.id AND p.attribution <> 'denied') AND NOT EXISTS (
  SELECT 1 FROM current_group_relations r WHERE r.event_id IS NOT NULL AND g.id IN (r.group_id, r.object_id))
ORDER BY g.id""",
    ),
    (
        "groups without lineage",
        """SELECT g.id, g.name FROM groups g WHERE NOT EXISTS (
  SELECT 1 FROM current_group_relations r WHERE r.group_id = g.id OR r.object_id = g.id) ORDER BY g.id""",
    ),
    (
        "leaders whose end is not known",
        """SELECT p.id, p.name, m.group_id AS leader_of, m.end_state FROM current_memberships m
JOIN people p ON p.id = m.person_id WHERE m.role = 'leader' AND m.end_state <> 'ended' AND m.status = 'accepted'
ORDER BY p.id, m.group_id""",
    ),
    (
        f"people without a death whose newest source is older than {STALE_YEARS} years",
        f"""SELECT p.id, p.name, MAX(s.published_latest) AS newest_source FROM people p
JOIN all_claims a ON a.subject_id = p.id JOIN citations c ON c.claim_id = a.id JOIN sources s ON s.id = c.source_id
WHERE NOT EXISTS (SELECT 1 FROM attributes d WHERE d.entity_id = p.id AND d.property = 'died' AND d.status <> 'rejected')
GROUP BY p.id, p.name
HAVING MAX(s.published_latest) IS NULL OR CAST(MAX(s.published_latest) AS text) < (
  SELECT CAST(CAST(SUBSTR(CAST(MAX(accessed_latest) AS text), 1, 4) AS integer) - {STALE_YEARS} AS text)
    || SUBSTR(CAST(MAX(accessed_latest) AS text), 5) FROM sources)
ORDER BY p.id""",
    ),
    (
        "things that stand alone: nothing points to them and they point to nothing",
        f"""SELECT e.type, e.id FROM entities e LEFT JOIN ({TIED}) tied ON tied.id = e.id
WHERE e.type NOT IN ('source', 'statement') AND tied.id IS NULL ORDER BY e.type, e.id""",
    ),
    (
        "sources that nothing cites",
        "SELECT s.id FROM sources s WHERE NOT EXISTS (SELECT 1 FROM citations c WHERE c.source_id = s.id) ORDER BY s.id",
    ),
)


def coverage(database: Database) -> Coverage:
    """The whole report."""
    sections = []
    for title, sql in _QUERIES:
        rows = database.rows(sql)
        sections.append(Section(title, database.columns, tuple(tuple(r.values()) for r in rows)))
    return Coverage(tuple(sections), revision(database))
