"""Named questions of analysts: portable SQL over the views, with parameters that the driver binds.

`kbase sql NAME PARAMETER=VALUE …` asks them; docs/sql.md shows how such queries are built.
"""

# ruff: noqa: S608 - SQL is put together from constants of this module

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kbase.database.days import told_first
from kbase.database.operation_view import strongest_known
from kbase.database.standing import ANSWERED_FOR, DEAD, KILLER, THROUGHOUT
from kbase.fields import PROTAGONISTS
from kbase.problems import UsageError
from kbase.queries.lineage import IN_LINE
from kbase.queries.within import DIED_THERE, DONE_BY

if TYPE_CHECKING:
    from kbase.database.connection import Database
    from kbase.database.guard import Params


class Parameter(NamedTuple):
    """A `:name` in a question. `kind`: a type of entity, 'entity' for any, 'line' for what may stand in a lineage, 'country', 'day', 'year', 'number' or 'claim'."""

    name: str
    kind: str
    meaning: str


def _told(date: str, earliest: str, latest: str) -> str:
    """The day to sort by, in the small letters of these questions."""
    return told_first(date, earliest, latest).lower()


class Question(NamedTuple):
    name: str
    answers: str
    parameters: tuple[Parameter, ...]
    sql: str


_GROUP = Parameter("group", "group", "a group: id, acronym or name")
_LINE = Parameter("group", "line", "a group, or an organization that groups came out of: id, acronym or name")
_PERSON = Parameter("person", "person", "a person: id or name")
_ENTITY = Parameter("entity", "entity", "anything with a page: id or name")
_DAY = Parameter("day", "day", "a day: 2015-05-14")
_COUNTRY = Parameter("country", "country", "a country: code or name")
_YEAR = Parameter("year", "year", "a year: 2020")
_HELD = """case when surely_from <= :day and :day <= surely_until then 'yes' else 'possibly' end"""

_ALL = (
    Question(
        "leaders-on", "Who led a group on a day, surely (yes) or possibly?", (_GROUP, _DAY),
        f"""select person_name, {_HELD} as led, title, since, until, how_ended, status, person_id, claim_id
from leadership
where group_id = :group and role = 'leader' and possibly_from <= :day and :day <= possibly_until
order by led desc, start_earliest, claim_id""",
    ),
    Question(
        "leadership-of", "Who held which role in a group, from when to when?", (_GROUP,),
        """select role, person_name, title, since, until, end_state, how_ended, status, person_id, claim_id
from leadership
where group_id = :group
order by start_latest, start_earliest, end_latest, role, claim_id""",
    ),
    Question(
        "leadership-with-parts", "Who held which role in a group, or in a group that was ever a part of it?", (_GROUP,),
        """with recursive belonging(id, depth) as (
  select id, 0 from groups where id = :group
  union all
  select r.group_id, b.depth + 1
  from belonging b join current_group_relations r on r.object_id = b.id and r.relation = 'part_of' and r.status = 'accepted'
  where b.depth < 8 and r.group_id <> :group
)
select group_name, role, person_name, title, since, until, end_state, how_ended, status, group_id, person_id, claim_id
from leadership
where group_id in (select id from belonging)
order by case when group_id = :group then 0 else 1 end, group_name, start_latest, start_earliest, end_latest, role, claim_id""",
    ),
    Question(
        "roles-of", "Which roles did a person hold, in which groups?", (_PERSON,),
        """select group_name, role, title, since, until, end_state, how_ended, status, group_id, claim_id
from leadership
where person_id = :person
order by start_latest, start_earliest, end_latest, group_name, role, claim_id""",
    ),
    Question(
        "members-of-two-groups", "Who had a role in both of two groups, and surely (yes), possibly or never (no) at the same time?",
        (_GROUP, Parameter("other", "group", "the other group: id, acronym or name")),
        """select a.person_name, a.role, a.since, a.until, b.role as other_role, b.since as other_since, b.until as other_until,
  case
    when a.surely_from <= b.surely_until and b.surely_from <= a.surely_until then 'yes'
    when a.status = 'accepted' and b.status = 'accepted'
      and (a.surely_from <= b.surely_until or a.surely_from <= b.possibly_from or a.possibly_until <= b.surely_until)
      and (b.surely_from <= a.surely_until or b.surely_from <= a.possibly_from or b.possibly_until <= a.surely_until) then 'yes'
    when a.possibly_from <= b.possibly_until and b.possibly_from <= a.possibly_until then 'possibly'
    else 'no'
  end as together, a.status, b.status as other_status, a.person_id, a.claim_id, b.claim_id as other_claim_id
from leadership a
join leadership b on b.person_id = a.person_id and b.claim_id <> a.claim_id
where a.group_id = :group and b.group_id = :other
order by a.person_name, a.person_id, a.start_earliest, a.claim_id, b.start_earliest, b.claim_id""",
    ),
    Question(
        "came-out-of", "Which groups came out of a group, step by step?", (_LINE,),
        """with recursive offshoot(depth, older_id, newer_id, claim_id, earliest) as (
  select 1, older_id, newer_id, claim_id, earliest from lineage where older_id = :group
  union all
  select o.depth + 1, l.older_id, l.newer_id, l.claim_id, l.earliest
  from offshoot o join lineage l on l.older_id = o.newer_id and l.latest >= o.earliest
  where o.depth < 8 and o.newer_id <> :group
)
select min(o.depth) as depth, l.newer_name, l.relation, l.extent, l.older_name, l.date, l.status, l.newer_id, l.claim_id
from offshoot o join lineage l on l.claim_id = o.claim_id
group by l.newer_name, l.relation, l.extent, l.older_name, l.date, l.status, l.newer_id, l.claim_id
order by depth, l.newer_name, l.claim_id""",
    ),
    Question(
        "came-from", "From which groups did a group come, step by step?", (_LINE,),
        """with recursive origin(depth, older_id, newer_id, claim_id, latest) as (
  select 1, older_id, newer_id, claim_id, latest from lineage where newer_id = :group
  union all
  select o.depth + 1, l.older_id, l.newer_id, l.claim_id, l.latest
  from origin o join lineage l on l.newer_id = o.older_id and l.earliest <= o.latest
  where o.depth < 8 and o.older_id <> :group
)
select min(o.depth) as depth, l.older_name, l.relation, l.extent, l.newer_name, l.date, l.status, l.older_id, l.claim_id
from origin o join lineage l on l.claim_id = o.claim_id
group by l.older_name, l.relation, l.extent, l.newer_name, l.date, l.status, l.older_id, l.claim_id
order by depth, l.older_name, l.claim_id""",
    ),
    Question(
        "leaders-killed", "Which people with a leading role were killed in a year, surely (yes) or possibly, and by whom?", (_YEAR,),
        f"""with dead as (
  select d.participant_id as person_id, e.date, e.id as event_id, e.name as event, e.possibly_from as earliest, e.possibly_until as latest,
    d.id as claim_id, d.status, case when {DIED_THERE} then 1 else 0 end as there
  from current_participations d join event_list e on e.id = d.event_id
  where d.role = 'killed' and d.attribution <> 'denied'
  union all
  select m.person_id, max(m.end_date), null, null, max(m.end_earliest), min(m.end_latest), min(m.id), min(m.status), 1
  from current_memberships m
  where m.how_ended = 'killed' and not exists (
    select 1 from current_participations d where d.participant_id = m.person_id and d.role = 'killed' and d.attribution <> 'denied'
  )
  group by m.person_id
), days as (
  select a.entity_id as person_id, min(a.possibly_from) as first_day, max(a.surely_from) as last_day
  from current_attributes a where a.property = 'died' group by a.entity_id
), years as (
  select dead.*,
    cast(substr(cast(coalesce(days.first_day, dead.earliest) as text), 1, 4) as integer) as first_year,
    cast(substr(cast(coalesce(days.last_day, dead.latest) as text), 1, 4) as integer) as last_year
  from dead left join days on days.person_id = dead.person_id
)
select p.name as person, case when y.first_year = y.last_year and y.status = 'accepted' and y.there = 1
    and {DEAD.replace("t.id", "y.person_id")} then 'yes' else 'possibly' end as in_year,
  p.last_role, p.last_group_name as group_name, p.died, y.status, y.date, y.event, by_whom.name as killed_by, k.attribution, k.status as killed_by_status,
  p.id as person_id, y.event_id
from years y
join person_profiles p on p.id = y.person_id
left join (
  select d.id as claim_id, k.id, k.participant_id, k.attribution, k.status
  from current_participations d join current_participations k on k.event_id = d.event_id
  where {KILLER} and k.attribution <> 'denied'
) k on k.claim_id = y.claim_id
left join entities by_whom on by_whom.id = k.participant_id
where p.last_role <> 'member' and (:year between y.first_year and y.last_year or :year between y.last_year and y.first_year)
order by y.earliest, y.claim_id, k.id nulls last""",
    ),
    Question(
        "listings-by", "What did an authority list, and when?",
        (Parameter("authority", "organization", "who lists: an organization's id or name, or a country for all of it"),),
        """select e.name, d.entity_type as type, o.name as authority, d.list, d.reference, d.start_date as listed_on, d.end_date as delisted_on,
  d.status, d.entity_id, d.authority_id, d.id as claim_id
from current_designations d join entities e on e.id = d.entity_id join organizations o on o.id = d.authority_id
where :authority in (o.id, o.country_id) or o.id in (select r.organization_id from organization_relations r
  where r.relation = 'part_of' and r.status = 'accepted' and r.object_id = :authority)
order by d.start_earliest, e.name, d.id""",
    ),
    Question(
        "listed-on", "By whom was someone listed on a day, surely (yes) or possibly?", (_ENTITY, _DAY),
        f"""select o.name as authority, d.list, d.reference, {_HELD} as listed, d.start_date as listed_on, d.end_date as delisted_on,
  d.status, d.id as claim_id, d.note
from current_designations d join organizations o on o.id = d.authority_id
where d.entity_id = :entity and possibly_from <= :day and :day <= possibly_until
order by listed desc, o.name, d.id""",
    ),
    Question(
        "claimed-twice",
        "Which events did two groups or more claim, and is one of them, at any time, tied (yes) to another, so that it may be one claim under two names?", (),
        f"""with claimed as (
  select distinct event_id, participant_id as group_id from current_participations
  where role = 'perpetrator' and attribution = 'claimed' and participant_type = 'group'
)
select e.date, e.name, count(distinct c.group_id) as claimants, max(case when r.id is null then 'no' else 'yes' end) as tied,
  e.perpetrators_attribution, e.id
from claimed c join event_list e on e.id = c.event_id
left join current_group_relations r on r.group_id = c.group_id
  and r.relation in ('part_of', 'merged_into', 'pledged_allegiance_to', 'affiliated_with')
  and r.object_id in (select o.group_id from claimed o where o.event_id = c.event_id)
group by e.date, e.name, e.perpetrators_attribution, e.start_earliest, e.start_latest, e.id
having count(distinct c.group_id) > 1
order by e.start_earliest is null, {_told('e.date', 'e.start_earliest', 'e.start_latest')}, e.id""",
    ),
    Question(
        "events-of", "In which events did a group, person or organization take part, in which role?", (_ENTITY,),
        f"""select e.date, e.name, e.kind, p.role, p.attribution, e.place_name, e.country_code, e.killed_low, e.killed_high,
  p.status, e.id as event_id, p.id as claim_id
from current_participations p join event_list e on e.id = p.event_id
where p.participant_id = :entity
order by e.start_earliest is null, {_told('e.date', 'e.start_earliest', 'e.start_latest')}, p.id""",
    ),
    Question(
        "events-with-parts", "In which events did a group, or one that then was surely (yes) or possibly a part of it, take part, in which role?", (_GROUP,),
        f"""with recursive belonging(id, depth, possibly_from, surely_from, surely_until, possibly_until) as (
  select r.group_id, 1, r.possibly_from, r.surely_from, r.surely_until, r.possibly_until
  from current_group_relations r where r.object_id = :group and r.relation = 'part_of' and r.status = 'accepted'
  union all
  select r.group_id, b.depth + 1,
    case when r.possibly_from > b.possibly_from then r.possibly_from else b.possibly_from end,
    case when r.surely_from > b.surely_from then r.surely_from else b.surely_from end,
    case when r.surely_until < b.surely_until then r.surely_until else b.surely_until end,
    case when r.possibly_until < b.possibly_until then r.possibly_until else b.possibly_until end
  from belonging b join current_group_relations r on r.object_id = b.id and r.relation = 'part_of' and r.status = 'accepted'
  where b.depth < 8 and r.group_id <> :group
)
select e.date, e.name, g.name as group_name,
  max(case when g.id = :group or b.surely_from <= e.possibly_from and e.possibly_until <= b.surely_until then 'yes' else 'possibly' end) as was_part,
  p.role, p.attribution, e.place_name, e.country_code, e.killed_low, e.killed_high, p.status, e.id as event_id, g.id as group_id, p.id as claim_id
from current_participations p
join event_list e on e.id = p.event_id
join groups g on g.id = p.participant_id
left join belonging b on b.id = g.id
where g.id = :group or b.possibly_from <= e.possibly_until and e.possibly_from <= b.possibly_until
group by e.date, e.start_earliest, e.start_latest, e.name, g.name, p.role, p.attribution, e.place_name, e.country_code, e.killed_low, e.killed_high, p.status,
  e.id, g.id, p.id
order by e.start_earliest is null, {_told('e.date', 'e.start_earliest', 'e.start_latest')}, p.id""",
    ),
    Question(
        "active-in", "Which groups were located in a country, or took part in an event there, on a day, surely (yes) or possibly?", (_COUNTRY, _DAY),
        f"""with ties as (
  select l.entity_id as group_id, l.place_id, l.possibly_from, l.surely_from, l.surely_until, l.possibly_until
  from current_locations l
  where l.entity_type = 'group'
  union all
  select p.participant_id, at.place_id, e.possibly_from, e.surely_from,
    case when e.surely_from = e.surely_until and {ANSWERED_FOR.format('p.')} or {THROUGHOUT.format('p.')} then e.surely_until end,
    e.possibly_until
  from current_participations p join event_list e on e.id = p.event_id
  join (
    select id as event_id, place_id from event_list
    union select entity_id, place_id from current_locations where entity_type = 'event'
  ) at on at.event_id = e.id
  where p.participant_type = 'group' and p.role <> 'subject' and p.attribution <> 'denied'
)
select g.name, g.kind, max(case when t.surely_from <= :day and :day <= t.surely_until then 'yes' else 'possibly' end) as active, g.id
from ties t
join place_within w on w.place_id = t.place_id and w.within_id = :country
join group_profiles g on g.id = t.group_id
where t.possibly_from <= :day and :day <= t.possibly_until and g.possibly_from <= :day and :day <= g.possibly_until
group by g.name, g.kind, g.id
order by active desc, g.name, g.id""",
    ),
    Question(
        "operations-on", "Which operations ran on a day, surely (yes) or possibly, and how strong were they, by the newest number of each place by then?",
        (_DAY,),
        f"""select o.name, o.kind, case when o.surely_from <= :day and :day <= o.surely_until then 'yes' else 'possibly' end as ran,
  o.started, o.ended, o.leads, f.low, f.best, f.high, f.bound, f.category, f.place, f.end_date as as_of, f.status, o.id, f.id as claim_id
from operation_list o
left join (
  select f.*, p.name as place from current_figures f left join places p on p.id = f.place_id
  where {strongest_known(":day")}
) f on f.subject_id = o.id
where o.possibly_from <= :day and :day <= o.possibly_until
order by ran desc, o.started_earliest nulls last, o.id, f.place nulls first, f.id""",
    ),
    Question(
        "said-about", "What did somebody say, or have said, about an entity or, of a country, a place in it, its government and forces?",
        (Parameter("speaker", "entity", "who spoke, or for whom: id or name, or a country: its government and forces"), Parameter("about", "entity", "about what: id, name or a country's code: places in it, its government and forces")),
        f"""select s.made_on, s.summary, s.quote, s.medium, s.authenticity, e.name as speaker, s.id
from statements s join entities e on e.id = s.speaker_id
where ({DONE_BY.format('s.speaker_id', 'speaker')} or {DONE_BY.format('s.on_behalf_of_id', 'speaker')}) and s.id in (
  select a.statement_id from current_statement_subjects a
  left join place_within w on w.place_id = a.about_id where {DONE_BY.format('a.about_id', 'about')} or w.within_id = :about
)
order by case when s.made_on is null then 1 else 0 end,
  {_told('s.made_on', 's.made_on_earliest', 's.made_on_latest')}, s.id""",
    ),
    Question(
        "cases-in", "Which stages of legal cases fall into a year, surely (yes) or possibly, before which court?", (_YEAR,),
        f"""select l.start_date as date, case when substr(cast(l.possibly_from as text), 1, 4) = substr(cast(l.surely_from as text), 1, 4) then 'yes' else 'possibly' end as in_year,
  e.name, l.stage, l.matter, l.court, l.sentence, l.status, e.type, l.entity_id, l.id as claim_id
from current_legal_cases l join entities e on e.id = l.entity_id
where l.start_date is not null and cast(substr(cast(l.possibly_from as text), 1, 4) as integer) <= :year
  and :year <= cast(substr(cast(l.surely_from as text), 1, 4) as integer)
order by {_told('l.start_date', 'l.start_earliest', 'l.start_latest')}, e.name, l.id""",
    ),
    Question(
        "events-in", "What happened in a country in a year, if only in part, surely (yes) or possibly?", (_COUNTRY, _YEAR),
        f"""select date,
  case when cast(substr(cast(surely_from as text), 1, 4) as integer) <= :year
    and :year <= cast(substr(cast(surely_until as text), 1, 4) as integer) then 'yes' else 'possibly' end as in_year,
  name, kind, place_name, perpetrators_attribution, killed_low, killed_high, id
from event_list
where cast(substr(cast(possibly_from as text), 1, 4) as integer) <= :year
  and :year <= cast(substr(cast(possibly_until as text), 1, 4) as integer)
  and id in (
    select a.entity_id from current_attributes a join place_within w on w.place_id = a.value_id
    where a.property = 'place' and w.within_id = :country
    union
    select l.entity_id from current_locations l join place_within w on w.place_id = l.place_id
    where l.entity_type = 'event' and w.within_id = :country
  )
order by {_told('date', 'start_earliest', 'start_latest')}, id""",
    ),
    Question(
        "casualties-of", "How many people were killed in events of which a group is named as perpetrator, surely or possibly, year by year, as a range?", (_GROUP,),
        f"""with e as (
  select v.*, p.sure from (select event_id, max(case when {ANSWERED_FOR.format('')} then 1 else 0 end) as sure from current_participations
    where participant_id = :group and role = 'perpetrator' and attribution <> 'denied' group by event_id) p join event_list v on v.id = p.event_id
)
select e.year, count(*) as events, sum(e.sure) as surely, sum(e.killed_unknown) as unknown_events,
  sum(case when e.sure = 1 and coalesce(whole.sure, 0) = 0 then e.killed_low end) as killed_low,
  case when sum(case when e.killed_low is not null and e.killed_high is null and whole.id is null then 1 else 0 end) = 0
    then sum(case when whole.id is null then e.killed_high end) end as killed_high
from e left join e whole  -- in which those who fell in a part of it are counted
  on whole.id = e.part_of_id and coalesce(whole.year, 0) = coalesce(e.year, 0) and coalesce(whole.killed_low, whole.killed_high) is not null
group by e.year
order by e.year nulls last""",
    ),
    Question(
        "timeline-of", "What is dated in the life of an entity?", (_ENTITY,),
        f"""select date, what, kind, value, other_name, stands_as, status, earliest, latest, claim_id
from timeline
where entity_id = :entity
order by {_told('date', 'earliest', 'latest')}, latest, claim_id, what, stands_as, value, date""",
    ),
    Question(
        "evidence-for", "Which places in which sources does each claim on an entity rest on?", (_ENTITY,),
        """select kind, value, object_name, status, stance, publisher, title, locator, quote, url, claim_id, citation_id
from claims_cited
where subject_id = :entity
order by claim_id, citation_id""",
    ),
    Question(
        "changed-in", "What did a revision of the data change?", (Parameter("revision", "number", "number of the revision"),),
        """select table_name, action, row_id, was, became
from what_changed
where revision = :revision
order by table_name, row_id""",
    ),
)  # fmt: skip
QUESTIONS: dict[str, Question] = {q.name: q for q in _ALL}


def usage(question: Question) -> str:
    """How it is asked: 'leaders-on group=… day=…'."""
    return " ".join([question.name, *(f"{p.name}=…" for p in question.parameters)])


def parameters_of(question: Question, given: dict[str, str], database: Database) -> Params:
    """The values to bind, from what was typed: entities by any of their names, days and numbers as such.

    :raises UsageError: where one is missing, unknown or of the wrong form.
    :raises KbaseError: where no one entity is meant.
    """
    known = {p.name for p in question.parameters}
    for name in given:
        if name not in known:
            raise UsageError(f"the question '{question.name}' has no parameter '{name}'", f"ask {usage(question)}")
    if lacking := next((p for p in question.parameters if p.name not in given), None):
        wanted = f"the question '{question.name}' wants {lacking.name}=…: {lacking.meaning}"
        raise UsageError(wanted, f"ask {usage(question)}")
    return {p.name: _value(p, given[p.name], database) for p in question.parameters}


def _value(parameter: Parameter, typed: str, database: Database) -> str | int:
    if parameter.kind == "day":
        from kbase.queries.on_day import day_of

        return day_of(typed, parameter.name)
    if parameter.kind in ("year", "number"):
        if not re.fullmatch("[0-9]{4}" if parameter.kind == "year" else "[0-9]{1,9}", typed):
            raise UsageError(f"{parameter.name}: '{typed}' is not {parameter.meaning}")
        return int(typed)
    from kbase.queries.meant import authority, country, doer
    from kbase.queries.resolve import resolve

    if parameter.kind == "country":
        return country(database, typed).id
    if parameter.kind == "organization":
        return authority(database, typed).id
    if parameter.name == "speaker":
        return doer(database, typed, PROTAGONISTS).id
    types = {"entity": (), "line": IN_LINE}.get(parameter.kind, (parameter.kind,))
    return resolve(database, typed, types).id
