"""K1: the file cannot be read as a document."""

from __future__ import annotations

from kbase.codes.model import Code, Example, Link

_GROUP = "groups/pale-sail.yaml"

CODES: dict[str, Code] = {
    "K101": Code(
        "not YAML",
        "The text cannot be parsed. Nearly always one of four things: a line indented unlike its neighbours, a quote "
        "or bracket that is never closed, a text that contains ': ' or ' #' without quotes, or a line without 'key:'. "
        "Parsing stops at the first such place, so correct it and check again.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail: the northern wing\nkind: group\nsources: harbour-post-2015#p7\n"},
            (2, 16),
            ("Pale Sail: the northern wing", "'Pale Sail: the northern wing'"),
        ),
    ),
    "K102": Code(
        "a tab in the indentation",
        "YAML forbids tabs where the indentation stands, because editors disagree how wide a tab is. Indent with "
        "two spaces a level; most editors can turn tabs into spaces for you.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources:\n\t- harbour-post-2015#p7\n"},
            (5, 1),
            ("\t-", "-"),
        ),
    ),
    "K103": Code(
        "a key stands twice",
        "A mapping has each key once. YAML loaders silently keep the last of the two, and the other value would be "
        "lost without a word. Keep one; where both are true, they are two items of a list.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nkind: front\nsources: harbour-post-2015#p7\n"},
            (4, 1),
            ("kind: front\n", ""),
        ),
    ),
    "K104": Code(
        "an anchor or alias",
        "Anchors (&name) and aliases (*name) make a text that says one thing in one place mean another elsewhere, "
        "and can blow a small file up to gigabytes. Documents are read by people first: write the value out. A text "
        "that begins with & or * needs quotes.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources: &post harbour-post-2015#p7\n"},
            (4, 10),
            ("&post ", ""),
        ),
    ),
    "K105": Code(
        "a tag",
        "Tags (!name, !!python/object) tell a YAML loader to build something else than text, numbers, lists and "
        "mappings, even to run code. No document needs them. A text that begins with ! needs quotes.",
        Example(
            {_GROUP: "id: pale-sail\nname: !!str Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n"},
            (2, 7),
            ("!!str ", ""),
        ),
    ),
    "K106": Code(
        "not UTF-8",
        "Documents are UTF-8 text, the one encoding that holds every script. The file was saved in another (Latin-1, "
        "Windows-1252, UTF-16). Open it in the encoding it was written in and save it as UTF-8; do not "
        "replace letters by hand.",
        Example(
            {_GROUP: "id: pale-sail\nname: Voile Pâle\nkind: group\nsources: harbour-post-2015#p7\n".encode("latin-1")},
            (2, 14),
        ),
    ),
    "K107": Code(
        "too large",
        "A document is one thing and some dozens of claims: a few kilobytes. A file above a million bytes is not a "
        "document but something that strayed into the data folder, and is not read.",
        Example({_GROUP: "# " + "x" * 1_000_000 + "\n"}, (1, 1)),
    ),
    "K108": Code(
        "nested too deeply",
        "A document has four or five levels. More than twelve means a bracket or an indentation gone wrong.",
        Example(
            {
                _GROUP: "id: pale-sail\nname: Pale Sail\nkind: group\nsources: [[[[[[[[[[[[[harbour-post-2015#p7]]]]]]]]]]]]]\n"
            },
            (4, 21),
            ("[" * 13 + "harbour-post-2015#p7" + "]" * 13, "harbour-post-2015#p7"),
        ),
    ),
    "K109": Code(
        "binary, or a control character",
        "The file is not text, or a character in it is a control code that no text needs (often pasted from a "
        "terminal or a PDF). Remove the character, or move the file out of the data folder.",
        Example(
            {_GROUP: "id: pale-sail\nname: Pale\x07 Sail\nkind: group\nsources: harbour-post-2015#p7\n"},
            (2, 11),
            ("\x07", ""),
        ),
    ),
    "K110": Code(
        "not one mapping",
        "A document is one mapping of keys to values. The file is empty, begins with a list, or holds a second "
        "document after '---'. One thing, one file.",
        Example(
            {_GROUP: "- id: pale-sail\n- name: Pale Sail\n"},
            (1, 1),
            (
                "- id: pale-sail\n- name: Pale Sail\n",
                "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n",
            ),
        ),
    ),
    "K111": Code(
        "not the place of a document",
        "Every file of a data folder is a document, and its folder says of which kind: groups/, people/, "
        "organizations/, events/, operations/, statements/, places/, sources/, disputes/, decisions/. Its name is "
        "the id plus .yaml. Files and folders whose name begins with a dot are passed over.",
        Example(
            {"group/pale-sail.yaml": "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n"},
            (1, 1),
        ),
    ),
    "K112": Code(
        "cannot be read",
        "The operating system refuses to read the file: no right to, a symbolic link to nothing, a circle of links, "
        "or not a file at all (a pipe, a device). Nothing is seeded while a document cannot be read, since its "
        "absence would look like a removal.",
        Example({_GROUP: Link("no-such-file.yaml")}, (1, 1)),
    ),
}
