"""Broken documents of every sort a curator makes: the right code at the right place, a hint, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbase.codes import BASE
from kbase.curation import checks, contents, corpus
from kbase.curation.corpus import Corpus
from kbase.render.problems import concise, full, github, json

GROUP = "groups/pale-sail.yaml"
HEAD = "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n"
SOURCES = "  sources: harbour-post-2022#p3\n"
RELATION = HEAD + "relations:\n- split_from: red-lantern\n"
FIGURE = "  category: fighters\n  side: of_subject\n  as_of: 2015\n" + SOURCES


class Broken(NamedTuple):
    """A text of the group's document and what is told of it."""

    text: str | bytes
    code: str
    at: tuple[int, int]
    says: str = ""
    help: str = ""


def named(name: str) -> str:
    """The document with another text after 'name: '."""
    return HEAD.replace("Pale Sail", name)


def cited(sources: str) -> str:
    """The document with another text after 'sources: '."""
    return HEAD.replace("harbour-post-2015#p7", sources)


def founded(date: str) -> str:
    return HEAD + f"attributes:\n- founded: {date}\n" + SOURCES


def strength(number: str) -> str:
    return HEAD + f"figures:\n- strength: {number}\n" + FIGURE


BROKEN: dict[str, Broken] = {
    # keys
    "misspelt key": Broken(HEAD + "sumary: x\n", "K201", (5, 1), "'sumary'", "'summary'"),
    "misspelt verb": Broken(RELATION.replace("split_", "split") + SOURCES, "K204", (6, 3), "'splitfrom'", "'split_from'"),
    "misspelt key in a claim": Broken(RELATION + "  dat: 2016\n" + SOURCES, "K201", (7, 3), "'dat'", "'date'"),
    "misspelt key in a figure": Broken(strength("{low: 1, hgih: 2}"), "K201", (6, 22), "'hgih'", "low, best, high"),
    "key twice": Broken(HEAD + "kind: front\n", "K103", (5, 1), "'kind'", "keep one"),
    "key twice in a flow mapping": Broken(HEAD + "allow: {K402: a, K402: b}\n", "K103", (5, 18), "'K402'"),
    "key twice in two forms": Broken(HEAD + '1: x\n"1": y\n', "K103", (6, 1), "'1'"),
    "number as key": Broken(HEAD + "1: x\n", "K201", (5, 1), "'1'", "known keys"),
    "flag as key": Broken(HEAD + "true: x\n", "K201", (5, 1), "'true'"),
    "null as key": Broken(HEAD + "~: x\n", "K201", (5, 1), "'~'"),
    "empty key": Broken(HEAD + '"": x\n', "K201", (5, 1)),
    "no key": Broken(HEAD + "? \n: x\n", "K101", (5, 2), "must be a word"),
    "mapping as key": Broken(HEAD + "{a: b}: c\n", "K101", (5, 1), "must be a word"),
    "list as key": Broken(HEAD + "[a]: b\n", "K101", (5, 1), "must be a word"),
    "merge key": Broken(HEAD + "<<: {reason: x}\n", "K201", (5, 1), "'<<'"),
    "merge of an alias": Broken(HEAD + "<<: *base\n", "K104", (5, 5), "*base"),
    # indentation, colons, quotes, brackets
    "indented too far": Broken(HEAD + " relations:\n", "K101", (5, 11), "':'", "indent"),
    "indented too far in a claim": Broken(RELATION + "   date: 2016\n", "K101", (7, 8), "':'", "indent"),
    "indented too little": Broken(RELATION + " date: 2016\n", "K101", (7, 2), "indentation", "align"),
    "list without its hyphen": Broken(HEAD + "relations:\n  split_from: red-lantern\n" + SOURCES, "K203", (6, 3), "a list", "'- '"),
    "tab": Broken(RELATION + "\tdate: 2016\n", "K102", (7, 1), "tab", "spaces"),
    "tab after spaces": Broken(RELATION + "  \tdate: 2016\n" + SOURCES, "K102", (7, 3), "tab", "spaces"),
    "tab after a hyphen": Broken(HEAD + "relations:\n-\tsplit_from: red-lantern\n", "K102", (6, 2), "tab"),
    "colon in a text": Broken(named("Pale: Sail"), "K101", (2, 11), "':'", "quote a text"),
    "no colon": Broken(HEAD.replace("kind: group", "kind group"), "K101", (3, 1), "without 'key:'", "key: value"),
    "no space after the colon": Broken(HEAD.replace("kind: group", "kind:group"), "K101", (3, 1), "", "a space after"),
    "no-break space after the colon": Broken(HEAD.replace("kind: ", "kind:\u00a0"), "K101", (3, 1), "", "another kind"),
    "full-width colon": Broken(HEAD.replace("kind: ", "kind："), "K101", (3, 1), "", "U+FF1A"),
    "conflict of git": Broken("<<<<<<< HEAD\n" + HEAD, "K101", (1, 1), "conflict", "one side"),
    "open double quote": Broken(named('"Pale Sail'), "K101", (2, 7), "never closed", "close it"),
    "open single quote": Broken(named("'Pale Sail"), "K101", (2, 7), "never closed", "close it"),
    "apostrophe in quotes": Broken(named("'Pale's Sail'"), "K101", (2, 13), "closing quote", "other kind"),
    "text after a quote": Broken(named('"Pale" Sail'), "K101", (2, 14), "closing quote", "whole text"),
    "open bracket": Broken(named("[Pale Sail"), "K101", (2, 7), "not closed", "close it"),
    "open brace": Broken(named("{Pale: Sail"), "K101", (2, 7), "not closed", "close it"),
    "begins with an at sign": Broken(named("@pale"), "K101", (2, 7), "'@'", "quote"),
    "begins with a backtick": Broken(named("`pale`"), "K101", (2, 7), "'`'", "quote"),
    "begins with a per cent sign": Broken(named("%pale"), "K101", (2, 7), "'%'", "quote"),
    "begins with a hash": Broken(named("#pale"), "K203", (2, 6), "nothing", "begins with #"),
    "YAML of the future": Broken("%YAML 2.0\n---\n" + HEAD, "K101", (1, 1)),
    # what YAML hides
    "anchor": Broken(named("&pale Sail"), "K104", (2, 7), "&pale", "quote"),
    "alias": Broken(named("*pale"), "K104", (2, 7), "*pale", "quote"),
    "alias bomb": Broken("a: &a [x, x]\n" + "".join(f"{c}: &{c} [*a, *a]\n" for c in "bcdefgh"), "K104", (1, 4), "&a"),
    "tag": Broken(named("!pale Sail"), "K105", (2, 7), "!pale", "quote"),
    "tag that runs code": Broken(named("!!python/object/apply:os.system [id]"), "K105", (2, 7), "python/object"),
    "two documents": Broken(HEAD + "---\n" + HEAD, "K110", (5, 1), "second document", "---"),
    "lone surrogate": Broken(named(r'"Pale \ud800 Sail"'), "K101", (2, 13), r"'\ud800' is a lone surrogate (U+D800)", "remove the escape"),
    "surrogates in a pair": Broken(named(r'"\uD83D\uDE00"'), "K101", (2, 8), r"'\uD83D' is a lone surrogate", "the character itself"),
    "unknown escape": Broken(named(r'"Pale\dSail"'), "K101", (2, 12), r"'\d' is no escape", "single quotes"),
    "escape without its digits": Broken(named(r'"C:\\x\x\\"'), "K101", (2, 13), r"'\x' is no escape", "single quotes"),
    "escape of no character": Broken(named(r'"\UFFFFFFFF"'), "K101", (2, 8), r"'\UFFFFFFFF' is no escape", "single quotes"),
    # bytes
    "UTF-16": Broken(HEAD.encode("utf-16"), "K106", (1, 1), "UTF-16", "UTF-8"),
    "UTF-16 without a mark": Broken(HEAD.encode("utf-16-le"), "K109", (1, 2), "U+0000", "UTF-8"),
    "UTF-32": Broken(HEAD.encode("utf-32"), "K106", (1, 1), "UTF-32", "UTF-8"),
    "Latin-1": Broken(named("Voile pâle").encode("latin-1"), "K106", (2, 14), "0xe2", "UTF-8"),
    "Latin-1 in a long line": Broken(HEAD.encode() + b"summary: " + b"x" * 50_000 + b"\xe9\n", "K106", (5, 50_010), "0xe9"),
    "PNG": Broken(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "K109", (1, 1), "binary", "text"),
    "NUL": Broken(named("Pale\0"), "K109", (2, 11), "U+0000", "remove"),
    "escape code": Broken(named("\x1b[31mPale"), "K109", (2, 7), "U+001B", "remove"),
    "NUL, written as an escape": Broken(named(r'"Pale\0"'), "K109", (2, 7), "U+0000", "remove"),
    "50 MB": Broken(b"x" * 50_000_000, "K107", (1, 1), "50,000,000", "one thing, one file"),
    "empty": Broken("", "K110", (1, 1), "empty", "kbase new"),
    "blank": Broken("\n \n", "K110", (1, 1), "empty", "kbase new"),
    "comment only": Broken("# later\n", "K110", (1, 1), "empty", "kbase new"),
    "list at top": Broken("- id: pale-sail\n", "K110", (1, 1), "mapping", "kbase new"),
    "text at top": Broken("Pale Sail\n", "K110", (1, 1), "mapping", "kbase new"),
    "20,000 brackets": Broken("a: " + "[" * 20_000, "K108", (1, 15), "12 levels", "indentation"),
    "20,000 braces": Broken("{a: " * 20_000, "K108", (1, 49), "12 levels"),
    "20,000 hyphens": Broken("- " * 20_000, "K108", (1, 25), "12 levels"),
    "block levels": Broken("".join(" " * n + "a:\n" for n in range(1300)), "K108", (13, 13), "12 levels"),
    "20,000 question marks": Broken("? " * 20_000, "K101", (1, 3)),
    "line of 100 kB": Broken(HEAD + "summary: " + "x" * 100_000 + "\n", "K211", (5, 10), "2000 characters"),
    "error at the end of a line of 100 kB": Broken(HEAD + "allow: {K402: " + "x" * 100_000 + ", K40: y}\n", "K208", (5, 100_017), "'K40'"),
    # values
    "no for a flag": Broken(RELATION.replace("split_from", "merged_into") + "  continues: no\n" + SOURCES, "K203", (7, 14), "'no'", "write false"),
    "yes for a flag": Broken(RELATION.replace("split_from", "merged_into") + "  continues: Yes\n" + SOURCES, "K203", (7, 14), "'Yes'", "write true"),
    "no name": Broken(named(""), "K203", (2, 6), "nothing", "give a value"),
    "no kind": Broken(HEAD.replace("kind: group", "kind:"), "K203", (3, 6), "nothing", "give a value"),
    "unknown kind": Broken(HEAD.replace("kind: group", "kind: brigad"), "K204", (3, 7), "'brigad'", "'brigade'"),
    "flag as name": Broken(named("true"), "K203", (2, 7), "'true'", "quote it"),
    "list as name": Broken(named("[a, b]"), "K203", (2, 7), "a list", "one text"),
    "mapping as name": Broken(named("{a: b}"), "K203", (2, 7), "a mapping", "one text"),
    "mapping as list": Broken(HEAD + "names: {acronym: PS}\n", "K203", (5, 8), "a list, not a mapping", "'- '"),
    "text as list": Broken(HEAD + "names: PS\n", "K203", (5, 8), "a list, not 'PS'", "'- '"),
    "texts as claims": Broken(HEAD + "names: [PS]\n", "K203", (5, 9), "item 1 of 'names'", "key: value"),
    "empty claim": Broken(HEAD + "names:\n-\n", "K203", (6, 2), "item 1 of 'names'"),
    "list as mapping": Broken(HEAD + "allow: [K402]\n", "K203", (5, 8), "a mapping"),
    "leading zero": Broken(strength("0200"), "K203", (6, 13), "whole number", "{low: 2000, high: 3000}"),
    "exponent": Broken(strength("1e3"), "K203", (6, 13), "whole number", "{low: 2000, high: 3000}"),
    "separator": Broken(strength("2,000"), "K203", (6, 13), "whole number", "without separators"),
    "very big number": Broken(strength("1" + "0" * 30), "K203", (6, 13), "whole number"),
    "number above the database's": Broken(strength("2147483648"), "K211", (6, 13), "2147483647"),
    "negative number": Broken(strength("-3"), "K211", (6, 13), "greater than or equal to 0"),
    "no number": Broken(strength(""), "K203", (6, 12), "whole number"),
    # dates
    "month 13": Broken(founded("2015-13"), "K205", (6, 12), "no month 13", "01 to 12"),
    "30 February": Broken(founded("2015-02-30"), "K205", (6, 12), "no day 30", "01 to 28"),
    "day first": Broken(founded("13.05.2015"), "K205", (6, 12), "not a date", "2015-05-13"),
    "date in words": Broken(founded("May 2015"), "K205", (6, 12), "not a date", "2015-05"),
    "octal": Broken(founded("0o17"), "K205", (6, 12), "not a date"),
    "date as mapping": Broken(founded("{year: 2015}"), "K203", (6, 12), "a mapping"),
    "dates the wrong way round": Broken(
        HEAD + "locations:\n- active_in: estoria\n  start: 2016\n  end: 2015\n" + SOURCES, "K401", (8, 8), "before it starts"
    ),
    "seen before it began": Broken(
        HEAD + "locations:\n- active_in: estoria\n  start: 2016\n  last_seen: 2015\n" + SOURCES, "K401", (8, 14), "before it starts"
    ),
    "seen after it ended": Broken(
        HEAD + "locations:\n- active_in: estoria\n  end: 2016\n  last_seen: 2017-02\n" + SOURCES, "K401", (8, 14), "after it ends"
    ),
    "an act with a start": Broken(RELATION + "  start: 2016\n" + SOURCES, "K201", (7, 10), "'start'", "'date'"),
    # sources
    "no sources": Broken(HEAD.replace("sources: harbour-post-2015#p7\n", ""), "K404", (1, 1), "no source", "source-id#place"),
    "claim without sources": Broken(RELATION + "  date: 2016\n", "K404", (6, 3), "the group relation has no source", "source-id#place"),
    "empty sources": Broken(cited(""), "K404", (4, 9), "no source", "source-id#place"),
    "empty list of sources": Broken(cited("[]"), "K404", (4, 10), "no source", "source-id#place"),
    "number as source": Broken(cited("2015"), "K207", (4, 10), "'2015'", "source-id#place"),
    "flag as source": Broken(cited("true"), "K207", (4, 10), "'true'", "source-id#place"),
    "nested list of sources": Broken(cited("[[harbour-post-2015#p7]]"), "K207", (4, 11), "a list"),
    "title as source": Broken(cited("The Harbour Post"), "K207", (4, 10), "'The Harbour Post'", "source-id#place"),
    "list of sources without its brackets": Broken(
        cited("harbour-post-2015#p7, harbour-post-2022#p3"), "K207", (4, 10), "more than one citation", "write a list: [a#p1, b#p2]"
    ),
    "list of sources without its first place": Broken(cited("harbour-post-2015, harbour-post-2022#p3"), "K207", (4, 10), "more than one", "a list"),
    "list of sources without its hyphens": Broken(
        cited("\n  harbour-post-2015#p7\n  harbour-post-2022#p3"), "K207", (5, 3), "more than one", "a list"
    ),
    "list of sources as a citation's source": Broken(
        cited("{source: 'harbour-post-2015#p7,harbour-post-2022#p3'}"), "K207", (4, 19), "more than one", "a list"
    ),
    "paragraph without its number": Broken(cited("harbour-post-2015#p"), "K408", (4, 10), "where", "#p2"),
    "page without its number": Broken(cited("harbour-post-2015#page"), "K408", (4, 10), "where", "#p2"),
    "unknown source": Broken(cited("harbour-post-2051#p7"), "K301", (4, 10), "no source", "'harbour-post-2015'"),
    "second source unknown": Broken(cited("[harbour-post-2015#p1, nowhere#p7]"), "K301", (4, 33), "no source 'nowhere'", "sources/nowhere.yaml"),
    "place": Broken(cited("estoria#p7"), "K302", (4, 10), "is a place"),
    "no place in the source": Broken(cited("harbour-post-2015 #p7"), "K408", (4, 10), "where", "#p2"),
    "citation with an unknown asserter": Broken(
        cited("{source: harbour-post-2015#p7, asserted_by: nobody}"), "K301", (4, 54), "'nobody'"
    ),
    "citation with an unknown stance": Broken(cited("[{source: harbour-post-2015#p7, stance: suports}]"), "K204", (4, 50), "", "'supports'"),
    # ids
    "unknown id": Broken(RELATION.replace("lantern", "lantren") + SOURCES, "K301", (6, 15), "'red-lantren'", "'red-lantern'"),
    "name for an id": Broken(RELATION.replace("red-lantern", "Red Lantern") + SOURCES, "K206", (6, 15), "'Red Lantern'", "lower-case"),
    "id of another kind": Broken(RELATION.replace("red-lantern", "estoria") + SOURCES, "K302", (6, 15), "is a place"),
    "id that is not the file's name": Broken(HEAD.replace("id: pale", "id: pael"), "K209", (1, 5), "'pael-sail'", "rename"),
    "error below Windows line ends": Broken(HEAD.replace("group", "gruop").replace("\n", "\r\n"), "K204", (3, 7), "'gruop'"),
    "error below a byte order mark": Broken(b"\xef\xbb\xbf" + HEAD.replace("id: pale", "id: pael").encode(), "K209", (1, 5)),
    "error below a line separator": Broken(named("Pale\u2028 Sail").replace("group", "gruop"), "K204", (4, 7), "'gruop'"),
    "error after Arabic text": Broken(HEAD + "names:\n- {name: الشراع, lnag: ar, sources: harbour-post-2015#p7}\n", "K201", (6, 18), "'lnag'"),
    "error after wide text": Broken(HEAD + "names:\n- {name: 蒼い帆, lnag: ja, sources: harbour-post-2015#p7}\n", "K201", (6, 15), "'lnag'"),
}  # fmt: skip

SOUND: dict[str, str | bytes] = {
    "byte order mark": b"\xef\xbb\xbf" + HEAD.encode(),
    "Windows line ends": HEAD.replace("\n", "\r\n"),
    "old Mac line ends": HEAD.replace("\n", "\r"),
    "no last line end": HEAD.rstrip(),
    "marks of a document": "---\n" + HEAD + "...\n",
    "directive": "%YAML 1.1\n---\n" + HEAD,
    "tab after a colon": HEAD.replace("kind: ", "kind:\t"),
    "empty section": HEAD + "names:\nrelations: []\n",
    "year as number": founded("2015"),
    "quoted year": founded("'2015~'"),
    "number as name": named("2015"),
    "country code of Norway as name": named("no"),
    "typographic quotes": named("“Pale Sail”"),
    "Arabic and emoji": HEAD + "names:\n- name: الشراع الشاحب\n  lang: ar\n" + SOURCES + "- alias: 🏴‍☠️ ⛵\n" + SOURCES,
    "two places of one source": cited("'harbour-post-2015#p7, p9 and box #4'"),
    "largest number": strength("2147483647"),
}


def checked(folder: Path, files: dict[str, str | bytes]) -> Corpus:
    for name, content in {**BASE, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = corpus.load(folder)
    checks.run(found)
    return found


def harmless(text: str) -> bool:
    """No control code, direction mark or lone surrogate reaches a terminal."""
    joiners = "\u200c\u200d"
    return all(
        c in joiners or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text.replace("\n", "")
    )


def told(found: Corpus) -> list[tuple[str, str, int, int]]:
    return [(p.code, os.path.relpath(p.place.file, found.folder), *p.place[1:]) for p in found.sorted_problems()]


@pytest.mark.parametrize("name", BROKEN)
def test_broken(name: str, tmp_path: Path) -> None:
    broken = BROKEN[name]
    found = checked(tmp_path, {GROUP: broken.text})
    assert told(found) == [(broken.code, GROUP, *broken.at)]
    problem = found.problems[0]
    assert problem.help and broken.says in problem.message and broken.help in problem.help
    assert len(problem.message) < 200
    for render in (full, concise, json, github):
        shown = render(found.problems)
        assert harmless(shown)
        assert len(shown) < 2000


@pytest.mark.parametrize("name", SOUND)
def test_sound(name: str, tmp_path: Path) -> None:
    assert checked(tmp_path, {GROUP: SOUND[name]}).problems == []


def test_country_code_of_norway(tmp_path: Path) -> None:
    place = "id: norland\nname: Norland\nkind: country\niso3166_1: NO\nsources: estorian-gazetteer#page 2\n"
    found = checked(tmp_path, {"places/norland.yaml": place})
    assert found.problems == []
    assert found.documents["norland"].values["iso3166_1"] == "NO"


def test_a_flag_is_no_number(tmp_path: Path) -> None:
    place = "id: norland\nname: Norland\nkind: country\nlat: true\nlon: east\nsources: estorian-gazetteer#page 2\n"
    found = checked(tmp_path, {"places/norland.yaml": place})
    assert told(found) == [("K203", "places/norland.yaml", 4, 6), ("K203", "places/norland.yaml", 5, 6)]


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    found = checked(tmp_path, {GROUP: "id: pale-sail\nname: [x]\nknid: group\nsources: [nowhere, Not One]\n"})
    assert [p.code for p in found.sorted_problems()] == ["K202", "K203", "K201", "K207"]


def test_a_file_of_thousands_of_problems_is_cut_and_says_so(tmp_path: Path) -> None:
    found = checked(tmp_path, {GROUP: HEAD + "".join(f"key{n}: x\n" for n in range(70_000))})
    assert len(found.problems) == 500
    assert "69,500 more" in found.problems[-1].help


# --- files and folders ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "help"),
    [
        ("groups/pale sail.yaml", "K209", "rename the file to pale-sail.yaml"),
        ("groups/Pale-Sail.yaml", "K209", "rename the file to pale-sail.yaml"),
        ("groups/الشراع.yaml", "K209", "rename the file to pale-sail.yaml"),
        ("groups/sail.yaml", "K209", "or write 'id: sail'"),
        ("groups/pale-sail.yml", "K111", "rename it to pale-sail.yaml"),
        ("groups/pale-sail.YAML", "K111", "rename it to pale-sail.yaml"),
        ("groups/pale-sail", "K111", "rename it to pale-sail.yaml"),
        ("groups/pale-sail.yaml~", "K111", "rename it to pale-sail.yaml"),
        ("group/pale-sail.yaml", "K111", "did you mean groups/?"),
        ("Groups/pale-sail.yaml", "K111", "did you mean groups/?"),
        ("pale-sail.yaml", "K111", "documents stand in groups/"),
    ],
)
def test_a_wrong_file_name(name: str, code: str, help: str, tmp_path: Path) -> None:
    found = checked(tmp_path, {name: HEAD})
    assert [(p.code, p.place.file) for p in found.problems] == [(code, str(tmp_path / name))]
    assert help in found.problems[0].help


def test_a_folder_in_a_folder(tmp_path: Path) -> None:
    found = checked(tmp_path, {"groups/north/pale-sail.yaml": HEAD, "groups/south.yaml/pale-sail.yaml": HEAD})
    assert told(found) == [("K111", "groups/north", 1, 1), ("K111", "groups/south.yaml", 1, 1)]


def test_names_with_a_dot_in_front_are_passed_over(tmp_path: Path) -> None:
    assert (
        checked(tmp_path, {".git/config": "x", "groups/.pale-sail.yaml.swp": b"\0\xff", ".DS_Store": b"\0"}).problems
        == []
    )


def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    checked(tmp_path, {})
    name = os.fsencode(str(tmp_path / "groups")) + b"/voile-p\xe2le.yaml"
    try:
        Path(os.fsdecode(name)).write_text(HEAD)
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    found = corpus.load(tmp_path)
    assert [p.code for p in found.problems] == ["K209"]
    assert "<U+DCE2>" in full(found.problems)
    assert full(found.problems).encode()
    assert contents.content_hash(tmp_path) == found.content_hash


def test_what_cannot_be_read(tmp_path: Path) -> None:
    checked(tmp_path, {})
    groups = tmp_path / "groups"
    (groups / "dangling.yaml").symlink_to("nothing.yaml")
    (groups / "loop-a.yaml").symlink_to("loop-b.yaml")
    (groups / "loop-b.yaml").symlink_to("loop-a.yaml")
    (groups / "device.yaml").symlink_to("/dev/zero")
    os.mkfifo(groups / "pipe.yaml")
    (tmp_path / "statements").symlink_to(groups)
    found = corpus.load(tmp_path)
    assert [(p.code, os.path.relpath(p.place.file, tmp_path)) for p in found.sorted_problems()] == [
        ("K112", "groups/dangling.yaml"), ("K112", "groups/device.yaml"), ("K112", "groups/loop-a.yaml"),
        ("K112", "groups/loop-b.yaml"), ("K112", "groups/pipe.yaml"), ("K111", "statements"),
    ]  # fmt: skip
    assert all(p.help for p in found.problems)
    assert contents.content_hash(tmp_path)


def test_a_file_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(tmp_path, {GROUP: HEAD})
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("pale-sail.yaml"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    found = corpus.load(tmp_path)
    assert told(found) == [("K112", GROUP, 1, 1)]
    assert "Permission denied" in found.problems[0].message


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_rights_for_real(tmp_path: Path) -> None:
    checked(tmp_path, {GROUP: HEAD})
    (tmp_path / GROUP).chmod(0)
    (tmp_path / "events").chmod(0)
    try:
        found = corpus.load(tmp_path)
    finally:
        (tmp_path / "events").chmod(0o700)
    assert told(found) == [("K112", "events", 1, 1), ("K112", GROUP, 1, 1)]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(tmp_path, {})
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("events"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert told(corpus.load(tmp_path)) == [("K112", "events", 1, 1)]


def test_an_id_in_two_files(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        {"places/grey-tide.yaml": "id: grey-tide\nname: Bay\nkind: region\nsources: estorian-gazetteer#page 2\n"},
    )
    assert told(found) == [("K303", "places/grey-tide.yaml", 1, 5)]
    assert "groups/grey-tide.yaml" in found.problems[0].message


def test_an_id_in_two_files_of_which_one_bears_it_as_its_name(tmp_path: Path) -> None:
    """The other is told, and what refers to the right one is not."""
    text = "id: grey-tide\nname: Bay\nkind: region\nsources: estorian-gazetteer#page 2\n"
    for misnamed in ("groups/a-tide.yaml", "places/z-tide.yaml"):  # read before it, and after
        found = checked(
            tmp_path / misnamed.replace("/", "-"),
            {misnamed: text.replace("kind: region", "kind: group") if "groups" in misnamed else text},
        )
        assert {(code, file) for code, file, *_ in told(found)} == {("K209", misnamed), ("K303", misnamed)}


def test_what_names_a_broken_document_says_so(tmp_path: Path) -> None:
    person = (
        "id: ada\nname: Ada\nsources: harbour-post-2015#p1\nmemberships:\n- group: pale-sail\n  role: member\n"
        + SOURCES
    )
    for text in (HEAD + "knid: x\n", named('"x'), b"\xff\xfe"):
        found = checked(tmp_path, {GROUP: text, "people/ada.yaml": person})
        assert [p.code for p in found.sorted_problems()][-1] == "K301"
        assert "document with errors" in found.sorted_problems()[-1].message


@pytest.mark.parametrize(
    ("text", "more"), [("id: grey-tide\n\tname: x\n", 3), (b"\xff\xfe", 3), ("id: grey-tide\nknid: x\n", 3)]
)  # fmt: skip
def test_references_to_a_broken_document_are_told_once(text: str | bytes, more: int, tmp_path: Path) -> None:
    relations = "relations:\n- rival_of: grey-tide\n  supersedes: grey-tide/rival_of/pale-sail\n" + SOURCES
    relations += "- allied_with: grey-tide\n" + SOURCES + "- split_from: grey-tide\n" + SOURCES
    role = "- group: grey-tide\n  role: member\n" + SOURCES
    found = checked(tmp_path, {
        "groups/grey-tide.yaml": text, GROUP: HEAD + relations, "people/tomas-vell.yaml": BASE["people/tomas-vell.yaml"] + role,
    })  # fmt: skip
    blocked = [p for p in found.sorted_problems() if not p.place.file.endswith("grey-tide.yaml")]
    assert [p.code for p in blocked] == ["K301"]
    assert blocked[0].message == f"'grey-tide' has a document with errors (and {more} more references)"
    assert told(found)[-1][1:] == (GROUP, 6, 13)


def test_a_single_reference_to_a_broken_document(tmp_path: Path) -> None:
    found = checked(
        tmp_path, {"groups/grey-tide.yaml": "\tx", GROUP: HEAD + "relations:\n- rival_of: grey-tide\n" + SOURCES}
    )
    assert [p.message for p in found.problems if p.code == "K301"] == ["'grey-tide' has a document with errors"]


def test_a_broken_dispute_is_told_once(tmp_path: Path) -> None:
    found = checked(
        tmp_path, {"disputes/d.yaml": "id: d\n\tx\n", GROUP: HEAD + "names:\n- alias: x\n  dispute: d\n" + SOURCES}
    )
    assert told(found) == [("K102", "disputes/d.yaml", 2, 1)]


@pytest.mark.parametrize("resolution", ["open", "decided"])
@pytest.mark.parametrize("statuses", [(), ("rejected",), ("rejected", "contested")])
@pytest.mark.parametrize(
    ("broken", "silent"),
    [("\tx: sail-day\n", True), ("sources: x\ndispute: sail-day\n", True), (b"\xff\xfe", True), ("\tx: y\n", False)],
)
def test_a_dispute_whose_claims_may_stand_in_a_broken_document(
    broken: str | bytes, silent: bool, statuses: tuple[str, ...], resolution: str, tmp_path: Path
) -> None:
    claims = "".join(
        f"- founded: {2012 + n}\n  key: k{n}\n  status: {s}\n  dispute: sail-day\n{SOURCES}"
        for n, s in enumerate(statuses)
    )
    found = checked(tmp_path, {
        "disputes/sail-day.yaml": f"id: sail-day\nquestion: When?\nresolution: {resolution}\nreason: The days differ.\n",
        "groups/other-sail.yaml": broken, GROUP: HEAD + (f"attributes:\n{claims}" if claims else ""),
    })  # fmt: skip
    expected = not silent and (len(statuses) < 2 or resolution == "decided")
    assert [p.code for p in found.problems if not p.place.file.endswith("other-sail.yaml")] == ["K405"] * expected


def test_dataset_and_removed_files(tmp_path: Path) -> None:
    found = checked(tmp_path, {
        "dataset.yaml": "id: [x]\ntitel: T\npublisher: P\nlicence: L\n",
        "removed.yaml": "removed:\n- {id: x, day: 2015-13, ground: [x]}\n- 3\n- {id: {a: b}, day: 2015-13, ground: victim}\n",
    })  # fmt: skip
    assert told(found) == [
        ("K202", "dataset.yaml", 1, 1), ("K203", "dataset.yaml", 1, 5), ("K201", "dataset.yaml", 2, 1),
        ("K204", "removed.yaml", 2, 33), ("K203", "removed.yaml", 3, 3), ("K203", "removed.yaml", 4, 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "line", "wanted"),
    [
        ("dataset.yaml", "? \n: x", None), ("dataset.yaml", "? [a, b]\n: x", None), ("dataset.yaml", "null: x", "K201"),
        ("dataset.yaml", "1: x", "K201"), ("dataset.yaml", "summary: [a, b]", "K203"), ("dataset.yaml", "summary: 5", "K203"),
        ("dataset.yaml", "summary:", "K203"), ("dataset.yaml", "summary: {a: b}", "K203"), ("dataset.yaml", "summary: x", ""),
        ("removed.yaml", "removd: x", "K201"), ("removed.yaml", "? [a, b]\n: x", None), ("removed.yaml", "? \n: x", None),
        ("removed.yaml", "- {id: y, day: 2015-13, ground: victim}", "K205"),
        ("removed.yaml", "- {id: , day: 2015, ground: victim}", "K203"),
        ("removed.yaml", "- {id: y, day: 2015, ground: victim, ? [a, b] : c}", None), ("removed.yaml", "", ""),
    ],
)  # fmt: skip
def test_a_line_more_in_the_special_files(name: str, line: str, wanted: str | None, tmp_path: Path) -> None:
    """Each is told with its place and a hint, none ends in a traceback; None: by whichever code of the reader."""
    removed = "removed:\n- {id: x, day: 2015, ground: victim}\n"
    text = BASE["dataset.yaml"] if name == "dataset.yaml" else removed
    found = checked(tmp_path, {name: f"{text}{line}\n"}).problems
    assert [p.place.file.rpartition("/")[2] for p in found] == [name] * (wanted != "")
    assert all(p.help and p.is_error and p.code == (wanted or p.code) for p in found)
    assert all(p.place.line > 1 for p in found)


def test_no_dataset_file(tmp_path: Path) -> None:
    checked(tmp_path, {})
    (tmp_path / "dataset.yaml").unlink()
    assert told(corpus.load(tmp_path)) == [("K202", "dataset.yaml", 1, 1)]


# --- the command itself --------------------------------------------------------------------------------

THROUGH_THE_COMMAND = (
    "misspelt key", "indented too little", "tab", "key twice", "anchor", "alias bomb", "tag that runs code", "UTF-16",
    "Latin-1", "PNG", "NUL", "50 MB", "empty", "list at top", "two documents", "20,000 brackets", "20,000 hyphens",
    "line of 100 kB", "month 13", "no for a flag", "unknown id", "no sources", "mapping as key", "very big number",
    "error after Arabic text",
)  # fmt: skip


@pytest.mark.parametrize("name", THROUGH_THE_COMMAND)
def test_through_the_command(name: str, tmp_path: Path) -> None:
    broken = BROKEN[name]
    checked(tmp_path, {GROUP: broken.text})
    done = subprocess.run(
        [sys.executable, "-m", "kbase", "check", str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    line, column = broken.at
    assert done.stdout.startswith(f"{tmp_path / GROUP}:{line}:{column}: error {broken.code} ")
    assert "\n" + " " * (len(str(line)) + 2) + "help: " in done.stdout
    assert done.stdout.endswith(f"1 error in {len(BASE) + 1} files\n")


# --- anything at all -----------------------------------------------------------------------------------

_RICH = (
    HEAD
    + """\
summary: A group of the north.
names:
- alias: 'The Sail'
  lang: en
  sources: [harbour-post-2015#p7, {source: harbour-post-2022#p3, quote: "a sail", stance: supports}]
attributes:
- founded: '[2015-01..2015-05]'
  status: contested
  note: two days are given
  sources: harbour-post-2015#p7
relations:
- split_from: red-lantern
  date: 2015-05
  extent: part
  sources: harbour-post-2022#p3
figures:
- {strength: {low: 200, high: 300}, category: fighters, side: of_subject, as_of: 2015, sources: harbour-post-2015#p8}
allow: {K411: the second source is lost}
"""
)
_SOUND = {
    GROUP: _RICH,
    **{name: BASE[name] for name in ("people/tomas-vell.yaml", "sources/lantern-channel.yaml", "dataset.yaml")},
}
_PIECES = (
    b"", b"\n", b" ", b"\t", b":", b": ", b"- ", b"-", b"#", b"&a ", b"*a", b"!x ", b"'", b'"', b"[", b"]", b"{", b"}", b",", b"|\n", b">",
    b"%", b"@", b"? ", b"\\", b"~", b"null", b"true", b"no", b"0", b"-1", b"1e3", b"999999999999999999999", b"2015-13", b"..", b"/",
    b"---\n", b"...\n", b"<<: ", b"\0", b"\x1b[2J", b"\xff", b"\xc3", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\r", b"\xc2\x85",
    "الشراع".encode(), "🏴‍☠️".encode(), b"id: ", b"sources: ", b"key: x\n", b"status: accepted\n", b"dispute: d\n",
)  # fmt: skip
_MUTATION = st.tuples(
    st.sampled_from(("insert", "delete", "replace", "line out", "line twice", "lines swapped")),
    st.integers(0, 10_000),
    st.integers(1, 12),
    st.one_of(st.sampled_from(_PIECES), st.binary(max_size=4)),
)


def mutated(content: bytes, mutations: list[tuple[str, int, int, bytes]]) -> bytes:
    for what, where, length, piece in mutations:
        at = where % (len(content) + 1)
        lines = content.splitlines(keepends=True)
        row = where % len(lines) if lines else 0
        if what == "insert":
            content = content[:at] + piece + content[at:]
        elif what == "delete":
            content = content[:at] + content[at + length :]
        elif what == "replace":
            content = content[:at] + piece + content[at + length :]
        elif what == "line out":
            content = b"".join(lines[:row] + lines[row + 1 :])
        elif what == "line twice":
            content = b"".join(lines[: row + 1] + lines[row:])
        elif lines:
            other = (row + length) % len(lines)
            lines[row], lines[other] = lines[other], lines[row]
            content = b"".join(lines)
    return content


@pytest.fixture(scope="module")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    assert checked(folder, {GROUP: _RICH}).problems == []
    return folder


@settings(max_examples=600, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(_SOUND)), mutations=st.lists(_MUTATION, min_size=1, max_size=4))
def test_any_damage_gives_problems_or_a_corpus(
    sound_folder: Path, name: str, mutations: list[tuple[str, int, int, bytes]]
) -> None:
    path = sound_folder / name
    path.write_bytes(mutated(_SOUND[name].encode(), mutations))
    try:
        found = corpus.load(sound_folder)
        checks.run(found)
        problems = found.sorted_problems()
        for problem in problems:
            assert (
                problem.code.startswith("K") and problem.help and problem.place.line >= 1 and problem.place.column >= 1
            )
        assert harmless(full(problems))
        assert github(problems).count("\n") == len(problems)
    finally:
        path.write_bytes(_SOUND[name].encode())
