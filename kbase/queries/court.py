"""How far a person's cases have come before any court: SQL of the column `court` in a list of people, the person `t`."""

# ruff: noqa: S608 - SQL of constants

from __future__ import annotations

from kbase.queries.words import UNDOING

# of several stages reached on one day the one that weighs most; the others of that day are told by `kbase show`
_RANK = (
    "overturned", "pardoned", "sentenced", "convicted", "acquitted", "dismissed", "extradited", "on_trial", "charged", "wanted", "alleged",
)  # fmt: skip
_BY_RANK = "CASE l.stage " + " ".join(f"WHEN '{stage}' THEN {n}" for n, stage in enumerate(_RANK)) + " END"
_OUTWEIGHS = f"{_BY_RANK.replace('l.stage', 'o.stage')} < {_BY_RANK}"


def _court(day: bool) -> str:
    """The last stage, of all or of those that had come by the day `:on`; one without a day comes after those with one."""

    def accepted(alias: str, come: str = "possibly_from") -> str:
        """The accepted stages of the person, as far as they had come."""
        had = f" AND {alias}.{come} <= :on" if day else ""
        return f"FROM current_legal_cases {alias} WHERE {alias}.entity_id = t.id AND {alias}.status = 'accepted'{had}"

    def as_late(condition: str) -> str:
        """Whether there is another stage of the same day, or of a month or year that holds it."""
        same = "(o.start_date LIKE l.start_date || '%' OR l.start_date LIKE o.start_date || '%')"
        return f"EXISTS (SELECT 1 {accepted('o')} AND {same} AND {condition})"

    # of another count, or on appeal
    also_acquitted = f"""CASE WHEN l.stage IN ('sentenced', 'convicted') AND {as_late("o.stage = 'acquitted'")}
      THEN ', also acquitted' ELSE '' END"""
    # what follows a conviction does not tell whether it was of the same case: a charge in another, the end of one; an
    # overturning or a pardon of which no stage says that it undid it may have been of any that came before
    also_convicted = f"""CASE WHEN l.stage NOT IN ('sentenced', 'convicted') AND EXISTS (
        SELECT 1 {accepted("o", "surely_from")} AND o.stage IN ('sentenced', 'convicted')
        AND (o.start_date IS NULL OR o.start_latest <= l.start_latest) AND NOT EXISTS (
          SELECT 1 {accepted("v")} AND (v.id = o.undone_by_id OR v.stage IN ('overturned', 'pardoned')
            AND v.start_latest >= o.start_latest AND v.start_earliest <= l.start_latest
            AND NOT EXISTS (SELECT 1 FROM current_legal_cases u WHERE u.undone_by_id = v.id))))
      THEN ', also convicted' ELSE '' END"""
    # it may have been undone by that day, which the last sure stage does not tell
    undone = (
        f"""COALESCE((SELECT ', possibly ' || MIN(v.stage) {accepted("v")} AND v.stage IN ('overturned', 'pardoned') AND v.surely_from > :on
      AND (v.id = l.undone_by_id OR NOT EXISTS (SELECT 1 FROM current_legal_cases u WHERE u.undone_by_id = v.id)) AND l.surely_from <= :on AND l.stage IN ('sentenced', 'convicted')), '')"""
        if day
        else "''"
    )
    possibly = "CASE WHEN l.surely_from <= :on THEN '' ELSE ' (possibly)' END || " if day else ""
    matter = f"CASE WHEN l.stage IN {UNDOING} THEN ': ' || l.matter ELSE '' END"
    sure_first = "CASE WHEN l.surely_from <= :on THEN 0 ELSE 1 END, " if day else ""
    return f"""(SELECT l.stage || {possibly}{matter} || {also_acquitted} || {also_convicted} || {undone}
    {accepted("l")} AND NOT {as_late(_OUTWEIGHS)}
    ORDER BY {sure_first}CASE WHEN l.start_date IS NULL THEN 1 ELSE 0 END, l.start_latest DESC, {_BY_RANK}, l.id LIMIT 1) AS court"""


COURT, COURT_THEN = _court(day=False), _court(day=True)
