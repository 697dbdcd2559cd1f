"""The model, said once: every thing, claim and field, with its type, rule and meaning.

Documents (what curators write), tables (what analysts join), the JSON Schema of editors, the data
dictionary and the error texts are all made from this module, so they cannot drift apart. It holds plain
values only: reading it loads neither SQLAlchemy nor pydantic.
"""

from functools import cache
from typing import NamedTuple

# The value types of fields. `date` is EDTF text; `texts` a list of lines; `entity` the id of a thing;
# `claim` the id of a claim.
TYPES = ("slug", "text", "line", "url", "lang", "date", "integer", "number", "flag", "entity", "claim", "texts")

PROTAGONISTS = ("person", "group", "organization")
LISTABLE = ("person", "group", "organization")


class Field(NamedTuple):
    """One field: a key in a document and one or two columns in a table.

    `refs` names the types of thing an `entity` field may point to. One type gives a plain foreign key
    `<name>_id`; several give the columns `<name>_id, <name>_type` and a composite foreign key.
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    vocabulary: str = ""
    refs: tuple[str, ...] = ()
    pattern: str = ""
    low: int | None = None
    high: int | None = None
    longest: int = 0
    example: str = ""


class Property(NamedTuple):
    """A property of a thing that sources assert (`attributes`), and the columns it fills.

    `single` properties have at most one accepted value at a time; it fills the thing's own columns. What is `sure` came about at
    some time: where sources only dispute when, all that they allow fills the columns of its bounds.
    """

    name: str
    type: str  # date, interval, text, number or entity
    meaning: str
    owners: tuple[str, ...]
    refs: tuple[str, ...] = ()
    single: bool = True
    example: str = ""
    sure: bool = False


class ThingType(NamedTuple):
    """A kind of thing: one document each, one table."""

    type: str
    table: str
    folder: str
    meaning: str
    fields: tuple[Field, ...]
    cited: bool = True  # must carry citations of its own
    registered: bool = True  # stands in `entities`


class ClaimKind(NamedTuple):
    """A kind of claim: one section of its subject's document, one table.

    In a document the key of `verb` is written as its value (`split_from: al-mourabitoun`) and the value
    under it is the field `object`. `dating` says how it is dated: `act` (date), `state` (start, end),
    `relation` (either, by its verb), `figure` (period or as_of), `listing` (listed_on, delisted_on), `none`.
    """

    kind: str
    table: str
    section: str
    meaning: str
    subject: str  # column stem of the subject
    subjects: tuple[str, ...]
    fields: tuple[Field, ...]
    verb: str = ""
    object: str = ""
    dating: str = "state"

    @property
    def verbs(self) -> str:
        """Name of the vocabulary of the verb, or ''."""
        return next((f.vocabulary for f in self.fields if f.name == self.verb), "")


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANG = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"

ID = Field("id", "slug", "Stable id, the file's name; never reused.", True, pattern=SLUG, example="isgs")
NAME = Field("name", "line", "Preferred name, in English where one is in use.", True, longest=300)
SUMMARY = Field("summary", "text", "What it is, in our own words; nothing that is not a claim below.", longest=2000)
REASON = Field("reason", "text", "Why it stands in this knowledge base.", longest=1000)


def _kind(vocabulary: str, meaning: str, required: bool = True) -> Field:
    return Field("kind", "line", meaning, required, vocabulary=vocabulary)


THINGS: tuple[ThingType, ...] = (
    ThingType(
        "group",
        "groups",
        "groups",
        "An extremist or militant group, also a province, brigade, front or umbrella.",
        (ID, NAME, _kind("group_kind", "What form of group it is."), SUMMARY, REASON),
    ),
    ThingType(
        "person",
        "people",
        "people",
        "A person with a public role in this subject.",
        (
            ID,
            NAME,
            SUMMARY,
            REASON,
            Field(
                "gender",
                "line",
                "As sources speak of the person: male, female, other.",
                pattern="^(male|female|other)$",
            ),
        ),
    ),
    ThingType(
        "organization",
        "organizations",
        "organizations",
        "A body that is not an extremist group: state, force, mission, institution, publisher.",
        (
            ID,
            NAME,
            _kind("organization_kind", "What form of body it is."),
            SUMMARY,
            REASON,
            Field("country", "entity", "The country it belongs to.", refs=("place",), example="mali"),
        ),
    ),
    ThingType(
        "event",
        "events",
        "events",
        "Something that happened, once.",
        (ID, NAME, _kind("event_kind", "What happened."), SUMMARY, REASON),
    ),
    ThingType(
        "operation",
        "operations",
        "operations",
        "A named campaign or mission.",
        (ID, NAME, _kind("operation_kind", "What form of operation it is."), SUMMARY, REASON),
    ),
    ThingType(
        "statement",
        "statements",
        "statements",
        "A public utterance of a person, group or organization.",
        (
            ID,
            NAME,
            Field("summary", "text", "What was said, in our own words.", True, longest=2000),
            Field("speaker", "entity", "Who said it.", True, refs=PROTAGONISTS),
            Field("on_behalf_of", "entity", "For whom it was said.", refs=("group", "organization")),
            Field("made_on", "date", "The day it was made."),
            Field("medium", "line", "The form it took.", True, vocabulary="medium"),
            Field("given_at", "entity", "The event at which it was made.", refs=("event",)),
            Field("quote", "line", "A short quoted fragment, in the original words.", longest=300),
            Field("lang", "lang", "Language of the quote.", pattern=LANG, example="fr"),
            Field("authenticity", "line", "Whether it is the speaker's.", True, vocabulary="authenticity"),
        ),
    ),
    ThingType(
        "place",
        "places",
        "places",
        "A country, region, town or border area.",
        (
            ID,
            NAME,
            _kind("place_kind", "What form of place it is."),
            SUMMARY,
            Field("iso3166_1", "line", "ISO 3166-1 alpha-2 code of a country.", pattern="^[A-Z]{2}$", example="ML"),
            Field("parent", "entity", "The place it lies in.", refs=("place",)),
            Field("lat", "number", "Latitude in degrees north, from a gazetteer.", low=-90, high=90),
            Field("lon", "number", "Longitude in degrees east, from a gazetteer.", low=-180, high=180),
            Field("precision", "line", "What the point stands for.", vocabulary="precision"),
        ),
    ),
    ThingType(
        "source",
        "sources",
        "sources",
        "A document relied on.",
        (
            ID,
            Field("title", "line", "Title as printed.", True, longest=500),
            _kind("source_kind", "What form of source it is; encyclopedia, blog and group_media are weak."),
            Field("publisher", "line", "Who published it, as printed.", True, longest=200),
            Field("published_by", "entity", "The publisher's own entry, where there is one.", refs=PROTAGONISTS),
            Field("author", "line", "Who wrote it.", longest=300),
            Field("url", "url", "Address of the document.", pattern=r"^https?://\S+$", longest=2000),
            Field("archive_url", "url", "Address of an archived copy.", pattern=r"^https?://\S+$", longest=2000),
            Field("published", "date", "Date of publication, as far as known."),
            Field("accessed", "date", "Day on which we read it."),
            Field("lang", "lang", "Its language.", pattern=LANG, example="fr"),
            Field("note", "text", "What a reader must know of it: an inferred date, a cut copy.", longest=2000),
            Field("not_modelled", "texts", "What it says that finds no column here, line by line."),
        ),
        cited=False,
    ),
    ThingType(
        "dispute",
        "disputes",
        "disputes",
        "A question on which claims contradict each other.",
        (
            ID,
            Field("question", "line", "The question, as a question.", True, longest=300),
            Field("resolution", "line", "Whether we decided it.", True, vocabulary="resolution"),
            Field("reason", "text", "Why it is decided so, or why not.", True, longest=2000),
        ),
        cited=False,
        registered=False,
    ),
    ThingType(
        "decision",
        "decisions",
        "decisions",
        "A person's decision that two entries are the same or not; reversible.",
        (
            ID,
            Field("entity", "entity", "Our entry.", True, refs=PROTAGONISTS),
            Field("other", "line", "The other entry: an id of ours, or dataset and reference.", True, longest=300),
            Field("verdict", "line", "The decision.", True, vocabulary="verdict"),
            Field("reason", "text", "Why.", True, longest=1000),
            Field("decided_on", "date", "The day of the decision.", True),
            Field("decided_by", "line", "Who decided.", True, longest=100),
        ),
        cited=False,
        registered=False,
    ),
)

ENTITY_TYPES = tuple(t.type for t in THINGS if t.registered)

PROPERTIES: tuple[Property, ...] = (
    Property("founded", "date", "When it was founded.", ("group", "organization"), example="2015-05", sure=True),
    Property("dissolved", "date", "When it ceased to exist.", ("group", "organization")),
    Property("born", "date", "When the person was born.", ("person",), example="'[1977..1982]'", sure=True),
    Property("died", "date", "When the person died.", ("person",)),
    Property("birth_place", "entity", "Where the person was born.", ("person",), ("place",)),
    Property("nationality", "entity", "A nationality of the person.", ("person",), ("place",), single=False),
    Property(
        "ethnicity", "text", "Only where a source gives it and the subject matter needs it.", ("person",), single=False
    ),
    Property(
        "date",
        "interval",
        "When it happened: a day, or first/last day.",
        ("event",),
        example="2022-06-11/2022-06-12",
        sure=True,
    ),
    Property("place", "entity", "Where it happened.", ("event",), ("place",)),
    Property("operation", "entity", "The operation it was part of.", ("event",), ("operation",)),
    Property("part_of", "entity", "The larger event it was part of.", ("event",), ("event",)),
    Property("account", "text", "How a source says it happened, in our words.", ("event",), single=False),
    Property("started", "date", "When it began.", ("operation",), sure=True),
    Property("ended", "date", "When it ended.", ("operation",)),
    Property("predecessor", "entity", "The operation it followed.", ("operation",), ("operation",)),
    Property("purpose", "text", "Its task, in our words.", ("operation", "organization"), single=False),
    Property("composition", "text", "Who its members are, as a source puts it.", ("group",), single=False),
    Property("ideology", "text", "What it says it fights for, as a source puts it.", ("group",), single=False),
    Property(
        "activity",
        "text",
        "What it does or did, as a source puts it.",
        ("group", "person", "organization"),
        single=False,
    ),
    Property(
        "situation",
        "text",
        "A state of affairs that a source describes, in our words.",
        ("organization", "place"),
        single=False,
    ),
)

CLAIMS: tuple[ClaimKind, ...] = (
    ClaimKind(
        "name",
        "names",
        "names",
        "An entity is called so.",
        "entity",
        ENTITY_TYPES,
        (
            Field("name_kind", "line", "What form of name it is.", True, vocabulary="name_kind"),
            Field("text", "line", "The name, as the source spells it.", True, longest=300),
            Field("lang", "lang", "Its language.", pattern=LANG, example="ar"),
            Field("script", "line", "Its script, ISO 15924.", pattern="^[A-Z][a-z]{3}$", example="Arab"),
            Field("quality", "line", "How well it identifies.", vocabulary="name_quality"),
        ),
        verb="name_kind",
        object="text",
    ),
    ClaimKind(
        "attribute",
        "attributes",
        "attributes",
        "One property of an entity.",
        "entity",
        ("group", "person", "organization", "event", "operation", "place"),
        (
            Field("property", "line", "Which property.", True, vocabulary="property"),
            Field("value", "line", "Its value.", True),
        ),
        verb="property",
        object="value",
    ),
    ClaimKind(
        "membership",
        "memberships",
        "memberships",
        "A person held a role in a group.",
        "person",
        ("person",),
        (
            Field("group", "entity", "The group.", True, refs=("group",)),
            Field("role", "line", "The role.", True, vocabulary="membership_role"),
            Field("title", "line", "The title or area, as the source puts it.", longest=200),
            Field("how_ended", "line", "How the role ended.", vocabulary="how_ended"),
        ),
    ),
    ClaimKind(
        "position",
        "positions",
        "positions",
        "A person held a post at an organization.",
        "person",
        ("person",),
        (
            Field("organization", "entity", "The organization.", True, refs=("organization",)),
            Field("title", "line", "The post, as the source puts it.", True, longest=200),
            Field("how_ended", "line", "How the post ended.", vocabulary="how_ended"),
        ),
    ),
    ClaimKind(
        "group_relation",
        "group_relations",
        "relations",
        "What a group did to or was for another; the later or acting party is the subject.",
        "group",
        ("group",),
        (
            Field("relation", "line", "The relation.", True, vocabulary="group_relation"),
            Field("object", "entity", "The other party.", True, refs=PROTAGONISTS),
            Field("actor", "entity", "Who gave the oath or acted, if not the whole group.", refs=("person", "group")),
            Field("in_name_of", "entity", "The group in whose name the actor spoke.", refs=("group",)),
            Field("extent", "line", "Whether all of the subject or a part of it.", vocabulary="extent"),
            Field("continues", "flag", "Whether the subject went on to exist."),
            Field("pledge", "claim", "The pledge that was accepted or renounced."),
            Field("event", "entity", "The event in which it happened.", refs=("event",)),
        ),
        verb="relation",
        object="object",
        dating="relation",
    ),
    ClaimKind(
        "organization_relation",
        "organization_relations",
        "relations",
        "What an organization is or did to another.",
        "organization",
        ("organization",),
        (
            Field("relation", "line", "The relation.", True, vocabulary="organization_relation"),
            Field("object", "entity", "The other party.", True, refs=("organization", "group")),
            Field("reason", "line", "The reason that the source gives.", longest=300),
        ),
        verb="relation",
        object="object",
        dating="relation",
    ),
    ClaimKind(
        "person_relation",
        "person_relations",
        "relations",
        "What a person is to another.",
        "person",
        ("person",),
        (
            Field("relation", "line", "The relation.", True, vocabulary="person_relation"),
            Field("object", "entity", "The other person.", True, refs=("person",)),
            Field("detail", "line", "What this one is to the other, as the source puts it.", longest=200),
        ),
        verb="relation",
        object="object",
        dating="relation",
    ),
    ClaimKind(
        "participation",
        "participations",
        "participants",
        "An entity took part in an event.",
        "event",
        ("event",),
        (
            Field("role", "line", "The part it took.", True, vocabulary="participation_role"),
            Field("participant", "entity", "Who took part.", True, refs=PROTAGONISTS),
            Field("attribution", "line", "How sure the source is of it.", True, vocabulary="attribution"),
            Field("detail", "line", "More of it, in our words.", longest=300),
        ),
        verb="role",
        object="participant",
        dating="none",
    ),
    ClaimKind(
        "operation_participant",
        "operation_participants",
        "participants",
        "An entity led, joined, hosted or was the target of an operation.",
        "operation",
        ("operation",),
        (
            Field("role", "line", "The part it took.", True, vocabulary="operation_role"),
            Field("participant", "entity", "Who took part.", True, refs=PROTAGONISTS),
        ),
        verb="role",
        object="participant",
    ),
    ClaimKind(
        "figure",
        "figures",
        "figures",
        "A number that a source gives.",
        "subject",
        ("group", "person", "organization", "event", "operation"),
        (
            Field("metric", "line", "What is counted.", True, vocabulary="metric"),
            Field("low", "integer", "Lowest number.", low=0),
            Field("best", "integer", "The number that the source holds most likely.", low=0),
            Field("high", "integer", "Highest number.", low=0),
            Field("bound", "line", "How the number is bounded.", vocabulary="bound"),
            Field("category", "line", "Who is counted.", True, vocabulary="category"),
            Field("side", "line", "Whose doing or loss it is.", True, vocabulary="side"),
            Field("place", "entity", "Where.", refs=("place",)),
            Field("estimator", "entity", "Who made the estimate, if not the publisher.", refs=PROTAGONISTS),
            Field("period", "date", "The time over which it counts (flows).", example="2022-03"),
            Field("as_of", "date", "The time at which it counts (stocks).", example="2022-02"),
        ),
        verb="metric",
        object="number",
        dating="figure",
    ),
    ClaimKind(
        "location",
        "locations",
        "locations",
        "An entity was based, active or happened at a place.",
        "entity",
        ("group", "person", "organization", "event", "operation"),
        (
            Field("relation", "line", "What ties it to the place.", True, vocabulary="location_relation"),
            Field("place", "entity", "The place.", True, refs=("place",)),
            Field("detail", "line", "More of it, in our words.", longest=300),
        ),
        verb="relation",
        object="place",
    ),
    ClaimKind(
        "designation",
        "designations",
        "designations",
        "An authority listed an entity.",
        "entity",
        LISTABLE,
        (
            Field("authority", "entity", "Who listed it.", True, refs=("organization",)),
            Field("list", "line", "The list.", True, vocabulary="list"),
            Field("reference", "line", "Reference on the list.", longest=100, example="QDe.163"),
            Field("listed_on", "date", "Day of listing."),
            Field("delisted_on", "date", "Day of removal, if removed: the last on which it counts."),
        ),
        dating="listing",
    ),
    ClaimKind(
        "legal_case",
        "legal_cases",
        "legal_cases",
        "A stage of a case against a person or group.",
        "entity",
        ("person", "group"),
        (
            Field("stage", "line", "The stage reached.", True, vocabulary="legal_stage"),
            Field("matter", "line", "Of what, as the source puts it.", True, longest=300),
            Field("court", "line", "The court or authority.", longest=200),
            Field("sentence", "line", "The sentence, if any.", longest=200),
            Field(
                "undone_by",
                "claim",
                "The later stage that undid it, in whole or in part.",
            ),
        ),
        verb="stage",
        object="matter",
        dating="act",
    ),
    ClaimKind(
        "statement_subject",
        "statement_subjects",
        "subjects",
        "What a statement is about.",
        "statement",
        ("statement",),
        (
            Field(
                "about",
                "entity",
                "What it is about.",
                True,
                refs=("group", "person", "organization", "event", "operation", "place"),
            ),
        ),
        dating="none",
    ),
    ClaimKind(
        "identifier",
        "identifiers",
        "identifiers",
        "The same thing elsewhere.",
        "entity",
        ENTITY_TYPES,
        (
            Field("scheme", "line", "Whose identifier it is.", True, vocabulary="scheme"),
            Field("value", "line", "The identifier.", True, longest=100),
        ),
        verb="scheme",
        object="value",
        dating="none",
    ),
)

# What every claim carries besides its own fields.
CLAIM_FIELDS: tuple[Field, ...] = (
    Field("status", "line", "Our decision on it; accepted unless said otherwise.", vocabulary="status"),
    Field(
        "confidence",
        "line",
        "Stated by a source or inferred by us; stated unless said otherwise.",
        vocabulary="confidence",
    ),
    Field("dispute", "slug", "The dispute it belongs to.", pattern=SLUG),
    Field("supersedes", "claim", "The claim that it replaces."),
    Field("note", "text", "Why it is inferred, rejected or retracted; what a reader must know.", longest=1000),
    Field("key", "slug", "Tells two claims of the same id apart; never changes.", pattern=SLUG),
)

DATING_FIELDS: dict[str, tuple[Field, ...]] = {
    "act": (Field("date", "date", "When it was done.", example="2015-05-13"),),
    "state": (
        Field("start", "date", "Since when.", example="2015-05"),
        Field("end", "date", "Until when, or 'ongoing', or 'ended' when the day is not known.", example="2021-08"),
        Field("last_seen", "date", "The last day on which a source sees it so."),
    ),
    "relation": (
        Field("date", "date", "When it was done (acts).", example="2015-05-13"),
        Field("start", "date", "Since when (states).", example="2015-05"),
        Field("end", "date", "Until when, or 'ongoing', or 'ended' when the day is not known (states)."),
        Field("last_seen", "date", "The last day on which a source sees it so (states)."),
    ),
    "figure": (),
    "listing": (),
    "none": (),
}
# Properties that may hold at one time and not at another: of no date, nobody knows when.
PASSING = ("activity", "composition", "ideology", "purpose", "situation")
# metrics that count how strong something is at a time; the others count what happened over one
STOCKS = ("strength", "troops")
# years below which nobody has a role, unless a source says since when, nor does anything else that is recorded
CHILD = 12
# Relations that are acts take a date, the others a start and an end.
ACTS = frozenset({
    "split_from", "merged_into", "succeeds", "pledged_allegiance_to", "allegiance_accepted",
    "allegiance_renounced", "relations_broken_with", "successor_of",
})  # fmt: skip

# Attributions of a part in an event that somebody answers for: who only suspects or alleges does not.
ANSWERED_FOR = ("confirmed", "claimed", "attributed")

# The day before which nobody stood on a list, where we know the act by which it was made: Executive Order 13224 (the Federal
# Register of 25 September 2001); the first designations of the State Department (its fact sheet of 8 October 1997); Common
# Position 2001/931 (the Official Journal of 28 December 2001); the Australian Act of 2002 (a parliamentary committee on its lists);
# the sanctions of the European Union on ISIL and al-Qaida of its own (since September 2016, by its page on the fight against terrorism)
LISTS_SINCE = {
    "us_sdgt": "2001-09-23",
    "us_fto": "1997-10-08",
    "eu_cp931": "2001-12-27",
    "au_listed": "2002-01-01",
    "eu_autonomous": "2016-09-01",
}

CITATION_FIELDS: tuple[Field, ...] = (
    Field("source", "line", "The source and the place in it, as one token.", True, example="un-list#QDe.163"),
    Field("quote", "line", "A short quoted fragment.", longest=200),
    Field("stance", "line", "What the source does for the claim; supports unless said otherwise.", vocabulary="stance"),
    Field("asserted_by", "entity", "Who says it, when it is not the publisher.", refs=PROTAGONISTS),
    Field("statement", "entity", "The statement meant.", refs=("statement",)),
)

# Columns made by the database, with their meanings: what no document field says.
MADE: dict[str, str] = {
    "id": "Stable id.",
    "type": "Type of thing; constant in its table.",
    "kind": "Kind of claim; constant in its table.",
    "dataset_id": "The dataset it belongs to.",
    "start_date": "Start as written, EDTF; null when no source gives it.",
    "end_date": "End, the last day that counts, as written, EDTF; null when no source gives it.",
    "last_seen": "The last day on which a source sees it so, as written, EDTF.",
    "start_earliest": "Earliest day of the start; 0001-01-01 when unbounded. Where a role or a group's tie gives no start, birth and founding bound it.",
    "start_latest": "Latest day of the start; 9999-12-31 when unbounded.",
    "end_earliest": "Earliest day of the end; 0001-01-01 when unbounded.",
    "end_latest": "Latest day of the end; 9999-12-31 when unbounded. Where a role or a group's tie gives no end, death and the end of the group bound it.",
    "start_flag": "EDTF qualifier of the start: ~ approximate, ? uncertain, % both.",
    "end_flag": "EDTF qualifier of the end: ~ approximate, ? uncertain, % both.",
    "end_state": "ended, ongoing (as of the newest dated source cited) or unknown.",
    "earliest": "Earliest day that the text allows.",
    "made_on_earliest": "Earliest day that the text allows, no earlier than the birth or founding of who made it, also where no date is given.",
    "latest": "Latest day that the text allows.",
    "year": "Year, where the date lies within one.",
    "locator": "Place in the source: pN paragraph, page N, or a record's reference.",
}

THING = {t.type: t for t in THINGS}
CLAIM = {c.kind: c for c in CLAIMS}
PROPERTY = {p.name: p for p in PROPERTIES}
FOLDERS = {t.folder: t for t in THINGS}


@cache
def claims_of(type_: str) -> tuple[ClaimKind, ...]:
    """The kinds of claim that a document of this type may hold."""
    return tuple(c for c in CLAIMS if type_ in c.subjects)


@cache
def filled_columns(property_: Property) -> tuple[tuple[str, str], ...]:
    """The columns of a thing table that an accepted single property fills: (name, part of the value)."""
    name = property_.name
    if not property_.single:
        return ()
    if property_.type == "interval":
        return (
            (name, "text"), ("start_earliest", "start_earliest"), ("start_latest", "start_latest"),
            ("end_earliest", "end_earliest"), ("end_latest", "end_latest"), ("year", "year"),
        )  # fmt: skip
    if property_.type == "date":
        return ((name, "text"), (f"{name}_earliest", "start_earliest"), (f"{name}_latest", "start_latest"))
    if property_.type == "entity":
        return ((f"{name}_id", "entity"),)
    return ((name, "text"),)
