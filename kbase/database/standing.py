"""How an entity stands, in SQL of constants: whether it is listed now, and which of a person's roles comes first.

Told to the views and to the lists of `kbase list` alike. The thing is `t`, a membership `m`.
"""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from kbase.database.days import flagged
from kbase.fields import ANSWERED_FOR as WHO_ANSWERS
from kbase.fields import STOCKS

STANDING = "status IN ('accepted', 'contested')"
LISTED_BY = {
    "listed": "EXISTS (SELECT 1 FROM designations d WHERE d.entity_id = t.id AND d.status = 'accepted' AND d.end_state <> 'ended')",
    "delisted": "EXISTS (SELECT 1 FROM designations d WHERE d.entity_id = t.id AND d.status = 'accepted' AND d.end_state = 'ended')",
}
LISTING = f"CASE WHEN {LISTED_BY['listed']} THEN 'listed'\n    WHEN {LISTED_BY['delisted']} THEN 'delisted' END"
_RANK = (
    "leader", "founder", "deputy", "commander", "senior_leader", "religious_leader", "spokesperson", "financier",
    "recruiter", "propagandist", "member",
)  # fmt: skip
# the last role held comes first; then one that ended on an unknown day, last what has no date and is not said to last
_UNDATED = "{0}.start_date IS NULL AND {0}.end_date IS NULL AND {0}.last_seen IS NULL AND {0}.end_state <> 'ongoing'"
_UNKNOWN_END = "{0}.end_state = 'ended' AND {0}.end_date IS NULL"
LAST_FIRST = (
    f"CASE WHEN {_UNDATED} THEN 2 ELSE 0 END + CASE WHEN {_UNKNOWN_END} THEN 1 ELSE 0 END, {{0}}.end_latest DESC"
)
BY_RANK = "CASE m.role " + " ".join(f"WHEN '{role}' THEN {n}" for n, role in enumerate(_RANK)) + " END"


def role_order(day: str = "") -> str:
    """The last role first, of those held on a day (SQL) what surely was so then.

    To have founded something has no end, but is no role that lasts, unless a source says so: it comes after any other role in that
    group, and after what has a date. A role that was last seen before another one began is over.
    """
    begun = f" AND o.start_earliest <= {day}" if day else ""
    others = f"SELECT 1 FROM memberships o WHERE o.person_id = m.person_id AND o.{STANDING}{begun}"
    dated = f"o.group_id = m.group_id OR NOT ({_UNDATED.format('o')})"
    founded = f"""CASE WHEN m.role = 'founder' AND m.end_state = 'unknown'
         AND ({_UNDATED.format("m")} OR EXISTS ({others} AND o.id <> m.id AND ({dated}))) THEN 1 ELSE 0 END"""
    seen = "REPLACE(REPLACE(m.last_seen, '[..', ''), ']', '')"  # as text: of one of two days (`[2013..2015]`) nobody knows which
    superseded = f"""CASE WHEN m.end_state = 'unknown' AND m.last_seen NOT LIKE '[_%..%' AND EXISTS ({others}
         AND SUBSTR(CAST(o.start_earliest AS text), 1, LENGTH({seen})) > {seen}) THEN 1 ELSE 0 END"""
    surely = f"{surely_then('m', day)}, " if day else ""
    return f"ORDER BY {surely}{founded}, {superseded}, {LAST_FIRST.format('m')},\n       {BY_RANK}, m.start_earliest DESC, m.id"


def surely_then(of: str, day: str) -> str:
    """0 of what surely held on a day (SQL), else 1."""
    return f"CASE WHEN {of}.surely_from <= {day} AND {of}.surely_until >= {day} THEN 0 ELSE 1 END"


# where a date is flagged: it reaches one unit further
_HELD_IF_FLAGGED = (
    f"(m.start_flag IS NOT NULL OR m.end_flag IS NOT NULL OR {flagged('ev.date')}) AND EXISTS (\n"
    "      SELECT 1 FROM current_memberships r JOIN current_attributes v ON v.entity_id = ev.id AND v.property = 'date'\n"
    "      WHERE r.id = m.id AND (r.possibly_from <= ev.end_latest OR r.possibly_from < v.surely_from) AND r.possibly_until >= v.possibly_from)"
)
# Whether a membership `m` was, or may have been, held at the event `ev`. A captive still stands for his group, until he is freed or has another role;
# of a membership that has ended on an unknown day nobody can say.
HELD = f"""(m.end_state <> 'ended' OR m.end_date IS NOT NULL)
    AND ({_HELD_IF_FLAGGED} OR (ev.end_latest IS NULL OR m.start_earliest <= ev.end_latest)
    AND (ev.start_earliest IS NULL OR m.end_latest >= ev.start_earliest OR m.how_ended = 'captured' AND NOT EXISTS (
      SELECT 1 FROM memberships later WHERE later.person_id = m.person_id AND later.{STANDING}
      AND later.start_earliest > m.end_earliest AND later.start_latest <= ev.start_earliest
    ) AND NOT EXISTS (
      SELECT 1 FROM participations freed JOIN events freeing ON freeing.id = freed.event_id
      WHERE freed.participant_id = m.person_id AND freed.role = 'released' AND freed.{STANDING}
      AND freeing.start_earliest > m.end_earliest AND freeing.end_latest < ev.start_earliest)))"""
# whether the person `t` surely is dead, though sources may dispute the day: a death, a confirmed killing or a role says so
DEAD = (
    "(EXISTS (SELECT 1 FROM current_attributes a WHERE a.entity_id = t.id AND a.property = 'died' AND a.status = 'accepted')\n"
    "    OR EXISTS (SELECT 1 FROM current_participations p WHERE p.participant_id = t.id AND p.role = 'killed'"
    " AND p.status = 'accepted' AND p.attribution = 'confirmed')\n"
    "    OR EXISTS (SELECT 1 FROM current_memberships m WHERE m.person_id = t.id AND m.how_ended IN ('killed', 'died')"
    " AND m.status = 'accepted'))"
)
# the part `k` in an event is that of whoever killed the dead of part `d`: one who fell in an attack of his own group was not
# killed by it, unless it stands as killer
KILLER = (
    "(k.role = 'killer' OR k.role = 'perpetrator' AND k.participant_id <> d.participant_id AND NOT EXISTS (\n"
    "  SELECT 1 FROM current_memberships own WHERE own.person_id = d.participant_id AND own.group_id = k.participant_id))"
)
# the condition that a figure counts how strong something is at a time, not what happened over one
STOCK = f"metric IN ({', '.join(repr(metric) for metric in STOCKS)})"
# a part `{0}` in an event that is not denied
UNDENIED = "{0}attribution <> 'denied'"
# one that somebody answers for: who only suspects or alleges does not, and what is contested is open
ANSWERED_FOR = f"{{0}}status = 'accepted' AND {{0}}attribution IN {WHO_ANSWERS}"
# part `{0}` of a side, or of who did it, in all of an event, however many days that took
THROUGHOUT = "{0}participant_type <> 'person' AND {0}role IN ('perpetrator', 'party') AND {0}attribution = 'confirmed' AND {0}status = 'accepted'"
