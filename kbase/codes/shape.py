"""K2: the document is YAML, but not of the form that its kind has."""

from __future__ import annotations

from kbase.codes.model import Code, Example

_GROUP = "groups/pale-sail.yaml"

CODES: dict[str, Code] = {
    "K201": Code(
        "unknown key",
        "Each kind of document and claim has its own keys, and every other is refused, so that a misspelt key does not "
        "silently lose what it says. The help names the nearest known key. What happens once (a split, a pledge) has "
        "'date'; what lasts has 'start' and 'end'.",
        Example(
            {
                _GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsumary: A group of the north.\nsources: harbour-post-2015#p7\n"
            },
            (4, 1),
            ("sumary", "summary"),
        ),
    ),
    "K202": Code(
        "a required key is missing",
        "Some keys must be there, since without them the entry or the claim says nothing. The help says what the key "
        "means; 'kbase new' writes a template with all of them.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail\nsources: harbour-post-2015#p7\n"},
            (1, 1),
            ("name: Pale Sail\n", "name: Pale Sail\nkind: group\n"),
        ),
    ),
    "K203": Code(
        "another type of value is wanted",
        "A list stands where one value is wanted, a text where a number is, and the like. Numbers are written without "
        "separators (2000), flags are true or false ('no' is the country code of Norway, so 'yes' and 'no' stay text), a "
        "key with nothing after it has no value.",
        Example(
            {_GROUP: "id: pale-sail\nname: [Pale Sail, The Sail]\nkind: group\nsources: harbour-post-2015#p7\n"},
            (2, 7),
            ("[Pale Sail, The Sail]", "Pale Sail"),
        ),
    ),
    "K204": Code(
        "not a word of the list",
        "Kinds, roles, relations, statuses and the like are closed lists, so that questions find all that is alike. The "
        "help names the nearest word; 'kbase schema' lists all of them with their meanings. What fits no word is said "
        "in 'title', 'detail' or 'note'.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail\nkind: brigad\nsources: harbour-post-2015#p7\n"},
            (3, 7),
            ("brigad", "brigade"),
        ),
    ),
    "K205": Code(
        "not a date",
        "Dates are EDTF (ISO 8601-2) and say no more than the source does: 2015, 2015-05, 2015-05-13; '2015~' for "
        "about, '2015?' where the source doubts; '[1977..1982]' for some time between; events and periods may have "
        "a first and last day, 2022-06-11/2022-06-12. Never fill in a day or month that no source gives.",
        Example(
            {
                _GROUP: """\
id: pale-sail
name: Pale Sail
kind: group
sources: harbour-post-2015#p7
attributes:
- founded: 2015-13
  sources: harbour-post-2015#p7
"""
            },
            (6, 12),
            ("2015-13", "2015-12"),
        ),
    ),
    "K206": Code(
        "not an id",
        "An id is lower-case letters a to z, digits and single hyphens: red-lantern. It is part of file names, addresses "
        "and the database, so it is plain on purpose; names in every script stand in 'names'.",
        Example(
            {
                _GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\nrelations:\n"
                "- split_from: Red Lantern\n  date: 2016\n  sources: harbour-post-2022#p3\n"
            },
            (6, 15),
            ("Red Lantern", "red-lantern"),
        ),
    ),
    "K207": Code(
        "not a citation",
        "A citation is one token: the id of the source, '#', and the place in it: harbour-post-2015#p7 for a "
        "paragraph, #page 12 for a page, #QDe.163 for a record. Several make a list. An address does not stand here but "
        "in the source's own document.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources: Harbour Post, 2 March 2015\n"},
            (4, 10),
            ("Harbour Post, 2 March 2015", "harbour-post-2015#p7"),
        ),
    ),
    "K208": Code(
        "not of the form this value has",
        "Some values have a fixed form: web addresses begin with http:// or https://, languages are two or three "
        "small letters (fr, ar), scripts four (Arab), countries two capitals, problem codes K and three digits.",
        Example(
            {
                "sources/harbour-post-2016.yaml": """\
id: harbour-post-2016
title: Pale sails in the north
kind: newspaper
publisher: The Harbour Post
url: www.harbour-post.example/pale-sails
"""
            },
            (5, 6),
            ("www.", "https://www."),
        ),
    ),
    "K209": Code(
        "the id is not the file's name",
        "The file of a thing is named by its id, so that everybody finds it. After a rename one of the two was "
        "forgotten. Ids are never reused: change the file's name rather than an id that is already published.",
        Example(
            {_GROUP: "id: pale-sails\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n"},
            (1, 5),
            ("pale-sails", "pale-sail"),
        ),
    ),
    "K210": Code(
        "a claim without its verb, or with two",
        "Relations, attributes, participants, figures, names and the like begin with their verb as the key: "
        "'- split_from: red-lantern'. A claim without it says nothing, one with two is two claims: write two items.",
        Example(
            {
                _GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\nrelations:\n"
                "- split_from: red-lantern\n  succeeds: red-lantern\n  date: 2016\n  sources: harbour-post-2022#p3\n"
            },
            (7, 3),
            ("  succeeds: red-lantern\n", ""),
        ),
    ),
    "K211": Code(
        "too long, too short, too large or too small",
        "Texts have a longest length (summaries are short, quotations fragments), counts are not negative, and "
        "coordinates lie on the globe.",
        Example(
            {
                "places/saltreach.yaml": "id: saltreach\nname: Saltreach\nkind: town\nlat: 91\nlon: 12.5\nsources: estorian-gazetteer#page 14\n"
            },
            (4, 6),
            ("91", "51"),
        ),
    ),
}
