"""How far a person's cases have come before any court: SQL of the column `court` in a list of people, the person `t`."""

from __future__ import annotations

from kbase.queries.words import UNDOING

# of several stages reached on one day the one that weighs most; the others of that day are told by `kbase show`
_RANK = (
    "overturned", "sentenced", "convicted", "acquitted", "dismissed", "extradited", "on_trial", "charged", "wanted", "alleged",
)  # fmt: skip
_BY_RANK = "CASE l.stage " + " ".join(f"WHEN '{stage}' THEN {n}" for n, stage in enumerate(_RANK)) + " END"
# a stage `o` of the same day, or of a month or year that holds it
_AS_LATE = """EXISTS (SELECT 1 FROM legal_cases o WHERE o.entity_id = t.id AND o.status = 'accepted'
      AND (o.start_date LIKE l.start_date || '%' OR l.start_date LIKE o.start_date || '%') AND {})"""
# of another count, or on appeal
_ALSO_ACQUITTED = f"""CASE WHEN l.stage IN ('sentenced', 'convicted') AND {_AS_LATE.format("o.stage = 'acquitted'")}
      THEN ', also acquitted' ELSE '' END"""
# what follows a conviction does not tell whether it was of the same case: a charge in another, the end of one; an overturning
# that came between leaves none
_ALSO_CONVICTED = """CASE WHEN l.stage NOT IN ('sentenced', 'convicted', 'overturned') AND EXISTS (SELECT 1 FROM legal_cases o
      WHERE o.entity_id = t.id AND o.status = 'accepted' AND o.stage IN ('sentenced', 'convicted')
      AND (o.start_date IS NULL OR o.start_latest <= l.start_latest) AND NOT EXISTS (SELECT 1 FROM legal_cases v
        WHERE v.entity_id = t.id AND v.status = 'accepted' AND v.stage = 'overturned'
        AND v.start_latest >= o.start_latest AND v.start_earliest <= l.start_latest))
      THEN ', also convicted' ELSE '' END"""
_OUTWEIGHED = _AS_LATE.format(f"{_BY_RANK.replace('l.stage', 'o.stage')} < {_BY_RANK}")
# the last stage; one without a day comes after those with one
COURT = f"""(SELECT l.stage || CASE WHEN l.stage IN {UNDOING} THEN ': ' || l.matter ELSE '' END || {_ALSO_ACQUITTED} || {_ALSO_CONVICTED}
    FROM legal_cases l WHERE l.entity_id = t.id AND l.status = 'accepted' AND NOT {_OUTWEIGHED}
    ORDER BY CASE WHEN l.start_date IS NULL THEN 1 ELSE 0 END, l.start_latest DESC, {_BY_RANK}, l.id LIMIT 1) AS court"""  # noqa: S608
_COME = "CASE WHEN l.surely_from <= :on THEN {} ELSE {} END"
COURT_THEN = (
    COURT.replace("l.stage ||", f"l.stage || {_COME.format(repr(''), repr(' (possibly)'))} ||", 1)
    .replace("FROM legal_cases l", "FROM current_legal_cases l")
    .replace("l.status = 'accepted'", "l.status = 'accepted' AND l.possibly_from <= :on")
    .replace("ORDER BY", f"ORDER BY {_COME.format(0, 1)},")
    .replace("FROM legal_cases o WHERE", "FROM current_legal_cases o WHERE o.possibly_from <= :on AND")
    .replace("FROM legal_cases o\n      WHERE", "FROM current_legal_cases o\n      WHERE o.surely_from <= :on AND")
    .replace(
        "FROM legal_cases v\n        WHERE", "FROM current_legal_cases v\n        WHERE v.possibly_from <= :on AND"
    )
)
