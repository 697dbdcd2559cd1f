"""K5: what we owe the people named here. The rest is a reviewer's list in docs/curating.md."""

from __future__ import annotations

from kbase.codes.model import Code, Example

_PERSON = "people/ada-corvin.yaml"
_HEAD = "id: ada-corvin\nname: Ada Corvin\nsources: harbour-post-2015#p6\n"

CODES: dict[str, Code] = {
    "K501": Code(
        "a person without a public role",
        "A person stands here for what he or she did in public: an accepted membership, position, designation, legal case "
        "or public statement, with its source. Relatives, witnesses, victims and bystanders do not get an entry.",
        Example(
            {_PERSON: _HEAD},
            (1, 5),
            (
                _HEAD,
                _HEAD
                + "positions:\n- organization: estorian-guard\n  title: Spokeswoman\n  sources: harbour-post-2015#p6\n",
            ),
        ),
    ),
    "K502": Code(
        "a victim named",
        "Who is killed, injured or abducted in an event is named only if a public role is dated before it (a leader "
        "killed in a raid). All others are counted, not named: write a figure.",
        Example(
            {
                "events/dunmarrow-raid.yaml": """\
id: dunmarrow-raid
name: Raid on Dunmarrow
kind: raid
sources: harbour-post-2022#p5
attributes:
- date: 2012-06-11
  sources: harbour-post-2022#p5
participants:
- killed: tomas-vell
  attribution: confirmed
  sources: harbour-post-2022#p5
"""
            },
            (9, 11),
            ("2012-06-11", "2018-06-11"),
        ),
    ),
    "K503": Code(
        "a minor",
        "A person who was under 18 in every role that is cited does not stand here, also not as a member of a group: "
        "a child in a group is first of all a victim. Remove the document; if it was already published, name the id in "
        "removed.yaml.",
        Example(
            {
                _PERSON: _HEAD
                + """\
attributes:
- born: 2003
  sources: harbour-post-2022#p9
memberships:
- group: red-lantern
  role: member
  start: 2016
  end: 2018
  sources: harbour-post-2022#p9
"""
            },
            (5, 3),
            ("born: 2003", "born: 1993"),
        ),
    ),
    "K504": Code(
        "weak sources alone",
        "An encyclopedia, a blog or a group's own media can point to a fact but not carry a crime, a legal case, a "
        "kinship or anything said of a living person. Cite a court, an official list, a news agency, a newspaper or a "
        "study beside it.",
        Example(
            {
                _PERSON: _HEAD
                + """\
memberships:
- group: red-lantern
  role: spokesperson
  sources: lantern-channel#p4
"""
            },
            (5, 3),
            ("lantern-channel#p4", "[lantern-channel#p4, harbour-post-2022#p9]"),
        ),
        softens=True,
    ),
    "K505": Code(
        "a person's place finer than a town",
        "Where a person lives or is held is said to the town, never to a house, camp or street.",
        Example(
            {
                "people/tomas-vell.yaml": """\
id: tomas-vell
name: Tomas Vell
sources: harbour-post-2015#p3
memberships:
- group: red-lantern
  role: leader
  start: 2014
  end: 2019
  sources: harbour-post-2022#p2
locations:
- resides_in: quay-house
  sources: harbour-post-2022#p2
""",
                "places/quay-house.yaml": "id: quay-house\nname: Quay House\nkind: site\nparent: dunmarrow\n"
                "sources: estorian-gazetteer#page 12\n",
            },
            (11, 15),
            ("quay-house", "dunmarrow"),
        ),
    ),
    "K506": Code(
        "a long quotation",
        "A quotation is a fragment of at most 25 words; the rest is said in our own words. Longer ones copy the source, "
        "and carry a group's propaganda further than the facts need.",
        Example(
            {
                "statements/vell-at-dunmarrow.yaml": """\
id: vell-at-dunmarrow
name: Vell at Dunmarrow
summary: He announced that the group would go on.
speaker: tomas-vell
medium: speech
authenticity: claimed
quote: We were here before the harbour and we shall be here after it, and whoever comes to put out the lantern will see it lit again by morning
sources: harbour-post-2022#p6
"""
            },
            (7, 8),
            (", and whoever comes to put out the lantern will see it lit again by morning", ""),
        ),
    ),
}
