"""K4: a claim contradicts itself or another, or does not say on what it rests."""

from __future__ import annotations

from kbase.codes.model import Code, Example

_GROUP = "groups/pale-sail.yaml"
_HEAD = "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n"
_PERSON = "people/tomas-vell.yaml"
_EVENT = "events/dunmarrow-raid.yaml"
_SECOND = "events/second-raid.yaml"
_RAID = """\
id: dunmarrow-raid
name: Raid on Dunmarrow
kind: raid
sources: harbour-post-2022#p5
attributes:
- date: 2018-06-11
  sources: harbour-post-2022#p5
- place: dunmarrow
  sources: harbour-post-2022#p5
"""
_VELL = """\
id: tomas-vell
name: Tomas Vell
sources: harbour-post-2015#p3
memberships:
- group: red-lantern
  role: leader
  start: 2014
  end: 2018
  sources: harbour-post-2022#p2
"""
_DISPUTE = "disputes/pale-sail-founding.yaml"

CODES: dict[str, Code] = {
    "K401": Code(
        "an end before its beginning",
        "No reading of the two dates puts the end on or after the beginning. Dates with a missing day or month count "
        "as all the days they may mean, one marked ~, ? or % one unit (a day, month or year) more on either side, so this is "
        "a contradiction and no matter of precision. One of the two is wrong: look at the source.",
        Example(
            {
                _GROUP: _HEAD
                + """\
attributes:
- founded: 2016-05
  sources: harbour-post-2022#p7
- dissolved: 2016-04
  sources: harbour-post-2022#p7
"""
            },
            (8, 14),
            ("2016-04", "2016-09"),
        ),
        softens=True,
    ),
    "K402": Code(
        "a role outside the life of the group or person",
        "Nobody leads a group before it was founded or after it ended, or after his own death. Either a date is wrong, "
        "or the role was in a predecessor, or the sources contradict each other: then the claim is contested. What is "
        "'ongoing' is so as of its newest dated source, and wrong only where that is younger than the end.",
        Example(
            {
                _PERSON: """\
id: tomas-vell
name: Tomas Vell
sources: harbour-post-2015#p3
memberships:
- group: red-lantern
  role: leader
  start: 2011
  end: 2019
  sources: harbour-post-2022#p2
"""
            },
            (7, 10),
            ("2011", "2014"),
        ),
        softens=True,
    ),
    "K403": Code(
        "numbers out of order",
        "Of a figure, low ≤ best ≤ high. Write only those that the source gives: '2,000 to 3,000' is low and high, "
        "with no invented middle.",
        Example(
            {
                _GROUP: _HEAD
                + """\
figures:
- strength: {low: 300, high: 200}
  category: fighters
  side: of_subject
  as_of: 2015
  sources: harbour-post-2015#p8
"""
            },
            (6, 13),
            ("{low: 300, high: 200}", "{low: 200, high: 300}"),
        ),
    ),
    "K404": Code(
        "no source",
        "Every entry and every claim rests on at least one source that supports it; what has none does not stand "
        "here. A source that only contradicts or mentions the claim does not carry it. A rejected claim, too, cites who "
        "says it; what nobody says is removed.",
        Example(
            {_GROUP: _HEAD + "relations:\n- split_from: red-lantern\n  date: 2016\n"},
            (6, 3),
            ("  date: 2016\n", "  date: 2016\n  sources: harbour-post-2022#p3\n"),
        ),
        softens=True,
    ),
    "K405": Code(
        "a dispute that is not one, or not decided as it says",
        "A dispute joins at least two claims that cannot all be true. Decided, exactly one of them is accepted; open, "
        "none is, and every reader is shown all that are contested. A dispute that lost its second claim is no longer one: "
        "remove its document.",
        Example(
            {
                _GROUP: _HEAD
                + """\
attributes:
- founded: 2015
  dispute: pale-sail-founding
  sources: harbour-post-2015#p7
- founded: 2016
  key: '2016'
  status: contested
  dispute: pale-sail-founding
  sources: harbour-post-2022#p7
""",
                _DISPUTE: """\
id: pale-sail-founding
question: When was Pale Sail founded?
resolution: open
reason: The newspaper gives two years and does not say which is right.
""",
            },
            (7, 12),
            ("- founded: 2015\n", "- founded: 2015\n  status: contested\n"),
        ),
        softens=True,
    ),
    "K406": Code(
        "two accepted values of one property",
        "Something is founded once and happens at one place: such a property has one accepted claim, whose value fills "
        "the entry's own column. The others are contested or rejected, and a dispute says how that was decided.",
        Example(
            {
                _GROUP: _HEAD
                + """\
attributes:
- founded: 2015
  sources: harbour-post-2015#p7
- founded: 2016
  key: '2016'
  status: accepted
  sources: harbour-post-2022#p7
"""
            },
            (8, 12),
            (
                "  status: accepted\n",
                "  status: rejected\n  note: Written seven years later; the report of 2015 is closer.\n",
            ),
        ),
    ),
    "K407": Code(
        "a decision without its reason",
        "What we inferred, rejected or retracted, a reader can only follow if 'note' says why: from which words it "
        "follows, which source shows it wrong, what we got wrong.",
        Example(
            {
                _GROUP: _HEAD
                + """\
relations:
- split_from: red-lantern
  date: 2016
  confidence: inferred
  sources: harbour-post-2022#p3
"""
            },
            (8, 15),
            ("confidence: inferred\n", "confidence: inferred\n  note: The article calls them comrades until 2016.\n"),
        ),
        softens=True,
    ),
    "K408": Code(
        "a citation that does not say where",
        "A reader must find the words in a minute: the paragraph (#p2, counted from the first), the page (#page 12), or "
        "the record's reference on a list (#QDe.163). 'Body', 'all' or 'passim' is no place.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015\n"},
            (4, 10),
            ("harbour-post-2015", "harbour-post-2015#p7"),
        ),
    ),
    "K409": Code(
        "'allow' without need",
        "'allow: {K402: reason}' silences a warning that a curator answers for. Errors cannot be allowed, and an entry "
        "that silences nothing would hide the next warning: remove it.",
        Example(
            {_GROUP: _HEAD + "allow: {K402: the founding day is doubtful}\n"},
            (5, 9),
            ("allow: {K402: the founding day is doubtful}\n", ""),
        ),
        severity="warning",
    ),
    "K410": Code(
        "one place cited twice",
        "The same place of the same source counts once. Where another place was meant, correct the locator.",
        Example(
            {
                _GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources: [harbour-post-2015#p7, harbour-post-2015#p7]\n"
            },
            (4, 10),
            ("[harbour-post-2015#p7, harbour-post-2015#p7]", "[harbour-post-2015#p7, harbour-post-2022#p3]"),
        ),
    ),
    "K411": Code(
        "contested by nothing",
        "'contested' means that sources contradict the claim and do not decide. The claim names the dispute that joins "
        "it with its rival, or cites what contradicts it with 'stance: contradicts'.",
        Example(
            {
                _GROUP: _HEAD
                + """\
attributes:
- founded: 2015
  status: contested
  sources: harbour-post-2015#p7
"""
            },
            (7, 11),
            (
                "sources: harbour-post-2015#p7\nattributes:\n- founded: 2015\n  status: contested\n  sources: harbour-post-2015#p7\n",
                "sources: harbour-post-2015#p7\nattributes:\n- founded: 2015\n  status: contested\n  sources:\n"
                "  - harbour-post-2015#p7\n  - {source: harbour-post-2022#p7, stance: contradicts}\n",
            ),
        ),
        severity="warning",
    ),
    "K412": Code(
        "a figure dated in the wrong way",
        "A stock (strength, troops) counts at one time: 'as_of'. A flow (killed, attacks) counts over a 'period'. The "
        "figures of an event take its day and place from the event. A publication date is neither.",
        Example(
            {
                _GROUP: _HEAD
                + """\
figures:
- strength: 200
  category: fighters
  side: of_subject
  period: 2015
  sources: harbour-post-2015#p8
"""
            },
            (9, 11),
            ("period: 2015", "as_of: 2015"),
        ),
        softens=True,
    ),
    "K413": Code(
        "a date in the future",
        "Nothing here has happened yet that begins after today. A plan that a source announces is a statement.",
        Example(
            {_GROUP: _HEAD + "attributes:\n- founded: 2915\n  sources: harbour-post-2015#p7\n"},
            (6, 3),
            ("2915", "2015"),
        ),
        softens=True,
    ),
    "K414": Code(
        "related to itself",
        "Nothing is its own rival or part, also not by way of others: a place in a town that lies in that place. One of "
        "the steps is wrong.",
        Example(
            {_GROUP: _HEAD + "relations:\n- rival_of: pale-sail\n  sources: harbour-post-2015#p8\n"},
            (6, 3),
            ("rival_of: pale-sail", "rival_of: grey-tide"),
        ),
    ),
    "K415": Code(
        "an invisible character in a text",
        "Control codes, zero-width characters and turns of direction come in by copying from web pages. They make two "
        "equal names differ and can hide or reverse text. Output shows them in a harmless form; the text is better "
        "without. The joiners that Persian and Indic words need are not meant.",
        Example(
            {_GROUP: _HEAD + 'names:\n- alias: "Red\\u200BLantern"\n  sources: harbour-post-2015#p8\n'},
            (6, 10),
            ("\\u200B", " "),
        ),
        severity="warning",
    ),
    "K416": Code(
        "taking part after one's own death",
        "The event can only have happened after the person had died, by every reading of both dates. A date is wrong, or "
        "another person is meant, or the sources contradict each other: then a claim is contested. Where a date is "
        "approximate or the part is not confirmed (claimed, suspected …) this is a warning. An event that is about the "
        "dead has the role 'subject'.",
        Example(
            {
                _EVENT: _RAID
                + """\
participants:
- killed: tomas-vell
  attribution: confirmed
  sources: harbour-post-2022#p5
""",
                _PERSON: _VELL + "attributes:\n- died: 2018-06-10\n  sources: harbour-post-2022#p3\n",
            },
            (11, 11),
            ("2018-06-11", "2018-06-10"),
        ),
        softens=True,
    ),
    "K417": Code(
        "killed in two events",
        "Nobody is killed twice. One of the events is not where the person died, or both are one event entered twice, or "
        "the sources contradict each other: then both claims are contested and name their dispute. An event and the larger "
        "one that it is a part of count as one. Where the events may have been on one day, or a part is not confirmed, "
        "this is a warning.",
        Example(
            {
                _SECOND: _RAID.replace("dunmarrow-raid", "second-raid").replace("2018-06-11", "2018-06-12")
                + "participants:\n- killed: tomas-vell\n  attribution: confirmed\n  sources: harbour-post-2022#p6\n",
                _EVENT: _RAID
                + "participants:\n- killed: tomas-vell\n  attribution: confirmed\n  sources: harbour-post-2022#p5\n",
            },
            (11, 11),
            ("- killed: tomas-vell", "- captured: tomas-vell"),
        ),
        softens=True,
    ),
    "K418": Code(
        "a contested side of a decided dispute",
        "Decided means that one side is held to be true, so the others are rejected; one that stays contested would still answer "
        "'possibly', be counted beside the accepted one and widen a range. Where another side may be so after all, the "
        "dispute is open and all are contested. What all sides agree on (the month of two days) is no side: it stands "
        "accepted beside them and names no dispute.",
        Example(
            {
                _GROUP: _HEAD
                + """\
attributes:
- founded: 2015
  dispute: pale-sail-founding
  sources: harbour-post-2015#p7
- founded: 2016
  key: '2016'
  status: contested
  dispute: pale-sail-founding
  sources: harbour-post-2022#p7
""",
                _DISPUTE: """\
id: pale-sail-founding
question: When was Pale Sail founded?
resolution: decided
reason: The report of 2015 is closer than the one written seven years later.
""",
            },
            (11, 11),
            ("  status: contested\n", "  status: rejected\n"),
        ),
    ),
}
