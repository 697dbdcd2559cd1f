"""On which days something held, in SQL of either engine: the four days that answer yes, possibly or no.

On day D it held surely if `surely_from <= D <= surely_until`, possibly if `possibly_from <= D <= possibly_until`, else not.
They are the bounds of its dates, except that a date flagged `~`, `?` or `%` reaches one unit further: a year for a year,
a month for a month, a day for a day. What happened at once (an act, a figure, what an event claims) has no end: it had
happened by D. What an event claims (who took part, how many fell) had happened by its last day, so that within several days it
is told as possible; the event itself has begun with its first and (in event_list) ends on its last.
Where a role or a tie of a group gives no start or end, its bounds have been drawn in to the lives of the person and the groups
(`kbase.curation.lives`), before any row was made.
A contested tie (a role, a place, a listing …) surely held on no day, but where its dispute is only about when on those on which all sides
have it so. What came of an event later (an account with a date of its own) is of that date.
Nothing goes beyond the first and the last day there are: by 9999-12-31 all has come, on 0001-01-01 nothing is over.
The first and the last day count: on the day of a delisting a listing still holds, from the next day it does not.
`kbase.queries.on_day` says the same of rows that Python has.
"""

from typing import NamedTuple

from kbase.dates import FIRST, LAST
from kbase.fields import ACTS, CLAIMS, PASSING, PROPERTIES, ClaimKind

COLUMNS = ("possibly_from", "surely_from", "surely_until", "possibly_until")
MEANINGS = {
    "possibly_from": "First day on which it may have held or happened; widened by one unit where the date is flagged.",
    "surely_from": "First day on which it surely held or had happened, if it had not ended; widened as possibly_from.",
    "surely_until": "Last day, itself included, on which it surely held, if it had begun; of what is ongoing, the day of the newest dated source cited, or of the sighting (the day on which an undated text was read shows nothing); 0001-01-01 for a contested tie, but where all sides agree; 9999-12-31 for what happened at once (an act, a figure, what an event claims).",
    "possibly_until": "Last day, itself included, on which it may have held; 9999-12-31 where it is open, or happened at once; of an event its last day.",
}
_FLAGS = "('~', '?', '%')"
ACT = f"relation IN ({', '.join(repr(act) for act in sorted(ACTS))})"  # the condition that a relation is an act
_PASSING = f"property IN ({', '.join(repr(name) for name in PASSING)})"
_DATES = ", ".join(f"'{p.name}'" for p in PROPERTIES if p.type in ("date", "interval"))


# what ties two things, and so can be of one day or not; of a contested birth or death the person's own days answer
TIES = frozenset(
    k.kind for k in CLAIMS if k.dating != "none" and k.kind not in ("attribute", "name", "figure", "legal_case")
)
TIE = f"kind IN ({', '.join(repr(kind) for kind in sorted(TIES))})"  # the condition that a claim is one


class Days(NamedTuple):
    """The SQL of the four columns."""

    possibly_from: str
    surely_from: str
    surely_until: str
    possibly_until: str


def day(engine: str, text: str) -> str:
    """A day as a constant."""
    return f"DATE '{text}'" if engine == "postgresql" else f"'{text}'"


def _widened(engine: str, first: str, last: str, *, later: bool) -> str:
    """One unit before the first day of a date with these bounds, or after its last."""
    sign, at = ("+", last) if later else ("-", first)
    if engine == "postgresql":
        month = f"date_trunc('month', CAST({at} AS timestamp))"
        same = f"date_trunc('month', CAST({first} AS timestamp)) = date_trunc('month', CAST({last} AS timestamp))"
        steps = "+ INTERVAL '2 months' - INTERVAL '1 day'" if later else "- INTERVAL '1 month'"
        one, some = f"{at} {sign} 1", f"CAST({month} {steps} AS date)"
        many = f"CAST({at} {sign} INTERVAL '1 year' AS date)"
    else:
        same = f"SUBSTR({first}, 1, 7) = SUBSTR({last}, 1, 7)"
        steps = "'+2 months', '-1 day'" if later else "'-1 month'"
        one, some = f"date({at}, '{sign}1 days')", f"date({at}, 'start of month', {steps})"
        # 29 February goes to the 28th, as PostgreSQL has it
        leap = f"CASE SUBSTR({at}, 6) WHEN '02-29' THEN '-1 day' ELSE '+0 days' END"
        many = f"date({at}, {leap}, '{sign}1 year')"
    return _there_is(
        engine, f"CASE WHEN {first} = {last} THEN {one} WHEN {same} THEN {some} ELSE {many} END", later=later
    )


def _there_is(engine: str, sql: str, *, later: bool) -> str:
    """A day, or the first or last that there is in its place; SQLite counts to 9999 (then null), PostgreSQL goes on."""
    open_ = day(engine, LAST if later else FIRST)
    if engine == "postgresql":
        return f"{'LEAST' if later else 'GREATEST'}({sql}, {open_})"
    return f"COALESCE({sql}, {open_})" if later else f"MAX({sql}, {open_})"


def begun(engine: str, first: str, last: str, flagged: str) -> tuple[str, str]:
    """possibly_from and surely_from of a date with these bounds; `flagged` is a condition."""
    return (
        f"CASE WHEN {flagged} THEN {_widened(engine, first, last, later=False)} ELSE {first} END",
        f"CASE WHEN {flagged} THEN {_widened(engine, first, last, later=True)} ELSE {last} END",
    )


def over(engine: str, first: str, last: str, flagged: str) -> tuple[str, str]:
    """surely_until and possibly_until of an end with these bounds."""
    return (
        f"CASE WHEN {flagged} THEN {_widened(engine, first, last, later=False)} ELSE {first} END",
        f"CASE WHEN {flagged} THEN {_widened(engine, first, last, later=True)} ELSE {last} END",
    )


def flagged(column: str) -> str:
    """Whether a date, or either end of an interval, is flagged."""
    return f"({_ends_flagged(column)} OR {_flag_before_slash(column)})"


def starts_flagged(column: str) -> str:
    """Whether a date, or the first end of an interval, is flagged."""
    return f"({_flag_before_slash(column)} OR ({column} NOT LIKE '%/%' AND {_ends_flagged(column)}))"


def _ends_flagged(column: str) -> str:
    return f"SUBSTR({column}, LENGTH({column}), 1) IN {_FLAGS}"


def _flag_before_slash(column: str) -> str:
    return f"{column} LIKE '%~/%' OR {column} LIKE '%?/%' OR {column} LIKE '%!%/%' ESCAPE '!'"


def told_first(date: str, earliest: str, latest: str) -> str:
    """The day to sort by: of a date that gives no first day (`[..2014]`), whatever life bounds it, or years to choose from
    (`[1998..2020]`), the last, since only by that it had come; `kbase.dates.told_by` has the same."""
    years = " <> ".join(f"SUBSTR(CAST({day} AS text), 1, 4)" for day in (earliest, latest))
    one_of = f"SUBSTR({date}, 1, 1) = '[' AND {date} NOT LIKE '%/%' AND SUBSTR({date}, LENGTH({date}) - 2) <> '..]'"
    several = f"{one_of} AND {years}"
    return f"CASE WHEN SUBSTR({date}, 1, 3) = '[..' OR {several} THEN {latest} ELSE {earliest} END"


def event_days(engine: str, alias: str) -> Days:
    """When an event lasted."""
    date = f"{alias}.date"
    bound = f"{alias}.{{}}".format
    return Days(
        *begun(engine, bound("start_earliest"), bound("start_latest"), starts_flagged(date)),
        *over(engine, bound("end_earliest"), bound("end_latest"), f"({_ends_flagged(date)})"),
    )


def thing_days(engine: str, first: str, last: str) -> Days:
    """When a thing existed that began and ended with two of its own dates; open where one is not known."""
    whole = always(engine)
    from_ = begun(engine, f"{first}_earliest", f"{first}_latest", f"({_ends_flagged(first)})")
    until = over(engine, f"{last}_earliest", f"{last}_latest", f"({_ends_flagged(last)})")
    unknown = (whole[0], whole[3], whole[0], whole[3])
    return Days(*(f"COALESCE({value}, {open_})" for value, open_ in zip((*from_, *until), unknown, strict=True)))


def event_had_happened(engine: str, alias: str) -> tuple[str, str]:
    """possibly_from and surely_from of what happened with an event; null where that has no date."""
    return begun(engine, f"{alias}.start_earliest", f"{alias}.end_latest", flagged(f"{alias}.date"))


def statement_days(engine: str, alias: str) -> Days:
    """From when on a statement had been made; possibly ever since where it has no date."""
    first, last = f"{alias}.made_on_earliest", f"{alias}.made_on_latest"
    from_ = begun(engine, first, last, flagged(f"{alias}.made_on"))
    open_ = always(engine)
    return Days(f"COALESCE({from_[0]}, {open_[0]})", f"COALESCE({from_[1]}, {open_[3]})", *open_[2:])


def always(engine: str) -> Days:
    """Of what is told of every day."""
    first, last = day(engine, FIRST), day(engine, LAST)
    return Days(first, first, last, last)


def at_once(kind: str, alias: str) -> str:
    """The condition that a claim of the kind is one moment, not a state that begins and ends."""
    if kind in ("legal_case", "figure"):
        return "1 = 1"
    if kind == "attribute":
        return f"({alias}.property IN ({_DATES}) OR {told_later(alias)})"
    return f"{alias}.{ACT}" if kind.endswith("_relation") else "1 = 0"


def told_later(alias: str) -> str:
    """The condition that an attribute is of an event and has a date of its own: what came of it, as the ruling on an attack."""
    return f"({alias}.entity_type = 'event' AND {alias}.start_date IS NOT NULL AND {alias}.property NOT IN ({_DATES}))"


def claim_days(engine: str, kind: ClaimKind, alias: str) -> Days:
    """When a claim held; `alias` is its table. What an event claims happened with the event."""
    if kind.dating == "none":
        days = always(engine)
    else:
        days = _own(engine, alias, at_once(kind.kind, alias), *_undated(kind, alias))
    if kind.kind == "statement_subject":
        days = _with_statement(engine, days, f"{alias}.statement_id")
    if "event" in kind.subjects:
        days = _with_event(engine, days, f"{alias}.{kind.subject}_id")
    days = _but_itself(engine, days, alias, _itself(kind, alias))
    return _of_all_sides(engine, days, alias) if kind.kind in TIES else days


def marks(kind: ClaimKind, alias: str) -> list[str]:
    """The columns from which `any_claim_days` tells the same of a row of any kind."""
    never_began, never_ended = ("1 = 1", "1 = 1") if kind.dating == "none" else _undated(kind, alias)
    tests = {
        "at_once": at_once(kind.kind, alias),
        "never_began": never_began,
        "never_ended": never_ended,
        "itself": _itself(kind, alias),
    }
    flags = [f"{alias}.start_flag", f"{alias}.end_flag"]
    return [*flags, *(_mark(test, name) for name, test in tests.items())]


def any_claim_days(engine: str, alias: str) -> Days:
    """When a claim of any kind held; the rows of `alias` have `marks`."""
    own = _own(engine, alias, f"{alias}.at_once = 1", f"{alias}.never_began = 1", f"{alias}.never_ended = 1")
    own = _with_statement(engine, own, f"CASE {alias}.kind WHEN 'statement_subject' THEN {alias}.subject_id END")
    days = _but_itself(engine, _with_event(engine, own, f"{alias}.subject_id"), alias, f"{alias}.itself = 1")
    return _of_all_sides(engine, days, alias, f"{alias}.{TIE} AND ")


def _of_all_sides(engine: str, days: Days, alias: str, of_kind: str = "") -> Days:
    """A contested tie is sure on no day, but where its dispute is only about when on those on which all sides have it so."""
    contested = f"{of_kind}{alias}.status = 'contested'"
    of = f"FROM disputes di WHERE di.id = {alias}.dispute_id"
    return days._replace(
        surely_from=f"COALESCE(CASE WHEN {contested} THEN (SELECT di.agreed_from {of}) END, {days.surely_from})",
        surely_until=f"CASE WHEN {contested} THEN COALESCE((SELECT di.agreed_until {of}), {day(engine, FIRST)}) ELSE {days.surely_until} END",
    )


def _itself(kind: ClaimKind, alias: str) -> str:
    """The condition that a claim of an event has its own day: the accepted date, which is the event itself, or what came later."""
    if kind.kind != "attribute":
        return "1 = 0"
    return f"({alias}.property = 'date' AND {alias}.status = 'accepted' OR {told_later(alias)})"


def _but_itself(engine: str, days: Days, alias: str, itself: str) -> Days:
    """The days of what an event claims, had happened by its last day; but the event itself had begun with its first, and what came later with its own."""
    if itself == "1 = 0":
        return days
    own = begun(engine, f"{alias}.start_earliest", f"{alias}.start_latest", f"{alias}.start_flag IS NOT NULL")
    first, surely = (
        f"CASE WHEN {itself} THEN {date} ELSE {then} END" for date, then in zip(own, days[:2], strict=True)
    )
    return days._replace(possibly_from=first, surely_from=surely)


def _mark(test: str, name: str) -> str:
    known = {"1 = 1": "1", "1 = 0": "0"}
    return f"{known.get(test) or f'CASE WHEN {test} THEN 1 ELSE 0 END'} AS {name}"


def _undated(kind: ClaimKind, alias: str) -> tuple[str, str]:
    """The conditions that a claim that gives no start is told of every day before, and one that gives no end of every day after: a name, or an
    attribute but what may pass, an activity or a composition."""
    if kind.kind not in ("name", "attribute"):
        return "1 = 0", "1 = 0"
    lasting = f"{alias}.last_seen IS NULL" + (f" AND NOT {alias}.{_PASSING}" if kind.kind == "attribute" else "")
    no_start = f"{alias}.start_date IS NULL"
    no_end = f"{alias}.end_date IS NULL AND ({alias}.end_state <> 'ended' OR {no_start})"
    return f"{no_start} AND {lasting}", f"{no_end} AND {lasting}"


def _with_event(engine: str, days: Days, subject: str) -> Days:
    """The days of what a subject claims: from its event on, if it is one; of one without a date from some day on."""
    first, last = day(engine, FIRST), day(engine, LAST)
    of_event = f"FROM events ev WHERE ev.id = {subject}"
    from_ = [
        f"COALESCE((SELECT COALESCE({then}, {open_}) {of_event}), {own})"
        for then, open_, own in zip(event_had_happened(engine, "ev"), (first, last), days[:2], strict=True)
    ]
    until = [
        value if value == last else f"CASE WHEN EXISTS (SELECT 1 {of_event}) THEN {last} ELSE {value} END"
        for value in days[2:]
    ]
    return Days(*from_, *until)


def _with_statement(engine: str, days: Days, statement: str) -> Days:
    """The days of what a statement is about: from when on it had been made."""
    made = statement_days(engine, "said")
    of = f"FROM statements said WHERE said.id = {statement}"
    return days._replace(
        possibly_from=f"COALESCE((SELECT {made.possibly_from} {of}), {days.possibly_from})",
        surely_from=f"COALESCE((SELECT {made.surely_from} {of}), {days.surely_from})",
    )


def _own(engine: str, alias: str, moment: str, never_began: str, never_ended: str) -> Days:
    """By the dates of the claim itself; the last three are conditions."""
    whole = always(engine)
    bound = f"{alias}.{{}}".format
    from_ = begun(engine, bound("start_earliest"), bound("start_latest"), f"{alias}.start_flag IS NOT NULL")
    until = over(engine, bound("end_earliest"), bound("end_latest"), f"{alias}.end_flag IS NOT NULL")
    if moment == "1 = 1":
        until = whole[2:]
    elif moment != "1 = 0":
        until = (
            f"CASE WHEN {moment} THEN {whole[2]} ELSE {until[0]} END",
            f"CASE WHEN {moment} THEN {whole[3]} ELSE {until[1]} END",
        )
    days = Days(*from_, *until)
    if never_began == "1 = 0":
        return days
    sides = (never_began, never_began, never_ended, never_ended)
    return Days(*(f"CASE WHEN {n} THEN {o} ELSE {v} END" for v, o, n in zip(days, whole, sides, strict=True)))


def length(engine: str, days: Days, sure: str) -> tuple[str, str]:
    """How many days from the first to the last, both counted: those of which it is sure, and all that there may be (null: not bounded).

    :param sure: the condition that there was one day at least.
    """

    def count(first: str, last: str) -> str:
        if engine == "postgresql":
            return f"(({last}) - ({first}) + 1)"
        return f"(CAST(julianday({last}) - julianday({first}) AS integer) + 1)"

    begin, begun_by, kept, end = days
    open_ = f"({begin}) = {day(engine, FIRST)} OR ({end}) = {day(engine, LAST)}"
    surely = (
        f"CASE WHEN ({begun_by}) <= ({kept}) THEN {count(begun_by, kept)} ELSE CASE WHEN {sure} THEN 1 ELSE 0 END END"
    )
    return surely, f"CASE WHEN {open_} THEN NULL ELSE {count(begin, end)} END"


def named(days: Days) -> str:
    """The four, to be put into a SELECT."""
    return ", ".join(f"{sql} AS {name}" for name, sql in zip(COLUMNS, days, strict=True))


def columns(days: Days) -> list[tuple[str, str, str, str]]:
    """The four as columns of a view."""
    return [(name, "date", sql, MEANINGS[name]) for name, sql in zip(COLUMNS, days, strict=True)]
