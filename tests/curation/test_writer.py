"""Rewriting a document changes neither its values nor its comments, and twice is once."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbase.curation import reader
from kbase.curation.writer import WIDTH, format_folder, format_text

GROUP = "groups/red-lantern.yaml"


def once(text: str, file: str = GROUP) -> str:
    """The canonical form, which must be its own canonical form."""
    first = format_text(file, text)
    assert format_text(file, first) == first
    return first


# --- order and form ------------------------------------------------------------------------------------


def test_keys_and_claims_are_put_in_order() -> None:
    assert once(
        """\
relations:
  - sources: [moot-list#RL.07]
    date: 2015-05
    split_from: iron-dawn
names:
    -   sources: ["moot-list#RL.07", 'estoria-review#p1']
        lang: fr
        acronym: "RL"
sources:
- moot-list#RL.07
kind: group
id: red-lantern
name: 'Red Lantern'
"""
    ) == (
        """\
id: red-lantern
name: Red Lantern
kind: group
sources: moot-list#RL.07

names:
- acronym: RL
  lang: fr
  sources: [moot-list#RL.07, estoria-review#p1]

relations:
- split_from: iron-dawn
  date: 2015-05
  sources: moot-list#RL.07
"""
    )


def test_unknown_keys_stand_behind_the_known_ones() -> None:
    assert once("colour: red\nname: X\nzeal: 1\nid: x\n") == "id: x\nname: X\ncolour: red\nzeal: 1\n"


def test_a_misspelt_verb_stays_readable() -> None:
    assert once("names:\n- sources: a\n  acronim: RL\n") == "names:\n- sources: a\n  acronim: RL\n"


@pytest.mark.parametrize("file", ["dataset.yaml", "removed.yaml", "elsewhere/x.yaml"])
def test_the_order_of_other_files_is_kept(file: str) -> None:
    text = "title: An invented world\nid: estoria\nsources:\n- a#p1\n"
    assert once(text, file) == text


def test_figures_and_citations_are_short() -> None:
    text = """\
figures:
- sources:
  - stance: contradicts
    source: marsh-report#p1
  - moot-list
  killed:
    high: 3000
    low: 2000
  category: all
"""
    assert once(text) == (
        """\
figures:
- killed: {low: 2000, high: 3000}
  category: all
  sources:
  - {source: marsh-report#p1, stance: contradicts}
  - moot-list
"""
    )


def test_a_citation_that_flow_form_would_quote_is_a_block() -> None:
    text = "sources:\n- {quote: 'fishers, mostly', source: a#p1}\n"
    assert once(text) == "sources:\n  source: a#p1\n  quote: fishers, mostly\n"


def test_a_long_list_of_sources_is_a_block() -> None:
    tokens = [f"estoria-review-2019#paragraph-{n}" for n in range(5)]
    assert once(f"sources: [{', '.join(tokens)}]\n") == "sources:\n" + "".join(f"- {t}\n" for t in tokens)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("sources: [[a]]\n", [["a"]]),
        ("sources: []\n", []),
        ("sources: [~]\n", [None]),
        ("sources: [7]\n", [7]),
    ],
)
def test_wrong_sources_are_not_made_right(text: str, values: Any) -> None:
    assert reader.read(GROUP, once(text))["sources"] == values


@pytest.mark.parametrize(
    "plain",
    [
        "no", "2015-05-13", "12:30", "1.10", "0x1f", "2014~", "Yes", "NULL", "True", "=1", "a:b", "a#b", "-x", "?x",
        "القاعدة", "été", "😀", "http://example.org/?a=b&c=[d]", "2021-08-27/2021-08-28", "007", "x, y",
    ],
)  # fmt: skip
def test_what_may_be_plain_is_plain(plain: str) -> None:
    for written in (f"'{plain}'", f'"{plain}"', plain):
        assert once(f"name: {written}\n") == f"name: {plain}\n"


@pytest.mark.parametrize(
    "text",
    ["123", "-7", "null", "true", "false", "~", "", "a: b", "a #b", "- x", "[x", "*x", " x", "x ", "x:", "@x", "'x"],
)
def test_what_would_be_read_otherwise_is_quoted(text: str) -> None:
    quoted = text.replace("'", "''")
    assert once(f"name: '{quoted}'\n") == f"name: '{quoted}'\n"


@pytest.mark.parametrize("word", ["123", "-7", "null", "true", "~"])
def test_words_with_a_meaning_stay_bare(word: str) -> None:
    assert once(f"name:   {word}\n") == f"name: {word}\n"


def test_double_quotes_only_where_needed() -> None:
    assert once('name: "a\\u2028b"\n') == 'name: "a\\Lb"\n'
    assert once('name: "a\\tb"\n') == 'name: "a\\tb"\n'
    assert once('name: "it\'s"\n') == "name: it's\n"


def test_long_text_is_folded() -> None:
    summary = " ".join(["lantern"] * 40)
    written = once(f"summary: {summary}\n")
    assert written.startswith("summary: >-\n  lantern")
    assert max(map(len, written.splitlines())) <= WIDTH
    assert reader.read(GROUP, written) == {"summary": summary}


def test_folding_never_touches_double_spaces_or_long_words() -> None:
    for text in ("a  b " * 40, "x" * 150, "y " * 60 + "z" * 120, "a: " * 50, "# " * 60):
        text = text.strip()
        assert reader.read(GROUP, once(f"note: {yaml.dump(text, width=10**6).rstrip('.').strip()}\n")) == {"note": text}
    assert once("url: https://example.org/" + "x" * 120 + "\n").count("\n") == 1


def test_lines_are_literal() -> None:
    assert once('note: "one\\ntwo: #3\\n\\n  four"\n') == "note: |-\n  one\n  two: #3\n\n    four\n"
    assert once("note: |\n    one\n    two\n") == "note: |\n  one\n  two\n"
    assert once("note: >\n    one\n    two\n") == "note: >\n  one two\n"
    assert once('note: "one\\n\\n"\n') == 'note: "one\\n\\n"\n'
    assert once('note: "\\none"\n') == 'note: "\\none"\n'


def test_windows_line_ends_and_byte_order_mark() -> None:
    assert once("\ufeffid: x\r\nname: |\r\n  a\r\n  b\r\n# end\r\n") == "id: x\nname: |\n  a\n  b\n# end\n"


def test_odd_documents() -> None:
    assert once("{name: X, id: x}") == "id: x\nname: X\n"
    assert once("--- # head\n{}\n# end\n") == "# head\n# end\n{}\n"
    assert once("names: []\nattributes: {}\nrelations:\n") == "names: []\nattributes: {}\nrelations:\n"
    assert once("x:\n- - a\n  - b\n-\n- {}\n") == "x:\n-\n  - a\n  - b\n-\n- {}\n"
    assert once("? " + "k" * 1100 + "\n: v\n") == "? " + "k" * 1100 + "\n: v\n"
    assert once("12: a\n'null': b\n'a: b': c\n") == "12: a\nnull: b\n'a: b': c\n"


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "- a\n", "", "# only\n", "a: &x 1\n"])
def test_the_unreadable_is_refused(text: str) -> None:
    with pytest.raises(reader.Unreadable):
        format_text(GROUP, text)


# --- comments ------------------------------------------------------------------------------------------


def test_comments_move_with_their_keys() -> None:
    assert once(
        """\
# yaml-language-server: $schema=../schemas/group.schema.json
# about the kind
kind: group   # beside the kind
# about the id
id: red-lantern
names:  # beside the names
# about the first
- # on the dash
  # about its sources
  sources: [
     # about the token
     moot-list#RL.07  # beside the token
  ]
  acronym: RL # beside the acronym
  # behind the first
- translation: >-   # beside a folded text
    Lanterne
    rouge
  # behind the second

# the end
"""
    ) == (
        """\
# yaml-language-server: $schema=../schemas/group.schema.json

# about the id
id: red-lantern
# about the kind
kind: group # beside the kind

names: # beside the names
# about the first
# on the dash
- acronym: RL # beside the acronym
  # about its sources
  # about the token
  sources: moot-list#RL.07 # beside the token
  # behind the first
- translation: Lanterne rouge # beside a folded text
  # behind the second

# the end
"""
    )


def test_the_head_stays_at_the_head() -> None:
    assert once("# Licence: CC0\n\n# the name\nname: X\nid: x\n") == "# Licence: CC0\n\nid: x\n# the name\nname: X\n"


def test_what_looks_like_a_comment_in_a_text_is_none() -> None:
    text = "name: a#b\nsummary: |-\n  one # two\n  # three\nreason: 'x # y'\n"
    assert once(text) == text


def test_paragraphs_of_comments_stay_apart() -> None:
    text = """\
id: x
# summary: …

# relations:
# - split_from: y

# figures: …
names: []

# names:
# - acronym: X
"""
    assert once(text) == text


def test_a_comment_in_a_flow_list_makes_it_a_block() -> None:
    text = "sources: [a#p1, # first\n  b#p2\n  # last\n  ] # all\n"
    assert once(text) == "sources: # all\n- a#p1 # first\n- b#p2\n  # last\n"


def test_a_comment_behind_a_block_text_stays_outside_it() -> None:
    text = "not_modelled:\n- |-\n  a\n  b\n # behind\nid: x\n"
    assert once(text, "sources/x.yaml") == "id: x\nnot_modelled:\n- |-\n  a\n  b\n # behind\n"


def test_comments_of_flow_mappings() -> None:
    text = "designations:\n- {list: un_other, authority: moot} # beside\n# between\n- {authority: moot # inside\n  }\n"
    assert once(text) == (
        "designations:\n- authority: moot # beside\n  list: un_other\n# between\n- authority: moot # inside\n"
    )


def test_a_comment_above_the_first_key_of_an_item_moves_above_the_item() -> None:
    text = "sources:\n- a\n- stance: mentions\n  # about the source\n  source: b\n"
    assert once(text) == "sources:\n- a\n# about the source\n- {source: b, stance: mentions}\n"


# --- generated documents -------------------------------------------------------------------------------

# what YAML may hold, with more of what could go wrong
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff")
TEXTS = st.text(st.one_of(st.sampled_from(list(" \n'\"#:-?[]{},&*!|>%@`~=\\01ab ")), _LETTERS), max_size=60) | st.text(
    st.sampled_from("abc אب  "), min_size=90, max_size=260
)
WORDS = st.sampled_from(["null", "true", "12", "a#p1", "moot-list#RL.07", "2015-05", "~", "no", "RL"])
SCALARS = st.one_of(TEXTS, WORDS, st.integers(-99, 10**6), st.booleans(), st.none())
KEYS = st.sampled_from(
    ["id", "name", "kind", "summary", "sources", "names", "relations", "figures", "acronym", "split_from", "killed",
     "low", "high", "source", "quote", "date", "lang", "other"]
) | TEXTS.filter(bool)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)


class _Styled(yaml.SafeDumper):
    """Writes as a careless hand might."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _readable(text: str) -> dict[str, Any] | None:
    try:
        return reader.read(GROUP, text)
    except reader.Unreadable:
        return None


def test_an_empty_key_stays_quoted() -> None:
    assert once("'': x\n") == "'': x\n"


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    DOCUMENTS,
    st.sampled_from(["", "'", '"', "|", ">"]),
    st.sampled_from([None, True, False]),
    st.sampled_from([20, 80]),
    st.booleans(),
)
def test_values_survive(document: dict[str, Any], style: str, flow: bool | None, width: int, unicode: bool) -> None:
    text = yaml.dump(
        document,
        Dumper=_Styled,
        default_style=style or None,
        default_flow_style=flow,
        width=width,
        allow_unicode=unicode,
        sort_keys=False,
    )
    text = re.sub(r"!!\w+ ", "", text)
    before = _readable(text)
    if before is not None:
        once(text)


LINES = st.sampled_from(
    [
        "id: x", "name: X", "kind: group", "sources: [a#p1, b#p2]", "sources:", "- a#p1", "names:", "- acronym: RL",
        "  - acronym: RL", "    sources: a", "  sources:", "  - a#p1", "  sources: {source: a, quote: b}", "  lang: fr",
        "- sources: a", "  split_from: y", "- split_from: x", "relations:", "figures:", "- killed: {low: 1,",
        "   high: 2}",
        "- {category: all, killed: 3}", "  killed: 4", "-", "- []", "other: {a: 1}", "other: []", "allow:",
        "  K402: why",
        "summary: >-", "note: |", "  text goes on", "    deeper text", "", "", "]", "[", "- - a", "  - b", "...", "---",
    ]
)  # fmt: skip
COMMENTS = st.sampled_from(["", "", "", " # beside", "  #tight", " # two # parts"])
ABOVE = st.sampled_from(
    ["", "", "", "# above\n", "  # above two\n", "    # above four\n", " # above one\n", "\n# after a blank\n\n"]
)


@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(ABOVE, LINES, COMMENTS), min_size=2, max_size=12))
def test_comments_survive(lines: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{above}{line}{comment}\n" for above, line, comment in lines)
    if _readable(text) is not None:
        once(text)


# --- folders -------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups" / "a.yaml").write_text("name: A\nid: a\n", encoding="utf-8")
    (tmp_path / "groups" / "b.yaml").write_text("id: b\n", encoding="utf-8")
    (tmp_path / "groups" / "c.yaml").write_text("id: [\n", encoding="utf-8")
    (tmp_path / "groups" / "notes.txt").write_text("id:   x\n", encoding="utf-8")
    (tmp_path / "dataset.yaml").write_bytes(b"id: d\r\n")
    return tmp_path


def test_a_folder_is_rewritten_and_the_unreadable_told(folder: Path) -> None:
    (folder / "groups" / "a.yaml").chmod(0o640)
    wanted = [f"{folder}/dataset.yaml", f"{folder}/groups/a.yaml"]
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    checked = format_folder(folder, check=True)
    assert checked.changed == wanted
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    done = format_folder(folder, check=False)
    assert done == checked
    assert [(p.code, p.place.file) for p in done.problems] == [("K101", f"{folder}/groups/c.yaml")]
    assert (folder / "groups" / "a.yaml").read_bytes() == b"id: a\nname: A\n"
    assert stat.S_IMODE((folder / "groups" / "a.yaml").stat().st_mode) == 0o640
    assert (folder / "dataset.yaml").read_bytes() == b"id: d\n"
    assert (folder / "groups" / "c.yaml").read_bytes() == b"id: [\n"
    assert set(before) == {p for p in folder.rglob("*") if p.is_file()}
    assert format_folder(folder, check=False).changed == []


def test_a_link_stays_a_link(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("elsewhere") / "real.yaml"
    target.write_text("name: L\nid: l\n", encoding="utf-8")
    link = folder / "groups" / "l.yaml"
    link.symlink_to(target)
    format_folder(folder, check=False)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "id: l\nname: L\n"


def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = format_folder(folder, check=False)
    assert done.changed == []
    assert [p.code for p in done.problems] == ["K112", "K112", "K101"]
    assert (folder / "groups" / "a.yaml").read_bytes() == b"name: A\nid: a\n"
    assert not list(folder.rglob(".*"))
