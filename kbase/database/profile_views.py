"""Views of groups, people and organizations: what each is at a glance, who held which role when, which group came out of which."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from kbase.database.days import COLUMNS as DAYS
from kbase.database.days import MEANINGS, Days, claim_days, columns, day, length, over, thing_days
from kbase.database.person_days import MEANINGS as LIVED
from kbase.database.person_days import person_days
from kbase.database.shown_days import (
    COUNTS,
    MEETS,
    SHOWN,
    TOOK_PART,
    Sight,
    claims,
    counted,
    joined,
    shown,
    shown_columns,
)
from kbase.database.standing import LISTING, STANDING, UNDENIED, role_order
from kbase.database.view import View, bounds, made, own
from kbase.dates import LAST
from kbase.fields import CLAIM, PROPERTY

_EVENTS = (
    "event_count", "integer",
    f"(SELECT COUNT(DISTINCT p.event_id) FROM participations p WHERE p.participant_id = t.id AND p.{STANDING} AND {UNDENIED.format('p.')})",
    "Events it took part in, by accepted and contested participations that are not denied.",
)  # fmt: skip
# a claim's id begins with its subject; '0' is the sign after '/'
_SOURCES = (
    "source_count", "integer",
    "(SELECT COUNT(DISTINCT c.source_id) FROM citations c WHERE c.entity_id = t.id\n"
    "    OR (c.claim_id > t.id || '/' AND c.claim_id < t.id || '0'))",
    "Sources cited for its entry and for the claims that it is the subject of.",
)  # fmt: skip
_LISTING = (
    "listing", "text", LISTING,
    "Whether it is listed now, by accepted designations: listed by at least one, delisted by all that listed it; null where none did.",
)  # fmt: skip


def _date(name: str, meaning: str) -> list[tuple[str, str, str, str]]:
    """A date, its bounds and its status."""
    contested = f"FROM attributes a WHERE a.entity_id = t.id AND a.property = '{name}' AND a.status = 'contested'"
    told = (
        f"where {name}_status is contested, that any of the contested claims allows, a flagged one reaching one unit further." if PROPERTY[name].sure
        else f"null where {name}_status is contested, for it may not have come about."
    )  # fmt: skip
    return [
        own("t", name, "text", f"{meaning} EDTF, as written; null where no claim of it is accepted."),
        own("t", f"{name}_earliest", "date", f"{meaning} Earliest day that the text allows; {told}"),
        own("t", f"{name}_latest", "date", f"{meaning} Latest day that the text allows; {told}"),
        (
            f"{name}_status", "text", f"CASE WHEN t.{name} IS NOT NULL THEN 'accepted' WHEN EXISTS (SELECT 1 {contested}) THEN 'contested' END",
            f"accepted; contested where the sources do not decide (the claims stand in current_attributes, property '{name}'); null where none is known.",
        ),
    ]  # fmt: skip


# Claims that show a group after the day on which it merged, so that it had not ended; what happens to a listing of it
# (the subject of an event) does not.
_SHOWN_LATER = "".join(
    f"\n      AND NOT EXISTS (SELECT 1 FROM {table} c WHERE c.{of} AND c.{STANDING} AND c.end_earliest > gone.until)"
    for table, of in (
        ("locations", "entity_id = t.id"), ("memberships", "group_id = t.id"), ("group_relations", "group_id = t.id"),
        ("group_relations", f"object_id = t.id{MEETS}"), ("figures", f"subject_id = t.id{COUNTS}"),
    )
)  # fmt: skip


# relations of groups and of organizations; the same columns of both
_STEPS = "\n  UNION ALL ".join(
    f"SELECT id, {of}_id AS group_id, object_id, relation, {extent} AS extent, status, dispute_id, start_date, end_date, start_earliest,\n"
    f"    start_latest, end_earliest, end_latest, start_flag, end_flag FROM {of}_relations"
    for of, extent in (("group", "extent"), ("organization", "CAST(NULL AS text)"))
)


def _group_days(engine: str) -> Days:
    """When a group existed: until it dissolved, else until the whole of it merged into another, if no claim shows it later."""
    days = thing_days(engine, "t.founded", "t.dissolved")
    last = day(engine, LAST)
    merged_from, merged = over(engine, "r.start_earliest", "r.start_latest", "r.start_flag IS NOT NULL")
    whole = (
        "FROM group_relations r\n      WHERE r.relation = 'merged_into' AND r.extent = 'whole' AND r.status = 'accepted'\n"
        "        AND COALESCE(CAST(r.continues AS integer), 0) = 0"
    )
    until = (
        f"(SELECT gone.until FROM (SELECT r.group_id, MAX({merged}) AS until {whole} GROUP BY r.group_id) gone\n"
        f"    WHERE gone.group_id = t.id{_SHOWN_LATER}\n"
        "      AND NOT EXISTS (SELECT 1 FROM participations c JOIN events ev ON ev.id = c.event_id\n"
        f"        WHERE c.participant_id = t.id AND c.{STANDING} AND {UNDENIED.format('c.')} AND c.role <> 'subject'\n"
        "        AND ev.start_earliest > gone.until))"
    )
    possibly_until = f"CASE WHEN t.dissolved IS NULL THEN COALESCE({until}, {last}) ELSE {days.possibly_until} END"
    days = days._replace(possibly_until=possibly_until)
    sights = (
        claims(engine, *of)
        for of in (("memberships", "group_id"), ("locations", "entity_id"), ("group_relations", "group_id"))
    )
    days = shown(engine, days, "t.founded", "t.dissolved", *sights, joined(engine), counted(engine), TOOK_PART)
    # what is laid to it after the whole of it merged may be of a name that lived on
    gone = f"COALESCE((SELECT MAX({merged_from}) {whole} AND r.group_id = t.id), {last})"
    return days._replace(surely_until=f"{'MIN' if engine == 'sqlite' else 'LEAST'}({days.surely_until}, {gone})")


def _organization_days(engine: str) -> Days:
    """When an organization existed: of most neither the first day nor the last is noted."""
    listed = "FROM designations c WHERE c.authority_id = t.id AND c.status = 'accepted' AND c.{0}_date IS NOT NULL AND c.{0}_flag IS NULL"
    return shown(
        engine, thing_days(engine, "t.founded", "t.dissolved"), "t.founded", "t.dissolved",
        *(
            claims(engine, *of) for of in (
                ("positions", "organization_id"), ("locations", "entity_id"), ("organization_relations", "organization_id"),
                ("operation_participants", "participant_id"),
            )
        ),
        joined(engine), counted(engine), TOOK_PART,
        *(  # on the day on which it listed or delisted somebody it was there
            Sight(f"(SELECT MIN(c.{end}_latest) {listed.format(end)})", f"(SELECT MAX(c.{end}_earliest) {listed.format(end)})")
            for end in ("start", "end")
        ),
    )  # fmt: skip


def profile_views(engine: str) -> dict[str, View]:
    """The views by name."""
    group_days = _group_days(engine)
    came, had_come, *_ = columns(claim_days(engine, CLAIM["group_relation"], "r"))
    held = claim_days(engine, CLAIM["membership"], "m")
    least, most = length(engine, held, "m.status = 'accepted'")
    return {
        "group_profiles": made(
            "One row is one group: its kind, dates, whether it is listed now, how many leaders, events and sources we know.",
            "FROM groups t",
            own("t", "id", "text", "The group."), own("t", "name", "text", "Its preferred name."),
            own("t", "kind", "text", "What form of group it is. Words: vocabulary list 'group_kind'."),
            *_date("founded", "When it was founded."), *_date("dissolved", "When it ceased to exist."),
            _LISTING,
            (
                "leader_count", "integer",
                f"(SELECT COUNT(DISTINCT m.person_id) FROM memberships m WHERE m.group_id = t.id AND m.role = 'leader' AND m.{STANDING})",
                "People who lead or led it, by accepted and contested memberships of the role 'leader'.",
            ),
            _EVENTS, _SOURCES,
            *columns(group_days)[:1],
            (
                "surely_from", "date", group_days.surely_from,
                f"{MEANINGS['surely_from']} {SHOWN[0]}",
            ),
            (
                "surely_until", "date", group_days.surely_until,
                f"{MEANINGS['surely_until']} Of a group that is not said to have dissolved, the last day on which an accepted claim surely "
                "shows it: a role, a place, a tie, a number of its fighters or an event.",
            ),
            (
                "possibly_until", "date", group_days.possibly_until,
                f"{MEANINGS['possibly_until']} Of a group that is not said to have dissolved, the last day on which the whole of "
                "it may have merged into another, unless a claim shows it later.",
            ),
        ),
        "organization_profiles": made(
            "One row is one organization: its kind, country, dates, whether it is listed now, and from when to when it surely was there.",
            "FROM organizations t\nLEFT JOIN places country ON country.id = t.country_id",
            own("t", "id", "text", "The organization."), own("t", "name", "text", "Its preferred name."),
            own("t", "kind", "text", "What form of organization it is. Words: vocabulary list 'organization_kind'."),
            own("t", "country_id", "text", "Its country; null where it has none."), ("country_name", "text", "country.name", "Name of the country."),
            *_date("founded", "When it was founded."), *_date("dissolved", "When it ceased to exist."),
            _LISTING,
            *shown_columns(_organization_days(engine), "a post, a place, a tie, an operation, its strength, an event, or a day on which it listed or delisted somebody"),
        ),
        "person_profiles": made(
            "One row is one person: dates, when the person lived, whether listed now, the last role in a group, how many roles, events and sources we know.",
            "FROM people t\n"
            f"LEFT JOIN memberships r ON r.id = (SELECT m.id FROM memberships m WHERE m.person_id = t.id AND m.{STANDING}\n"
            f"     {role_order()} LIMIT 1)\n"
            "LEFT JOIN groups g ON g.id = r.group_id",
            own("t", "id", "text", "The person."), own("t", "name", "text", "Preferred name."),
            *_date("born", "When the person was born."), *_date("died", "When the person died."),
            _LISTING,
            (
                "role_count", "integer", f"(SELECT COUNT(*) FROM memberships m WHERE m.person_id = t.id AND m.{STANDING})",
                "Roles in groups, accepted and contested.",
            ),
            (
                "post_count", "integer", f"(SELECT COUNT(*) FROM positions m WHERE m.person_id = t.id AND m.{STANDING})",
                "Posts at organizations, accepted and contested.",
            ),
            _EVENTS, _SOURCES,
            (
                "last_role", "text", "r.role",
                "The role in a group that ended last or lasts; of several the highest; one that was last seen before another began, and one without any date, only where there is no other; to have founded a group comes after any other role in it, and after what has a date. Words: vocabulary list 'membership_role'.",
            ),
            ("last_role_status", "text", "r.status", "Status of that membership: accepted or contested."),
            ("last_group_id", "text", "g.id", "The group of the last role."),
            ("last_group_name", "text", "g.name", "Its name."),
            *((name, "date", sql, LIVED[name]) for name, sql in zip(DAYS, person_days(engine), strict=True)),
        ),
        "leadership": made(
            "One row is one role that a person held in a group, accepted or contested. Who led a group on day D: role = 'leader' and, "
            "surely, surely_from <= D and D <= surely_until; possibly, possibly_from <= D and D <= possibly_until. Where no source gives a "
            "start or an end, the person's life and the time in which the group may have existed bound it.",
            "FROM memberships m\nJOIN people p ON p.id = m.person_id\nJOIN groups g ON g.id = m.group_id\n"
            f"WHERE m.{STANDING}",
            ("claim_id", "text", "m.id", "The membership."),
            own("m", "group_id", "text", "The group."), ("group_name", "text", "g.name", "Its name."),
            own("m", "person_id", "text", "The person."), ("person_name", "text", "p.name", "The person's name."),
            own("m", "role", "text", "The role, every one of the vocabulary list 'membership_role': leader, deputy, spokesperson … member."),
            own("m", "title", "text", "The title or area, as the source puts it."),
            ("since", "text", "m.start_date", "Start as written, EDTF; null where no source gives it."),
            ("until", "text", "m.end_date", "End as written, EDTF; null where no source gives it."),
            *bounds("m"),
            own("m", "start_flag", "text", "~ approximate, ? uncertain, % both; what that does to a day, possibly_from and surely_from say."),
            own("m", "end_flag", "text", "~ approximate, ? uncertain, % both; what that does to a day, surely_until and possibly_until say."),
            own("m", "end_state", "text", "ended, ongoing (as of the newest dated source cited) or unknown."),
            own("m", "how_ended", "text", "How the role ended. Words: vocabulary list 'how_ended'."),
            own("m", "status", "text", "accepted or contested."),
            *columns(held),
            ("least_days", "integer", least, "On how many days the role surely was held, the first and the last counted."),
            ("most_days", "integer", most, "On how many it may have been, at most; null where the dates do not bound it."),
        ),
        "lineage": made(
            "One row is one step by which a newer group came out of an older one, accepted or contested. Three relations count: "
            "split_from and succeeds (their subject is the newer group), merged_into (its subject is the older one). Not part_of, "
            "pledges or other ties, by which no group comes out of another: those stand in the view links. One of the two may be an "
            "organization (Fatah), or both (the Azawad Liberation Front).",
            f"FROM ({_STEPS}) r\n"
            "JOIN entities older ON older.id = CASE r.relation WHEN 'merged_into' THEN r.group_id ELSE r.object_id END\n"
            "JOIN entities newer ON newer.id = CASE r.relation WHEN 'merged_into' THEN r.object_id ELSE r.group_id END\n"
            f"WHERE r.relation IN ('split_from', 'succeeds', 'merged_into') AND r.{STANDING}",
            ("older_id", "text", "older.id", "The older group."), ("older_name", "text", "older.name", "Its name."),
            ("newer_id", "text", "newer.id", "The group that came out of it."), ("newer_name", "text", "newer.name", "Its name."),
            own("r", "relation", "text", "split_from, succeeds or merged_into."),
            own("r", "extent", "text", "Whether all of the acting group or a part of it: whole or part; null where no source says it."),
            ("date", "text", "r.start_date", "When, EDTF as written; null where no source gives it."),
            ("earliest", "date", "r.start_earliest", "Earliest day that the text allows; 0001-01-01 where there is none."),
            ("latest", "date", "r.start_latest", "Latest day that the text allows; 9999-12-31 where there is none."),
            own("r", "status", "text", "accepted or contested."),
            ("claim_id", "text", "r.id", "The claim."),
            ("older_type", "text", "older.type", "group or organization."), ("newer_type", "text", "newer.type", "group or organization."),
            came,
            ("surely_from", "date", f"CASE WHEN r.status = 'contested' THEN {day(engine, LAST)} ELSE {had_come[2]} END",
                f"{had_come[3]} 9999-12-31 where it is contested."),
        ),
    }  # fmt: skip
