"""List groups, people, organizations, events, operations, statements, disputes, places, sources, designations, memberships, relations, ties
or stages of legal cases.

Relations are of groups (whom they split from, pledged to; `actor`, `in_name_of` and the day on which a pledge was `accepted` beside it; of
an act `since` is the day, also that of its event). Ties are of people: who followed whom, whose deputy, relative or associate somebody
is; `detail` says what the person is to the object. Of a stage of a case `undone_by` is the later one that overturned, pardoned, acquitted
of or dismissed it, where a source says which.

Filters combine; each names an entity by id or name, also by part of one, or nearly, where that is clear: who was taken is told beside
the answer, as by 'kbase show'. One that names a thing or a word of a list may be given several times: what has any of
the values passes (--country ml --country ne, --kind bombing --kind attack); dates, names, --status and --court are given once.
  --country    an ISO code, an id or a name; stands for all places in it. Of groups, those located there and those that took part in
               an event there (not those it is merely about, such as a listing); of disputes and statements, those about whatever is in
               it (an event, a group, an organization); of designations, that of the authority.
  --group      of events, those in which it or its members took part (no longer those whose role has ended on a day that nobody tells) and those that its relations name ('through' names the member);
               a part that is denied is none. Of events and operations an organization too (armed forces, a state). Of cases and
               disputes, those that are against it, or about it, or whoever has or had a role in it, or an event that names it.
  --kind       of people with --group, the role in that group; of designations the list, of cases the stage, of relations and ties which.
  --person     of relations, who acted for the group, in whose name, or to whom it pledged; of ties, either of the two.
  --status     delisted keeps whatever has a designation that ended; the column `listing` says listed where at least one lasts,
               delisted where all have ended. With --authority the status is that by the authority (listed: a designation by it lasts),
               though another may list it still.
  --speaker    of statements, who spoke or for whom (--by speaker counts who spoke alone).
  --killed-from    of events, those in which surely so many were killed or more: by killed_low, so none whose toll is not known.

Times.
  --from, --to     keep what may fall between the two days, if only in part: designations that lasted into that time, but of relations
                   that are acts (split, merged, pledged …) those done in it. Of groups, organizations and operations --country, --group,
                   --person and --authority ask of that time too: who was there, or listed, on some day of it. With --authority: whether that
                   listed it on some day of that time, though it may have ended before. With --status: whether it was listed on some
                   day of that time, or surely had been delisted by its end.
  --listed-from …  the designations that began in a time (--delisted-from: ended; --born-from, --died-from: the people born, dead in it);
                   where no source gives that date, a row is left out, as cases without a day are of --from and --to. --died-from, --died-to and
                   --killed-by add who killed them, and --captured-by who captured them, by the events that say so, and in brackets how sure
                   that is.
  --on             asks for one day, and with it every other filter of that day too (who had the role then, whom the authority listed
                   then; of people those who may have been alive); the columns role, court (the last stage before any court) and listing are
                   of that day. With --authority or --status: whether it was listed that day, not whether it still existed or lived, since a
                   listing outlasts that. What is made on one day (statements, sources) and places have no --on.

How surely a row fits. With --from, --to and the like, with --nationality, --killed-by and --captured-by, and of events with --group, --person,
--role and --attribution, the column fits, with --on the column on_day says yes, or possibly where a date is not exact enough, approximate or doubted, or the sources do not decide; of a death also where only a part in an event
says it and that short of confirmed. Where no end is known, groups, operations and organizations surely are there from their first day, where that is known, else from
when accepted claims first show them, for as long as such claims show them (roles, posts, parties, places, ties, numbers, events, the listings that
an organization made); a person surely lived between birth, or the first sighting (a role, a post, a place, a part in an event; birth alone
also by a listing or a legal case), and the last
one, or death. An event in which a group has only a contested, suspected or alleged part, or only that of a member who may not have been one any more,
is possibly its own. How strong an operation was on a day (or by the end of --to) say the figures dated by then: one that no source dates, such as that at
its peak, is told without a day alone.

Order. --sort killed lists the events with most dead first: by killed_low, then by killed_high, an open one before all; last those of which no toll is
known. Equals stand in the order of their days.

Counts. --count says how many there are, --by splits that by up to three things (events: year, decade, kind, country, place, operation,
group, perpetrator; designations: authority, list, year …). 'kind' is what --kind asks for (of people the role, of ties the relation).
  - Whatever has several values stands under each; an empty value is what is not known, or not within one year.
  - What a filter asks for is what is counted by (people: the roles in --group, the groups of --kind; the authorities of --authority and --status).
  - A country counts what --country lists for it, events excepted, which have one country or none, and so an authority, the group or role of
    people, and a nationality count what the list filtered by them has, on a day too.
  - A group counts the events that --group lists for it, in whatever part, as a target too. 'perpetrator' counts those that a group or an
    organization, such as armed forces, is said to have done (--group G --role perpetrator lists them; what is denied does not count), a person only
    where neither stands beside. Killers and captors are other parts: who killed or captured somebody is counted here only if it stands as
    perpetrator too, and the empty value has the events in which nobody does.
  - Casualties of events are summed as ranges: low with low, high with high; an empty high is open, an empty low unknown. Events of which nothing
    says how many were killed are counted apart, in killed_unknown; those of kinds in which nobody is killed (announcement, pledge, trial …) are not.
  - Where the list would say in fits or on_day how surely each is in it, and of events by group or perpetrator, the count has the column surely: how
    many of `count` fit surely; the others only possibly (suspected, alleged, contested). The low of casualties then is that of the events which
    surely fit (empty: none of these has one), the high that of all counted.

JSON: {data: {what, columns, rows, more}, meta: {dataset, title, licence, revision, date, commit, committed_at,
content_hash, known_on}}; rows have the columns. JSON, JSON
lines and CSV have beside the name of one other thing its id, to join by (memberships: person, group, person_id, group_id; not where a cell may hold
several, as done_by, nor in counts), and with
--on, --from or --to the bounds of the dates (start_earliest … end_latest, and their flags); the table leaves these out.

Examples:
  kbase list groups --country ml
  kbase list events --group isgs --from 2020 --to 2022-06
  kbase list people --status delisted --format csv
  kbase list groups --authority un-security-council --status delisted
  kbase list disputes --person adnan-abu-walid-al-sahrawi
  kbase list memberships --group isis --kind leader --on 2015-05-14
  kbase list relations --group aqim
  kbase list ties --person hassan-nasrallah
  kbase list ties --count --by kind
  kbase list cases --kind convicted --from 2016 --to 2016
  kbase list cases --court 'international criminal court' --count --by stage
  kbase list people --nationality ML --born-from 1970 --born-to 1980
  kbase list people --died-from 2020 --died-to 2020
  kbase list people --killed-by 'French Armed Forces'
  kbase list people --captured-by 'French Armed Forces'
  kbase list designations --authority un-security-council
  kbase list designations --delisted-from 2020 --delisted-to 2022
  kbase list events --country ML --from 2020 --kind attack --group isgs
  kbase list events --group isgs --attribution claimed
  kbase list events --group isgs --role perpetrator
  kbase list events --kind bombing --kind attack --country ml --country ne
  kbase list events --sort killed --killed-from 100 --from 2015
  kbase list events --operation operation-barkhane --group french-armed-forces
  kbase list disputes --country ML
  kbase list events --count --by country,year --from 2015
  kbase list events --count --by perpetrator,year --country ML
  kbase list groups --on 2010-01-01 --count
  kbase list memberships --kind leader --count --by year-of-end,how-ended
  kbase list designations --count --by authority,listing
  kbase list people --count --by nationality
"""

from __future__ import annotations

import argparse
from typing import Any

from kbase.cli.common import LASTS, add_known_option, add_reader_options, opened, printed_sql
from kbase.problems import UsageError
from kbase.queries.counting import count
from kbase.queries.list_filters import ANY_OF, OPTIONS, Filters
from kbase.queries.list_plans import PLANS
from kbase.queries.listing import listing
from kbase.render.output import emit
from kbase.render.page import listing_page

# what the columns that --kind asks for are called
MEANT = dict.fromkeys(("--list", "--stage", "--medium", "--relation", "--resolution"), "--kind")
_DEEPEST = 3
_MOST = 1_000_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=tuple(PLANS), metavar="WHAT", help=", ".join(PLANS))

    def option(name: str, **how: Any) -> None:
        parser.add_argument(name, action="append", **how)  # a second is not taken for the first

    option("--country", metavar="C", help="in, of or about this country or place")
    option("--group", metavar="G", help="of, by or about this group (events, operations: or organization)")
    option("--person", metavar="P", help="of, by or about this person")
    option(
        "--kind",
        metavar="K",
        help="of this kind (people: role, with --group in that group; statements: medium; designations: list; disputes: resolution)",
    )
    option(
        "--name", metavar="TEXT", help="with a name that has a word beginning so (disputes: or a question, or an id)"
    )
    option("--from", dest="first", metavar="DATE", help="not wholly before this date")
    option("--to", dest="last", metavar="DATE", help="not wholly after this date")
    option("--on", metavar="DAY", help=f"on this day: what lasted (relations that are acts: had happened); {LASTS}")
    option("--nationality", metavar="C", help="people: of this nationality")
    option("--born-from", dest="born_first", metavar="DATE", help="people: born on this date or after it")
    option("--born-to", dest="born_last", metavar="DATE", help="people: born on this date or before it")
    option("--died-from", dest="died_first", metavar="DATE", help="people: died on this date or after it")
    option("--died-to", dest="died_last", metavar="DATE", help="people: died on this date or before it")
    option("--operation", metavar="O", help="events: part of this operation")
    option(
        "--killed-by",
        metavar="E",
        help="people: killed by this group, organization or person, or by the government, forces and institutions of this country",
    )
    option("--captured-by", metavar="E", help="people: captured by such, as for --killed-by")
    for done in ("listed", "delisted"):
        for word, bound, side in (("from", "first", "after"), ("to", "last", "before")):
            option(
                f"--{done}-{word}", dest=f"{done}_{bound}", metavar="DATE",
                help=f"designations: {done} on this date or {side} it",
            )  # fmt: skip
    option(
        "--authority",
        metavar="A",
        help="listed by this organization or a part of it (UN: its Security Council), or by those of this country (its ministries too)",
    )
    option(
        "--speaker",
        metavar="E",
        help="statements: made by, or for, this entity, or those of this country, as for --killed-by",
    )
    option(
        "--about",
        metavar="E",
        help="statements: about this entity or, of a country, a place in it, its government and forces",
    )
    option(
        "--attribution",
        metavar="A",
        help="events: so attributed; with --group or --person: their own part in it",
    )
    option(
        "--role",
        metavar="R",
        help="events: with this part (perpetrator, target …); with --group or --person: their own",
    )
    option(
        "--court", metavar="TEXT", help="cases: before a court that has this in its name, or an organization called so"
    )
    option(
        "--status",
        metavar="S",
        help="listed: at least one designation lasts; delisted: at least one has ended, others may last; with --authority: by it; with --on: surely so on that day",
    )
    option("--killed-from", type=int, metavar="N", help="events: in which surely at least so many were killed")
    option("--sort", choices=("killed",), metavar="S", help="events: killed for the deadliest first")
    parser.add_argument("--count", action="store_true", help="how many, instead of which")
    option("--by", metavar="B,…", help="with --count: split by these, for example country,year")
    option("--limit", type=int, metavar="N", help="at most so many")
    add_known_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    filters = Filters(**{name: _given(name, getattr(arguments, name)) for name in Filters._fields})
    for option, least, number in (("--limit", 1, filters.limit), ("--killed-from", 0, filters.killed_from)):
        if number is not None and not least <= number <= _MOST:
            raise UsageError(f"{option} is a number from {least} to {_MOST:,}")
    typed = ",".join(arguments.by or ())
    if arguments.by is not None and not arguments.count:
        raise UsageError("--by goes with --count", f"kbase list {arguments.what} --count --by {typed}")
    if filters.sort is not None and arguments.count:
        raise UsageError("--sort is of a list, not of a count", "leave one of the two out")
    by = [word for word in typed.split(",") if word.strip()]
    if arguments.by is not None and not by:
        raise UsageError("--by names nothing", "for example --by country,year")
    if len(by) > _DEEPEST:
        raise UsageError(f"--by takes at most {_DEEPEST} things", "or ask with 'kbase sql'")
    with opened(arguments) as database:
        found = (
            count(database, arguments.what, filters, by)
            if arguments.count
            else listing(database, arguments.what, filters)
        )
        if printed_sql(arguments, database):
            return 0
        if filters.status == "listed" and (filters.on or filters.first or filters.last):
            database.taken.append(
                "what only may have been listed then is left out; 'kbase list designations' of that time has it"
            )
        if arguments.what == "operations" and not arguments.count and (filters.on or filters.last):
            database.taken.append(
                "a strength that no source dates, such as one at its peak, is left out; 'kbase list operations' of no day has it"
            )
    emit(arguments.format, found, lambda: listing_page(found))
    return 0


def _given(name: str, values: list[Any] | None) -> Any:
    """What was given for a filter: one value, or a tuple for those that take several.

    :raises UsageError: for a second value of another.
    """
    if values is None:
        return None
    if name in ANY_OF:
        return tuple(values)
    if len(values) > 1:
        several = ", ".join(OPTIONS.get(other, f"--{other}") for other in ANY_OF)
        raise UsageError(
            f"{OPTIONS.get(name, f'--{name}')} is given twice, and takes one value",
            f"of several values any will do for {several}",
        )
    return values[0]
