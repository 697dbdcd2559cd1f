"""K3: what a document names is not there, is of another kind, or is there twice."""

from __future__ import annotations

from kbase.codes.model import Code, Example

_GROUP = "groups/pale-sail.yaml"
_HEAD = "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n"

CODES: dict[str, Code] = {
    "K301": Code(
        "there is no such thing",
        "Every id that a document names has a document of its own. It is misspelt (the help names the nearest), or "
        "it is still to be written: 'kbase new'. Where the help says that the other document has errors, correct "
        "that one first.",
        Example(
            {_GROUP: _HEAD + "relations:\n- split_from: red-lantren\n  date: 2016\n  sources: harbour-post-2022#p3\n"},
            (6, 15),
            ("red-lantren", "red-lantern"),
        ),
    ),
    "K302": Code(
        "a thing of the wrong kind",
        "A membership is in a group, a position at an organization, a citation names a source; the database refuses "
        "anything else, and so does this check. A person who works for a force or a ministry has a position there.",
        Example(
            {
                "people/ada-corvin.yaml": """\
id: ada-corvin
name: Ada Corvin
sources: harbour-post-2015#p6
positions:
- organization: red-lantern
  title: Treasurer
  sources: harbour-post-2015#p6
"""
            },
            (5, 17),
            ("red-lantern", "estorian-guard"),
        ),
    ),
    "K303": Code(
        "an id stands twice",
        "An id is unique across all kinds and never reused: a group and a bay cannot both be 'grey-tide'. Choose "
        "another for the newer one, such as grey-tide-bay, and name its file so.",
        Example(
            {
                "places/grey-tide.yaml": "id: grey-tide\nname: Grey Tide Bay\nkind: region\nsources: estorian-gazetteer#page 15\n"
            },
            (1, 5),
        ),
    ),
    "K304": Code(
        "two claims with one id",
        "A claim's id is made of its subject, kind and object. Where both are meant (a role held twice, a number "
        "given for two periods), a 'key' tells them apart; it becomes part of the id and never changes. Where it "
        "is one claim from two sources, write it once with both.",
        Example(
            {
                _GROUP: _HEAD
                + """\
figures:
- strength: 200
  category: fighters
  side: of_subject
  as_of: 2015
  sources: harbour-post-2015#p8
- strength: 500
  category: fighters
  side: of_subject
  as_of: 2017
  sources: harbour-post-2022#p8
"""
            },
            (11, 3),
            ("  as_of: 2017\n", "  as_of: 2017\n  key: '2017'\n"),
        ),
    ),
    "K305": Code(
        "a mutual relation stands in both files",
        "Rivals, allies and relatives are so from both sides. The relation stands once, in the file of one of them, "
        "with all its sources; every output shows it on both.",
        Example(
            {
                _GROUP: _HEAD + "relations:\n- rival_of: grey-tide\n  sources: harbour-post-2015#p8\n",
                "groups/grey-tide.yaml": "id: grey-tide\nname: Grey Tide\nkind: group\nsources: harbour-post-2015#p5\n"
                "relations:\n- rival_of: pale-sail\n  sources: harbour-post-2015#p8\n",
            },
            (6, 13),
            ("relations:\n- rival_of: grey-tide\n  sources: harbour-post-2015#p8\n", ""),
        ),
    ),
    "K306": Code(
        "an id that was removed for ever",
        "removed.yaml names the ids that had to go because keeping them would itself do harm: a wrong person, a "
        "victim, a minor. They are refused for ever, also in good faith. If the entry is truly about somebody else, "
        "choose another id.",
        Example(
            {
                "removed.yaml": "removed:\n- id: pale-sail\n  day: 2023-04-05\n  ground: merged\n",
                _GROUP: _HEAD,
            },
            (1, 5),
            where=_GROUP,
        ),
    ),
    "K307": Code(
        "there is no such dispute or claim",
        "'dispute' names a document in disputes/; 'pledge', 'supersedes' and 'undone_by' name a claim by its id: "
        "subject/kind/object, as 'kbase why' prints it. What undid a stage of a case is a later stage 'overturned', "
        "'pardoned', 'acquitted' or 'dismissed' of the same person or group.",
        Example(
            {
                _GROUP: _HEAD
                + """\
attributes:
- founded: 2015
  status: contested
  dispute: founding-of-pale-sail
  sources: harbour-post-2015#p7
"""
            },
            (8, 12),
        ),
    ),
}
